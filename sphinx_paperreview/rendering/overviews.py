"""What there is of a kind, with counts: organisations, tags, venues, sources, months."""

from __future__ import annotations

from dataclasses import dataclass

from docutils import nodes

from sphinx_paperreview.core.pages import by_size
from sphinx_paperreview.core.query import Group
from sphinx_paperreview.messages import _
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.listings import ListingWriter
from sphinx_paperreview.rendering.place import Place


@dataclass(frozen=True)
class OverviewWriter:
    """Draws overviews."""

    place: Place

    def groups(self, kind: str, *, limit: int = 0) -> list[nodes.Node]:
        """List the values of a kind, each with the number of its papers.

        Args:
            kind: What the reviews are grouped by.
            limit: How many values to list at the most; 0: all.
        """
        found = by_size(kind, self.place.library.tables)
        shown = found[:limit] if limit else found
        items = [nodes.list_item("", self._item(kind, one)) for one in shown]
        drawn: list[nodes.Node] = [nodes.bullet_list("", *items, classes=["paper-groups"])]
        if len(shown) < len(found):
            drawn.append(parts.row("paper-rest", self._rest(kind, len(found) - len(shown))))
        return drawn if items else []

    def _item(self, kind: str, found: Group) -> nodes.paragraph:
        papers = self.place.library.tables.count_papers(found.reviews)
        parts_of_item = [self._name(kind, found.label)], [parts.span(str(papers), "paper-count")]
        return parts.row("paper-item", *parts.joined(parts_of_item, " "))

    def _name(self, kind: str, label: str) -> nodes.Element:
        if kind == "org":
            return self.place.org_badge(label)
        if kind == "tag":
            return self.place.tag(label)
        shown = nodes.inline("", ListingWriter(self.place).group_label(kind, label))
        return self.place.link_to_group(kind, label, shown)

    def _rest(self, kind: str, count: int) -> nodes.Element:
        shown = nodes.inline("", _("and %d more") % count)
        return self.place.link_to_overview(kind, shown)
