"""Boxes of Pandoc and Quarto: ``::: {.callout-note}``."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sphinx_paperreview.importers.markup import admonitions
from sphinx_paperreview.importers.markup.flow import BREAK, block, settle
from sphinx_paperreview.importers.markup.liquid_values import parameters
from sphinx_paperreview.importers.passes import Context
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.shield import shield
from sphinx_paperreview.recognising.text import Text

_FENCE = re.compile(
    r"(?P<before>[ \t>]*):{3,}[ \t]*(?:(?P<list>\{[^{}]*\})|(?P<name>[\w.-]+))?[ \t]*:*[ \t]*"
)
_CALLOUT = re.compile(r"\.callout-(\w+)")
_HEADING = re.compile(r"[ \t>]*(?P<marks>#{1,6})[ \t]+(?P<text>.*?)(?:[ \t]*\{[^{}]*\})?[ \t]*")


@dataclass(slots=True)
class _Div:
    """A box that is open."""

    closing: str = BREAK
    title_row: int = -1
    """Of the heading that is the title of a callout."""
    tabs: int = 0
    """The level of headings that begin tabs; 0 where none do."""
    is_tab_open: bool = False
    is_in_tabs: bool = False
    """Whether it is a set of tabs, or within one."""


def convert_divs(lines: Sequence[Line], _: Context) -> list[Line]:
    """Make admonitions of callouts and tabs of tab sets; leave of other boxes what they hold."""
    text = Text.of(lines)
    if ":::" not in text.text:
        return list(lines)
    guard, opened, written = shield(text), list[_Div](), list[Line]()
    titles: set[int] = set()
    for row, line in enumerate(lines):
        if guard.covers(text.starts[row]):
            written.append(line)
            continue
        found = _FENCE.fullmatch(line.text)
        if found and (found["list"] or found["name"]):
            opening, div = _opened(found, lines, row)
            div.is_in_tabs = div.tabs > 0 or (bool(opened) and opened[-1].is_in_tabs)
            opened.append(div)
            titles.add(div.title_row)
            written.append(Line(found["before"] + opening, line.number))
        elif found and opened:
            written.append(Line(found["before"] + _closed(opened.pop()), line.number))
        elif row not in titles:
            written.append(Line(_tab(line.text, opened), line.number))
    written += [Line(_closed(div), lines[-1].number) for div in reversed(opened)]
    return settle(written)


def _opened(found: re.Match[str], lines: Sequence[Line], row: int) -> tuple[str, _Div]:
    attributes = found["list"] or f".{found['name']}"
    callout = _CALLOUT.search(attributes)
    heading = next(
        (
            (after, _HEADING.fullmatch(lines[after].text))
            for after in range(row + 1, len(lines))
            if lines[after].text.strip()
        ),
        (-1, None),
    )
    if callout:
        values = parameters(attributes)
        title, title_row = values.get("title", ""), -1
        if not title and heading[1]:
            title, title_row = heading[1]["text"], heading[0]
        if values.get("collapse") in ("true", "false"):
            is_open = values["collapse"] == "false"
            opening = admonitions.folded(title or callout[1].capitalize(), is_open=is_open)
        else:
            opening = admonitions.opening(callout[1], title)
        return opening, _Div(admonitions.CLOSING, title_row)
    if "panel-tabset" in attributes and heading[1]:
        return block(["<Tabs>"]), _Div(block(["</Tabs>"]), tabs=len(heading[1]["marks"]))
    return BREAK, _Div()


def _closed(div: _Div) -> str:
    return (block(["</TabItem>"]) if div.is_tab_open else "") + div.closing


def _tab(line: str, opened: list[_Div]) -> str:
    """Make of a heading in a set of tabs the beginning of one."""
    div = opened[-1] if opened else _Div()
    found = _HEADING.fullmatch(line) if div.tabs else None
    if found is None or len(found["marks"]) != div.tabs:
        return admonitions.in_tab(line) if div.is_in_tabs else line
    before = block(["</TabItem>"]) if div.is_tab_open else ""
    div.is_tab_open = True
    return before + block([f'<TabItem label="{html.escape(found["text"])}">'])
