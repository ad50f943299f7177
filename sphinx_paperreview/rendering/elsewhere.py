"""Where a card leads beside its paper: other reviews, pages that mention it, related papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docutils import nodes

from sphinx_paperreview.authoring.nodes import nodes_of
from sphinx_paperreview.collecting.federation import reviews_elsewhere
from sphinx_paperreview.core.mentions import Backlink
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.runs import Run
from sphinx_paperreview.core.tables import newest_first
from sphinx_paperreview.core.titles import short_title
from sphinx_paperreview.messages import _
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.place import Place

_REVIEWS_SHOWN = 3
"""How many other reviews of a paper a card names before it folds the rest."""

_MENTIONS_SHOWN = 2
"""How many pages that mention a paper a card shows before it folds the rest."""

_MENTIONS_LISTED = 50
"""How many of them it lists at all: a paper that all mention would make long pages."""

Row = tuple[str, str, list[nodes.Element], int]
"""The name of a class, a label, the links behind it, and how many of them are shown unfolded."""


@dataclass(frozen=True)
class ElsewhereWriter:
    """Draws the foot of a card, for one output format.

    Sphinx's search leaves it out, where a class says so: it holds the words of other pages.
    """

    place: Place

    def boxes(self, review: Review, *, is_listed: bool) -> Iterator[nodes.Element]:
        """Draw it as rows that a style sheet arranges; what is many folds.

        Args:
            review: What the card shows.
            is_listed: Whether the card stands in a listing, which relates papers itself.
        """
        for name, label, links, shown in self._rows(review, is_listed=is_listed):
            yield self._row(name, [parts.span(label, "paper-label-quiet"), *links[:shown]])
            yield from self._folded(name, links[shown:])
        yield from self._mentions_box(
            self.place.mentions.of(review), self._page_of(review, is_listed=is_listed)
        )

    def plain(self, review: Review, *, is_listed: bool) -> Iterator[nodes.Element]:
        """Draw it as paragraphs and a list; nothing where only links count that authors typed."""
        if self.place.medium.only_typed_links:
            return
        for _name, label, links, _shown in self._rows(review, is_listed=is_listed):
            joined = parts.joined([[link] for link in links], parts.SEPARATOR)
            yield nodes.paragraph("", "", nodes.Text(f"{label}: "), *joined)
        backlinks = self.place.mentions.of(review)
        if backlinks:
            yield nodes.paragraph("", f"{_('Mentioned in')}:")
            yield from self.mentions(backlinks, self._page_of(review, is_listed=is_listed))

    def mentions(self, backlinks: Sequence[Backlink], docname: str = "") -> list[nodes.Element]:
        """List pages that mention a paper, each with the sentence in which it does.

        Args:
            backlinks: The pages.
            docname: The page on which the list stands, which goes by its sections there.
        """
        listed = backlinks[:_MENTIONS_LISTED]
        items = [nodes.list_item("", self._mention(one, docname)) for one in listed]
        names = ["paper-mentions", parts.NO_SEARCH]
        drawn: list[nodes.Element] = [nodes.bullet_list("", *items, classes=names)]
        rest = len(backlinks) - len(items)
        if rest > 0:
            drawn.append(parts.row("paper-rest", nodes.Text(parts.more_text(rest))))
        return drawn

    # What there is ---------------------------------------------------------------------------

    def _rows(self, review: Review, *, is_listed: bool) -> Iterator[Row]:
        related = [] if is_listed else self._related(review)
        rows = [
            ("paper-also", _("Also reviewed in"), self._other_reviews(review), _REVIEWS_SHOWN),
            ("paper-sites", _("Also reviewed at"), self._other_sites(review), _REVIEWS_SHOWN),
            ("paper-related", _("Related"), related, len(related)),
        ]
        yield from (row for row in rows if row[2])

    def _other_reviews(self, review: Review) -> list[nodes.Element]:
        """Link to each other page that reviews the paper, at its newest review there."""
        others = self.place.library.reviews_of(review) if review.indexed else ()
        pages = {other.docname: other for other in reversed(others)}
        newest = sorted(pages.values(), key=newest_first)
        return [self.place.link_to_post(one) for one in newest if one.docname != review.docname]

    def _other_sites(self, review: Review) -> list[nodes.Element]:
        return [
            self.place.link_to_site(one.uri, parts.span(one.site), one.title)
            for one in reviews_elsewhere(self.place.builder.env, review.paper.ids)
        ]

    def _related(self, review: Review) -> list[nodes.Element]:
        limit = self.place.site.settings.related
        return [self._short_link(one) for one in self.place.related.of(review, limit)]

    def _short_link(self, review: Review) -> nodes.Element:
        """Link to a review by its title up to the colon."""
        short = short_title(review)
        return self.place.link_to(review, (Run(short),) if short else review.paper.title)

    def _page_of(self, review: Review, *, is_listed: bool) -> str:
        """Name the page on which a card stands: its own, also where pages are put together."""
        return self.place.docname if is_listed else review.docname

    # How it looks ----------------------------------------------------------------------------

    def _row(self, name: str, shown: Sequence[nodes.Node]) -> nodes.paragraph:
        row = parts.row("paper-elsewhere", *parts.joined([[one] for one in shown], " "))
        row["classes"] += [name, parts.NO_SEARCH]
        return row

    def _folded(self, name: str, links: Sequence[nodes.Element]) -> Iterator[nodes.Element]:
        if links:
            yield self._fold(len(links), self._row(name, links))

    def _fold(self, count: int, content: nodes.Element) -> nodes.container:
        summary = parts.span(parts.more_text(count), "paper-more")
        fold = parts.fold([summary], content, folds=self.place.medium.folds)
        fold["classes"].append(parts.NO_SEARCH)
        return fold

    def _mentions_box(self, backlinks: Sequence[Backlink], docname: str) -> Iterator[nodes.Element]:
        if not backlinks:
            return
        label = parts.row("paper-elsewhere", parts.span(_("Mentioned in"), "paper-label-quiet"))
        box = parts.box(
            "paper-mentioned", label, *self.mentions(backlinks[:_MENTIONS_SHOWN], docname)
        )
        rest = backlinks[_MENTIONS_SHOWN:]
        if rest:
            listed = parts.box("paper-mentioned-more", *self.mentions(rest, docname))
            box += self._fold(len(rest), listed)
        box["classes"].append(parts.NO_SEARCH)
        yield box

    def _mention(self, backlink: Backlink, docname: str) -> nodes.paragraph:
        mention, words = backlink.mention, nodes_of(backlink.title_on(docname))
        title = nodes.inline("", "", *words, classes=["paper-title"])
        link = self.place.lead_to(backlink.post.docname, title, anchor=mention.anchor)
        content: list[nodes.Node] = [link]
        if any(run.text.strip() for run in mention.sentence):
            quoted = [nodes.Text("“"), *nodes_of(mention.sentence), nodes.Text("”")]
            sentence = nodes.inline("", "", *quoted, classes=["paper-sentence"])
            content += [nodes.Text(" "), sentence]
        return parts.row("paper-mention", *content)
