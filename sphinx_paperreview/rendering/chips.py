"""The links of a paper, in the several ways in which they are drawn."""

from __future__ import annotations

from dataclasses import dataclass

from docutils import nodes

from sphinx_paperreview.core.links import label_of, links_for
from sphinx_paperreview.core.model import Link, Review
from sphinx_paperreview.core.sources import builtin_kinds
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.place import Place


@dataclass(frozen=True)
class ChipWriter:
    """Draws links of papers."""

    place: Place

    def links(self, review: Review) -> list[Link]:
        """List what a paper links to, in the order of chips."""
        settings = self.place.site.settings
        links = links_for(
            review.paper,
            self.place.site.sources,
            shown=settings.sources,
            language=settings.alphaxiv_language or "",
        )
        return [link for link in links if link.typed or not self.place.medium.only_typed_links]

    def label(self, link: Link) -> str:
        """Name a link."""
        return label_of(link, self.place.link_labels)

    def chip(self, link: Link) -> nodes.reference:
        """Draw a chip: an icon and words."""
        return self._chip(link, parts.span(self.label(link)))

    def small_chip(self, link: Link) -> nodes.reference:
        """Draw a chip for where there is little room: its icon, and its name for who hears it."""
        if not self.place.medium.icons:
            return self.chip(link)
        chip = self._chip(link, parts.span(self.label(link), "paper-said"))
        chip["reftitle"] = self.label(link)
        return chip

    def word(self, link: Link) -> nodes.reference:
        """Draw a link as its name alone."""
        names = ["paper-link"] if self.place.medium.boxes else []
        return nodes.reference("", self.label(link), refuri=link.url, internal=False, classes=names)

    def spelled(self, link: Link) -> nodes.line:
        """Write a link out, where nobody can follow it."""
        reference = nodes.reference("", link.url, refuri=link.url, internal=False)
        return nodes.line("", "", nodes.Text(f"{self.label(link)}: "), reference)

    def _chip(self, link: Link, words: nodes.inline) -> nodes.reference:
        picture = [parts.icon(self._icon(link))] if self.place.medium.icons else []
        names = ["paper-link", f"paper-link-{link.kind}"]
        return nodes.reference(
            "", "", *picture, words, refuri=link.url, internal=False, classes=names
        )

    def _icon(self, link: Link) -> str:
        if link.kind in self.place.site.sources:
            return self.place.site.sources[link.kind].icon
        return builtin_kinds()[link.kind].icon
