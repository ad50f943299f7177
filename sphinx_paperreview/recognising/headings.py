"""Headings, and what stands for them, read as lines that may name a paper.

What a heading says beside that is of its title. A paragraph stands for one that begins with a bold
title, and links to the paper.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sphinx_paperreview.recognising.blocks import Block, Blocks
from sphinx_paperreview.recognising.entries import Entry, Form, read_entry
from sphinx_paperreview.recognising.entry_lead import Lead, without_marks
from sphinx_paperreview.recognising.facts import Facts, Gathering, may_be_paper, paper_of
from sphinx_paperreview.recognising.field_lines import read_field
from sphinx_paperreview.recognising.head_rows import rows_in
from sphinx_paperreview.recognising.link_kinds import (
    chip,
    other_link,
    read_page,
    says_nothing,
    search_of,
)
from sphinx_paperreview.recognising.pieces import Piece, cut_id, join, unwrapped, without_number
from sphinx_paperreview.recognising.plain_titles import read_label
from sphinx_paperreview.recognising.trailing import AT_END, BEHIND, OPEN, read_link, take
from sphinx_paperreview.recognising.vocabulary import fold_word, kind_of_label

_BOLD = re.compile(
    r"(?:\\?\[[ xX]\\?\]\s+|[A-Z]{3,7}\s+)?[^\w\[(]*(?P<number>\d{1,3}\W{1,3})?(?:\*\*|__)"
    r"(?P<inner>\d{1,3}[.)]\s)?(?P<link>\[)?"
)
_LABEL = re.compile(r"(?:\*\*|__)\s*(?:Paper|논문|論文|论文)\s*#?\d{1,2}\s*[:：]", re.IGNORECASE)
_TEXT = re.compile(
    r"(?:[\s)\]）】]*[.:。：]\s*)?(?P<text>(?<=[.:。：\s])\S.*|\([^()]+\)\s*)", re.DOTALL
)
_FEW = 2
_LINES = 5
"""So many lines such a paragraph may have: title, authors, venue, links."""


def read_heading(pieces: Sequence[Piece]) -> Entry:
    """Read a heading: as any line where all of it is known, else with all its words for a title."""
    kept, name = list(pieces), ""
    if kept and kept[-1].kind == "text":
        name, text = cut_id(kept[-1].source)
        kept[-1] = Piece("text", text)
    if kept and kept[0].kind == "text" and (bare := without_marks(kept[0].source)):
        kept[0] = Piece("text", bare)
    numbered, kept = without_number(kept)
    kinds = {piece.kind for piece in kept}
    entry = read_entry(kept) if "link" in kinds else None
    if entry is None or entry.rest or not entry.linked:
        entry = _read_whole(kept)
    return replace(
        entry,
        facts=replace(entry.facts, name=name),
        numbered=numbered or entry.numbered,
        marked="code" in kinds and bool(entry.facts.orgs),
    )


def _read_whole(pieces: Sequence[Piece]) -> Entry:
    """Read a heading of which all words are the title, but for what stands at its ends."""
    left, gathering = list(pieces), Gathering()
    lead, link = Lead(left, gathering), _title_link(left)
    (lead.read if link else lead.read_task)()
    is_titled = link in left
    place = left.index(link) if link and is_titled else _first_chip(left)
    before, after = [*lead.kept, *left[:place]], left[place:]
    numbered, title = False, ""
    if link and is_titled:
        del after[0]
        numbered, title = read_label(unwrapped(link.text), gathering)
        gathering.add(read_page(link.url))
    while before and after and before[-1].kind == after[0].kind == "mark":
        del before[-1], after[0]
    facts = take(before, gathering.facts, (read_link,))
    facts = take(before, facts, AT_END, end=-1)
    facts = take(after, facts, BEHIND)
    gathering = Gathering(take(after, facts, AT_END, end=-1))
    above = join([_as_text(piece, gathering) for piece in before]).strip()
    rest = join([_as_text(piece, gathering) for piece in after]).strip().rstrip(OPEN)
    gap = "" if rest[:1] in (":", ",", ".", ";", "") else " "
    words = f"{above if is_titled else above.rstrip(OPEN)} {title}{gap}{rest}"
    if not fold_word(words) and not gathering.facts.urls and not gathering.facts.orgs:
        return Entry(Facts(title=join(pieces).strip()), Form.PLAIN)
    return Entry(
        replace(gathering.facts, title=unwrapped(" ".join(words.split()))),
        Form.LINK if is_titled else Form.PLAIN,
        numbered=numbered,
        is_all=not rest and not (is_titled and above),
    )


def _title_link(pieces: Sequence[Piece]) -> Piece | None:
    """Find the link that has a title for a label: to the paper, or else to any page of the web."""
    links = [piece for piece in pieces if piece.kind == "link"]
    telling = [link for link in links if not says_nothing(link.text, link.url)]
    for link in telling:
        if paper_of(link.url):
            return link
    if any(paper_of(link.url) for link in links):
        return None
    found = (link for link in telling if may_be_paper(link.url) or search_of(link.url))
    return next((link for link in found if not kind_of_label(link.text)), None)


def _first_chip(pieces: Sequence[Piece]) -> int:
    """Find where the links of a paper begin behind its title: ``Title [[paper](u)] goes on``."""
    links = [(i, piece) for i, piece in enumerate(pieces) if piece.kind == "link"]
    if not any(paper_of(link.url) for _, link in links):
        return len(pieces)
    return next((i for i, link in links if chip(link.text, link.url)), len(pieces))


def _as_text(piece: Piece, gathering: Gathering) -> Piece:
    """Leave of a further link its label: the link stands among those of the paper."""
    found = other_link(piece.text, piece.url) if piece.kind == "link" else None
    return Piece("text", piece.text) if found and gathering.add(found) else piece


# Bold lines --------------------------------------------------------------------------------------


def with_leads(page: Blocks) -> Blocks:
    """Mark such paragraphs of a page, where it has some and no heading that links to a paper."""
    found = {index for index in range(len(page.blocks)) if _is_lead(page, index)}
    headings = (block for block in page.blocks if block.level)
    if len(found) < _FEW or any(read_heading(page.pieces(block)).linked for block in headings):
        return page
    blocks = (replace(block, is_lead=index in found) for index, block in enumerate(page.blocks))
    return replace(page, blocks=tuple(blocks))


def _is_lead(page: Blocks, index: int) -> bool:
    block = page.blocks[index]
    if block.kind != "paragraph" or block.end - block.start > _LINES:
        return False
    return read_lead(page, block) is not None or _is_bold_title(page, index)


def _is_bold_title(page: Blocks, index: int) -> bool:
    """Tell a paragraph that is bold as a whole, above a list that links to its paper."""
    text = join(page.pieces(page.blocks[index])).strip()
    below = page.blocks[index + 1 : index + 2]
    if unwrapped(text) == text or not below or below[0].kind != "bullet_list":
        return False
    said = (read_field(pieces) for _, pieces in rows_in(page, below[0]))
    return any(one.ids for one in said if one)


def read_lead(page: Blocks, block: Block) -> Entry | None:
    """Read a paragraph that begins with a paper's title, and what is known of it.

    What it says behind that is a text of its own, if a full stop parts it: the rest. None where a
    sentence goes on with the title, or where nobody knows what the paragraph links to.
    """
    pieces = page.pieces(block)
    bold = _BOLD.match(join(pieces))
    entry = read_entry(pieces) if bold else None
    if bold is None or entry is None or not entry.linked:
        return None
    text = _TEXT.fullmatch(entry.rest) if fold_word(entry.rest) else None
    if fold_word(entry.rest) and (text is None or block.end - block.start > 1):
        return None
    is_named = _LABEL.match(join(pieces)) is not None
    is_bold = entry.form is Form.BOLD or bool(bold["link"])
    if entry.form not in (Form.BOLD, Form.LINK) or not (is_bold or is_named):
        return None
    numbered = bool(bold["number"] or bold["inner"])
    return replace(entry, numbered=numbered, rest=text["text"] if text else "")
