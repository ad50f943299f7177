"""The places of a page that may introduce a paper, and the evidence for each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from sphinx_paperreview.recognising.blocks import Block, Blocks
from sphinx_paperreview.recognising.entries import Entry, Form
from sphinx_paperreview.recognising.evidence import PAGE, Mode, Sign, shape_of, true_of
from sphinx_paperreview.recognising.facts import Facts, paper_of
from sphinx_paperreview.recognising.head_rows import rows_of_text
from sphinx_paperreview.recognising.headings import read_heading, read_lead
from sphinx_paperreview.recognising.heads import WIDE, Head, read_head
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.pieces import Piece, join
from sphinx_paperreview.recognising.told import called_by, told_link
from sphinx_paperreview.recognising.vocabulary import (
    announces,
    announces_one,
    fold_word,
    is_title_case,
    names_others,
    names_part,
    without_announcement,
)
from sphinx_paperreview.recognising.weighing import Note, Weighing

_CITATION = re.compile(r"[\[(]?\d{1,3}[\])]?|.*\bet al\.?,? *[\[(]?(?:19|20)\d\d[\])]?")
"""What the text of a link is that cites: ``7``, ``Lamp et al., 2017``."""

_LONG = 5
"""So many words are a title of many."""

_FOREIGN = 5
"""One letter of so many is much."""

_TELLING = ("paragraph", "blockquote")


@dataclass(frozen=True)
class Page:
    """The blocks of a page, and which of its headings introduce papers."""

    blocks: Blocks
    context: Weighing
    _heads: dict[tuple[int, Mode], tuple[Head, list[Note]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def number(self) -> int:
        """The line in the source file with which it begins."""
        return self.blocks.lines[0].number if self.blocks.lines else 1

    @cached_property
    def _is_foreign(self) -> bool:
        """Whether much of it is in Hangul, kana or Han."""
        text = "".join(line.text for line in self.blocks.lines)
        return _FOREIGN * sum(map(len, WIDE.findall(text))) > len(text)

    def is_named_so(self, title: str) -> bool:
        """Tell a title of many words, with a colon, or among a text in another script."""
        is_apart = ": " in title or "：" in title or self._is_foreign
        is_long = len(fold_word(title).split()) >= _LONG
        return is_long and is_apart and is_title_case(title) and not WIDE.search(title)

    def _is_named(self, index: int) -> bool:
        """Tell so of a heading that is not the page's title: that counts with all of the page."""
        return self.shape(index) != PAGE and self.is_named_so(self.headlines[index].facts.title)

    @cached_property
    def cited(self) -> int:
        """So many papers are linked to in sentences."""
        paragraphs = (block for block in self.blocks.blocks if block.kind == "paragraph")
        rows = (row for block in paragraphs for _, row in rows_of_text(self.blocks, block))
        return sum(map(_in_sentence, rows))

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
    def _papers(self) -> frozenset[int]:
        """The headings that link to a paper, themselves or right below."""
        below = {
            index
            for index, headline in self.headlines.items()
            if not is_part_name(headline.facts.title) and self._head(index, Weighing()).facts.urls
        }
        return frozenset(below.difference(self._below_others).union(self.linked))

    @cached_property
    def _groups(self) -> frozenset[int]:
        """The headings without a paper that stand above one with a paper."""
        found, above = set[int](), list[int]()
        for index in self.headlines:
            level = self.blocks.blocks[index].level
            while above and self.blocks.blocks[above[-1]].level >= level:
                above.pop()
            found.update(above if index in self._papers else ())
            above.append(index)
        return frozenset(found.difference(self._papers))

    @cached_property
    def _paper_levels(self) -> Counter[int]:
        return Counter(self.blocks.blocks[index].level for index in self._papers)

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

    def is_alone(self, level: int) -> bool:
        """Tell whether the page has a single heading of a level."""
        return sum(self.blocks.blocks[index].level == level for index in self.headlines) == 1

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
        headline, number = self.headlines[index], self.blocks.number(self.blocks.blocks[index])
        head = self._head(index, self.context)
        if announces_one(headline.facts.title) and not head.facts.title:
            return None
        if headline.rest:
            head = replace(head, kept=(Line(headline.rest, number), Line("", number), *head.kept))
        signs, title = self._signs(index, head), headline.facts.title
        place = self.context.consider(number, self.shape(index), title, signs)
        return head if place.taken else None

    def _head(self, index: int, context: Weighing) -> Head:
        """Read a head, once, and note what there is to say of it."""
        key = index, context.mode
        if key not in self._heads:
            said = Weighing(mode=context.mode)
            self._heads[key] = self._read_head(index, said), said.notes
        head, notes = self._heads[key]
        context.notes += notes
        return head

    def _read_head(self, index: int, context: Weighing) -> Head:
        facts, level = self.headlines[index].facts, self.blocks.blocks[index].level
        is_announced = announces_one(facts.title)  # `# Paper`, and its title among the fields
        facts = replace(facts, title="" if is_announced else without_announcement(facts.title))
        head = read_head(self.blocks, index + 1, facts, level=level, context=context)
        return head if head.facts.urls else self._with_told_link(head)

    def _with_told_link(self, head: Head) -> Head:
        """Add the paper to which a line right below leads that says more; it stays in the text."""
        below, behind = (self.blocks.blocks[head.next + i : head.next + i + 1] for i in range(2))
        told = told_link(self.blocks, [block for block in below if block.kind in _TELLING])
        if told is None or told_link(self.blocks, behind):  # it is one of several
            return head
        called = called_by(told, head.facts, is_shown=False)
        facts = called.joined(Facts(urls=(told.url,)))
        return replace(head, facts=facts, told=True) if facts else head

    def _signs(self, index: int, head: Head) -> set[Sign]:
        """Say what tells that a heading introduces a paper, or that it does not."""
        headline, facts = self.headlines[index], head.facts
        others = self._paper_levels[self.blocks.blocks[index].level] - (index in self._papers)
        is_link, title = headline.form is Form.LINK, headline.facts.title
        is_opening = index == next(iter(self.headlines)) and headline.is_all
        is_told, is_named = headline.numbered or headline.marked, self._is_named(index)
        is_file = any(url.lower().endswith(".pdf") for url in facts.urls)
        return (
            head.signs
            | self.context.about
            | true_of(
                {
                    Sign.FILE: is_file and not facts.ids,
                    Sign.TOLD: is_told,
                    Sign.NAMED: is_named,
                    Sign.AMONG: others and (facts.urls or is_told or is_named),
                    Sign.TITLE_LINK: is_link,
                    Sign.OPENING: is_opening,
                    Sign.YEAR: is_opening and is_link and headline.facts.published,
                    Sign.PART: is_part_name(title) and not (headline.linked and not title),
                    Sign.GROUP: index in self._groups,
                    Sign.CITATION: headline.linked and self._cites(index),
                    Sign.OTHERS: index in self._below_others,
                }
            )
        )

    def shape(self, index: int) -> str:
        """Name the place where a heading stands, as that of other posts may be named."""
        block, headline = self.blocks.blocks[index], self.headlines[index]
        is_alone = self._paper_levels[block.level] <= (index in self._papers)
        if index == next(iter(self.headlines)) and is_alone and not headline.numbered:
            return PAGE
        return shape_of(block.level, numbered=headline.numbered)


def _in_sentence(pieces: Sequence[Piece]) -> int:
    """Count links to papers among other words of a line."""
    links = sum(piece.kind == "link" and paper_of(piece.url) is not None for piece in pieces)
    words = fold_word(join([piece for piece in pieces if piece.kind == "text"])).split()
    return links if len(words) >= _LONG else 0


def is_part_name(text: str) -> bool:
    """Tell a heading that names no paper, whatever it links to."""
    return not fold_word(text) or names_part(text)
