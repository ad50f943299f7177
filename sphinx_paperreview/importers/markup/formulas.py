"""Environments of LaTeX, which Sphinx must not put into another one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sphinx_paperreview.importers.markup.flow import block, rewrite
from sphinx_paperreview.importers.passes import Context
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.shield import shield, table_rows
from sphinx_paperreview.recognising.text import Change, Text

_ENVIRONMENT = re.compile(
    r"(?P<dollars>\$\$\s*)?"
    r"\\begin\{(?P<name>(?:align|alignat|eqnarray|equation|flalign|gather|multline)\*?)\}"
)
_CLOSING = re.compile(r"\s*\$\$")
_LONGEST = 20_000
"""Of a formula, in characters."""


def convert_environments(lines: Sequence[Line], _: Context) -> list[Line]:
    r"""Make formulas of ``\begin{align}`` and its like, with dollars around them or without.

    MathJax takes none of them within the one that Sphinx puts around a formula of several lines.
    """
    return rewrite(lines, _changes, "\\begin{")


def _changes(text: Text) -> Iterator[Change]:
    guard, code = shield(text), shield(text, formulas=False)
    rows, done = table_rows(text), 0
    for found in code.matches(_ENVIRONMENT, text.text):
        has_dollars = bool(found["dollars"]) and guard.begins(found.start())
        begin = found.end("dollars") if found["dollars"] else found.start()
        start = found.start() if has_dollars else begin
        end = _end(text, found, has_dollars=has_dollars)
        is_formula = has_dollars or not guard.covers(begin)
        is_apart = text.is_first(start) and text.row(start) not in rows
        if start >= done and end and is_formula and is_apart:
            done = end
            last = text.text.rindex("}", begin, end) + 1
            yield Change(start, end, _unwrapped(text, start, text.text[begin:last]))


def _end(text: Text, opening: re.Match[str], *, has_dollars: bool) -> int:
    """Find where an environment has ended, with the dollars around it; 0 where it does not."""
    mark = f"\\end{{{opening['name']}}}"
    end = text.text.find(mark, opening.end(), opening.end() + _LONGEST)
    if end < 0:
        return 0
    end += len(mark)
    if has_dollars:
        closing = _CLOSING.match(text.text, end)
        end = closing.end() if closing else 0
    return end if end and text.is_last(end) else 0


def _unwrapped(text: Text, start: int, content: str) -> str:
    """Write an environment that stands for itself."""
    depth = text.depth(start)
    first, *rest = content.split("\n")
    lines = [line[min(depth, len(line) - len(line.lstrip(" \t>"))) :] for line in rest]
    filled = [line.rstrip() for line in (first, *lines) if line.strip()]
    return block(["```{math}", ":nowrap:", "", *filled, "```"])
