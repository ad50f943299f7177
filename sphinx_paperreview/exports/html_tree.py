"""HTML as a tree that can be changed, and written again: always well nested."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
})  # fmt: skip
"""Elements that have no end: https://html.spec.whatwg.org/multipage/syntax.html#void-elements."""

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
        for child in self.elements:
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
    return "".join(_written(element))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
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


def _written(element: Element) -> Iterator[str]:
    if element.tag:
        names = (f' {name}="{escape(text)}"' for name, text in element.attributes.items())
        yield f"<{element.tag}{''.join(names)}>"
    for child in element.children:
        if isinstance(child, str):
            yield escape(child, quote=False)
        else:
            yield from _written(child)
    if element.tag and element.tag not in VOID:
        yield f"</{element.tag}>"
