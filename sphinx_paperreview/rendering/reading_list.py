"""A list of papers that are mentioned, and that nobody reviewed, becomes nodes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docutils import nodes

from sphinx_paperreview.authoring.nodes import nodes_of
from sphinx_paperreview.core.mentions import Unreviewed
from sphinx_paperreview.core.reading_list import ReadingList, select_unreviewed
from sphinx_paperreview.messages import _
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.elsewhere import ElsewhereWriter
from sphinx_paperreview.rendering.place import Place


@dataclass(frozen=True)
class ReadingListWriter:
    """Draws reading lists."""

    place: Place

    def draw(self, listing: ReadingList, empty: Sequence[nodes.Node] = ()) -> list[nodes.Node]:
        """Give the nodes that take the place of a list.

        Args:
            listing: What its author asks for.
            empty: What to show when nothing matches.
        """
        papers = select_unreviewed(self.place.mentions.unreviewed(), listing)
        if not papers:
            return parts.nothing(empty, _("Nothing to read yet."))
        return parts.limited(papers, listing.limit, lambda shown: [self._list(shown)])

    def _list(self, papers: Sequence[Unreviewed]) -> nodes.bullet_list:
        items = [nodes.list_item("", *self._item(paper)) for paper in papers]
        return nodes.bullet_list("", *items, classes=["paper-reading-list"])

    def _item(self, paper: Unreviewed) -> list[nodes.Node]:
        """Draw what a paper is called, where it is, and who mentions it."""
        words = nodes_of(paper.called) or [nodes.Text(paper.name)]
        shown = nodes.inline("", "", *words, classes=["paper-title"])
        facts: list[nodes.Node] = [self._link(paper, shown)]
        if paper.title:
            facts.append(parts.span(paper.name, "paper-name"))
        separator = " " if self.place.medium.boxes else parts.SEPARATOR
        line = parts.row("paper-item", *parts.joined([[fact] for fact in facts], separator))
        return [line, *ElsewhereWriter(self.place).mentions(paper.backlinks)]

    def _link(self, paper: Unreviewed, content: nodes.Element) -> nodes.Element:
        """Lead to the paper's source, where it has a page there."""
        generated = not self.place.medium.only_typed_links
        home = self.place.site.sources.home(paper.id) if generated else None
        url = home.url_for(paper.id) if home else ""
        return nodes.reference("", "", content, refuri=url, internal=False) if url else content
