"""Goes through the blocks of a page, and puts its reviews and what stands between together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from sphinx_paperreview.importers.content import (
    Fold,
    Heading,
    Part,
    ReviewPart,
    Rule,
    TextPart,
    note_unlinked,
)
from sphinx_paperreview.importers.lists import reviews_of_list
from sphinx_paperreview.importers.paper_tables import reviews_of_table
from sphinx_paperreview.recognising.blocks import Block, Blocks, cut
from sphinx_paperreview.recognising.evidence import LISTS, Mode, Sign, true_of
from sphinx_paperreview.recognising.facts import paper_of
from sphinx_paperreview.recognising.folds import FoldLines
from sphinx_paperreview.recognising.headings import read_heading, with_leads
from sphinx_paperreview.recognising.heads import Head, read_head
from sphinx_paperreview.recognising.introducing import Page, is_part_name
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.pieces import cut_id, join, pieces_in
from sphinx_paperreview.recognising.vocabulary import names_others, without_announcement

_ENTRIES = ("bullet_list", "ordered_list", "table")
TOP = 0
"""The level of what no heading introduces."""

_DEEPEST = 10
"""How many ``<details>`` blocks in each other are told apart; what stands deeper stays HTML."""


@dataclass(slots=True)
class Walk:
    """Goes through the blocks of a page, and puts its parts together."""

    page: Page
    inside: bool = False
    depth: int = 0
    """How many ``<details>`` blocks are around the page."""
    done: list[Part] = field(default_factory=list)
    review: ReviewPart | None = None
    body: list[Part] = field(default_factory=list)
    line: int = 0
    """Where the text begins that belongs to no part yet."""

    def parts(self, start: Head | None = None) -> Iterator[Part]:
        """Give the parts of the page, from a block on."""
        index, self.line = (start.next, start.line) if start else (0, 0)
        self._keep(start)
        blocks = self.page.blocks.blocks
        while index < len(blocks):
            block = blocks[index]
            if block.level:
                index = self._take_heading(index, block)
                continue
            self._take_block(block)
            index += 1
        self._close(len(self.page.blocks.lines))
        yield from self.done

    def heading(self, index: int) -> Heading:
        """Give a heading as it is."""
        block = self.page.blocks.blocks[index]
        text = cut_id(join(self.page.blocks.pieces(block)).strip())[1]
        return Heading(block.level, text, self.page.blocks.number(block))

    @property
    def _current(self) -> list[Part]:
        return self.body if self.review else self.done

    def _flush(self, end: int) -> None:
        """Keep the lines up to another part as text."""
        lines = self.page.blocks.lines[self.line : end]
        if any(line.text.strip() for line in lines):
            self._current.append(TextPart(lines))
        self.line = max(self.line, end)

    def _keep(self, head: Head | None) -> None:
        """Begin with what stands among the lines about a paper, and says nothing known."""
        if head and head.kept:
            self._current.append(TextPart(head.kept))

    def _close(self, end: int) -> None:
        self._flush(end)
        if self.review:
            self.done.append(replace(self.review, body=tuple(self.body)))
        self.review, self.body = None, []

    def _take_heading(self, index: int, block: Block) -> int:
        is_below = self.review is not None and block.level > self.review.level
        if block.is_lead and (self.inside or is_below):
            return index + 1  # in the text about a paper it is a paragraph
        if is_below:
            self._flush(block.start)
            self.body.append(self.heading(index))
            self.line = block.end
            return index + 1
        head = None if self.inside else self.page.introduction(index)
        if head is None and block.is_lead:
            return index + 1
        self._close(block.start)
        if head is None:
            self.done.append(self.heading(index))
            self.line = block.end
            return index + 1
        self._open(index, head)
        return head.next

    def _open(self, index: int, head: Head) -> None:
        block, headline = self.page.blocks.blocks[index], self.page.headlines[index]
        called = headline.facts.title
        self.review = ReviewPart(
            head.facts,
            self.page.blocks.number(block),
            level=block.level,
            numbered=headline.numbered,
            heading=join(self.page.blocks.pieces(block)).strip(),
            called=called if without_announcement(called) != called else "",
        )
        note_unlinked(self.review, self.page.context)
        self.line = head.line
        self._keep(head)

    def _take_block(self, block: Block) -> None:
        parts = self._parts_of(block)
        if parts is not None:
            self._flush(block.start)
            self._current.extend(parts)
            self.line = block.end

    def _parts_of(self, block: Block) -> list[Part] | None:
        """Give what is more than text in a block; None where it is nothing else."""
        if block.kind == "hr":
            return [Rule(self.page.blocks.number(block))]
        if block.fold and self.depth < _DEEPEST:
            return self._fold(block, block.fold)
        return self._entries(block) if block.kind in _ENTRIES else None

    def _entries(self, block: Block) -> list[Part] | None:
        """Make reviews of the items or rows that introduce papers; None where there are none."""
        page, context = self.page.blocks, self.page.context
        signs = true_of(
            {
                Sign.OWN_SOURCE: self._is_in_review,
                Sign.HEADED: self.page.linked and context.mode is Mode.CAREFUL,
                Sign.OTHERS: self._under_references(),
            }
        )
        read = reviews_of_table if block.kind == "table" else reviews_of_list
        signs |= context.about
        parts = None if signs else read(page, block, context)
        links = _count_papers(page, block)
        if parts and self._is_cited(parts, links):
            parts, signs = None, {Sign.CITED}
        if links:
            signs |= {Sign.ENTRIES} if parts else set()
            title = f"{links} {'links' if links > 1 else 'link'} to papers"
            shape = LISTS[block.kind == "table"]
            context.consider(page.number(block), shape, title, signs)
        return parts

    def _is_cited(self, parts: Sequence[Part], links: int) -> bool:
        """Tell papers of which nothing is said from those that a text mentions as often."""
        reviews = [part for part in parts if isinstance(part, ReviewPart)]
        facts = [part.facts for part in reviews]
        is_bare = not any(part.body for part in reviews) and not any(
            one.authors or one.venue or one.published or one.orgs or one.resources for one in facts
        )
        return is_bare and self.page.cited >= links

    def _under_references(self) -> bool:
        """Tell what stands below a heading, or one above that, that names other papers."""
        level = _DEEPEST
        for part in reversed(self.done):
            if isinstance(part, Heading) and part.level < level:
                if names_others(part.text):
                    return True
                level = part.level
        return False

    def _fold(self, block: Block, fold: FoldLines) -> list[Part]:
        lines, context = self.page.blocks.lines, self.page.context
        number = self.page.blocks.number(block)
        inner = Page(with_leads(cut(fold.inner)), context)
        parts: list[Part] = []
        if fold.before:
            parts.append(TextPart((Line(fold.before, number),)))
        headline = read_heading(pieces_in(fold.summary))
        head = read_head(inner.blocks, 0, headline.facts, level=TOP, context=context)
        if head.facts.ids and not self._is_in_review and not is_part_name(headline.facts.title):
            body = tuple(Walk(inner, inside=True, depth=self.depth + 1).parts(head))
            parts.append(ReviewPart(head.facts, number, body, numbered=headline.numbered))
        else:
            walk = Walk(inner, inside=self._is_in_review, depth=self.depth + 1)
            parts.append(Fold(fold.summary, number, tuple(walk.parts()), is_open=fold.is_open))
        if fold.after:
            parts.append(TextPart((Line(fold.after, lines[block.end - 1].number),)))
        return parts

    @property
    def _is_in_review(self) -> bool:
        return self.inside or self.review is not None


def _count_papers(page: Blocks, block: Block) -> int:
    tokens = (token for inline in page.inlines(block) for token in inline.children)
    urls = (str(token.attrs.get("href", "")) for token in tokens if token.type == "link_open")
    return sum(paper_of(url) is not None for url in urls)
