"""Markdown read by its tokens, each with its place in the page.

markdown-it-py tells in which lines a block stands, but not where in them its inline markup is. The
parser here notes that too, so that a pass can replace a link and leave all around it untouched.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.placing import SPAN, placing
from sphinx_paperreview.recognising.shield import Shield
from sphinx_paperreview.recognising.text import Change, Text

_CODE = ("fence", "code_block")


@cache
def _parser() -> MarkdownIt:
    """Give the reader of all dialects: CommonMark, tables, struck text, footnotes, formulas.

    Dollars make a formula as they do on GitHub: not where a blank follows the first, or a digit
    the last one.
    """
    markdown = MarkdownIt("commonmark")
    return placing(
        markdown.enable(["table", "strikethrough"])
        .use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False)
        .use(footnote_plugin, inline=False, move_to_end=False)
    )


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of inline markup, and where it begins and ends in its page."""

    token: Token
    """The opening one, of links and emphasis."""
    line: int
    """Index of the line in which it begins."""
    start: int
    """Column, from 0."""
    end_line: int
    end: int
    """The column behind it."""


@dataclass(frozen=True)
class Inline:
    """The inline content of a paragraph, a heading or a cell, and where it stands."""

    content: str
    line: int
    """Index of its first line."""
    starts: tuple[int, ...]
    """For each line of the content, its offset in the content."""
    columns: tuple[int, ...]
    """For each line of the content, its column in the page."""
    kind: str
    """Type of the token around it, such as ``heading_open`` or ``td_open``."""
    env: MutableMapping[str, Any] = field(repr=False, compare=False)
    """What the page's parser knows: link targets and footnotes."""
    parser: MarkdownIt = field(default_factory=_parser, repr=False, compare=False)

    @cached_property
    def children(self) -> list[Token]:
        """The markup, parsed when first asked for."""
        tokens: list[Token] = []
        return self.parser.inline.parse(self.content, self.parser, self.env, tokens)

    @property
    def plain(self) -> str:
        """Its words, without markup, on one line."""
        breaks = ("softbreak", "hardbreak")
        texts = (" " if token.type in breaks else token.content for token in self.children)
        return " ".join("".join(texts).split())

    def place(self, offset: int) -> tuple[int, int]:
        """Give the line index and the column of an offset in the content."""
        row = bisect_right(self.starts, offset) - 1
        return self.line + row, self.columns[row] + offset - self.starts[row]

    @property
    def rows(self) -> Iterator[tuple[int, int, str]]:
        """Give for each line of the content its index in the page, its column, and its text."""
        lines = self.content.split("\n")
        for row, (column, text) in enumerate(zip(self.columns, lines, strict=True), self.line):
            blank = len(text) - len(text.lstrip())
            yield row, column + blank, text[blank:]

    def stretches(self, *kinds: str) -> Shield:
        """Give where in the content the markup of some token types, or ``autolink``, stands."""
        tokens = (token for token in self.children if {token.type, token.markup} & {*kinds})
        return Shield(token.meta[SPAN] for token in tokens if SPAN in token.meta)

    def spans(self, *kinds: str) -> Iterator[Span]:
        """Give the markup of some token types, such as ``link_open`` or ``code_inline``."""
        for token in self.children:
            if token.type in kinds and SPAN in token.meta:
                start, end = token.meta[SPAN]
                yield Span(token, *self.place(start), *self.place(end))


@dataclass(frozen=True)
class Reading:
    """Lines read as Markdown. It is shared: nobody changes its tokens."""

    lines: tuple[str, ...]
    tokens: tuple[Token, ...]
    """Blocks; ``token.map`` counts `lines`, from 0. The content of ``inline`` is not parsed."""
    env: MutableMapping[str, Any]
    parser: MarkdownIt

    @cached_property
    def code_lines(self) -> frozenset[int]:
        """Indices of all lines in which code stands, fences included."""
        maps = (token.map for token in self.tokens if token.type in _CODE and token.map)
        return frozenset(index for start, end in maps for index in range(start, end))

    @cached_property
    def inlines(self) -> tuple[Inline, ...]:
        """All inline content that lies in the lines as it is written."""
        return tuple(inline for inline in self._inlines() if isinstance(inline, Inline))

    @property
    def unplaced(self) -> Iterator[str]:
        """Give the inline content that lies in the lines in another form."""
        return (content for content in self._inlines() if isinstance(content, str))

    @property
    def references(self) -> Mapping[str, Mapping[str, Any]]:
        """The link targets that the page defines: ``href``, ``title`` and ``map`` by label."""
        found: Mapping[str, Mapping[str, Any]] = self.env.get("references", {})
        return found

    def _inlines(self) -> Iterator[Inline | str]:
        row, column, kind = -1, 0, ""
        for token in self.tokens:
            if token.type != "inline" or not token.map:
                kind = token.type
                continue
            if kind in ("th_open", "td_open"):
                row, column = token.map[0], column if token.map[0] == row else 0
                found = self._place_cell(token.content, kind, row, column)
                column = found.columns[0] + len(found.content) if found else column
            else:
                found = self._place(token.content, kind, token.map[0])
            yield token.content if found is None else found

    def _place_cell(self, content: str, kind: str, row: int, column: int) -> Inline | None:
        r"""Place a cell in its line, where an escaped ``\|`` stands for its ``|``."""
        for written in (content, content.replace("|", r"\|")):
            first = self.lines[row].find(written, column)
            if first >= 0:
                return Inline(written, row, (0,), (first,), kind, self.env, self.parser)
        return None

    def _place(self, content: str, kind: str, line: int) -> Inline | None:
        """Place content in the lines that end with it."""
        starts, columns, offset = [], [], 0
        for row, text in enumerate(content.split("\n"), start=line):
            column = self.lines[row].rfind(text.strip()) if row < len(self.lines) else -1
            if column < 0:
                return None
            starts.append(offset)
            columns.append(column - (len(text) - len(text.lstrip())))
            offset += len(text) + 1
        place = tuple(starts), tuple(columns)
        return Inline(content, line, *place, kind, self.env, self.parser)


def read(lines: Sequence[Line]) -> Reading:
    """Read lines as Markdown; asking again for the same lines costs nothing."""
    return _read("\n".join(line.text for line in lines))


@lru_cache(maxsize=2)
def _read(text: str) -> Reading:
    return read_with(_parser(), text)


def read_with(parser: MarkdownIt, text: str) -> Reading:
    """Read a text with a parser that `placing` has made."""
    env: MutableMapping[str, Any] = {}
    state = StateCore(text, parser, env)
    parser.block.parse(text, parser, env, state.tokens)
    return Reading(tuple(text.split("\n")), tuple(state.tokens), env, parser)


def read_inline(text: str, parser: MarkdownIt | None = None) -> Inline:
    """Read a text that stands in no page, such as a title, as inline Markdown."""
    starts = (0, *(match.end() for match in re.finditer("\n", text)))
    return Inline(text, 0, starts, (0,) * len(starts), "", {}, parser or _parser())


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
    text = Text.of(lines)
    starts = ((text.starts[edit.line], edit) for edit in edits)
    return text.changed(Change(at + edit.start, at + edit.end, edit.text) for at, edit in starts)


def is_escaped(text: str, offset: int) -> bool:
    """Tell whether a backslash makes a character plain text."""
    start = offset
    while start and text[start - 1] == "\\":
        start -= 1
    return (offset - start) % 2 == 1
