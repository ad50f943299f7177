"""Where a card leads beside its paper: other reviews, pages that mention it, related papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docutils import nodes

from sphinx_paperreview.authoring.nodes import nodes_of
from sphinx_paperreview.collecting.federation import reviews_elsewhere
from sphinx_paperreview.core.elsewhere import IN_SIGHT, LISTED, Elsewhere, elsewhere
from sphinx_paperreview.core.mentions import Backlink
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.runs import Run
from sphinx_paperreview.core.titles import short_title
from sphinx_paperreview.messages import _
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.place import Place

_REVIEWS_SHOWN = 3
"""How many other reviews of a paper a card names before it folds the rest."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of links."""

    name: str
    """Of its class."""
    label: str
    links: Sequence[nodes.Element]
    shown: int
    """How many of them do not fold."""
    rest: Sequence[nodes.Element] = ()
    """A link to where more of them stand, if there are any."""
    more: int = 0
    """How many."""


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
        found = self._found(review)
        for row in self._rows(review, found, is_listed=is_listed):
            label = parts.span(row.label, "paper-label-quiet")
            yield self._row(row.name, [label, *row.links[: row.shown]])
            folded = row.links[row.shown :]
            if folded:
                yield self._fold(len(folded) + row.more, self._row(row.name, [*folded, *row.rest]))
        yield from self._mentions_box(found, self._page_of(review, is_listed=is_listed))

    def plain(self, review: Review, *, is_listed: bool) -> Iterator[nodes.Element]:
        """Draw it as paragraphs and a list; nothing where only links count that authors typed."""
        if self.place.medium.only_typed_links:
            return
        found = self._found(review)
        for row in self._rows(review, found, is_listed=is_listed):
            joined = parts.joined([[link] for link in (*row.links, *row.rest)], parts.SEPARATOR)
            yield nodes.paragraph("", "", nodes.Text(f"{row.label}: "), *joined)
        if found.backlinks:
            yield nodes.paragraph("", f"{_('Mentioned in')}:")
            page = self._page_of(review, is_listed=is_listed)
            yield self._list(found.backlinks[:LISTED], page)
            yield from self._rest(found, found.backlinks[LISTED:], page)

    def mentions(self, backlinks: Sequence[Backlink]) -> list[nodes.Element]:
        """List pages that mention a paper, each with the sentence in which it does.

        Of many, most are only named.
        """
        rest = [self._others(backlinks[LISTED:], "")] if len(backlinks) > LISTED else []
        return [self._list(backlinks[:LISTED], ""), *rest]

    # What there is ---------------------------------------------------------------------------

    def _found(self, review: Review) -> Elsewhere:
        return elsewhere(review, self.place.library, self.place.mentions)

    def _rows(self, review: Review, found: Elsewhere, *, is_listed: bool) -> Iterator[_Row]:
        others = [self.place.link_to_post(one) for one in found.reviews]
        sites = self._other_sites(review)
        related = [] if is_listed else self._related(review)
        rows = [
            _Row(
                *("paper-also", _("Also reviewed in"), others, _REVIEWS_SHOWN),
                rest=self.place.all_of(found.newest, found.more_reviews),
                more=found.more_reviews,
            ),
            _Row("paper-sites", _("Also reviewed at"), sites, _REVIEWS_SHOWN),
            _Row("paper-related", _("Related"), related, len(related)),
        ]
        yield from (row for row in rows if row.links)

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
        return self.place.link_to(review, (Run(short),) if short else ())

    def _page_of(self, review: Review, *, is_listed: bool) -> str:
        """Name the page on which a card stands: its own, also where pages are put together."""
        return self.place.docname if is_listed else review.docname

    # How it looks ----------------------------------------------------------------------------

    def _row(self, name: str, shown: Sequence[nodes.Node]) -> nodes.paragraph:
        row = parts.row("paper-elsewhere", *parts.joined([[one] for one in shown], " "))
        row["classes"] += [name, parts.NO_SEARCH]
        return row

    def _fold(self, count: int, content: nodes.Element) -> nodes.container:
        summary = parts.span(parts.more_text(count), "paper-more")
        fold = parts.fold([summary], content, folds=self.place.medium.folds)
        fold["classes"].append(parts.NO_SEARCH)
        return fold

    def _mentions_box(self, found: Elsewhere, docname: str) -> Iterator[nodes.Element]:
        if not found.backlinks:
            return
        label = parts.row("paper-elsewhere", parts.span(_("Mentioned in"), "paper-label-quiet"))
        shown, folded = found.backlinks[:IN_SIGHT], found.backlinks[IN_SIGHT:]
        box = parts.box("paper-mentioned", label, self._list(shown, docname))
        if folded:
            listed = parts.box("paper-mentioned-more", self._list(folded, docname))
            listed += self._rest(found, (), docname)
            count = len(folded) + len(found.others) + found.more_mentions
            box += self._fold(count, listed)
        box["classes"].append(parts.NO_SEARCH)
        yield box

    def _list(self, backlinks: Sequence[Backlink], docname: str) -> nodes.bullet_list:
        """List pages, each with its sentence.

        Args:
            backlinks: The pages.
            docname: The page on which the list stands, which goes by its sections there.
        """
        items = [nodes.list_item("", self._mention(one, docname)) for one in backlinks]
        return nodes.bullet_list("", *items, classes=["paper-mentions", parts.NO_SEARCH])

    def _rest(
        self, found: Elsewhere, unlisted: Sequence[Backlink], docname: str
    ) -> list[nodes.Element]:
        """Draw what is left of many mentions: their names, or a link to where these stand."""
        others = (*unlisted, *found.others)
        if found.more_mentions:
            count = len(others) + found.more_mentions
            return [parts.row("paper-rest", *self.place.all_of(found.newest, count))]
        return [self._others(others, docname)] if others else []

    def _others(self, backlinks: Sequence[Backlink], docname: str) -> nodes.Element:
        """Name pages, where the output folds; else say how many there are."""
        if not self.place.medium.folds:
            return parts.row("paper-rest", nodes.Text(parts.more_text(len(backlinks))))
        links = [[self._link(one, docname)] for one in backlinks]
        named = parts.row("paper-rest", *parts.joined(links, parts.SEPARATOR))
        return self._fold(len(links), named)

    def _mention(self, backlink: Backlink, docname: str) -> nodes.paragraph:
        mention = backlink.mention
        content: list[nodes.Node] = [self._link(backlink, docname)]
        if any(run.text.strip() for run in mention.sentence):
            quoted = [nodes.Text("“"), *nodes_of(mention.sentence), nodes.Text("”")]
            sentence = nodes.inline("", "", *quoted, classes=["paper-sentence"])
            content += [nodes.Text(" "), sentence]
        return parts.row("paper-mention", *content)

    def _link(self, backlink: Backlink, docname: str) -> nodes.Element:
        words = nodes_of(backlink.title_on(docname))
        title = nodes.inline("", "", *words, classes=["paper-title"])
        return self.place.lead_to(backlink.post.docname, title, anchor=backlink.mention.anchor)
