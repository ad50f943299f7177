"""What a review may have several of: as a row of a list shows it, and a cell of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docutils import nodes

from sphinx_paperreview.core.model import Review
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.chips import ChipWriter
from sphinx_paperreview.rendering.place import Place

SEVERAL = ("org", "authors", "reviewer", "tags", "links")
"""The columns of which a review may have many values."""

SEPARATORS = {"org": ", ", "authors": ", ", "reviewer": ", ", "tags": " ", "links": parts.SEPARATOR}
"""What stands between these values, where the output has no boxes to arrange."""


@dataclass(frozen=True)
class ColumnWriter:
    """Draws the first values of such columns, and a link to where all of them stand."""

    place: Place
    most: Mapping[str, int]
    """How many of each column it shows."""
    has_icons: bool = False
    """Whether links are icons, where there are boxes for them; else words."""

    def values(self, column: str, review: Review, orgs: Sequence[str]) -> list[list[nodes.Node]]:
        """Draw the values of a column.

        Args:
            column: One of `SEVERAL`.
            review: Whose.
            orgs: Which of its organisations.
        """
        place, most = self.place, self.most[column]
        if column == "org":
            return place.some(orgs, most, place.org_badge, review)
        if column == "authors":
            return place.some(review.paper.authors, most, nodes.Text, review)
        if column == "reviewer":
            return place.some(review.reviewers, most, place.reviewer, review)
        if column == "tags":
            return place.some(review.tags, most, place.tag, review)
        chips = ChipWriter(place)
        draw = chips.small_chip if self.has_icons and place.medium.boxes else chips.word
        return place.some(chips.links(review), most, draw, review)
