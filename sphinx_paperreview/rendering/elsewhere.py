"""The foot of a review: where it leads, such as other reviews, and pages that mention its paper."""

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

_REVIEWS_SHOWN, _RELATED_SHOWN = 3, 6
"""How many other reviews of a paper, and related papers, a foot names before it folds the rest."""


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
    """Draws the foot of a review, for one output format.

    It stands behind the text, which comes first: what is drawn here is of other pages. Sphinx's
    search leaves it out, where a class says so.
    """

    place: Place

    def draw(self, review: Review) -> list[nodes.Element]:
        """Give the nodes of a foot; none where there is nothing to lead to."""
        medium = self.place.medium
        # Only links count that authors typed, or only what they wrote.
        if medium.only_typed_links or medium.only_texts:
            return []
        if not medium.boxes:
            return list(self._plain(review))
        rows = list(self._boxes(review))
        if not rows:
            return []
        foot = parts.box("paper-foot", *rows)
        foot["classes"].append(parts.NO_SEARCH)
        return [foot]

    def _boxes(self, review: Review) -> Iterator[nodes.Element]:
        """Draw it as rows that a style sheet arranges; what is many folds."""
        found = self._found(review)
        for row in self._rows(review, found):
            shown, folded = row.links[: row.shown], row.links[row.shown :]
            yield self._row(row.name, self._label(row.label), shown)
            if folded:
                rest = self._row(row.name, None, [*folded, *row.rest])
                yield self._fold(len(folded) + row.more, rest)
        yield from self._mentions_box(found, review.docname)

    def _plain(self, review: Review) -> Iterator[nodes.Element]:
        """Draw it as paragraphs and a list."""
        found = self._found(review)
        for row in self._rows(review, found):
            links = _separated((*row.links, *row.rest))
            label = self._plain_label(row.label)
            shown = self.place.words("paper-elsewhere", links)
            yield nodes.paragraph("", "", *label, nodes.Text(" "), *shown)
        if found.backlinks:
            if self.place.medium.roles:
                yield nodes.raw("", "\\paperreviewtogether", format="latex")
            yield nodes.paragraph("", "", *self._plain_label(_("Mentioned in")))
            yield self._list(found.backlinks[:LISTED], review.docname)
            yield from self._rest(found, found.backlinks[LISTED:], review.docname)

    def _plain_label(self, label: str) -> list[nodes.Node]:
        return self.place.words("paper-elsewhere-label", [nodes.Text(f"{label}:")])

    def mentions(self, backlinks: Sequence[Backlink]) -> list[nodes.Element]:
        """List pages that mention a paper, each with the sentence in which it does.

        Of many, most are only named.
        """
        rest = [self._others(backlinks[LISTED:], "")] if len(backlinks) > LISTED else []
        return [self._list(backlinks[:LISTED], ""), *rest]

    # What there is ---------------------------------------------------------------------------

    def _found(self, review: Review) -> Elsewhere:
        return elsewhere(review, self.place.library, self.place.mentions)

    def _rows(self, review: Review, found: Elsewhere) -> Iterator[_Row]:
        others = [self.place.link_to_post(one) for one in found.reviews]
        sites, related = self._other_sites(review), self._related(review)
        rows = [
            _Row(
                *("paper-also", _("Also reviewed in"), others, _REVIEWS_SHOWN),
                rest=self.place.all_of(found.newest, found.more_reviews),
                more=found.more_reviews,
            ),
            _Row("paper-sites", _("Also reviewed at"), sites, _REVIEWS_SHOWN),
            _Row("paper-related", _("Related"), related, _RELATED_SHOWN),
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

    # How it looks ----------------------------------------------------------------------------

    def _label(self, text: str) -> nodes.inline:
        return parts.span(text, "paper-label-quiet")

    def _row(
        self, name: str, label: nodes.Node | None, links: Sequence[nodes.Element]
    ) -> nodes.paragraph:
        """Draw links in one line, with a label; separated by what is copied with them."""
        content = nodes.inline("", "", *_separated(links), classes=["paper-leads"])
        words = [[one] for one in (label, content) if one]
        row = parts.row("paper-elsewhere", *parts.joined(words, " "))
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
        label = parts.row("paper-elsewhere", self._label(_("Mentioned in")))
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
        links = [self._link(one, docname) for one in backlinks]
        named = parts.row("paper-rest", *_separated(links))
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


def _separated(links: Sequence[nodes.Node]) -> list[nodes.Node]:
    return parts.joined([[link] for link in links], parts.SEPARATOR)
