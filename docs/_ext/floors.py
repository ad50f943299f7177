"""The ``floors`` directive: the parts of the package as a picture, made from the code.

Each part stands on those that it imports. An arrow that others imply is left out. Beside the
picture, and alone where no picture can be shown, stands the same as a table.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from functools import cache
from graphlib import TopologicalSorter
from html import escape
from itertools import count
from textwrap import wrap
from typing import TYPE_CHECKING

from docutils import nodes
from house import MODULES, SHARED, Module, floor_of, within_package
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

Graph = Mapping[str, frozenset[str]]

TOP = {"", "__main__"}
"""What only hands over."""

COMMON = "config, messages …"
"""The modules that every floor but `core` may import, as one part."""

LABEL = "The parts of the package, each above those that it imports"

WIDTH, HEIGHT = 168, 74
GAP, RISE = 16, 46
"""Sizes of a box and of what is between boxes, in CSS pixels."""

LETTERS = 26
"""How many letters of a box's text stand on a line."""


def part_of(module: str) -> str:
    """Name the box of a module; ``""`` for what has none."""
    floor = floor_of(module)
    if floor in TOP:
        return ""
    return COMMON if floor in SHARED else floor.replace(".", "/")


@cache
def imports() -> Graph:
    """Tell for each part which others its modules import."""
    found: dict[str, set[str]] = {}
    for module in MODULES:
        named = {part_of(within_package(one.name)) for one in module.imports if one.ours}
        found.setdefault(part_of(module.name), set()).update(named)
    found.pop("")
    return {part: frozenset(others - {"", part}) for part, others in sorted(found.items())}


def below(graph: Graph, part: str) -> frozenset[str]:
    """Name all that a part stands on, straight or through others."""
    return graph[part].union(*(below(graph, other) for other in graph[part]))


def arrows(graph: Graph) -> list[tuple[str, str]]:
    """List who stands on whom, without what follows from other arrows."""
    return [
        (part, other)
        for part, others in graph.items()
        for other in sorted(others)
        if not any(other in below(graph, third) for third in others - {other})
    ]


def rows(graph: Graph) -> list[list[str]]:
    """Put the parts into rows, the lowest first: each above all that it stands on."""
    heights: dict[str, int] = {}
    for part in TopologicalSorter(graph).static_order():
        heights[part] = max((heights[other] + 1 for other in graph[part]), default=0)
    return [
        sorted(part for part, height in heights.items() if height == row)
        for row in range(max(heights.values()) + 1)
    ]


@cache
def purposes() -> Mapping[str, str]:
    """Say of each part what it is for: the first sentence of its docstring."""
    modules = {module.name: module for module in MODULES}
    purposes = {
        part: _sentence(modules[part.replace("/", ".")]) for part in set(imports()) - {COMMON}
    }
    return {**purposes, COMMON: f"What every part may ask: {', '.join(SHARED)}."}


def _sentence(module: Module) -> str:
    return (
        (ast.get_docstring(module.tree) or "").split("\n\n")[0].replace("\n", " ").replace("`", "")
    )


def sizes() -> Mapping[str, int]:
    """Count the modules of each part."""
    parts = [part_of(module.name) for module in MODULES]
    return {part: parts.count(part) for part in imports()}


# Picture --------------------------------------------------------------------------------------


def draw(graph: Graph) -> str:
    """Draw the picture as SVG; it takes its colours from the page."""
    lines = rows(graph)
    width = max(len(line) for line in lines) * (WIDTH + GAP) + GAP
    places = dict(_places(lines, width))
    height = len(lines) * (HEIGHT + RISE) - RISE + 2 * GAP
    parts = [
        f'<svg class="docs-floors" viewBox="0 0 {width} {height}" role="img" aria-label="{LABEL}">',
        *(_arrow(places[part], places[other]) for part, other in arrows(graph)),
        *(_box(part, place) for part, place in places.items()),
        "</svg>",
    ]
    return "".join(parts)


def _places(lines: Sequence[Sequence[str]], width: int) -> list[tuple[str, tuple[int, int]]]:
    """Give the upper left corner of each part, the highest row first."""
    return [
        (part, ((width - len(line) * (WIDTH + GAP) + GAP) // 2 + column * (WIDTH + GAP), top))
        for line, top in zip(reversed(lines), count(GAP, HEIGHT + RISE), strict=False)
        for column, part in enumerate(line)
    ]


def _arrow(start: tuple[int, int], end: tuple[int, int]) -> str:
    (left, top), (right, bottom) = start, end
    middle = (top + HEIGHT + bottom) // 2
    from_, to = left + WIDTH // 2, right + WIDTH // 2
    return f'<path d="M{from_} {top + HEIGHT}C{from_} {middle} {to} {middle} {to} {bottom}"/>'


def _box(part: str, place: tuple[int, int]) -> str:
    left, top = place
    words = wrap(purposes()[part].split(":")[0].rstrip("."), LETTERS, max_lines=3, placeholder=" …")
    shown = "".join(
        f'<text x="{left + 10}" y="{top + 37 + 13 * line}">{escape(text)}</text>'
        for line, text in enumerate(words)
    )
    return (
        f'<rect x="{left}" y="{top}" width="{WIDTH}" height="{HEIGHT}" rx="6"/>'
        f'<text class="docs-floor" x="{left + 10}" y="{top + 20}">{escape(part)}</text>{shown}'
    )


# Table ----------------------------------------------------------------------------------------


def table(graph: Graph) -> nodes.table:
    """List the parts, the highest first: what each is for, its modules, and what it imports."""
    order = [part for line in reversed(rows(graph)) for part in line]
    body = nodes.tbody("", *(_row(part, graph) for part in order))
    head = nodes.thead("", _cells("Part", "What it is for", "Modules", "Imports"))
    group = nodes.tgroup("", cols=4)
    group += [*(nodes.colspec(colwidth=width) for width in (18, 50, 8, 34)), head, body]
    return nodes.table("", group, classes=["docs-parts"])


def _row(part: str, graph: Graph) -> nodes.row:
    imported = ", ".join(sorted(graph[part])) or "nothing of ours"
    return _cells(part, purposes()[part], str(sizes()[part]), imported)


def _cells(*texts: str) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", text)) for text in texts))


class FloorsDirective(SphinxDirective):
    """Show the parts of the package."""

    def run(self) -> list[nodes.Node]:
        """Draw them from the code as it is now."""
        for module in MODULES:
            self.env.note_dependency(str(module.path))
        # A book would have to declare it in its manifest.
        picture = addnodes.only(expr="html and not epub")
        picture += nodes.raw("", draw(imports()), format="html")
        return [picture, table(imports())]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the directive with Sphinx."""
    app.add_directive("floors", FloorsDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
