"""Headings of a page that introduce papers, for whoever leaves the page as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from sphinx_paperreview.recognising.asides import read_aside
from sphinx_paperreview.recognising.blocks import Block, Blocks, cut
from sphinx_paperreview.recognising.entries import Entry
from sphinx_paperreview.recognising.facts import Facts
from sphinx_paperreview.recognising.heads import Head
from sphinx_paperreview.recognising.introducing import Page
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.weighing import Weighing

_DIRECTIVE = re.compile(r"\s{0,3}(?:`{3,}|~{3,}|:{3,})\{paper\}")
_ATX = re.compile(r"\s{0,3}#")
_SETEXT = 2
"""So many lines a heading has that is underlined: one of more holds what no reader takes for it."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """A heading that introduces a paper, and the lines right below it that are about the paper."""

    facts: Facts
    level: int
    lines: tuple[Line, ...]
    """The heading, and what is known below it."""
    kept: tuple[Line, ...]
    """Lines among these that say nothing known."""

    @property
    def number(self) -> int:
        """The line of the heading."""
        return self.lines[0].number

    def line_of(self, text: str) -> int:
        """Give the line that says something; that of the heading where none has it as it is."""
        return next((line.number for line in self.lines if text in line.text), self.number)


def introductions(
    lines: Sequence[Line], says: Callable[[str], bool] | None = None
) -> Iterator[Introduction]:
    """Give the headings of a page that introduce papers, by the signs that importers go by.

    What stands in a list, a quote, another block or a fold is no heading of the page. One that
    links only to pages that nobody knows for papers introduces none, be it numbered; nor does one
    with a directive right below it, which says all that its author means to say.

    Args:
        lines: What stands behind the front matter.
        says: Tells whether code beside a title says something of the paper; by default, all does.
    """
    page = Page(replace(cut(lines), says=says), Weighing())
    level = 0
    for index, entry in page.headlines.items():
        block = page.blocks.blocks[index]
        if (level and block.level > level) or not _is_plain(page.blocks, block):
            continue
        head = page.introduction(index)
        taken = head if head and _leads_to_paper(page.blocks, block, entry, head) else None
        level = block.level if taken else 0
        whole = page.blocks.lines[block.start : taken.line] if taken else ()
        if taken and not _says_directive(page.blocks, taken, whole):
            yield Introduction(_named(entry, taken), level, tuple(whole), _kept(taken, whole))


def says_code(text: str, names_org: Callable[[str], bool]) -> bool:
    """Tell whether code beside a title says something: a venue, tags, organisations."""
    return text.startswith("#") or read_aside(text) is not None or names_org(text)


def _is_plain(page: Blocks, block: Block) -> bool:
    return bool(_ATX.match(page.lines[block.start].text)) or block.end - block.start == _SETEXT


def _leads_to_paper(page: Blocks, block: Block, entry: Entry, head: Head) -> bool:
    """Tell a heading without a link, or with one to a paper."""
    links = [piece.url for piece in page.pieces(block) if piece.kind == "link"]
    is_file = any(url.lower().endswith(".pdf") for url in entry.facts.urls)
    return not links or bool(head.facts.ids) or is_file


def _says_directive(page: Blocks, head: Head, whole: Sequence[Line]) -> bool:
    """Tell whether a directive stands among the lines of a head, or first in the text."""
    first = next((line for line in page.lines[head.line :] if line.text.strip()), Line("", 0))
    return any(_DIRECTIVE.match(line.text) for line in (*whole, first))


def _kept(head: Head, whole: Sequence[Line]) -> tuple[Line, ...]:
    """Give the lines that stay; also those that call the paper's own link by another name.

    A card shows each address once, and so would not show that name.
    """
    links = [link for link in head.facts.resources if link.url in head.facts.urls]
    names = [link.label for link in links if link.label]
    told = (line for line in whole[1:] if any(name in line.text for name in names))
    return (*head.kept, *told)


def _named(entry: Entry, head: Head) -> Facts:
    return replace(head.facts, name=entry.facts.name or head.facts.name)
