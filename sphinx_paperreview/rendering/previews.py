"""What a link to a review shows before it is followed: its preview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from docutils import nodes

from sphinx_paperreview.collecting.addresses import PREVIEWED
from sphinx_paperreview.core.looks import Look
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.values import parse_published
from sphinx_paperreview.messages import _
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.contexts import PageContexts
from sphinx_paperreview.rendering.filters import compact
from sphinx_paperreview.rendering.place import Place
from sphinx_paperreview.rendering.quick_html import quick_html
from sphinx_paperreview.rendering.reviewers import reviewed_by, site_authors
from sphinx_paperreview.rendering.rows import RowWriter

PREVIEWS_SUFFIX = ".previews.json"
"""Behind the name of a page, in place of its suffix: the file of the previews of its reviews."""

PREVIEWS = "paperreview-previews"
"""The name of the previews in such a file, by the anchors of reviews: no other file has it."""

_LOOK = Look(frozenset({"subtitle", "summary", "org", "venue", "rating", "status"}), has_both=True)


@dataclass(frozen=True)
class PreviewWriter:
    """Writes previews; they are the same wherever they are shown, and hold no link."""

    contexts: PageContexts
    place: Place
    """Any page of the output."""

    def file(self, reviews: Sequence[Review]) -> str:
        """Write the file of some reviews of one page."""
        return compact({PREVIEWS: {review.anchor: self._html(review) for review in reviews}})

    def _html(self, review: Review) -> str:
        item = nodes.list_item("", *self._lines(review))
        for link in list(item.findall(nodes.reference)):
            names = [name for name in link["classes"] if name != PREVIEWED]
            shown = nodes.inline("", "", *link.children, classes=names) if names else link.children
            link.replace_self(shown)
        lines = [quick_html(cast("nodes.Element", line)) for line in item.children]
        if None in lines:
            return self.contexts.html([item], self.place.docname, inside=True).strip()
        return "".join(filter(None, lines)).strip()

    def _lines(self, review: Review) -> list[nodes.Node]:
        lines = RowWriter(self.place, _LOOK).lines(review)
        reviewed = self._reviewed(review)
        return [*lines, parts.row("paper-reviewed", *reviewed)] if reviewed else lines

    def _reviewed(self, review: Review) -> list[nodes.Node]:
        """Say when it was reviewed, and by whom, where the site's authors are others."""
        day = (
            parts.date_text(parse_published(review.date), self.place.language)
            if review.date
            else ""
        )
        names = review.reviewers if review.reviewers != site_authors(self.place) else ()
        if names:
            when = self.place.moment(day, review.date) if day else None
            return reviewed_by(names, self.place, when=when)
        return [self.place.moment(_("Reviewed %s") % day, review.date)] if day else []
