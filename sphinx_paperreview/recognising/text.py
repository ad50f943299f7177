"""A page as one text, of which stretches are replaced while every line keeps its number."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from sphinx_paperreview.recognising.lines import Line

CONTAINER = re.compile(r"[ \t]*(?:(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))[ \t]*)*")
"""What list items and quotes that begin in a line put before its text."""


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of a text that becomes another text."""

    start: int
    end: int
    text: str = ""


@dataclass(frozen=True)
class Text:
    """Lines, and the one text that they make; places in it are offsets."""

    lines: tuple[Line, ...]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Text:
        """Make the text of a page's lines."""
        return cls(tuple(lines))

    @cached_property
    def text(self) -> str:
        """The lines, joined by line ends."""
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """For each line, its offset; then the text's length and one."""
        return tuple(accumulate((len(line.text) + 1 for line in self.lines), initial=0))

    def row(self, offset: int) -> int:
        """Give the index of the line in which an offset lies."""
        return min(bisect_right(self.starts, offset), len(self.lines)) - 1

    def number(self, offset: int) -> int:
        """Give the number, in the source file, of the line in which an offset lies."""
        return self.lines[self.row(offset)].number

    def line_start(self, offset: int) -> int:
        """Give the offset at which the line begins in which an offset lies."""
        return self.starts[self.row(offset)]

    def line_end(self, offset: int) -> int:
        """Give the offset behind the text of the line in which an offset lies."""
        return self.starts[self.row(offset) + 1] - 1

    def before(self, offset: int, most: int = 12) -> str:
        """Give a few characters that stand before an offset in its line."""
        return self.text[max(self.line_start(offset), offset - most) : offset]

    def after(self, offset: int, most: int = 40) -> str:
        """Give a few characters that stand behind an offset in its line."""
        return self.text[offset : min(self.line_end(offset), offset + most)]

    def is_first(self, offset: int) -> bool:
        """Tell whether only a quote's or a list item's mark stands before an offset in its line."""
        return self.prefix_end(offset) == offset

    def is_last(self, offset: int) -> bool:
        """Tell whether nothing stands behind an offset in its line."""
        return not self.after(offset, 1000).strip()

    def prefix_end(self, offset: int) -> int:
        """Give where the marks of quotes and list items end in a line, at most an offset in it."""
        found = CONTAINER.match(self.text, self.line_start(offset), offset)
        return found.end() if found else offset

    def depth(self, offset: int) -> int:
        """Give how many characters quotes and list items put before an offset in its line."""
        return self.prefix_end(offset) - self.line_start(offset)

    def cut(self, start: int, end: int) -> list[Line]:
        """Give a stretch as lines of its own, with the numbers that they have here."""
        first, last = self.row(start), self.row(end)
        if first == last:
            return [Line(self.text[start:end], self.lines[first].number)]
        return [
            Line(self.text[start : self.starts[first + 1] - 1], self.lines[first].number),
            *self.lines[first + 1 : last],
            Line(self.text[self.starts[last] : end], self.lines[last].number),
        ]

    def changed(self, changes: Iterable[Change]) -> list[Line]:
        """Give the lines with all changes made.

        Of two changes that overlap, the one that begins first wins, or the longer one; insertions
        at one place come in their order. A line has the number of the place where it begins.
        """
        ordered = sorted(changes, key=_order)
        if not ordered:
            return list(self.lines)
        writer, done = _Writer(), 0
        for change in ordered:
            if change.start >= done:
                writer.add(self.cut(done, change.start))
                number = self.number(change.start)
                writer.add([Line(piece, number) for piece in change.text.split("\n")])
                done = change.end
        writer.add(self.cut(done, len(self.text)))
        return writer.lines


def _order(change: Change) -> tuple[int, bool, int]:
    return change.start, change.end > change.start, -change.end


class _Writer:
    """Puts stretches together: the first line of each continues the last one before it."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._pieces: list[str] = []
        self._number = 0

    def add(self, lines: Sequence[Line]) -> None:
        first, *others = lines
        if first.text or not self._number:
            self._number = self._number if self._pieces else first.number
            self._pieces += [first.text] if first.text else []
        if others:
            self._lines.append(self._line())
            self._lines += others[:-1]
            self._pieces = [others[-1].text] if others[-1].text else []
            self._number = others[-1].number

    def _line(self) -> Line:
        return Line("".join(self._pieces), self._number)

    @property
    def lines(self) -> list[Line]:
        return [*self._lines, self._line()]
