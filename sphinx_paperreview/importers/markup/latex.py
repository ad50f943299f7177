r"""Formulas between the marks of LaTeX, ``\(x\)`` and ``\[x\]``, in the ways of writing them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sphinx_paperreview.importers.markup.flow import BREAK, rewrite
from sphinx_paperreview.importers.passes import Context, Pass
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.shield import shield
from sphinx_paperreview.recognising.text import Change, Text

_BLANK_LINE = re.compile(r"\n[ \t>]*\n")
_ESCAPED = re.compile(r"\\([\\_*])")
_DOLLARS = re.compile(r"\$[^$\n]*\$")
_LONGEST = 5000
"""Of a formula, in characters."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands around a formula."""

    opening: str
    closing: str
    is_display: bool = False
    is_code: bool = False
    """Whether backticks are a part of the marks."""
    is_escaped: bool = False
    """Whether Markdown reads backslashes in it before LaTeX does."""


DOUBLED = (
    Marks(r"\\(", r"\\)", is_escaped=True),
    Marks(r"\\[", r"\\]", is_display=True, is_escaped=True),
)
"""Doubled backslashes, of which Markdown leaves one."""

QUOTED = (
    Marks(r"`\(", r"\)`", is_code=True),
    Marks(r"`\[", r"\]`", is_display=True, is_code=True),
    Marks("$`", "`$", is_code=True),
)
"""Formulas that code spans keep from Markdown."""

SINGLE = (Marks(r"\(", r"\)"), Marks(r"\[", r"\]", is_display=True))
"""Marks as LaTeX has them, which Hugo can hand on."""


def formulas_between(*marks: Marks) -> Pass:
    """Give the pass that puts dollars around formulas that other marks are around."""
    pattern = re.compile("|".join(re.escape(mark.opening) for mark in marks))
    by_opening = {mark.opening: mark for mark in marks}

    def convert(lines: Sequence[Line], _: Context) -> list[Line]:
        return rewrite(lines, lambda text: _changes(text, pattern, by_opening), *by_opening)

    return convert


def _changes(text: Text, pattern: re.Pattern[str], marks: dict[str, Marks]) -> Iterator[Change]:
    guard, done = shield(text), 0
    for found in pattern.finditer(text.text):
        mark, start = marks[found[0]], found.start()
        is_code = guard.covers(start) and not (mark.is_code and guard.begins(start))
        if start < done or is_code or (text.text[start - 1 : start] == "\\" and start):
            continue
        end = text.text.find(mark.closing, found.end(), found.end() + _LONGEST)
        content = text.text[found.end() : end].strip() if end > 0 else ""
        if content and not _BLANK_LINE.search(content):
            done = end + len(mark.closing)
            yield Change(start, done, _formula(content, mark))


def _formula(content: str, mark: Marks) -> str:
    if mark.is_escaped:
        content = _ESCAPED.sub(r"\1", content)
    if mark.is_display:
        return f"{BREAK}$${content}$${BREAK}"
    return f"${' '.join(content.split())}$"


def unescape_dollars(lines: Sequence[Line], _: Context) -> list[Line]:
    r"""Read backslashes in ``$…$`` as kramdown does, which knows no such formulas: ``\_`` is ``_``.

    Formulas in ``$$…$$`` it leaves alone.
    """
    text = Text.of(lines)
    if "$" not in text.text or "\\" not in text.text:
        return list(lines)
    spans = (text.text[start:end] for start, end in shield(text).intervals)
    pairs = zip(shield(text).intervals, spans, strict=True)
    return text.changed(
        Change(start, end, _ESCAPED.sub(r"\1", span))
        for (start, end), span in pairs
        if _DOLLARS.fullmatch(span) and _ESCAPED.search(span)
    )
