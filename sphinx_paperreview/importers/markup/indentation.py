"""Indentation that belongs to HTML, and goes with its tags: Markdown would read it as code."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_paperreview.importers.markup.elements import Element
from sphinx_paperreview.importers.markup.html_page import Page
from sphinx_paperreview.importers.markup.tags import kinds
from sphinx_paperreview.importers.markup.text import Change

_BOXES = kinds(
    "address article aside center div figcaption figure footer header li main nav ol p "
    "picture section ul"
)


def dedented(page: Page) -> Iterator[Change]:
    """Move the lines of each box to where the box itself begins."""
    around = _boxes_by_row(page)
    depths: dict[int, int] = {}
    for row, box in around.items():
        depths[id(box)] = min(depths.get(id(box), 1000), _depth(page, row))
    moved: dict[int, int] = {}
    for row, box in around.items():
        opening = page.text.row(box.open.start)
        column = page.text.depth(box.open.start) - moved.get(opening, 0)
        surplus = depths[id(box)] - max(column, 0)
        if surplus > 0:
            moved[row] = surplus
            start = page.text.starts[row]
            yield Change(start, start + surplus)


def _boxes_by_row(page: Page) -> dict[int, Element]:
    """Give the innermost box in which each line begins that is not blank."""
    boxes = (element for element in page.elements if _is_box(element))
    following = next(boxes, None)
    opened: list[Element] = []
    found: dict[int, Element] = {}
    for row, start in enumerate(page.text.starts[:-1]):
        while following and following.open.start < start:
            opened.append(following)
            following = next(boxes, None)
        text = page.text.lines[row].text.lstrip()
        offset = start + (len(page.text.lines[row].text) - len(text) if text[:2] == "</" else 0)
        while opened and opened[-1].last <= offset:
            opened.pop()
        if opened and text:
            found[row] = opened[-1]
    return found


def _is_box(element: Element) -> bool:
    is_component = element.open.name[:1].isupper()
    return element.close is not element.open and (element.kind in _BOXES or is_component)


def _depth(page: Page, row: int) -> int:
    text = page.text.lines[row].text
    return len(text) - len(text.lstrip(" \t"))
