"""Blocks put into running text: with a line of their own, and inside whatever stands around it.

A pass that has a block to put in place of a tag does not look at the line around it: it marks
where blocks begin and end, and `settle` makes lines of that at last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.text import CONTAINER, Change, Text

BREAK = "\f"
"""A block ends or begins here. (No text file may hold one: `decode` sees to that.)"""

NEWLINE = "\v"
"""A line ends here, and the block goes on."""

_MARKS = re.compile(f"[{BREAK}{NEWLINE}]")
_MARKER = re.compile(r"[-*+.)\d]")
_FENCE = re.compile(r"[ \t>]*(?:`{3,}|:{3,})")


def container(text: str) -> str:
    """Give what the list items and quotes that begin in a line put before its text."""
    found = CONTAINER.match(text)
    return found[0] if found else ""


def continued(prefix: str) -> str:
    """Give what stands before the further lines of list items and quotes: ``> - `` → ``>   ``."""
    return _MARKER.sub(" ", prefix)


def block(lines: Iterable[str]) -> str:
    """Mark lines as a block of their own."""
    return BREAK + NEWLINE.join(lines) + BREAK


def rewrite(
    lines: Sequence[Line], changes: Callable[[Text], Iterable[Change]], *marks: str
) -> list[Line]:
    """Make changes in a page where one of some marks stands in it, and lines of all blocks."""
    text = Text.of(lines)
    if not any(mark in text.text for mark in marks):
        return list(lines)
    return settle(text.changed(changes(text)))


def settle(lines: Sequence[Line]) -> list[Line]:
    """Make lines of all marks: a blank line around each block, and what a container needs."""
    writer = _Settler()
    for line in lines:
        writer.add(line)
    return writer.lines


@dataclass(slots=True)
class _Settler:
    lines: list[Line] = field(default_factory=list)
    _is_broken: bool = False
    """Whether a block has ended or is to begin, so that one blank line is due."""
    _has_blank: bool = False
    """Whether its author has written one there."""

    def add(self, line: Line) -> None:
        if not _MARKS.search(line.text):
            self._put(line, "")
            return
        prefix = container(_MARKS.split(line.text, maxsplit=1)[0])
        first = prefix
        for piece in _pieces(line.text.removeprefix(prefix)):
            if piece.text or piece.is_inner:
                self._put(Line(first + piece.text, line.number), prefix, is_inner=piece.is_inner)
                first = continued(prefix)
            self._is_broken |= piece.is_last

    def _put(self, line: Line, prefix: str, *, is_inner: bool = False) -> None:
        if not line.text.strip(" \t>") and not is_inner:
            self._has_blank = True
            if not self._is_broken:
                self.lines.append(line)
            return
        if self._is_broken and self._needs_blank(line, prefix):
            self.lines.append(Line(continued(prefix).rstrip(), line.number))
        self._is_broken = self._has_blank = False
        self.lines.append(Line(line.text.rstrip(), line.number) if is_inner else line)

    def _needs_blank(self, line: Line, prefix: str) -> bool:
        """Tell whether a blank line is due; one at a fence in a list would spread the list."""
        before = self.lines[-1].text if self.lines else ""
        if not before.strip(" \t>"):
            return False
        is_contained = not self._has_blank and (bool(prefix) or before[0] in " \t>")
        return not (is_contained and (_FENCE.match(line.text) or _FENCE.match(before)))


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between two marks."""

    text: str
    is_inner: bool
    """Whether it is a line inside of a block, where blanks count."""
    is_last: bool
    """Whether a block ends or begins behind it."""


def _pieces(text: str) -> Iterator[_Piece]:
    start, before = 0, ""
    for mark in _MARKS.finditer(text):
        yield _piece(text[start : mark.start()], before, mark[0])
        start, before = mark.end(), mark[0]
    yield _piece(text[start:], before, "")


def _piece(text: str, before: str, after: str) -> _Piece:
    is_inner = before == after == NEWLINE
    if before != NEWLINE:
        text = text.lstrip()
    return _Piece(text if is_inner else text.rstrip(), is_inner, after == BREAK)
