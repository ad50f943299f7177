"""What no pass may touch: code, and formulas."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sphinx_paperreview.recognising.text import Text

Interval = tuple[int, int]
"""Offsets of a stretch: where it begins, and where it has ended."""

_INLINE = re.compile(r"\\.|`+|\$\$?|<(?:https?:|mailto:)[^\s<>]*>", re.DOTALL)
_CODE = ("fence", "code_block")
_DISPLAY = re.compile(r"[ \t>]*(?:[-*+][ \t]+)?\$\$")
_COMMENT = re.compile("<!--")
_HEADING = re.compile(r"[ \t>]{0,3}#{1,6}(?:[ \t]|$)")


class Shield:
    """The stretches of a text that stay as they are."""

    def __init__(self, intervals: Iterable[Interval]) -> None:
        self.intervals = tuple(_merged(sorted(intervals)))
        self._starts = [start for start, _ in self.intervals]
        self._begins = frozenset(self._starts)

    def end(self, offset: int) -> int:
        """Give where the stretch ends that covers an offset; the offset itself if none does."""
        index = bisect_right(self._starts, offset) - 1
        return max(offset, self.intervals[index][1]) if index >= 0 else offset

    def covers(self, offset: int) -> bool:
        """Tell whether an offset is within a stretch."""
        return self.end(offset) > offset

    def begins(self, offset: int) -> bool:
        """Tell whether a stretch begins right at an offset."""
        return offset in self._begins

    def with_(self, intervals: Iterable[Interval]) -> Shield:
        """Add stretches."""
        return Shield([*self.intervals, *intervals])

    def matches(self, pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
        """Find a pattern where it begins outside of all stretches, left to right."""
        position = 0
        while found := pattern.search(text, position):
            end = self.end(found.start())
            if end > found.start():
                position = end
            else:
                yield found
                position = max(found.end(), found.start() + 1)


def _merged(intervals: list[Interval]) -> Iterator[Interval]:
    """Join stretches that overlap, in order."""
    start, end = 0, 0
    for next_start, next_end in intervals:
        if next_start > end:
            if end > start:
                yield start, end
            start = next_start
        end = max(end, next_end)
    if end > start:
        yield start, end


def shield(
    text: Text, *, formulas: bool = True, comments: bool = True, indented: bool = True
) -> Shield:
    """Find the code of a page, its formulas, and its comments: those of MyST, and of HTML.

    HTML does not hide them, as it would in CommonMark: MDX and kramdown read Markdown in it, and
    whoever writes a fence there means it.
    """
    code, regions = [], []
    kinds = _CODE if indented else _CODE[:1]
    is_row = False
    for token in _blocks(text.text):
        if token.type in kinds and token.map:
            code.append(_stretch(text, token))
        elif token.type in ("tr_open", "tr_close"):
            is_row = token.type == "tr_open"
            regions += [_stretch(text, token)] if is_row else []
        elif token.type == "inline" and token.map and not is_row:
            regions.append(_stretch(text, token))
    found = Shield(code)
    found = found.with_(_hidden(text, found))
    if comments:
        found = found.with_(_comments(text, found))
    return found.with_(_stretches(text, regions, found, formulas=formulas))


def code_blocks(text: Text) -> list[tuple[int, int]]:
    """Find the lines of indented code, as pairs of indices: the first, and behind the last."""
    blocks = _blocks(text.text)
    return [
        (token.map[0], token.map[1]) for token in blocks if token.type == _CODE[1] and token.map
    ]


def fences(text: Text) -> list[Token]:
    """Find the fenced code; ``map`` counts lines, from 0."""
    return [token for token in _blocks(text.text) if token.type == "fence"]


def table_rows(text: Text) -> frozenset[int]:
    """Find the lines that are rows of Markdown tables."""
    rows = (token.map for token in _blocks(text.text) if token.type == "tr_open" and token.map)
    return frozenset(row for start, end in rows for row in range(start, end))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table").disable("html_block")
    parser.core.ruler.enableOnly(["block"])
    return parser


@lru_cache(maxsize=2)
def _blocks(text: str) -> tuple[Token, ...]:
    return tuple(_parser().parse(text))


def _stretch(text: Text, token: Token) -> Interval:
    first, last = token.map or [0, 0]
    return text.starts[first], min(text.starts[last], len(text.text))


def _hidden(text: Text, code: Shield) -> Iterator[Interval]:
    """Find comments of MyST, which take a line."""
    for start, line in zip(text.starts, text.lines, strict=False):
        if line.text.lstrip(" \t>").startswith(("% ", "%: ")) and not code.covers(start):
            yield start, start + len(line.text)


def _comments(text: Text, code: Shield) -> Iterator[Interval]:
    """Find comments of HTML."""
    for found in code.matches(_COMMENT, text.text):
        end = text.text.find("-->", found.end())
        if end < 0:
            return
        yield found.start(), end + 3


def _stretches(
    text: Text, regions: list[Interval], found: Shield, *, formulas: bool
) -> Iterator[Interval]:
    """Find code spans and formulas, paragraph by paragraph.

    A formula that begins a paragraph may go on behind it.
    """
    done = 0
    for start, end in regions:
        opening = _DISPLAY.match(text.text, start, end) if formulas and start >= done else None
        if opening and text.text.find("$$", opening.end(), end) < 0:
            close = _display_end(text, opening.end(), found)
            if close:
                yield opening.end() - 2, close
                done = close
        for span in _spans(text.text, (max(start, done), end), formulas=formulas):
            if not found.covers(span[0]):
                yield span


def _display_end(text: Text, start: int, code: Shield) -> int:
    """Find where a formula in ``$$`` has ended that begins before an offset; 0 if it does not."""
    end = text.text.find("$$", start)
    if end < 0 or code.covers(end):
        return 0
    rows = range(text.row(start) + 1, text.row(end) + 1)
    if any(is_heading(text.lines[row].text) for row in rows):
        return 0
    return end + 2


def is_heading(line: str) -> bool:
    """Tell whether a line is a heading of Markdown."""
    return bool(_HEADING.match(line))


def _spans(text: str, region: Interval, *, formulas: bool) -> Iterator[Interval]:
    """Find code spans and formulas in a paragraph, as CommonMark and GitHub read them."""
    start, end = region
    ticks = _Ticks(text, start, end)
    while found := _INLINE.search(text, start, end):
        start = found.end()
        close = 0
        if found[0][0] == "`":
            close = ticks.close(found.start(), len(found[0]))
        elif found[0][0] == "$" and formulas:
            close = _formula_end(text, found, end)
        elif found[0][0] == "<":
            close = found.end()
        if close:
            yield found.start(), close
            start = close


def _formula_end(text: str, opening: re.Match[str], end: int) -> int:
    """Find the end of a formula; 0 where it has none.

    Dollars make one as on GitHub: no blank behind the first, nor before the last, and no digit
    behind that.
    """
    mark, start = opening[0], opening.end()
    close = text.find(mark, start, end)
    while close > 0 and text[close - 1] == "\\":
        close = text.find(mark, close + 1, end)
    if close <= start:
        return 0
    after = close + len(mark)
    if mark == "$" and (text[start].isspace() or text[close - 1].isspace()):
        return 0
    return 0 if text[after : after + 1].isdigit() else after


class _Ticks:
    """The runs of backticks in a paragraph, by length."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._runs: dict[int, list[int]] = {}
        for run in re.compile("`+").finditer(text, start, end):
            self._runs.setdefault(len(run[0]), []).append(run.start())

    def close(self, offset: int, length: int) -> int:
        """Find the end of the code span that a run of some length opens; 0 where it opens none."""
        runs = self._runs.get(length, [])
        index = bisect_right(runs, offset)
        return runs[index] + length if index < len(runs) else 0
