"""Boxes of colons: enough colons around those that stand within, and no box without content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sphinx_paperreview.importers.markup.admonitions import DIRECTIVES
from sphinx_paperreview.importers.passes import Context
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.shield import shield
from sphinx_paperreview.recognising.text import Change, Text

_COLONS = re.compile(r"(?P<prefix>[ \t>]*(?:[-*+][ \t]+)?)(?P<colons>:{3,})(?P<rest>.*)")
_OPENING = re.compile(r"\{[\w:-]+\}.*")
_BOX = re.compile(r"\{(?:admonition|div|dropdown|" + "|".join(sorted(DIRECTIVES)) + r")\}")
_EMPTY = re.compile(r"[ \t>]*(?::[\w-]+:.*)?")
_DEEPEST = 20


def nest(lines: Sequence[Line], context: Context) -> list[Line]:
    """Give each colon fence that opens a directive more colons than the fences within it.

    All lines that begin with colons are ours by then: those that the author wrote as text are
    escaped by `colons`.
    """
    text = Text.of(lines)
    if ":::" not in text.text:
        return list(lines)
    guard = shield(text)
    opened: list[_Fence] = []
    changes: list[Change] = []
    for row, (start, line) in enumerate(zip(text.starts, lines, strict=False)):
        found = _COLONS.match(line.text)
        if found is None or guard.covers(start + found.start("colons")):
            continue
        fence = _Fence(row, start + found.start("colons"), len(found["colons"]), found["rest"])
        if _OPENING.match(found["rest"]):
            opened.append(fence)
        elif opened and not found["rest"].strip():
            box = opened.pop()
            changes += _emptied(text, box, row) or _closed(box, fence, opened)
            if changes[-1].text.startswith("\\"):
                context.note(
                    line.number,
                    "boxes stand too deep in each other; they are kept as text: take them apart",
                )
    return text.changed(changes)


@dataclass(slots=True)
class _Fence:
    row: int
    start: int
    """Offset of its colons."""
    length: int
    rest: str
    """What follows the colons."""
    needed: int = 3

    def change(self, count: int) -> Change:
        colons = ":" * count if count <= _DEEPEST else "\\:::"
        return Change(self.start, self.start + self.length, colons)


def _closed(fence: _Fence, closing: _Fence, around: list[_Fence]) -> list[Change]:
    if around and fence.needed <= _DEEPEST:
        around[-1].needed = max(around[-1].needed, fence.needed + 1)
    return [fence.change(fence.needed), closing.change(fence.needed)]


def _emptied(text: Text, fence: _Fence, last: int) -> list[Change]:
    """Leave only the title of a box that holds nothing: docutils refuses it."""
    row = fence.row + 1
    while row < last and _EMPTY.fullmatch(text.lines[row].text):
        row += 1
    if row < last or not _BOX.match(fence.rest):
        return []
    title = fence.rest.partition("}")[2].strip()
    bold = title if not title or "*" in title else f"**{title}**"
    return [Change(fence.start, text.starts[last + 1] - 1, bold)]
