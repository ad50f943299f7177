"""Where a post introduces a paper, and which part of the post is about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sphinx_paperreview.importers.blocks import Block, Blocks, cut
from sphinx_paperreview.importers.content import (
    Fold,
    Heading,
    Part,
    ReviewPart,
    Rule,
    TextPart,
    note_unlinked,
)
from sphinx_paperreview.importers.facts import Facts
from sphinx_paperreview.importers.folds import FoldLines
from sphinx_paperreview.importers.headline import Headline, read_headline, without_custom_id
from sphinx_paperreview.importers.heads import Head, read_head
from sphinx_paperreview.importers.lists import reviews_of_list
from sphinx_paperreview.importers.paper_tables import reviews_of_table
from sphinx_paperreview.importers.passes import Context, Line, Mode
from sphinx_paperreview.importers.pieces import join, pieces_in
from sphinx_paperreview.importers.sole import whole_body
from sphinx_paperreview.importers.vocabulary import announces, fold_word, names_others, names_part

_TOP = 0
_DEEPEST = 10
"""How many ``<details>`` blocks in each other are told apart; what stands deeper stays HTML."""


def recognise(lines: Sequence[Line], context: Context, front: Facts) -> tuple[Part, ...]:
    """Cut a page into its reviews and what stands outside of them.

    Args:
        lines: What stands behind the front matter.
        context: Where notes go.
        front: What the front matter says of a paper; nothing if it names none.
    """
    page = _Page(cut(lines), context)
    whole = page.whole_review(front)
    if whole:
        return whole
    return whole_body(tuple(_Walk(page).parts()))


def _is_part_name(text: str) -> bool:
    """Tell a heading that names no paper, whatever it links to."""
    return not fold_word(text) or names_part(text)


@dataclass(frozen=True)
class _Page:
    """The blocks of a page, and which of its headings introduce papers."""

    blocks: Blocks
    context: Context

    @cached_property
    def headlines(self) -> dict[int, Headline]:
        """All headings, read as if they introduced a paper, by the index of their blocks."""
        return {
            index: read_headline(self.blocks.pieces(block))
            for index, block in enumerate(self.blocks.blocks)
            if block.level
        }

    @cached_property
    def linked(self) -> list[int]:
        """The headings that link to a paper themselves."""
        return [
            index
            for index, headline in self.headlines.items()
            if headline.linked and not _is_part_name(headline.whole.title)
        ]

    @cached_property
    def paper_levels(self) -> frozenset[int]:
        """The levels of headings that link to papers."""
        return frozenset(self.blocks.blocks[index].level for index in self.linked)

    def introduction(self, index: int) -> Head | None:
        """Read what a heading and the blocks below it say, where it introduces a paper."""
        headline, level = self.headlines[index], self.blocks.blocks[index].level
        facts = headline.whole
        if _is_part_name(facts.title) and not (headline.linked and facts.title == ""):
            return None
        is_announced = announces(facts.title)  # `# Paper`, and its title among the fields
        facts = replace(facts, title="") if is_announced else facts
        head = read_head(self.blocks, index + 1, facts, level=level, context=self.context)
        if is_announced:
            return head if head.facts.ids and head.facts.title else None
        if head.facts.ids or self._may_lack_link(index) or self._is_title_of_page(index):
            return head
        return None

    def _is_title_of_page(self, index: int) -> bool:
        """Tell the first heading of a page that is a link with a year, to whatever page."""
        headline = self.headlines[index]
        is_dated = headline.titled_by_link and bool(headline.facts.published)
        return index == 0 and is_dated and not headline.before and not headline.rest

    def _may_lack_link(self, index: int) -> bool:
        """Tell a paper without a link, or with one to an unknown page, from other headings.

        Careful: among headings of its level that link to papers, and numbered as they are, or with
        an organisation. Aggressive: one of these is enough.
        """
        headline, level = self.headlines[index], self.blocks.blocks[index].level
        among_papers = level in self.paper_levels
        told = headline.numbered or headline.marked
        if self.context.mode is Mode.AGGRESSIVE:
            return told or (among_papers and headline.titled_by_link)
        return among_papers and told

    def whole_review(self, front: Facts) -> tuple[Part, ...]:
        """Make one review of the page, where its front matter or its first lines name a paper.

        Nothing where they do not. A heading that only announces it stays before it.
        """
        blocks = self.blocks.blocks
        is_announced = not front.urls and self._announces(0)
        first = 1 if blocks and (blocks[0].level == 1 or is_announced) else 0
        if first and not is_announced and (self.headlines[0].linked or not front.urls):
            return ()  # the heading is what introduces the paper, if anything does
        cover = self.blocks.behind_pictures(first)
        head = read_head(self.blocks, cover, front, level=_TOP, context=Context(""))
        if head.facts == front:
            cover = first  # nothing below the pictures is about the paper: they stay in the text
        # A page that names its own paper may link to others in its headings.
        others = len(self.linked) > (1 if front.urls else 0) and not head.named
        if others or not (head.facts.ids or front.urls):
            return ()
        head = read_head(self.blocks, cover, front, level=_TOP, context=self.context)
        walk = _Walk(self, inside=True)
        headings = [walk.heading(0)] if first else []
        pictures = [
            TextPart(self.blocks.lines[blocks[i].start : blocks[i].end])
            for i in range(first, cover)
        ]
        number = self.blocks.lines[0].number if self.blocks.lines else 1
        if is_announced:
            body = (*pictures, *walk.parts(head))
            return (*headings, ReviewPart(head.facts, number, body, level=blocks[0].level))
        return (ReviewPart(head.facts, number, (*headings, *pictures, *walk.parts(head))),)

    def _announces(self, index: int) -> bool:
        """Tell a heading below a title that only says that a paper comes: ``Paper Review``."""
        headline = self.headlines.get(index)
        level = self.blocks.blocks[index].level if headline else 0
        return level > 1 and headline is not None and announces(headline.whole.title)


class _Walk:
    """Goes through the blocks of a page, and puts its parts together."""

    def __init__(self, page: _Page, *, inside: bool = False, depth: int = 0) -> None:
        self.page = page
        self.inside = inside
        self.depth = depth
        """How many ``<details>`` blocks are around the page."""
        self.done: list[Part] = []
        self.review: ReviewPart | None = None
        self.body: list[Part] = []
        self.line = 0
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
        text = without_custom_id(join(self.page.blocks.pieces(block)).strip())
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
        if self.review and block.level > self.review.level:
            self._flush(block.start)
            self.body.append(self.heading(index))
            self.line = block.end
            return index + 1
        self._close(block.start)
        head = None if self.inside else self.page.introduction(index)
        if head is None:
            self.done.append(self.heading(index))
            self.line = block.end
            return index + 1
        self._open(index, head)
        return head.next

    def _open(self, index: int, head: Head) -> None:
        block, headline = self.page.blocks.blocks[index], self.page.headlines[index]
        self.review = ReviewPart(
            head.facts,
            self.page.blocks.number(block),
            level=block.level,
            numbered=headline.numbered,
            heading=join(self.page.blocks.pieces(block)).strip(),
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
        page, context = self.page.blocks, self.page.context
        if block.kind == "hr":
            return [Rule(page.number(block))]
        if block.fold and self.depth < _DEEPEST:
            return self._fold(block, block.fold)
        if self.review or self.inside or (self.page.linked and context.mode is Mode.CAREFUL):
            return None
        if block.kind in ("bullet_list", "ordered_list") and not self._under_references():
            return reviews_of_list(page, block, context)
        if block.kind == "table" and not self._under_references():
            return reviews_of_table(page, block, context)
        return None

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
        rows = [
            Line(lines[row].text[start:end], lines[row].number) for row, start, end in fold.inner
        ]
        inner = _Page(cut(rows), context)
        parts: list[Part] = []
        if fold.before:
            parts.append(TextPart((Line(fold.before, number),)))
        headline = read_headline(pieces_in(fold.summary))
        head = read_head(inner.blocks, 0, headline.whole, level=_TOP, context=context)
        if head.facts.ids and not self._is_in_review and not _is_part_name(headline.whole.title):
            body = tuple(_Walk(inner, inside=True, depth=self.depth + 1).parts(head))
            parts.append(ReviewPart(head.facts, number, body, numbered=headline.numbered))
        else:
            walk = _Walk(inner, inside=self._is_in_review, depth=self.depth + 1)
            parts.append(Fold(fold.summary, number, tuple(walk.parts()), is_open=fold.is_open))
        if fold.after:
            parts.append(TextPart((Line(fold.after, lines[block.end - 1].number),)))
        return parts

    @property
    def _is_in_review(self) -> bool:
        return self.inside or self.review is not None
