"""Formulas in ``$$``, and those of LaTeX, as MyST reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sphinx_paperreview.importers.markup.flow import BREAK, block, settle
from sphinx_paperreview.importers.markup.shield import (
    Shield,
    formula_end,
    is_heading,
    shield,
    table_rows,
)
from sphinx_paperreview.importers.markup.tags import is_escaped
from sphinx_paperreview.importers.markup.text import Change, Text
from sphinx_paperreview.importers.page import Context, Line

_DOLLARS = re.compile(r"\$+")
_ENVIRONMENT = re.compile(
    r"\s*\\begin\{((?:align|alignat|eqnarray|equation|flalign|gather|multline)\*?)\}"
)
_BLANK = re.compile(r"[ \t>]*$")
_BLANK_LINE = re.compile(r"\n[ \t>]*\n")
_LONGEST = 20_000
"""Of a formula, in characters."""


def convert_dollars(lines: Sequence[Line], context: Context) -> list[Line]:
    """Make sure that MyST finds all formulas in ``$$``.

    In MyST they are blocks. Within a line they become ``$…$``; those on lines of their own stand
    apart from the text around them.
    """
    text = Text.of(lines)
    if "$$" not in text.text:
        return list(lines)
    return settle(text.changed(_Dollars(text, context).changes()))


class _Dollars:
    def __init__(self, text: Text, context: Context) -> None:
        self._text = text
        self._context = context
        self._code = shield(text, formulas=False)
        self._table_rows = table_rows(text)

    def changes(self) -> Iterator[Change]:
        done = 0
        for found in self._code.matches(_DOLLARS, self._text.text):
            start = found.start()
            if start < done or len(found[0]) != 2 or is_escaped(self._text.text, start):
                continue
            end = formula_end(self._text, found.end(), self._code)
            is_block = self._text.is_first(start)
            if not end or (not is_block and _BLANK_LINE.search(self._text.text, start, end)):
                self._context.note(self._text.number(start), "nothing closes this formula")
                yield Change(start, found.end(), r"\$\$")
            else:
                done = end
                yield from self._formula(start, end)

    def _formula(self, start: int, end: int) -> Iterator[Change]:
        text = self._text
        content = text.text[start + 2 : end - 2]
        row = text.row(start)
        is_apart = (text.is_first(start) and text.is_last(end)) or "\n" in content
        if row in self._table_rows or is_heading(text.lines[row].text) or not is_apart:
            if content.strip():
                yield Change(start, end, f"${' '.join(content.split())}$")
        elif _ENVIRONMENT.match(content):
            yield Change(start, end, _unwrapped(text, start, content))
        elif not self._is_block(start, end):
            yield Change(start, start, BREAK)
            yield Change(end, end, BREAK)

    def _is_block(self, start: int, end: int) -> bool:
        """Tell whether a formula has nothing but blank lines around it."""
        text = self._text
        above, below = text.row(start) - 1, text.row(end) + 1
        rows = (row for row in (above, below) if 0 <= row < len(text.lines))
        is_free = all(_BLANK.match(text.lines[row].text) for row in rows)
        is_item = bool(text.text[text.line_start(start) : start].strip(" \t>"))
        return text.is_first(start) and text.is_last(end) and (is_free or is_item)


def _unwrapped(text: Text, start: int, content: str) -> str:
    """Write an environment of LaTeX that Sphinx must not put into another one."""
    depth = text.depth(start)
    lines = [
        line[min(depth, len(line) - len(line.lstrip(" \t>"))) :] for line in content.split("\n")
    ]
    filled = [line.rstrip() for line in lines if line.strip()]
    return block(["```{math}", ":nowrap:", "", *filled, "```"])


def convert_environments(lines: Sequence[Line], _: Context) -> list[Line]:
    r"""Make formulas of ``\begin{align}`` and its like where no dollars stand around them."""
    text = Text.of(lines)
    if "\\begin{" not in text.text:
        return list(lines)
    return settle(text.changed(_environments(text, shield(text))))


def _environments(text: Text, guard: Shield) -> Iterator[Change]:
    done = 0
    for start, line in zip(text.starts, text.lines, strict=False):
        found = _ENVIRONMENT.match(line.text)
        if found is None or start < done or guard.covers(start + found.end() - 1):
            continue
        mark = f"\\end{{{found[1]}}}"
        begin = start + len(line.text) - len(line.text.lstrip())
        end = text.text.find(mark, begin, begin + _LONGEST)
        if end > 0:
            done = end + len(mark)
            yield Change(begin, done, _unwrapped(text, begin, text.text[begin:done]))
