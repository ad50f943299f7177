"""Tables of HTML, as tables of Markdown or as list tables of MyST."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from sphinx_paperreview.importers.markup.flow import block
from sphinx_paperreview.importers.markup.html_blocks import listed
from sphinx_paperreview.importers.markup.html_page import Page
from sphinx_paperreview.importers.markup.pictures import alignment, declarations
from sphinx_paperreview.recognising.elements import Element
from sphinx_paperreview.recognising.tags import Tag
from sphinx_paperreview.recognising.text import Change

_PARTS = frozenset(("caption", "col", "colgroup", "tbody", "tfoot", "thead", "tr"))
_PIPE = re.compile(r"(\\.)|\|")
_RULES = {"left": ":---", "center": ":---:", "right": "---:", "": "---"}
_BLANK_LINES = re.compile(r"\n(?:[ \t>]*\n)+")


@dataclass(frozen=True, slots=True)
class _Cell:
    lines: tuple[str, ...]
    is_head: bool = False
    align: str = ""


def table(page: Page, element: Element) -> list[Change]:
    """Write a table: with pipes where each cell is one line, else as a list table.

    One with cells that span others, or with text outside of its cells, stays HTML.
    """
    if page.is_in_line(element) or element.close is None:
        return page.without_tags(element)
    problem = _problem(page, element)
    if problem:
        return _keep(page, element, problem)
    rows = [_cells(page, row) for row in page.within(element) if row.kind == "tr"]
    rows = [row for row in rows if row]
    captions = [part for part in page.within(element) if part.kind == "caption"]
    caption = " ".join(" ".join(page.fragment(part)) for part in captions)
    width = max(map(len, rows))
    has_head = all(cell.is_head for cell in rows[0])
    is_simple = has_head and all(len(cell.lines) <= 1 for row in rows for cell in row)
    write = _pipes if is_simple else partial(_listed, has_head=has_head)
    lines = write(rows, width, caption)
    return [Change(element.open.start, element.end, block(lines))]


def _problem(page: Page, element: Element) -> str:
    """Tell why a table cannot be a table of MyST; ``""`` where it can."""
    inner = list(page.within(element))
    cells = [part for part in inner if part.kind in ("td", "th")]
    if any(_span(cell.open) for cell in cells):
        return (
            "a table whose cells span others stays HTML, which a PDF leaves out; write it without"
        )
    if any(part.kind == "table" for part in inner):
        return "a table within a table stays HTML, which a PDF leaves out; take them apart"
    if not cells or any("tr" not in cell.around for cell in cells) or _stray(page, element, inner):
        return "a table with text outside of its cells stays HTML, which a PDF leaves out; mend it"
    return ""


def _span(tag: Tag) -> bool:
    spans = tag.get("colspan", "colSpan"), tag.get("rowspan", "rowSpan")
    return any(span not in ("", "1") for span in spans)


def _stray(page: Page, element: Element, inner: Sequence[Element]) -> str:
    """Give what stands in a table beside its rows, cells and caption."""
    start, found = element.open.end, []
    for part in inner:
        if part.open.start < start:
            continue
        found.append(page.text.text[start : part.open.start])
        if part.kind in ("td", "th", "caption"):
            start = part.end
        elif part.kind in _PARTS:
            start = part.open.end
    rest = "".join([*found, page.text.text[start : element.last]])
    return re.sub(r"</(?:tr|thead|tbody|tfoot|colgroup|td|th)\s*>", "", rest).strip()


def _keep(page: Page, element: Element, problem: str) -> list[Change]:
    """Keep a table as HTML, in one block: a blank line would end it."""
    page.note(element.open.start, problem)
    source = page.text.text[element.open.start : element.end]
    if not element.open.get("class"):
        source = source.replace(element.open.name, f'{element.open.name} class="docutils"', 1)
    return [Change(element.open.start, element.end, block([_BLANK_LINES.sub("\n", source)]))]


def _cells(page: Page, row: Element) -> list[_Cell]:
    cells = (part for part in page.children(row) if part.kind in ("td", "th"))
    return [
        _Cell(tuple(page.fragment(cell)), is_head=cell.kind == "th", align=_side(cell.open))
        for cell in cells
    ]


def _side(tag: Tag) -> str:
    style = declarations(tag.get("style"))
    return alignment(style.get("text-align", ""), tag.get("align"))


def _pipes(rows: Sequence[Sequence[_Cell]], width: int, caption: str) -> Iterator[str]:
    if caption:
        yield f":::{{table}} {caption}"
    sides = [cell.align for cell in rows[-1]] + [""] * (width - len(rows[-1]))
    yield _piped(rows[0], width)
    yield "| " + " | ".join(_RULES[side] for side in sides) + " |"
    yield from (_piped(row, width) for row in rows[1:])
    if caption:
        yield ":::"


def _piped(row: Sequence[_Cell], width: int) -> str:
    texts = ["".join(cell.lines) for cell in row] + [""] * (width - len(row))
    escaped = (_PIPE.sub(lambda found: found[1] or r"\|", text) for text in texts)
    return "| " + " | ".join(escaped) + " |"


def _listed(
    rows: Sequence[Sequence[_Cell]], width: int, caption: str, *, has_head: bool
) -> Iterator[str]:
    yield f":::{{list-table}} {caption}".rstrip()
    if has_head:
        yield ":header-rows: 1"
    yield ""
    for row in rows:
        items: list[str] = []
        for cell in [*row, *[_Cell(())] * (width - len(row))]:
            items += listed(list(cell.lines), "-")
        yield from listed(items, "*")
    yield ":::"
