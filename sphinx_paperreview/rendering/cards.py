"""A review becomes what a reader sees: the one place that says what a card holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from docutils import nodes

from sphinx_paperreview.authoring.nodes import paper_head
from sphinx_paperreview.core.links import label_of, links_for
from sphinx_paperreview.core.model import Link, Partial, Review
from sphinx_paperreview.core.sources import builtin_kinds
from sphinx_paperreview.messages import _
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.elsewhere import ElsewhereWriter
from sphinx_paperreview.rendering.place import Place


@dataclass(frozen=True)
class CardWriter:
    """Draws what stands above the text of a review, for one output format."""

    place: Place

    def draw(
        self, head: paper_head, review: Review, *, is_listed: bool = False
    ) -> list[nodes.Node]:
        """Give the nodes that take the place of a head.

        Args:
            head: Holds what was parsed.
            review: What there is to show.
            is_listed: Whether the card stands in a listing.
        """
        texts = {name: _child(head, f"paper-{name}") for name in ("subtitle", "summary")}
        if self.place.medium.only_texts:
            return list(head.children)
        if self.place.medium.boxes:
            card = parts.box("paper-head", *self._boxes(head, review, is_listed=is_listed))
            return [card] if card.children else []
        return list(self._plain(review, texts, is_listed=is_listed))

    # HTML and epub ------------------------------------------------------------------------

    def _boxes(self, head: paper_head, review: Review, *, is_listed: bool) -> Iterator[nodes.Node]:
        yield from (child for child in head.children if isinstance(child, nodes.image))
        subtitle = _child(head, "paper-subtitle")
        if subtitle is not None:
            yield subtitle
        for name, row in (("paper-who", self._who(review)), ("paper-where", self._where(review))):
            filled = list(row)
            if filled:
                yield parts.box(f"paper-row {name}", *filled)
        summary = _child(head, "paper-summary")
        if summary is not None:
            label = parts.span(_("TL;DR"), "paper-label")
            yield parts.row("paper-summary", label, nodes.Text(" "), *summary.children)
        if review.unread:
            texts = [[nodes.literal("", text)] for text in review.unread]
            yield parts.row("paper-unread", *parts.joined(texts, " "))
        yield from ElsewhereWriter(self.place).boxes(review, is_listed=is_listed)

    def _who(self, review: Review) -> Iterator[nodes.Node]:
        paper = review.paper
        if paper.orgs:
            badges = [[self.place.org_badge(name)] for name in paper.orgs]
            yield parts.row("paper-orgs", *parts.joined(badges, " "))
        if paper.venue or paper.award:
            yield parts.row("paper-venue", *_venue(review))
        if paper.published:
            yield parts.row("paper-date", nodes.Text(self._date(paper.published)))
        yield from self._authors(paper.authors)

    def _authors(self, authors: Sequence[str]) -> Iterator[nodes.Node]:
        """Show some authors, and fold all of them where there are many."""
        shown = self.place.site.settings.authors_shown
        if not authors:
            return
        if len(authors) <= shown + 1 or not self.place.medium.folds:
            yield parts.row("paper-authors", nodes.Text(", ".join(authors)))
            return
        rest = parts.more_text(len(authors) - shown)
        summary = [parts.span(", ".join(authors[:shown]) + " "), parts.span(rest, "paper-more")]
        folded = parts.fold(summary, parts.row("paper-all-authors", nodes.Text(", ".join(authors))))
        folded["classes"].append("paper-authors")
        yield folded

    def _where(self, review: Review) -> Iterator[nodes.Node]:
        links = [[self._chip(link)] for link in self._links(review)]
        if links:
            yield parts.row("paper-links", *parts.joined(links, " "))
        marks: list[list[nodes.Node]] = []
        if review.rating is not None:
            marks.append([parts.stars(review.rating)])
        if review.status != "read":
            name = f"paper-status-{review.status}"
            marks.append([parts.span(parts.status_text(review.status), "paper-status", name)])
        if marks:
            yield parts.row("paper-marks", *parts.joined(marks, " "))
        if review.tags:
            tags = [[self.place.tag(tag)] for tag in review.tags]
            yield parts.row("paper-tags", *parts.joined(tags, " "))

    def _chip(self, link: Link) -> nodes.reference:
        words = [parts.span(label_of(link, self._labels))]
        picture = [parts.icon(self._icon(link))] if self.place.medium.icons else []
        name = f"paper-link-{link.kind}"
        return nodes.reference(
            "", "", *picture, *words, refuri=link.url, internal=False, classes=["paper-link", name]
        )

    # Everything else ------------------------------------------------------------------------

    def _plain(
        self, review: Review, texts: Mapping[str, nodes.Element | None], *, is_listed: bool
    ) -> Iterator[nodes.Node]:
        subtitle, summary = texts["subtitle"], texts["summary"]
        if subtitle is not None:
            yield nodes.paragraph("", "", nodes.emphasis("", "", *subtitle.children))
        facts = list(self._facts(review))
        if facts:
            yield nodes.paragraph("", parts.SEPARATOR.join(facts))
        links = self._links(review)
        if links and self.place.medium.spelled_urls:
            yield nodes.line_block("", *map(self._spelled_link, links))
        elif links:
            references = [[self._plain_link(link)] for link in links]
            yield nodes.paragraph("", "", *parts.joined(references, parts.SEPARATOR))
        if summary is not None:
            label = nodes.strong("", _("TL;DR"))
            yield nodes.paragraph("", "", label, nodes.Text(" "), *summary.children)
        if review.unread:
            unread = [[nodes.literal("", text)] for text in review.unread]
            yield nodes.paragraph("", "", *parts.joined(unread, parts.SEPARATOR))
        yield from ElsewhereWriter(self.place).plain(review, is_listed=is_listed)

    def _facts(self, review: Review) -> Iterator[str]:
        paper = review.paper
        if paper.orgs:
            yield ", ".join(paper.orgs)
        yield from filter(None, (paper.venue, paper.award))
        if paper.published:
            yield self._date(paper.published)
        if paper.authors:
            yield ", ".join(paper.authors)
        if review.rating is not None:
            yield _("Rating %s") % parts.rating_text(review.rating)
        if review.status != "read":
            yield parts.status_text(review.status)
        if review.tags:
            yield " ".join(f"#{tag}" for tag in review.tags)

    def _plain_link(self, link: Link) -> nodes.reference:
        text = label_of(link, self._labels)
        return nodes.reference("", text, refuri=link.url, internal=False)

    def _spelled_link(self, link: Link) -> nodes.line:
        label = nodes.Text(f"{label_of(link, self._labels)}: ")
        reference = nodes.reference("", link.url, refuri=link.url, internal=False)
        return nodes.line("", "", label, reference)

    def links(self, review: Review) -> list[nodes.Node]:
        """Draw the links of a paper as one line, for a table."""
        if self.place.medium.boxes:
            return parts.joined([[self._chip(link)] for link in self._links(review)], " ")
        return parts.joined(
            [[self._plain_link(link)] for link in self._links(review)], parts.SEPARATOR
        )

    # What both share ---------------------------------------------------------------------------

    def _links(self, review: Review) -> list[Link]:
        settings = self.place.site.settings
        links = links_for(
            review.paper,
            self.place.site.sources,
            shown=settings.sources,
            language=settings.alphaxiv_language,
        )
        return [link for link in links if link.typed or not self.place.medium.only_typed_links]

    @cached_property
    def _labels(self) -> dict[str, str]:
        labels = {
            kind.key: _(kind.label) for kind in builtin_kinds().values() if kind.key != "link"
        }
        return labels | {source.key: source.label for source in self.place.site.sources}

    def _icon(self, link: Link) -> str:
        if link.kind in self.place.site.sources:
            return self.place.site.sources[link.kind].icon
        return builtin_kinds()[link.kind].icon

    def _date(self, moment: Partial) -> str:
        return parts.date_text(moment, self.place.language)


def _venue(review: Review) -> list[nodes.Node]:
    words = [review.paper.venue, review.paper.award]
    names = ["paper-venue-name", "paper-award"]
    spans = [[parts.span(word, name)] for word, name in zip(words, names, strict=True) if word]
    return parts.joined(spans, parts.SEPARATOR)


def _child(head: paper_head, name: str) -> nodes.Element | None:
    elements = (child for child in head.children if isinstance(child, nodes.Element))
    return next((child for child in elements if name in child["classes"]), None)
