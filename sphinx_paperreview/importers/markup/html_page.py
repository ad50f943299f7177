"""A page whose HTML is made MyST: what the rules for the single elements need of it."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from markdown_it.common.html_re import HTML_TAG_RE

from sphinx_paperreview.importers.markup.flow import BREAK
from sphinx_paperreview.importers.passes import Context
from sphinx_paperreview.recognising.elements import Element
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.shield import Shield, is_heading, table_rows
from sphinx_paperreview.recognising.tags import Tag
from sphinx_paperreview.recognising.text import Change, Text

_DIRECTIVE = re.compile(r"[ \t>]*:{3,}\{")
_ONLY_TAGS = re.compile(
    r"(?:[ \t]|&nbsp;|</?(?:img|br|a|div|p|center|picture|figure|span)\b[^<>]*>)*"
)
_TICKS = re.compile("`+")
_ANY_TAG = re.compile(r"<[^<>]*>")

_SHOWN = frozenset(("img", "iframe", "video", "audio", "hr", "table", "embed", "object"))

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

LONGEST = 5000
"""Of the content that is looked through as a whole, in characters; beyond it, boxes are boxes."""

DEEPEST = 6
"""How deep blocks of HTML are read that stand in each other; deeper ones only lose their tags."""


@dataclass(frozen=True)
class Page:
    """A text, its elements, and how a part of it is converted."""

    text: Text
    context: Context
    guard: Shield
    elements: Sequence[Element]
    """In the order in which they begin."""
    depth: int
    """How many elements this text is a part of."""
    convert: Callable[[list[Line], Context, int], list[Line]]
    """Converts the lines of an element at some depth."""

    def note(self, offset: int, message: str) -> None:
        """Tell the author something about a place."""
        self.context.note(self.text.number(offset), message)

    def source(self, element: Element) -> str:
        """Give the content of an element, as it is written."""
        return self.text.text[element.open.end : element.last]

    def fragment(self, element: Element) -> list[str]:
        """Convert the content of an element; blank lines around it are left out."""
        return self.part(element.open.end, element.last)

    def part(self, start: int, end: int) -> list[str]:
        """Convert a stretch that is a text of its own; blank lines around it are left out."""
        lines = self.text.cut(start, end)
        prefix = self.text.depth(start)
        lines[1:] = [Line(_dedent(line.text, prefix), line.number) for line in lines[1:]]
        converted = self.convert(_lifted(lines), self.context, self.depth + 1)
        return trimmed([line.text for line in converted])

    def within(self, element: Element) -> Iterator[Element]:
        """Give all elements that begin within an element, in their order."""
        index = bisect_left(self._starts, element.open.end)
        while index < len(self.elements) and self._starts[index] < element.last:
            yield self.elements[index]
            index += 1

    def children(self, element: Element) -> Iterator[Element]:
        """Give the elements that stand directly in an element."""
        return (child for child in self.within(element) if child.parent is element)

    def is_in_line(self, element: Element) -> bool:
        """Tell whether no block may stand at an element's place."""
        if element.around & {"table", "a", "summary", *HEADINGS}:
            return True
        row = self.text.row(element.open.start)
        line = self.text.lines[row].text
        return row in self.table_rows or is_heading(line) or bool(_DIRECTIVE.match(line))

    def has_only_tags(self, start: int, end: int) -> bool:
        """Tell whether a stretch of a line has no text, but for tags that put pictures in place."""
        return end - start < LONGEST and bool(_ONLY_TAGS.fullmatch(self.text.text, start, end))

    @cached_property
    def stray_ticks(self) -> frozenset[int]:
        """Lengths of the runs of backticks that neither open nor close any code."""
        return frozenset(len(run[0]) for run in self.guard.matches(_TICKS, self.text.text))

    @cached_property
    def table_rows(self) -> frozenset[int]:
        """Indices of the lines that are rows of a Markdown table."""
        return table_rows(self.text)

    def is_blank(self, element: Element) -> bool:
        """Tell whether an element shows nothing at all."""
        if element.last - element.open.end > LONGEST:
            return False
        shows = any(inner.kind in _SHOWN for inner in self.within(element))
        return not shows and not plain(self.source(element)).strip()

    def has_heading(self, element: Element) -> bool:
        """Tell whether a heading stands in an element: it may be that of a review."""
        index = bisect_left(self._headings, element.open.end)
        return index < len(self._headings) and self._headings[index] < element.last

    @cached_property
    def _headings(self) -> list[int]:
        starts = zip(self.text.starts, self.text.lines, strict=False)
        written = [
            start
            for start, line in starts
            if is_heading(line.text) and not self.guard.covers(start + line.text.index("#"))
        ]
        return sorted(
            written + [part.open.start for part in self.elements if part.kind in HEADINGS]
        )

    @cached_property
    def _starts(self) -> list[int]:
        return [element.open.start for element in self.elements]

    def as_text(self, element: Element) -> list[Change]:
        """Show tags as the text that they are."""
        return [
            Change(tag.start, tag.start, "\\")
            for tag in element_tags(element)
            if HTML_TAG_RE.match(self.text.text, tag.start)
        ]

    def wrapped(self, element: Element, before: str, after: str) -> list[Change]:
        """Put something else around what an element holds."""
        return [
            Change(element.open.start, element.open.end, before),
            Change(element.last, element.end, after),
        ]

    def without_tags(self, element: Element, *, instead: str = BREAK) -> list[Change]:
        """Leave what an element holds."""
        mark = " " if instead == BREAK and self.is_in_line(element) else instead
        return [Change(tag.start, tag.end, mark) for tag in element_tags(element)]


Rule = Callable[[Page, Element], list[Change]]
"""Says what becomes of an element. A change from its beginning takes all within it along."""


def element_tags(element: Element) -> list[Tag]:
    """Give the tags of an element: one or two."""
    if element.close is None or element.is_stray:
        return [element.open]
    return [element.open, element.close]


def plain(source: str) -> str:
    """Give the text of HTML, without its tags."""
    return html.unescape(_ANY_TAG.sub("", source))


def trimmed(lines: Sequence[str]) -> list[str]:
    """Leave out blank lines at the beginning and the end."""
    filled = [index for index, line in enumerate(lines) if line.strip()]
    return list(lines[filled[0] : filled[-1] + 1]) if filled else []


def _lifted(lines: list[Line]) -> list[Line]:
    """Take away the indentation that all lines but the first have, as it is the HTML's."""
    first, *rest = lines
    depths = [_depth(line.text) for line in rest if line.text.strip()]
    depth = min(depths, default=0)
    lifted = [Line(_dedent(line.text, depth), line.number) for line in rest]
    return [Line(first.text.lstrip(), first.number), *lifted]


def _depth(text: str) -> int:
    return len(text) - len(text.lstrip(" \t"))


def _dedent(text: str, depth: int) -> str:
    return text[min(depth, _depth(text)) :]
