"""The rows of a table, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_paperreview.importers.blocks import Block, Blocks
from sphinx_paperreview.importers.passes import Line


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
    cells: list[str] = []
    row = block.start
    for token in block.tokens:
        if token.type == "tr_open" and token.map:
            cells, row = [], token.map[0]
        elif token.type == "inline":
            cells.append(token.content.strip())
        elif token.type == "tr_close":
            yield Row(page.lines[row], tuple(cells))


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())
