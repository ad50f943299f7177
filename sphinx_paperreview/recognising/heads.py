"""What stands right below the line that introduces a paper: subtitle, organisation, fields."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sphinx_paperreview.recognising.blocks import Block, Blocks
from sphinx_paperreview.recognising.entries import Entry
from sphinx_paperreview.recognising.evidence import Mode, Sign, true_of
from sphinx_paperreview.recognising.facts import Facts, Gathering
from sphinx_paperreview.recognising.field_lines import read_field, read_titled_link, split_field
from sphinx_paperreview.recognising.head_rows import HeadRows, beside
from sphinx_paperreview.recognising.headings import read_heading
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.pieces import Piece, join
from sphinx_paperreview.recognising.vocabulary import (
    announces,
    fold_word,
    is_title_case,
    names_credit,
    names_others,
    names_part,
    words,
)
from sphinx_paperreview.recognising.weighing import Weighing

WIDE = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u4e00-\u9fff\uac00-\ud7a3]")
"""A letter of Hangul, kana or Han."""

_SENTENCE_END = re.compile(r"(?:[.!~…:;。！ㅋㅎ]|\)\s*)$")
_LONGEST_SUBTITLE = 250
_LONG = 5
"""So many words hardly any heading of a part has."""
_NEAR = 2
"""Among so many blocks below its title a page may name its paper as a bibliography does."""

_FAR = 16
"""So many blocks below its title a page may name its paper."""


@dataclass(frozen=True, slots=True)
class Head:
    """All that a post says of a paper before its text begins."""

    facts: Facts
    next: int
    """Index of the block with which the text begins."""
    line: int
    """Index of the line with which it begins: it may be in the middle of that block's lines."""
    kept: tuple[Line, ...] = ()
    """Lines among those above that say nothing known: they stand before the text."""
    named: bool = False
    """Whether a label, such as ``Paper:``, says that this is the paper."""
    labelled: bool = False
    """Whether such a label stands before a link to whatever page."""
    told: bool = False
    """Whether the link stands in a line that says more, and stays in the text."""

    @property
    def signs(self) -> set[Sign]:
        """What of it speaks for a paper."""
        facts = self.facts
        return true_of(
            {
                Sign.LINKED: facts.ids and not self.told,
                Sign.LABELLED: self.told or (self.labelled and not facts.ids),
                Sign.CREDITED: facts.authors and facts.venue,
                Sign.FIELDS: facts.authors or facts.venue,
                Sign.ELSEWHERE: _leads_elsewhere(facts),
            }
        )


def _leads_elsewhere(facts: Facts) -> bool:
    """Tell what has links, of which each leads to something about whatever it is."""
    kinds = {resource.kind for resource in facts.resources}
    return bool(kinds) and not facts.urls and kinds <= {"blog", "video", "demo", "model", "data"}


def read_head(page: Blocks, index: int, facts: Facts, *, level: int, context: Weighing) -> Head:
    """Read on below an introducing line, up to the first block that says anything else.

    Args:
        page: All blocks.
        index: The first block below.
        facts: What the line itself says.
        level: Of the heading that introduces the paper; 0 if it is none.
        context: Where notes go.
    """
    line, gathering = page.blocks[index - 1].end if index else 0, Gathering(facts)
    index, line = _read_headings(page, index, gathering, line=line, level=level, context=context)
    rows = HeadRows(page, gathering, context)
    if (level <= 1 or not facts.title) and _is_lone_link(page, index) and not gathering.facts.urls:
        gathering.add(beside(_lone_link(page, index) or Facts(), gathering))
        line, index = page.blocks[index].end, index + 1
    while index < len(page.blocks):
        block = page.blocks[index]
        end = rows.read(block)
        if end == block.start and not gathering.facts.ids and rows.read_reference(block):
            end = block.end
        if end > block.start:
            line = end
        if end < block.end:
            break
        index += 1
    head = Head(gathering.facts, index, line, tuple(rows.kept), rows.named, rows.labelled)
    return head if level > 1 or head.facts.ids else _read_far(page, head, context) or head


