"""What there is of a kind, with counts: organisations, tags, venues, sources, months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docutils import nodes

from sphinx_paperreview.core.pages import Overview, by_size
from sphinx_paperreview.core.query import Group
from sphinx_paperreview.messages import _
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.place import Place


@dataclass(frozen=True)
class OverviewWriter:
    """Draws overviews."""

    place: Place

    def draw(self, overview: Overview, empty: Sequence[nodes.Node] = ()) -> list[nodes.Node]:
        """Give the nodes that take the place of an overview.

        Several kinds stand under a heading each.

        Args:
            overview: What its author asks for.
            empty: What to show when there is nothing of any kind.
        """
        tables = self.place.library.tables
        kinds = overview.shown(self.place.site.settings.page_kinds, tables)
        found = {kind: self.groups(kind, limit=self._limit(kind, overview)) for kind in kinds}
        drawn: list[nodes.Node] = []
        for kind, groups in found.items():
            if groups and len(kinds) > 1:
                heading, is_web = self.heading(kind), self.place.medium.web
                drawn.append(parts.group_heading(heading, level=1, is_web=is_web))
            drawn += groups
        return drawn or parts.nothing(empty, _("No papers yet."))

    def _limit(self, kind: str, overview: Overview) -> int:
        """Tell how many values to list: on one page, where others can show the rest."""
        limit, rows = overview.limit, self.place.site.settings.rows
        is_split = self.place.medium.pages and self.place.groups.overview_of(kind)
        return min(limit or rows, rows) if is_split else limit

    def heading(self, kind: str) -> nodes.Element:
        """Name a kind; the name leads to all there is of it."""
        shown = nodes.inline("", parts.kind_text(kind))
        return self.place.link_to_overview(kind, shown)

    def groups(self, kind: str, *, limit: int = 0) -> list[nodes.Node]:
        """List the values of a kind, each with the number of its papers.

        Args:
            kind: What the reviews are grouped by.
            limit: How many values to list at the most; 0: all.
        """
        found = by_size(kind, self.place.library.tables)
        if not found:
            return []
        return parts.limited(
            found,
            limit,
            lambda shown: [self.listed(kind, shown)],
            rest=lambda text: self.place.link_to_overview(kind, nodes.inline("", text)),
        )

    def listed(self, kind: str, groups: Sequence[Group]) -> nodes.bullet_list:
        """List some values of a kind, each with the number of its papers."""
        items = [nodes.list_item("", self._item(kind, found)) for found in groups]
        return nodes.bullet_list("", *items, classes=["paper-groups"])

    def _item(self, kind: str, found: Group) -> nodes.paragraph:
        papers = self.place.library.tables.count_papers(found.reviews)
        parts_of_item = (
            [self.place.named(kind, found.label)],
            [parts.span(str(papers), "paper-count")],
        )
        return parts.row("paper-item", *parts.joined(parts_of_item, " "))
