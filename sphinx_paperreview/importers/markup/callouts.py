"""Quotes that are admonitions: callouts of Obsidian, alerts of GitHub."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sphinx_paperreview.importers.markup import admonitions
from sphinx_paperreview.importers.markup.flow import settle
from sphinx_paperreview.importers.passes import Context
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.shield import shield
from sphinx_paperreview.recognising.text import Change, Text

_OPENING = re.compile(
    r"(?P<before>[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)>[ \t]*"
    r"\[!(?P<kind>[A-Za-z][\w-]*)(?:\|[^\]\n]*)?\]"
    r"(?P<fold>[+-]?)[ \t]*(?P<title>.*)"
)
_QUOTED = re.compile(r"[ \t]*>[ \t]?")
_DEEPEST = 6


def convert_callouts(lines: Sequence[Line], _: Context) -> list[Line]:
    """Make admonitions of ``> [!note] Title``, and folded boxes of ``> [!note]-``."""
    converted = list(lines)
    for _depth in range(_DEEPEST):
        text = Text.of(converted)
        changes = list(_changes(text)) if "[!" in text.text else []
        if not changes:
            break
        converted = settle(text.changed(changes))
    return converted


def _changes(text: Text) -> Iterator[Change]:
    guard, row = shield(text), 0
    while row < len(text.lines):
        found = _OPENING.fullmatch(text.lines[row].text)
        start = text.starts[row] + (found.end("before") if found else 0)
        row += 1
        if found is None or guard.covers(start):
            continue
        yield Change(start, text.starts[row] - 1, _opening(found))
        while row < len(text.lines) and (mark := _QUOTED.match(text.lines[row].text)):
            if _OPENING.fullmatch(text.lines[row].text) and not guard.covers(text.starts[row]):
                break
            begin = text.starts[row] + len(mark[0]) - len(mark[0].lstrip())
            yield Change(begin, text.starts[row] + mark.end())
            row += 1
        end = text.starts[row] - 1
        yield Change(end, end, admonitions.CLOSING)


def _opening(found: re.Match[str]) -> str:
    kind, title = found["kind"], found["title"].strip()
    if found["fold"]:
        return admonitions.folded(title or kind.capitalize(), is_open=found["fold"] == "+")
    return admonitions.opening(kind, title)
