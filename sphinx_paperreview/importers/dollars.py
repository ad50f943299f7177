r"""Dollars: formulas stay formulas, prices stay prices.

MyST takes any two dollars of a paragraph for a formula: ``$5 and $6`` becomes ``\$5 and \$6``. It
takes ``$$`` within a paragraph for nothing: ``$$x$$`` becomes ``$x$`` there, and a formula that is
displayed gets blank lines around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.tokens import Edit, Inline, apply, read

_RAW = ("code_inline", "html_inline", "autolink")
_DOUBLE = re.compile(r"(?<![\\$])\$\$(?!\$)((?:[^$\\]|\\.)+?)\$\$(?!\$)", re.DOTALL)
_TEX = re.compile(r"[\\^_=]")
_NO_TEX = re.compile(r"\$|\[\^")
_DOLLAR = re.compile(r"\\.|\$", re.DOTALL)


def mend_dollars(lines: Sequence[Line]) -> list[Line]:
    """Give lines in which MyST finds the formulas that their author has written, and no others."""
    return _mend_single(_mend_double(lines))


def _mend_double(lines: Sequence[Line]) -> list[Line]:
    edits: list[Edit] = []
    for inline in read(lines).inlines:
        if "$$" not in inline.content:
            continue
        raw = inline.stretches(*_RAW)
        position = 0
        while found := _DOUBLE.search(inline.content, position):
            is_raw = raw.covers(found.start()) or raw.covers(found.end() - 1)
            position = found.start() + 2 if is_raw else found.end()
            if is_raw:
                continue
            if inline.kind == "paragraph_open" and _is_displayed(inline.content, found):
                edits += _break_around(inline, found, lines)
            else:
                edits += _made_single(inline, found)
    return apply(lines, list(dict.fromkeys(edits)))


def _is_displayed(content: str, found: re.Match[str]) -> bool:
    """Tell whether a formula begins and ends together with lines."""
    before, after = content[: found.start()], content[found.end() :]
    starts = not before.rpartition("\n")[2].strip()
    return starts and not after.partition("\n")[0].strip()


def _break_around(inline: Inline, found: re.Match[str], lines: Sequence[Line]) -> Iterator[Edit]:
    """Put blank lines around a formula, within the quote that it stands in."""
    first, column = inline.place(found.start())
    last, _ = inline.place(found.end() - 1)
    prefix = lines[first].text[:column].rstrip()
    blank = prefix if prefix.startswith(">") else ""
    if first > inline.line:
        yield Edit(first, 0, 0, f"{blank}\n")
    if found.end() < len(inline.content):
        yield Edit(last + 1, 0, 0, f"{blank}\n")


def _made_single(inline: Inline, found: re.Match[str]) -> Iterator[Edit]:
    """Make an inline formula: one dollar on each side, and no blank within them."""
    text = found[1]
    leading, trailing = len(text) - len(text.lstrip()), len(text) - len(text.rstrip())
    for start, end in (
        (found.start(), found.start() + 2 + leading),
        (found.end() - 2 - trailing, found.end()),
    ):
        row, column = inline.place(start)
        end_row, end_column = inline.place(end - 1)
        if row == end_row:
            yield Edit(row, column, end_column + 1, "$")


def _mend_single(lines: Sequence[Line]) -> list[Line]:
    edits: list[Edit] = []
    for inline in read(lines).inlines:
        if inline.content.count("$") > 1:
            edits += _escaped(inline)
    return apply(lines, edits)


def _escaped(inline: Inline) -> Iterator[Edit]:
    """Escape the dollars that make no formula."""
    kept = inline.stretches(*_RAW, "math_inline")
    found = (match.start() for match in _DOLLAR.finditer(inline.content) if match[0] == "$")
    stray = [at for at in found if not kept.covers(at)]
    closing = -1
    for at, following in pairwise([*stray, len(inline.content)]):
        if at == closing:
            continue
        if following < len(inline.content) and _is_formula(inline.content[at + 1 : following]):
            closing = following
            continue
        row, column = inline.place(at)
        yield Edit(row, column, column, "\\")


def _is_formula(text: str) -> bool:
    """Tell TeX between dollars with blanks inside them, which many generators take, from prose."""
    return not _NO_TEX.search(text) and bool(_TEX.search(text.replace(r"\|", "")))
