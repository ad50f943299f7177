"""Indentation that belongs to HTML, and goes with its tags: Markdown would read it as code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sphinx_paperreview.recognising.elements import Element
from sphinx_paperreview.recognising.tags import kinds
from sphinx_paperreview.recognising.text import Change, Text

_BOXES = kinds(
    "address article aside center details div figcaption figure footer header li main nav ol p "
    "picture section ul"
)


def dedented(text: Text, elements: Sequence[Element]) -> Iterator[Change]:
    """Move the lines of each box to where the box itself begins."""
    around = _boxes_by_row(text, elements)
    depths: dict[int, int] = {}
    for row, box in around.items():
        depths[id(box)] = min(depths.get(id(box), 1000), _depth(text, row))
    moved: dict[int, int] = {}
    for row, box in around.items():
        opening = text.row(box.open.start)
        column = text.depth(box.open.start) - moved.get(opening, 0)
        surplus = depths[id(box)] - max(column, 0)
        if surplus > 0:
            moved[row] = surplus
            start = text.starts[row]
            yield Change(start, start + surplus)


def _boxes_by_row(text: Text, elements: Sequence[Element]) -> dict[int, Element]:
    """Give the innermost box in which each line begins that is not blank."""
    boxes = (element for element in elements if _is_box(element))
    following = next(boxes, None)
    opened: list[Element] = []
    found: dict[int, Element] = {}
    for row, start in enumerate(text.starts[:-1]):
        while following and following.open.start < start:
            opened.append(following)
            following = next(boxes, None)
        line = text.lines[row].text
        written = line.lstrip()
        offset = start + (len(line) - len(written) if written[:2] == "</" else 0)
        while opened and opened[-1].last <= offset:
            opened.pop()
        if opened and written:
            found[row] = opened[-1]
    return found


def _is_box(element: Element) -> bool:
    is_component = element.open.name[:1].isupper() and element.close is not None
    return not element.is_stray and (element.kind in _BOXES or is_component)


def _depth(text: Text, row: int) -> int:
    line = text.lines[row].text
    return len(line) - len(line.lstrip(" \t"))
