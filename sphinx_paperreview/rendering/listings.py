"""A query's result becomes nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from docutils import nodes

from sphinx_paperreview.core.looks import SHARED, Look, look_of
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.query import COLUMNS, Listing, group, select, sole_value
from sphinx_paperreview.messages import _
from sphinx_paperreview.rendering import facts, parts
from sphinx_paperreview.rendering.columns import SEPARATORS, SEVERAL, ColumnWriter
from sphinx_paperreview.rendering.downloads import download_links
from sphinx_paperreview.rendering.filters import FilterWriter
from sphinx_paperreview.rendering.hiding import hide_rows
from sphinx_paperreview.rendering.place import Place
from sphinx_paperreview.rendering.rows import RowWriter

FILTERED_BOX = "paper-listing"
"""Class of the box around a listing and its filter."""


@dataclass(frozen=True)
class ListingWriter:
    """Draws listings."""

    place: Place
    filters: FilterWriter | None = None
    """Shared by the listings of many pages; it is slow to make."""
    draw_item: Callable[[Review, Look], nodes.Node] | None = None
    """Draws an item of a list, where not this class does."""

    def draw(self, listing: Listing, empty: Sequence[nodes.Node] = ()) -> list[nodes.Node]:
        """Give the nodes that take the place of a listing.

        Args:
            listing: What its author asks for.
            empty: What to show when nothing matches.
        """
        count = self.place.mentions.count
        reviews = select(self.place.library.reviews(), listing.query, mentions=count)
        if not reviews:
            return parts.nothing(empty, _("No papers yet."))
        return self.draw_reviews(reviews, listing)

    def draw_reviews(
        self, reviews: Sequence[Review], listing: Listing, *, shared: tuple[str, str] = ("", "")
    ) -> list[nodes.Node]:
        """Draw reviews that have been selected, in their order.

        Args:
            reviews: What is listed.
            listing: How that looks.
            shared: A field and its value that all have, as the page says.
        """
        shown, is_filtered = reviews[: listing.limit or None], self._is_filtered(listing)
        look = self.look(shown, listing, shared)
        drawn = parts.limited(
            reviews,
            listing.limit,
            # A filter searches all: those beyond the limit are there, and hidden.
            lambda shown: self._grouped(
                reviews if is_filtered else shown, listing, look, listing.group_by
            ),
            rest=lambda text: self._link_to_rest(listing, parts.span(text)),
        )
        links = download_links(self.place, listing)
        if not is_filtered:
            return [*drawn, *links]
        # The filter needs the reviews row by row.
        rows = _rows(reviews, listing.group_by)
        if len(shown) < len(reviews):
            kept = {(review.docname, review.position) for review in shown}
            hide_rows(drawn, [(row.docname, row.position) not in kept for row in rows])
        filters = self.filters or FilterWriter(self.place)
        box = filters.html(rows, sort="" if listing.query.papers else listing.query.sort)
        return [parts.box(FILTERED_BOX, parts.raw(box), *drawn), *links]

    def look(
        self, reviews: Sequence[Review], listing: Listing, shared: tuple[str, str] = ("", "")
    ) -> Look:
        """Tell what a listing shows of each review."""
        images = self.place.site.settings.thumbnails
        boxes = self.place.medium.boxes
        has_lines = boxes or listing.style == "cards"
        return look_of(listing, reviews, images=images, has_lines=has_lines, shared=shared)

    def _link_to_rest(self, listing: Listing, content: nodes.Element) -> nodes.Element:
        """Lead to where all that a listing selects stands, or at least all that there is."""
        asked = sole_value(listing.query)
        if asked and self.place.groups.place_of(*asked):
            return self.place.link_to_group(*asked, content)
        page = self.place.groups.overview_of_all
        return self.place.lead_to(page, content) if page else content

    def _is_filtered(self, listing: Listing) -> bool:
        return listing.filter and self.place.medium.pages

    def _grouped(
        self, reviews: Sequence[Review], listing: Listing, look: Look, keys: Sequence[str]
    ) -> list[nodes.Node]:
        """Draw reviews under a heading for each group, and for each group within."""
        if not keys:
            return list(self._flat(reviews, listing, look))
        drawn: list[nodes.Node] = []
        level = len(listing.group_by) - len(keys) + 1
        for found in group(reviews, keys[0]):
            drawn.append(self.group_heading(keys[0], found.label, level=level))
            is_said = keys[0] in SHARED
            inside = replace(look, shared=(keys[0], found.label)) if is_said else look
            drawn += self._grouped(found.reviews, listing, inside, keys[1:])
        return drawn

    def group_heading(self, key: str, label: str, *, level: int) -> nodes.rubric:
        """Write the heading of a group, which leads to the group's own page."""
        shown = nodes.inline("", self.place.group_label(key, label))
        link, is_web = self.place.link_to_group(key, label, shown), self.place.medium.web
        return parts.group_heading(link, level=level, is_web=is_web)

    def _flat(
        self, reviews: Sequence[Review], listing: Listing, look: Look
    ) -> Iterator[nodes.Element]:
        if listing.style == "table":
            table = self._table(reviews, listing.columns)
            # Not every theme lets a table scroll in a page that does not.
            yield parts.box("paper-scroll", table) if self.place.medium.boxes else table
        elif listing.style == "cards":
            draw = RowWriter(self.place, look, in_cards=True).card
            yield parts.box("paper-cards", *map(draw, reviews))
        elif self._is_filtered(listing):
            yield from self._parts(reviews, look)
        else:
            yield self._list(reviews, look)

    # List ------------------------------------------------------------------------------------

    def _list(self, reviews: Sequence[Review], look: Look) -> nodes.bullet_list:
        draw = RowWriter(self.place, look).item
        items = [self.draw_item(one, look) if self.draw_item else draw(one) for one in reviews]
        return nodes.bullet_list("", *items, classes=["paper-list"])

    def _parts(self, reviews: Sequence[Review], look: Look) -> Iterator[nodes.bullet_list]:
        """Draw a long list as several: a browser skips those that are far from the screen.

        With 10,000 rows in one list, it would look at each of them for each letter typed.
        """
        for start in range(0, len(reviews), _ROWS_IN_PART):
            part = self._list(reviews[start : start + _ROWS_IN_PART], look)
            part["classes"] += ["paper-part"] if len(part) == _ROWS_IN_PART else []
            yield part

    # Table -----------------------------------------------------------------------------------

    def _table(self, reviews: Sequence[Review], columns: Sequence[str]) -> nodes.table:
        heads = [_entry([nodes.Text(parts.column_text(column))]) for column in columns]
        rows = [
            nodes.row("", *(_entry(self._cell(review, column)) for column in columns))
            for review in reviews
        ]
        shares = [COLUMNS[column][1].share for column in columns]
        widths = [share * _TEXT_WIDTH // sum(shares) for share in shares]
        group_of_columns = nodes.tgroup(
            "",
            *(nodes.colspec(colwidth=width) for width in widths),
            nodes.thead("", nodes.row("", *heads)),
            nodes.tbody("", *rows),
            cols=len(columns),
        )
        # A browser finds widths by itself; given ones would be `style` attributes. LaTeX breaks
        # a long table over pages, when told.
        widths_class = "colwidths-auto" if self.place.medium.boxes else "colwidths-given"
        names = ["paper-table", "longtable", widths_class]
        return nodes.table("", group_of_columns, classes=names)

    def _cell(self, review: Review, column: str) -> list[nodes.Node]:
        if column == "title":
            return [self.place.link_to(review)]
        if column in SEVERAL:
            return self._values(review, column)
        if column in _DRAWN and self.place.medium.boxes:
            return _DRAWN[column](review)
        if column == "mentions":
            return [nodes.Text(str(self.place.mentions.count(review) or ""))]
        field, _column = COLUMNS[column]
        text = field.text(review)
        shown = parts.value_text(field, text) if text else ""
        if column in ("date", "published") and text:
            moment = self.place.moment(shown, text)
            return [nodes.inline("", "", moment, classes=["paper-date"])]
        return [nodes.Text(shown)]

    def _values(self, review: Review, column: str) -> list[nodes.Node]:
        """Draw what a review may have many of."""
        columns = ColumnWriter(self.place, _MOST, has_icons=True)
        values = columns.values(column, review, review.paper.orgs)
        is_box = self.place.medium.boxes and column not in ("authors", "reviewer")
        shown = parts.joined(values, " " if is_box else SEPARATORS[column])
        if column != "authors" or not shown:
            return shown
        return [nodes.inline("", "", *shown, classes=["paper-names"])]


_ROWS_IN_PART = 25
"""Rows of a list that a browser draws or skips together; the style sheet knows this number."""

_MOST = {"org": 5, "authors": 20, "reviewer": 20, "tags": 10, "links": 12}
"""How many a row of a table shows of what a review may have many of."""

_DRAWN = {"venue": facts.venue, "rating": facts.rating}
"""Columns that look as they do on a card, where a style sheet can arrange that."""

_TEXT_WIDTH = 72
"""Characters in a line of plain text, where the width of a column counts them."""


def _rows(reviews: Sequence[Review], keys: Sequence[str]) -> list[Review]:
    """List the review of each row, in the order in which groups draw them."""
    if not keys:
        return list(reviews)
    return [
        review for found in group(reviews, keys[0]) for review in _rows(found.reviews, keys[1:])
    ]


def _entry(children: Sequence[nodes.Node]) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", "", *children))
