"""Boxes of Python-Markdown, whose text is indented: admonitions, folded boxes, tabs."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sphinx_paperreview.importers.markup import admonitions
from sphinx_paperreview.importers.markup.flow import block, settle
from sphinx_paperreview.importers.passes import Context
from sphinx_paperreview.recognising.lines import Line

_BOX = re.compile(
    r"(?P<mark>!!!|\?\?\?\+?)[ \t]+(?P<kind>[A-Za-z][\w-]*)(?:[ \t]+[\w-]+)*"
    r"(?:[ \t]+\"(?P<title>.*)\")?[ \t]*"
)
_TAB = re.compile(r"===[!+]?[ \t]+\"(?P<label>.*)\"[ \t]*")
_FENCE = re.compile(r"`{3,}|~{3,}")
_WIDTH = 4
"""Of the indentation that a box asks for."""
_TABS_END = block(["</Tabs>"])
_TAB_END = block(["</TabItem>"])
_BOX_END = admonitions.CLOSING


@dataclass(frozen=True, slots=True)
class _Open:
    """A box that is open, or a tab."""

    indent: int
    """Of the line that opens it, in the source."""
    is_tab: bool = False


def convert_indented_boxes(lines: Sequence[Line], _: Context) -> list[Line]:
    """Make boxes of ``!!! note "Title"``, ``??? note`` and ``=== "Tab"``."""
    if not any(line.text.lstrip()[:3] in ("!!!", "???", "===") for line in lines):
        return list(lines)
    converter = _Converter()
    for line in lines:
        converter.take(Line(_spaced(line.text), line.number))
    converter.close(0)
    return settle(converter.lines)


def _spaced(text: str) -> str:
    """Write tabs at the beginning of a line as blanks."""
    body = text.lstrip(" \t")
    return text[: len(text) - len(body)].expandtabs(_WIDTH) + body


@dataclass(slots=True)
class _Converter:
    lines: list[Line] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _fence: str = ""
    """The marks of the code in which a line stands."""

    def take(self, line: Line) -> None:
        """Take the next line, and end what it is no longer in."""
        body = line.text.lstrip(" ")
        indent = len(line.text) - len(body)
        if not body:
            self.lines.append(Line("", line.number))
            return
        tab = None if self._fence else _TAB.fullmatch(body)
        self.close(indent, goes_on=tab is not None)
        before = " " * (indent - _WIDTH * len(self._open))
        box = None if self._fence or tab else _BOX.fullmatch(body)
        if tab:
            is_next = self._ends_tab(indent)
            opening = block([f'<TabItem label="{html.escape(tab["label"])}">'])
            start = _TAB_END if is_next else block(["<Tabs>"])
            if is_next:
                before = " " * (indent - _WIDTH * (len(self._open) - 1))
            else:
                self._open.append(_Open(indent, is_tab=True))
            self.lines.append(Line(before + start + opening, line.number))
        elif box:
            self.lines.append(Line(before + _opening(box), line.number))
            self._open.append(_Open(indent))
        else:
            is_text = not self._fence and any(each.is_tab for each in self._open)
            self._see_fence(body)
            shown = admonitions.in_tab(body) if is_text else body
            self.lines.append(Line(before + shown, line.number))

    def close(self, indent: int, *, goes_on: bool = False) -> None:
        """End all boxes that hold no line of an indentation."""
        while self._open and indent < self._open[-1].indent + _WIDTH:
            top = self._open[-1]
            if goes_on and top.is_tab and top.indent == indent:
                return
            end = _TAB_END + _TABS_END if top.is_tab else _BOX_END
            self._open.pop()
            self._fence = ""
            self._end(" " * (top.indent - _WIDTH * len(self._open)) + end)

    def _ends_tab(self, indent: int) -> bool:
        return bool(self._open) and self._open[-1] == _Open(indent, is_tab=True)

    def _end(self, text: str) -> None:
        """Put the end of a box behind its last line, before blank ones."""
        place = len(self.lines)
        while place and not self.lines[place - 1].text:
            place -= 1
        self.lines.insert(place, Line(text, self.lines[place - 1].number))

    def _see_fence(self, body: str) -> None:
        found = _FENCE.match(body)
        if found and not self._fence:
            self._fence = found[0]
        elif (
            found
            and body.strip() == body.strip()[0] * len(body.strip())
            and found[0].startswith(self._fence)
        ):
            self._fence = ""


def _opening(box: re.Match[str]) -> str:
    kind, title = box["kind"], box["title"]
    if box["mark"] != "!!!":
        return admonitions.folded(title or kind.capitalize(), is_open=box["mark"].endswith("+"))
    return admonitions.untitled(kind) if title == "" else admonitions.opening(kind, title or "")