def _read_far(page: Blocks, head: Head, context: Weighing) -> Head | None:
    """Read a head with other lines before it, or between: a remark, lines across, a heading.

    It begins a page, and a label in it names the paper, or a link that stands alone. What else
    stands there is kept.
    """
    rows = HeadRows(page, Gathering(head.facts), context)
    found, kept = None, list(head.kept)
    between: list[tuple[list[Line], list[Line]]] = [([], [])]  # headings, and what stays below
    index = head.next
    while index < min(len(page.blocks), head.next + _FAR) and not rows.clashes:
        block, below = page.blocks[index], page.blocks[index + 1 : index + 2]
        if block.level and not _may_stand_above(read_heading(page.pieces(block)).facts.title):
            break
        if below and (rows.read_named_list(block, below[0]) or rows.read_section(block, below[0])):
            end, index = below[0].end, index + 1
        elif rows.read_lone_link(block) or rows.read_some(block):
            end = block.end
        elif index - head.next < _NEAR and rows.read_reference(block):
            rows.named, end = True, block.end
        else:
            end = rows.read(block)
        if end > block.start:
            between[-1][1].extend(rows.kept)
            kept += [line for above, left in between if left for line in (*above, *left)]
            above = [] if between[-1][1] else between[-1][0]
            between = [(above, list(page.lines[end : page.blocks[index].end]))]
            rows.kept.clear()
            found = Head(rows.gathering.facts, index + 1, end, tuple(kept), rows.named)
        elif block.level and names_part(read_heading(page.pieces(block)).facts.title):
            between[-1][1].extend(_lines_of(page, block))
        elif block.level:
            between.append((_lines_of(page, block), []))
        elif block.kind != "hr":
            between[-1][1].extend(_lines_of(page, block))
        index += 1
    return found if found and found.named and not rows.clashes else None


def _may_stand_above(title: str) -> bool:
    """Tell a heading below which a page may name its paper: ``Paper``, ``Introduction``."""
    is_part = names_part(title) and not names_others(title)
    return is_part or announces(title) or names_credit(title)


def _lines_of(page: Blocks, block: Block) -> list[Line]:
    return [*page.lines[block.start : block.end], Line("", page.number(block))]


def _read_headings(
    page: Blocks, index: int, gathering: Gathering, *, line: int, level: int, context: Weighing
) -> tuple[int, int]:
    while index < len(page.blocks) and 0 < level < page.blocks[index].level:
        block = page.blocks[index]
        headline = read_heading(page.pieces(block))
        under = _organisations(headline) or _field(page, block)
        if (
            under is None
            and not gathering.text("subtitle")
            and _is_subtitle(page, index, headline, gathering.text("title"), context)
        ):
            under = replace(headline.facts, title="", subtitle=headline.facts.title)
        if under is None or not gathering.add(under):
            break
        index, line = index + 1, block.end
    return index, line


def _field(page: Blocks, block: Block) -> Facts | None:
    """Read a field that is set as a heading, as is usual on HackMD: ``###### tags: `lamps` ``."""
    pieces = page.pieces(block)
    return read_field(pieces) if split_field(pieces)[0] else None


def _organisations(headline: Entry) -> Facts | None:
    """Read a heading that only names organisations, by code or by a name that is known."""
    facts = headline.facts
    bare = replace(facts, orgs=())
    if facts.orgs and bare == Facts():
        return facts
    named = read_heading([Piece("text", f"({facts.title})")]).facts
    return named if named.orgs and replace(named, orgs=()) == Facts() else None


# Subtitles ------------------------------------------------------------------------------------


def _is_subtitle(page: Blocks, index: int, headline: Entry, title: str, context: Weighing) -> bool:
    """Tell a subtitle from a heading of the text, and from a remark of the author's."""
    text = headline.facts.title
    if headline.numbered or headline.linked or not _reads_as_title(text, title):
        return False
    if context.mode is Mode.AGGRESSIVE:
        return True
    return ": " not in title and is_title_case(text) and not _has_siblings(page, index)


def _reads_as_title(text: str, title: str) -> bool:
    word = fold_word(text)
    is_part = word in words("sections") or word in words("references") or not word
    is_foreign = bool(WIDE.search(text)) and not WIDE.search(title)
    is_sentence = _SENTENCE_END.search(text) is not None
    return not (is_part or is_foreign or is_sentence or len(text) > _LONGEST_SUBTITLE)


def _has_siblings(page: Blocks, index: int) -> bool:
    """Tell whether further headings of the same level follow that name no usual part.

    Those that are short do not count for a long one that is written right below its title.
    """
    level = page.blocks[index].level
    least = _LONG - 1 if _stands_out(page, index) else 1
    for block in page.blocks[index + 1 :]:
        if 0 < block.level < level:
            break
        if block.level == level:
            word = fold_word(read_heading(page.pieces(block)).facts.title)
            if word not in words("sections") and len(word.split()) >= least:
                return True
    return False


def _stands_out(page: Blocks, index: int) -> bool:
    text = fold_word(join(page.pieces(page.blocks[index])))
    is_below = index > 0 and page.blocks[index - 1].end == page.blocks[index].start
    return is_below and len(text.split()) >= _LONG


def _is_lone_link(page: Blocks, index: int) -> bool:
    """Tell a link to a paper that stands alone between texts, and not in a row of such links."""
    return _lone_link(page, index) is not None and _lone_link(page, index + 1) is None


def _lone_link(page: Blocks, index: int) -> Facts | None:
    block = page.blocks[index] if index < len(page.blocks) else None
    return read_titled_link(page.pieces(block)) if block and block.kind == "paragraph" else None
