"""A page cut into its blocks: headings, lists, tables, folds, and what else stands in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode

from sphinx_paperreview.recognising.folds import FoldLines, find_folds
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.pieces import Piece, pieces_of
from sphinx_paperreview.recognising.tokens import Inline, Reading, read

_COLONS = re.compile(r"\s{0,3}(?P<marks>:{3,})\s*(?P<info>.*)$")

LEAD = 6
"""The level of a paragraph that stands for a heading: below all others."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block that stands in no other one."""

    kind: str
    """As markdown-it-py names it: ``heading``, ``bullet_list`` …; ``fence`` for ``:::`` too;
    ``fold`` for ``<details>``."""
    start: int
    """Index of its first line."""
    end: int
    """Index behind its last line."""
    node: SyntaxTreeNode | None = None
    """As markdown-it-py has read it."""
    fold: FoldLines | None = None
    is_lead: bool = False
    """Whether it is a paragraph that stands for a heading."""

    @property
    def level(self) -> int:
        """The level of a heading, or of what stands for one; or 0."""
        if self.is_lead:
            return LEAD
        return int(self.node.tag[1:]) if self.node and self.kind == "heading" else 0

    @property
    def inner(self) -> Sequence[SyntaxTreeNode]:
        """What stands in it directly, such as the items of a list."""
        return self.node.children if self.node else ()

    @property
    def every(self) -> Sequence[SyntaxTreeNode]:
        """Itself and all that stands in it, in the order of the page."""
        return [*self.node.walk()] if self.node else ()


@dataclass(frozen=True)
class Blocks:
    """The blocks of some lines, in order."""

    lines: tuple[Line, ...]
    reading: Reading
    blocks: tuple[Block, ...]
    says: Callable[[str], bool] | None = None
    """Tells whether code beside a title says something of a paper; by default, all may."""

    def inlines(self, block: Block) -> Sequence[Inline]:
        """Give the inline content of a block."""
        found = self.reading.inlines
        first = bisect_left(found, block.start, key=lambda inline: inline.line)
        return found[first : bisect_left(found, block.end, key=lambda inline: inline.line)]

    def pieces(self, block: Block) -> list[Piece]:
        """Give the pieces of a heading or of a paragraph of one line."""
        inlines = self.inlines(block)
        return list(map(self._told, pieces_of(inlines[0]))) if inlines else []

    def _told(self, piece: Piece) -> Piece:
        is_word = piece.kind == "code" and self.says and not self.says(piece.text)
        return Piece("text", piece.source) if is_word else piece

    def number(self, block: Block) -> int:
        """Give the line of a block in the source file."""
        return self.lines[block.start].number

    def behind_pictures(self, first: int) -> int:
        """Give the index behind the paragraphs of nothing but pictures that begin at a block."""
        index = first
        while index < len(self.blocks) and self._is_picture(self.blocks[index]):
            index += 1
        return index if index < len(self.blocks) else first

    def _is_picture(self, block: Block) -> bool:
        if block.kind == "fence":
            info = block.node.info if block.node else ""
            return info.startswith(("{image}", "{figure}"))
        pieces = self.pieces(block) if block.kind == "paragraph" else []
        return bool(pieces) and all(p.kind == "image" or not p.source.strip() for p in pieces)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its line, and what is in its cells."""

    line: Line
    cells: tuple[str, ...]
    """As written, without blanks at the ends."""

    @property
    def is_whole(self) -> bool:
        """Whether the cells hold all of the line; those beyond the header's are shown nowhere."""
        written = _letters(self.line.text)
        return written == _letters("".join(self.cells))


def rows_of(page: Blocks, block: Block) -> Iterator[Row]:
    """Give the rows of a table, first that of its header."""
    for row in block.every:
        if row.type == "tr" and row.map:
            cells = (cell.children[0].content.strip() for cell in row.children)
            yield Row(page.lines[row.map[0]], tuple(cells))


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def cut(lines: Sequence[Line]) -> Blocks:
    """Cut lines into blocks."""
    reading = read(lines)
    found = sorted(_all_blocks(reading, lines), key=lambda block: (block.start, -block.end))
    blocks: list[Block] = []
    for block in found:
        if not blocks or block.start >= blocks[-1].end:
            blocks.append(block)
        elif block.end > blocks[-1].end:  # a paragraph that ends in the first line of a fold
            last = blocks.pop()
            blocks.append(Block("other", last.start, block.end))
    return Blocks(tuple(lines), reading, tuple(blocks))


def _all_blocks(reading: Reading, lines: Sequence[Line]) -> Iterator[Block]:
    yield from _token_blocks(reading)
    for start, end in colon_fences(lines, reading.code_lines):
        yield Block("fence", start, end)
    for fold in find_folds(lines):
        yield Block("fold", fold.start, fold.end, fold=fold)


def _token_blocks(reading: Reading) -> Iterator[Block]:
    for node in SyntaxTreeNode(reading.tokens).children:
        if node.map:
            yield Block(node.type, *node.map, node)


def colon_fences(lines: Sequence[Line], code_lines: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Give the lines of each ``:::`` block that is closed, from its first to behind its last."""
    open_fences: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        match = _COLONS.match(line.text) if index not in code_lines else None
        if match is None:
            continue
        length = len(match["marks"])
        if match["info"]:
            open_fences.append((index, length))
            continue
        while open_fences and open_fences[-1][1] > length:
            open_fences.pop()
        if open_fences:
            start, _ = open_fences.pop()
            yield start, index + 1
