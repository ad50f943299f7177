"""A review becomes what a reader sees: the one place that says what a card holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from docutils import nodes
from sphinx import addnodes

from sphinx_paperreview.authoring.nodes import ancestors, paper_head
from sphinx_paperreview.core.model import Partial, Post, Review
from sphinx_paperreview.core.sources import name_of
from sphinx_paperreview.core.values import parse_published
from sphinx_paperreview.messages import _
from sphinx_paperreview.rendering import facts, parts
from sphinx_paperreview.rendering.chips import ChipWriter
from sphinx_paperreview.rendering.citing import cite, coins
from sphinx_paperreview.rendering.marks import mark_button
from sphinx_paperreview.rendering.place import Place
from sphinx_paperreview.rendering.posts import headed_section
from sphinx_paperreview.rendering.reviewers import named_in_head, reviewed_by, site_authors

T = TypeVar("T")

_SHOWN = 12
"""How many organisations, tags and links a card shows of each before it folds the rest."""


@dataclass(frozen=True)
class CardWriter:
    """Draws what stands above the text of a review, for one output format."""

    place: Place

    def draw(self, head: paper_head, review: Review, *, is_brief: bool = False) -> list[nodes.Node]:
        """Give the nodes that take the place of a head.

        Args:
            head: Holds what was parsed.
            review: What there is to show.
            is_brief: Whether it is one of many in a list: its links are words, and it is cited
                elsewhere.
        """
        texts = {name: _child(head, f"paper-{name}") for name in ("subtitle", "summary")}
        if self.place.medium.only_texts:
            return list(head.children)
        if self.place.medium.boxes:
            card = parts.box("paper-head", *self._boxes(head, review, is_brief=is_brief))
            return [*([card] if card.children else []), *coins(self.place, review)]
        return list(self._plain(head, review, texts))

    # HTML and epub ------------------------------------------------------------------------

    def _boxes(self, head: paper_head, review: Review, *, is_brief: bool) -> Iterator[nodes.Node]:
        yield from (child for child in head.children if isinstance(child, nodes.image))
        subtitle = _child(head, "paper-subtitle")
        if subtitle is not None:
            yield subtitle
        where = self._where(head, review, is_brief=is_brief)
        rows = (("paper-who", self._who(review)), ("paper-where", where))
        for name, row in rows:
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

    def _who(self, review: Review) -> Iterator[nodes.Node]:
        paper = review.paper
        if paper.withdrawn:
            yield parts.row("paper-fate", parts.span(_("Withdrawn"), "paper-withdrawn"))
        yield from self._row("paper-orgs", paper.orgs, self.place.org_badge)
        if paper.venue or paper.award:
            yield parts.row("paper-venue", *facts.venue(review))
        if paper.published:
            day, shown = paper.published.isoformat(), self._date(paper.published)
            yield parts.row("paper-date", self.place.moment(shown, day))
        names = self._unlinked(review)
        if names:
            yield parts.row("paper-id", nodes.Text(parts.SEPARATOR.join(names)))
        yield from self._authors(review)

    def _authors(self, review: Review) -> Iterator[nodes.Node]:
        """Show some authors, and fold all of them where there are many."""
        authors, shown = review.paper.authors, self.place.site.settings.authors_shown
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

    def _where(self, head: paper_head, review: Review, *, is_brief: bool) -> Iterator[nodes.Node]:
        draw = self._chips.word if is_brief else self._chips.chip
        yield from self._row("paper-links", self._chips.links(review), draw)
        if not is_brief:
            yield from cite(self.place, review)
        marks = [[facts.mark(field, review, text)] for field, text in facts.marks(review)]
        if marks:
            yield parts.row("paper-marks", *parts.joined(marks, " "))
        reviewed = self._reviewed(head, review)
        if reviewed:
            yield parts.row("paper-reviewed", nodes.inline("", "", *reviewed))
        yield from self._row("paper-tags", review.tags, self.place.tag)
        yield from mark_button(self.place, review)

    def _row(
        self, name: str, items: Sequence[T], draw: Callable[[T], nodes.Node]
    ) -> Iterator[nodes.Node]:
        """Draw a row; what is too much for it folds."""
        rows = [
            parts.row(name, *parts.joined([[draw(item)] for item in some], " "))
            for some in parts.divided(items, _SHOWN)
            if some
        ]
        yield from rows[:1]
        for rest in rows[1:]:
            more = parts.span(parts.more_text(len(items) - _SHOWN), "paper-more")
            yield parts.fold([more], rest, folds=self.place.medium.folds)

    # Everything else ------------------------------------------------------------------------

    def _plain(
        self, head: paper_head, review: Review, texts: Mapping[str, nodes.Element | None]
    ) -> Iterator[nodes.Node]:
        subtitle, summary = texts["subtitle"], texts["summary"]
        if subtitle is not None:
            words = self.place.words("paper-subtitle", subtitle.children, plain=nodes.emphasis)
            yield nodes.paragraph("", "", *words)
        told = list(self._facts(head, review))
        if told:
            facts_told = [nodes.Text(parts.SEPARATOR.join(told))]
            yield nodes.paragraph("", "", *self.place.words("paper-facts", facts_told))
        links = self._chips.links(review)
        if links and self.place.medium.spelled_urls:
            yield nodes.line_block("", *map(self._chips.spelled, links))
        elif links:
            chips = parts.joined([[self._chips.word(link)] for link in links], parts.SEPARATOR)
            yield nodes.paragraph("", "", *self.place.words("paper-links", chips))
        if summary is not None:
            said = [nodes.Text(_("TL;DR"))]
            label = self.place.words("paper-label", said, plain=nodes.strong)
            yield nodes.paragraph("", "", *label, nodes.Text(" "), *summary.children)
        if review.unread:
            unread = [[nodes.literal("", text)] for text in review.unread]
            yield nodes.paragraph("", "", *parts.joined(unread, parts.SEPARATOR))

    def _facts(self, head: paper_head, review: Review) -> Iterator[str]:
        reviewed = "".join(one.astext() for one in self._reviewed(head, review))
        return self.in_words(review, reviewed=reviewed)

    def in_words(self, review: Review, *, reviewed: str = "") -> Iterator[str]:
        """Say in words what a card shows in boxes.

        Args:
            review: What there is to show.
            reviewed: When and by whom, in words, where that is worth saying.
        """
        paper = review.paper
        if paper.withdrawn:
            yield _("Withdrawn")
        if paper.orgs:
            yield ", ".join(paper.orgs)
        yield from filter(None, (paper.venue, paper.award))
        if paper.published:
            yield self._date(paper.published)
        yield from self._unlinked(review)
        if paper.authors:
            yield ", ".join(paper.authors)
        yield from (text for _field, text in facts.marks(review))
        yield from filter(None, [reviewed])
        if review.tags:
            yield " ".join(f"#{tag}" for tag in review.tags)

    # What both share ---------------------------------------------------------------------------

    @cached_property
    def _chips(self) -> ChipWriter:
        return ChipWriter(self.place)

    def _unlinked(self, review: Review) -> list[str]:
        """Name the ids that no site shows, as that of a book: no link would say them."""
        sources = self.place.site.sources
        ids = review.paper.ids
        apart = [each for each in ids if each.scheme != "url" and not sources.home(each)]
        return [name for name in (name_of(each, sources) for each in apart) if name != review.title]

    def _reviewed(self, head: paper_head, review: Review) -> list[nodes.Node]:
        """Say when a paper was reviewed, and by whom, as far as its post does not say it."""
        post = self.place.library.posts.get(review.docname)
        is_dated = bool(review.date) and not (post and post.date == review.date)
        day = self._date(parse_published(review.date)) if is_dated else ""
        names = review.reviewers if review.reviewers != self._named(head, post) else ()
        if names:
            when = self.place.moment(day, review.date) if day else None
            return reviewed_by(names, self.place, when=when)
        return [self.place.moment(_("Reviewed %s") % day, review.date)] if day else []

    def _named(self, head: paper_head, post: Post | None) -> tuple[str, ...]:
        """Name those whom a reader takes for the reviewers where a card names nobody."""
        pages = (nodes.document, addnodes.start_of_file)
        page = next(one for one in ancestors(head) if isinstance(one, pages))
        is_headed = post is not None and headed_section(page, post) is not None
        named = named_in_head(self.place, post.docname) if post and is_headed else ()
        return named or site_authors(self.place)

    def _date(self, moment: Partial) -> str:
        return parts.date_text(moment, self.place.language)


def _child(head: paper_head, name: str) -> nodes.Element | None:
    elements = (child for child in head.children if isinstance(child, nodes.Element))
    return next((child for child in elements if name in child["classes"]), None)
