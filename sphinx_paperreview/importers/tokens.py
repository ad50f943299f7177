"""Markdown read by its tokens, each with its place in the page.

markdown-it-py tells in which lines a block stands, but not where in them its inline markup is. The
parser here notes that too, so that a pass can replace a link and leave all around it untouched.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from sphinx_paperreview.importers.page import Line

_SPAN = "span"


class _PlacedInline(ParserInline):
    """Notes in the ``meta`` of each token but text where its markup begins and ends."""

    def tokenize(self, state: StateInline) -> None:
        rules = self.ruler.getRules("")
        deepest, end = state.md.options["maxNesting"], state.posMax
        while state.pos < end:
            start, known = state.pos, len(state.tokens)
            if state.level < deepest and any(rule(state, False) for rule in rules):
                for token in state.tokens[known:]:
                    token.meta.setdefault(_SPAN, (start, state.pos))
            else:
                state.append_pending(state.src[state.pos])
                state.pos += 1
        if state.pending:
            state.pushPending()


@cache
def parser() -> MarkdownIt:
    """Give the reader of all dialects: CommonMark, tables, struck text, footnotes, formulas.

    Dollars make a formula as they do on GitHub: not where a blank follows the first, or a digit
    the last one.
    """
    markdown = MarkdownIt("commonmark")
    markdown.inline = _PlacedInline()
    markdown.configure("commonmark")
    return (
        markdown.enable(["table", "strikethrough"])
        .use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False)
        .use(footnote_plugin, inline=False, move_to_end=False)
    )


def read(lines: Sequence[Line]) -> list[Token]:
    """Read lines as Markdown; ``token.map`` counts these lines, from 0."""
    return parser().parse("\n".join(line.text for line in lines))


def code_lines(tokens: Sequence[Token]) -> frozenset[int]:
    """Give the indices of all lines in which code stands, fences included."""
    kinds = ("fence", "code_block")
    maps = (token.map for token in tokens if token.type in kinds and token.map)
    return frozenset(index for start, end in maps for index in range(start, end))


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of inline markup, and where it begins and ends in its page."""

    token: Token
    """The opening one, of links."""
    line: int
    """Index of the line in which it begins."""
    start: int
    """Column, from 0."""
    end_line: int
    end: int
    """The column behind it."""


@dataclass(frozen=True, slots=True)
class Inline:
    """The inline content of a paragraph, a heading or a cell, and where it stands."""

    token: Token
    """Its ``children`` are the markup."""
    line: int
    """Index of its first line."""
    starts: tuple[int, ...]
    """For each line of the content, its offset in the content."""
    columns: tuple[int, ...]
    """For each line of the content, its column in the page."""

    def place(self, offset: int) -> tuple[int, int]:
        """Give the line index and the column of an offset in the content."""
        row = bisect_right(self.starts, offset) - 1
        return self.line + row, self.columns[row] + offset - self.starts[row]

    def spans(self, *kinds: str) -> Iterator[Span]:
        """Give the markup of some token types, such as ``link_open`` or ``code_inline``."""
        for token in self.token.children or ():
            if token.type in kinds and _SPAN in token.meta:
                start, end = token.meta[_SPAN]
                yield Span(token, *self.place(start), *self.place(end))


def inlines(tokens: Sequence[Token], lines: Sequence[Line]) -> Iterator[Inline]:
    """Give all inline content that lies in the lines as it is written."""
    row, column = -1, 0
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type != "inline" or not token.map:
            continue
        if before is not None and before.type in ("th_open", "td_open"):
            row, column = token.map[0], column if token.map[0] == row else 0
            found = _place(token, lines, row, first=lines[row].text.find(token.content, column))
            column = found.columns[0] + len(token.content) if found else column
        else:
            found = _place(token, lines, token.map[0])
        if found is not None:
            yield found


def _place(
    token: Token, lines: Sequence[Line], line: int, *, first: int | None = None
) -> Inline | None:
    r"""Place content in the lines that end with it; ``first`` is a cell's column.

    None where a cell is not as written: ``a\|b`` has the content ``a|b``.
    """
    starts, columns, offset = [], [], 0
    for row, text in enumerate(token.content.split("\n")):
        wanted = text.strip()
        if line + row >= len(lines):
            return None
        column = lines[line + row].text.rfind(wanted) if first is None else first
        if column < 0:
            return None
        starts.append(offset)
        columns.append(column - (len(text) - len(text.lstrip())))
        offset += len(text) + 1
    return Inline(token, line, tuple(starts), tuple(columns))


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A stretch of a line that gets another text."""

    line: int
    """Its index."""
    start: int
    end: int
    text: str


def apply(lines: Sequence[Line], edits: Sequence[Edit]) -> list[Line]:
    """Give the lines with all edits made; of two that overlap, the one that begins first wins."""
    changed = list(lines)
    done: dict[int, int] = {}
    parts: dict[int, list[str]] = {}
    for edit in sorted(edits):
        if edit.start < done.get(edit.line, 0):
            continue
        text = lines[edit.line].text
        parts.setdefault(edit.line, []).extend(
            [text[done.get(edit.line, 0) : edit.start], edit.text]
        )
        done[edit.line] = edit.end
    for index, pieces in parts.items():
        line = lines[index]
        changed[index] = Line("".join(pieces) + line.text[done[index] :], line.number)
    return changed
