"""HTML as a tree that can be changed, and written again: always well nested."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
})  # fmt: skip
"""Elements that have no end: https://html.spec.whatwg.org/multipage/syntax.html#void-elements."""

_READ_OTHERWISE = frozenset({
    "iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "textarea",
    "title", "xmp",
})  # fmt: skip
"""Elements whose content is, in one Python or another, no HTML."""

_START = re.compile(r'<([a-z][a-z0-9]*)((?: [a-z][a-z-]*="[^"&<>]*")*) ?>')
_END = re.compile(r"</([a-z][a-z0-9]*)>")
_ATTRIBUTE = re.compile(r' ([a-z][a-z-]*)="([^"]*)"')
"""Tags as they are nearly always written, which everybody reads in the same way."""

_DEEPEST = 100
"""What is nested deeper stands in the element there: a text is read recursively."""


@dataclass
class Element:
    """An element of a page."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        """Its classes."""
        return self.attributes.get("class", "").split()

    @property
    def elements(self) -> list[Element]:
        """Its children without texts."""
        return [child for child in self.children if isinstance(child, Element)]

    def find(self, *tags: str) -> Iterator[Element]:
        """Yield the elements within, and itself, that have one of some tags, in their order."""
        if self.tag in tags:
            yield self
        for child in self.children:
            if not isinstance(child, str):
                yield from child.find(*tags)

    def text(self) -> str:
        """Join all texts within."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


def parse(html: str) -> Element:
    """Read a part of a page; the element that holds it has no tag.

    >>> parse("<p>a").children
    [Element(tag='p', attributes={}, children=['a'])]
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root


def write(element: Element) -> str:
    """Write an element and all within; of one without a tag what it holds.

    >>> write(parse("<p>a & <b>b<br>c"))
    '<p>a &amp; <b>b<br>c</b></p>'
    """
    pieces: list[str] = []
    _write(element, pieces)
    return "".join(pieces)


class _Reader(HTMLParser):
    """What the library reads, with a short way for plain tags: a feed has 50 whole pages."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("")
        self._open = [self.root]

    def updatepos(self, i: int, j: int) -> int:
        """Count no lines: nobody asks where something stands."""
        del i
        return j

    def parse_starttag(self, i: int) -> int:
        """Read a tag that opens an element."""
        plain = _START.match(self.rawdata, i)
        if plain is None or plain[1] in _READ_OTHERWISE:
            return super().parse_starttag(i)
        self._begin(plain[1], dict(_ATTRIBUTE.findall(plain[2])) if plain[2] else {})
        return plain.end()

    def parse_endtag(self, i: int) -> int:
        """Read a tag that closes an element."""
        plain = None if self.cdata_elem else _END.match(self.rawdata, i)
        if plain is None:
            return super().parse_endtag(i)
        self.handle_endtag(plain[1])
        return plain.end()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._begin(tag, {name: value or "" for name, value in attrs})

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        element = Element(tag, attributes)
        self._open[-1].children.append(element)
        if tag not in VOID and len(self._open) <= _DEEPEST:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read ``<a/>`` as what it means in SVG and MathML, where it has an end."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag == tag:
                del self._open[at:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def _write(element: Element, pieces: list[str]) -> None:
    tag = element.tag
    if tag:
        attributes = [f' {name}="{escape(text)}"' for name, text in element.attributes.items()]
        pieces.append(f"<{tag}{''.join(attributes)}>")
    for child in element.children:
        if isinstance(child, str):
            pieces.append(escape(child, quote=False))
        else:
            _write(child, pieces)
    if tag and tag not in VOID:
        pieces.append(f"</{tag}>")
