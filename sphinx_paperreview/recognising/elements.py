"""Elements of HTML and JSX: tags with what belongs to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sphinx_paperreview.recognising.tags import Tag, kinds

_CELL = {"td", "th"}
_ENDED: Mapping[str, set[str]] = {
    "li": {"li"},
    "p": {"p"},
    "dt": {"dt", "dd", "p"},
    "dd": {"dt", "dd", "p"},
    "td": {*_CELL, "p"},
    "th": {*_CELL, "p"},
    "tr": {*_CELL, "tr", "p"},
    "tbody": {*_CELL, "tr", "thead", "tbody"},
    "tfoot": {*_CELL, "tr", "thead", "tbody"},
}
"""Open elements that end where one of these kinds begins (HTML, 13.1.2.4)."""

_AROUND = kinds(
    "a blockquote center code dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 li ol "
    "p picture pre summary svg table td th tr ul video"
)
"""Kinds that matter to what stands in them."""


@dataclass(slots=True)
class Element:
    """A tag with what belongs to it."""

    open: Tag
    close: Tag | None = None
    """None where nothing closes it, and for ``<br>`` and its like."""
    parent: Element | None = field(default=None, repr=False)
    around: frozenset[str] = frozenset()
    """The kinds of elements in which it stands."""
    last: int = 0
    """Offset where its content ends: at its closing tag, or where what is around it ends."""

    @property
    def kind(self) -> str:
        """The name as HTML compares it."""
        return self.open.kind

    @property
    def is_stray(self) -> bool:
        """Whether it is nothing but a closing tag."""
        return self.close is self.open

    @property
    def end(self) -> int:
        """Offset behind it."""
        return self.close.end if self.close else max(self.last, self.open.end)


def elements(tags: Sequence[Tag], end: int) -> Iterator[Element]:
    """Pair tags, in the order in which elements begin; a stray closing tag is a `close` alone.

    Args:
        tags: All tags of a text, left to right.
        end: The offset at which the text ends.
    """
    found: list[Element] = []
    opened: list[Element] = []
    counts: dict[str, int] = {}
    for tag in tags:
        if not tag.is_close:
            while opened and opened[-1].kind in _ENDED.get(tag.kind, ()):
                opened[-1].last = tag.start
                counts[opened.pop().kind] -= 1
            parent = opened[-1] if opened else None
            element = Element(tag, None, parent, _around(parent), tag.end)
            found.append(element)
            if not tag.is_empty:
                opened.append(element)
                counts[tag.kind] = counts.get(tag.kind, 0) + 1
        elif counts.get(tag.kind):
            _close(tag, opened, counts)
        else:
            parent = opened[-1] if opened else None
            found.append(Element(tag, tag, parent, _around(parent), tag.end))
    for element in opened:
        element.last = end
    yield from found


def _around(parent: Element | None) -> frozenset[str]:
    """Give the kinds that matter of an element and of all around it."""
    if parent is None:
        return frozenset()
    if parent.kind in parent.around or parent.kind not in _AROUND:
        return parent.around
    return parent.around | {parent.kind}


def _close(tag: Tag, opened: list[Element], counts: dict[str, int]) -> None:
    """Close the last element of a tag's kind, and all that has begun within it."""
    while opened:
        element = opened.pop()
        element.last = tag.start
        counts[element.kind] -= 1
        if element.kind == tag.kind:
            element.close = tag
            return
