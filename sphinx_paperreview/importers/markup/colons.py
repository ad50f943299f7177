"""Admonitions between lines of colons, as Docusaurus, VuePress and others have them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sphinx_paperreview.importers.markup import admonitions
from sphinx_paperreview.importers.markup.flow import rewrite
from sphinx_paperreview.importers.passes import Context
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.shield import is_heading, shield
from sphinx_paperreview.recognising.text import Change, Text

_COLONS = re.compile(r"(?P<prefix>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)(?P<colons>:{3,})")
_OPENING = re.compile(
    r"[ \t]*(?P<kind>[A-Za-z][\w-]*)[ \t]*"
    r"(?:\[(?P<label>(?:[^\[\]\n]|\[[^\[\]\n]*\])*)\](?=[ \t]*(?:\{[^{}\n]*\})?[ \t]*$)"
    r"|:{3,}(?=[ \t]*\S))?"
    r"(?:\{[^{}\n]*\})?(?P<title>[^\n]*?)[ \t]*"
)
_CLOSED_AT_ONCE = re.compile(r"(?P<text>.*?)[ \t]*:{3,}")
_DIRECTIVE = re.compile(r"\{[\w:-]+\}")


@dataclass(frozen=True, slots=True)
class _Fence:
    """A line that begins with colons."""

    row: int
    start: int
    """Offset of its colons."""
    end: int
    """Offset where the line ends."""
    rest: str
    """What follows the colons."""

    @property
    def is_close(self) -> bool:
        return not self.rest.strip()


@dataclass(frozen=True, slots=True)
class _Box:
    """A fence that is open, and what it becomes."""

    fence: _Fence
    opening: str
    """``""`` for a directive of MyST, which stays."""
    is_known: bool = True


def convert_colons(lines: Sequence[Line], context: Context) -> list[Line]:
    """Make admonitions of ``:::note Title`` … ``:::``; colons that are none become text.

    What is not closed holds the paragraph that follows. A review after it stays outside.
    """
    return rewrite(lines, lambda text: _Converter(text, context).changes(), ":::")


def _fences(text: Text) -> Iterator[_Fence]:
    guard = shield(text)
    for row, line in enumerate(text.lines):
        found = _COLONS.match(line.text)
        if found and not guard.covers(text.starts[row] + found.start("colons")):
            start = text.starts[row] + found.start("colons")
            yield _Fence(row, start, text.starts[row + 1] - 1, line.text[found.end() :])


@dataclass(slots=True)
class _Converter:
    _text: Text
    _context: Context
    _opened: list[_Box] = field(default_factory=list)
    _changes: list[Change] = field(default_factory=list)

    def changes(self) -> list[Change]:
        fences = list(_fences(self._text))
        for fence in fences:
            if fence.is_close:
                self._close(fence)
            else:
                self._open(fence)
        rows = {fence.row for fence in fences}
        for box in self._opened:
            self._end(box, rows)
        return self._changes

    def _open(self, fence: _Fence) -> None:
        if _DIRECTIVE.match(fence.rest):
            self._opened.append(_Box(fence, ""))
            return
        found = _OPENING.fullmatch(fence.rest)
        if found is None:
            self._keep(fence)
            return
        kind, title = found["kind"], found["label"] or found["title"]
        at_once = _CLOSED_AT_ONCE.fullmatch(title)
        if at_once:
            self._at_once(fence, kind, at_once["text"])
        elif admonitions.is_kind(kind):
            title = "" if title.lower() == kind.lower() else title
            self._opened.append(_Box(fence, admonitions.opening(kind, title)))
        else:
            opening = admonitions.opening(kind, f"{kind} {title}".strip())
            self._opened.append(_Box(fence, opening, is_known=False))

    def _at_once(self, fence: _Fence, kind: str, body: str) -> None:
        """Read ``:::note text :::``, and ``:::note:::``, which opens or closes."""
        if not admonitions.is_kind(kind):
            self._keep(fence)
        elif body:
            self._replace(fence, admonitions.opening(kind) + body + admonitions.CLOSING)
        elif self._opened:
            self._close(fence)
        else:
            self._opened.append(_Box(fence, admonitions.opening(kind)))

    def _close(self, fence: _Fence) -> None:
        if not self._opened:
            self._keep(fence)
            return
        box = self._opened.pop()
        if not box.is_known:
            self._note(
                box.fence, "no such admonition is known; it is drawn as a note: choose another kind"
            )
        if box.opening:
            self._replace(box.fence, box.opening)
            self._replace(fence, admonitions.CLOSING)

    def _end(self, box: _Box, rows: set[int]) -> None:
        """End an admonition that nothing closes behind the paragraph that follows it."""
        if not (box.opening and box.is_known):
            self._keep(box.fence)
            return
        self._note(
            box.fence,
            "nothing closes this admonition; it holds the next paragraph: see where it should end",
        )
        self._replace(box.fence, box.opening)
        end = self._text.line_end(self._paragraph_end(box.fence.row, rows))
        self._changes.append(Change(end, end, admonitions.CLOSING))

    def _paragraph_end(self, row: int, fences: set[int]) -> int:
        """Give an offset in the last line of the paragraph behind a line."""
        lines, last = self._text.lines, row
        for following in range(row + 1, len(lines)):
            is_blank = not lines[following].text.strip(" \t>")
            if following in fences or is_heading(lines[following].text):
                break
            if is_blank and last > row:
                break
            if not is_blank:
                last = following
        return self._text.starts[last]

    def _keep(self, fence: _Fence) -> None:
        self._note(
            fence, "these colons are kept as text; they open or close no admonition that is known"
        )
        self._changes.append(Change(fence.start, fence.start, "\\"))

    def _note(self, fence: _Fence, message: str) -> None:
        self._context.note(self._text.lines[fence.row].number, message)

    def _replace(self, fence: _Fence, text: str) -> None:
        self._changes.append(Change(fence.start, fence.end, text))
