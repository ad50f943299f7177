"""The places of a page that may introduce a paper, and the evidence for each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from sphinx_paperreview.importers.blocks import Block, Blocks
from sphinx_paperreview.importers.entries import Entry, Form
from sphinx_paperreview.importers.evidence import PAGE, Considered, Sign, shape_of
from sphinx_paperreview.importers.facts import Facts
from sphinx_paperreview.importers.headings import read_heading, read_lead
from sphinx_paperreview.importers.heads import Head, read_head
from sphinx_paperreview.importers.passes import Context, Line
from sphinx_paperreview.importers.told import called_by, told_link
from sphinx_paperreview.importers.vocabulary import (
    announces,
    fold_word,
    names_others,
    names_part,
    without_announcement,
)

_CITATION = re.compile(r"[\[(]?\d{1,3}[\])]?|.*\bet al\.?,? *[\[(]?(?:19|20)\d\d[\])]?")
"""What the text of a link is that cites: ``7``, ``Lamp et al., 2017``."""


@dataclass(frozen=True)
class Page:
    """The blocks of a page, and which of its headings introduce papers."""

    blocks: Blocks
    context: Context

    @property
    def number(self) -> int:
        """The line in the source file with which it begins."""
        return self.blocks.lines[0].number if self.blocks.lines else 1

    @cached_property
    def headlines(self) -> dict[int, Entry]:
        """All headings, read as if they introduced a paper, by the index of their blocks."""
        return {
            index: self._headline(block)
            for index, block in enumerate(self.blocks.blocks)
            if block.level
        }

    def _headline(self, block: Block) -> Entry:
        lead = read_lead(self.blocks, block) if block.is_lead else None
        return lead or read_heading(self.blocks.pieces(block))

    @cached_property
    def linked(self) -> list[int]:
        """The headings that link to a paper themselves."""
        return [
            index
            for index, headline in self.headlines.items()
            if headline.linked and not is_part_name(headline.facts.title) and not self._cites(index)
        ]

    @cached_property
    def _linked_levels(self) -> Counter[int]:
        return Counter(self.blocks.blocks[index].level for index in self.linked)

    @cached_property
    def _below_others(self) -> frozenset[int]:
        """The headings below one that names other papers: references, related work."""
        found, level = set[int](), 0
        for index, headline in self.headlines.items():
            own = self.blocks.blocks[index].level
            if level and own > level:
                found.add(index)
            else:
                level = own if names_others(headline.facts.title) else 0
        return frozenset(found)

    def _cites(self, index: int) -> bool:
        """Tell a heading with a link that cites a paper: ``### LAM [[7](https://…)]``."""
        pieces = self.blocks.pieces(self.blocks.blocks[index])
        links = [piece.text.strip() for piece in pieces if piece.kind == "link"]
        return bool(links) and all(_CITATION.fullmatch(text) for text in links)

    def announces(self, index: int) -> bool:
        """Tell a heading below a title that only says that a paper comes: ``Paper Review``."""
        headline = self.headlines.get(index)
        level = self.blocks.blocks[index].level if headline else 0
        return level > 1 and headline is not None and announces(headline.facts.title)

    def introduction(self, index: int) -> Head | None:
        """Read what a heading and the blocks below it say, where it introduces a paper."""
        headline, level = self.headlines[index], self.blocks.blocks[index].level
        facts = headline.facts
        is_announced = announces(facts.title)  # `# Paper`, and its title among the fields
        facts = replace(facts, title="" if is_announced else without_announcement(facts.title))
        head = read_head(self.blocks, index + 1, facts, level=level, context=self.context)
        head = self._with_told_link(head) if not head.facts.urls else head
        if is_announced and not head.facts.title:
            return None
        if headline.rest:
            number = self.blocks.number(self.blocks.blocks[index])
            head = replace(head, kept=(Line(headline.rest, number), Line("", number), *head.kept))
        return head if self._considered(index, head).taken else None

    def _with_told_link(self, head: Head) -> Head:
        """Add the paper to which a line right below leads that says more; it stays in the text."""
        below, behind = (self.blocks.blocks[head.next + i : head.next + i + 1] for i in range(2))
        told = told_link(self.blocks, [block for block in below if block.kind == "paragraph"])
        if told is None or told_link(self.blocks, behind):  # it is one of several
            return head
        called = called_by(told, head.facts, is_shown=False)
        facts = called.joined(Facts(urls=(told.url,)))
        return replace(head, facts=facts, labelled=True) if facts else head

    def _considered(self, index: int, head: Head) -> Considered:
        block, headline = self.blocks.blocks[index], self.headlines[index]
        place = _Place(
            headline,
            head,
            is_first=index == next(iter(self.headlines)),
            beside=self._linked_levels[block.level] - (index in self.linked),
            cites=headline.linked and self._cites(index),
            is_below_others=index in self._below_others,
        )
        signs = {sign for sign, tells in _EVIDENCE.items() if tells(place)}
        number, title = self.blocks.number(block), headline.facts.title
        return self.context.consider(number, self.shape(index), title, signs | head.signs)

    def shape(self, index: int) -> str:
        """Name the place where a heading stands, as that of other posts may be named."""
        block, headline = self.blocks.blocks[index], self.headlines[index]
        is_alone = self._linked_levels[block.level] <= (index in self.linked)
        if index == next(iter(self.headlines)) and is_alone and not headline.numbered:
            return PAGE
        return shape_of(block.level, numbered=headline.numbered)


@dataclass(frozen=True, slots=True)
class _Place:
    """A heading, and what is known around it."""

    headline: Entry
    head: Head
    is_first: bool
    """Whether it is the first one of its page."""
    beside: int
    """How many others of its level link to papers."""
    cites: bool
    is_below_others: bool

    @property
    def is_part(self) -> bool:
        title = self.headline.facts.title
        return is_part_name(title) and not (self.headline.linked and title == "")

    @property
    def leads_to_file(self) -> bool:
        facts = self.head.facts
        return not facts.ids and any(url.lower().endswith(".pdf") for url in facts.urls)


_EVIDENCE: Mapping[Sign, Callable[[_Place], bool]] = {
    Sign.FILE: lambda place: place.leads_to_file,
    Sign.TOLD: lambda place: place.headline.numbered or place.headline.marked,
    Sign.AMONG: lambda place: place.beside > 0,
    Sign.TITLE_LINK: lambda place: place.headline.form is Form.LINK,
    Sign.OPENING: lambda place: place.is_first and place.headline.is_all,
    Sign.YEAR: lambda place: (
        place.is_first
        and place.headline.is_all
        and place.headline.form is Form.LINK
        and bool(place.headline.facts.published)
    ),
    Sign.PART: lambda place: place.is_part,
    Sign.CITATION: lambda place: place.cites,
    Sign.OTHERS: lambda place: place.is_below_others,
}
"""What tells that a heading introduces a paper, or that it does not."""


def is_part_name(text: str) -> bool:
    """Tell a heading that names no paper, whatever it links to."""
    return not fold_word(text) or names_part(text)
