"""What stands right below the line that introduces a paper: subtitle, organisation, fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sphinx_paperreview.importers.blocks import Block, Blocks
from sphinx_paperreview.importers.facts import Facts, Gathering
from sphinx_paperreview.importers.field_lines import (
    rating_range,
    read_field,
    read_titled_link,
    split_field,
)
from sphinx_paperreview.importers.headline import Headline, read_headline
from sphinx_paperreview.importers.passes import Context, Line, Mode
from sphinx_paperreview.importers.pieces import Piece, pieces_of
from sphinx_paperreview.importers.vocabulary import fold_word, vocabulary

_WIDE = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u4e00-\u9fff\uac00-\ud7a3]")
_WORD = re.compile(r"[^\W\d_]{4,}")
_SENTENCE_END = re.compile(r"(?:[.!~…:;。！ㅋㅎ]|\)\s*)$")
_LONGEST_SUBTITLE = 250
_ENOUGH = 2
"""So many known lines make a quote one about the paper; the others of it stay."""

_SIMPLE_ITEM = ["list_item_open", "paragraph_open", "inline", "paragraph_close", "list_item_close"]


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


def read_head(page: Blocks, index: int, facts: Facts, *, level: int, context: Context) -> Head:
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
    rows = _Rows(page, gathering, context)
    if level <= 1 and _is_lone_link(page, index) and not gathering.facts.urls:
        gathering.add(beside(_lone_link(page, index) or Facts(), gathering))
        line, index = page.blocks[index].end, index + 1
    while index < len(page.blocks):
        block = page.blocks[index]
        end = rows.read(block)
        if end > block.start:
            line = end
        if end < block.end:
            break
        index += 1
    return Head(gathering.facts, index, line, tuple(rows.kept), rows.named)


def _read_headings(
    page: Blocks, index: int, gathering: Gathering, *, line: int, level: int, context: Context
) -> tuple[int, int]:
    while index < len(page.blocks) and 0 < level < page.blocks[index].level:
        block = page.blocks[index]
        headline = read_headline(page.pieces(block))
        under = _organisations(headline)
        if (
            under is None
            and not gathering.text("subtitle")
            and _is_subtitle(page, index, headline, gathering.text("title"), context)
        ):
            under = replace(headline.whole, title="", subtitle=headline.whole.title)
        if under is None or not gathering.add(under):
            break
        index, line = index + 1, block.end
    return index, line


def _organisations(headline: Headline) -> Facts | None:
    """Read a heading that only names organisations, by code or by a name that is known."""
    facts = headline.whole
    bare = replace(facts, orgs=())
    if facts.orgs and bare == Facts():
        return facts
    named = read_headline([Piece("text", f"({facts.title})")]).facts
    return named if named.orgs and replace(named, orgs=()) == Facts() else None


# Subtitles ------------------------------------------------------------------------------------


def _is_subtitle(
    page: Blocks, index: int, headline: Headline, title: str, context: Context
) -> bool:
    """Tell a subtitle from a heading of the text, and from a remark of the author's."""
    text = headline.whole.title
    if headline.numbered or headline.linked or not _reads_as_title(text, title):
        return False
    if context.mode is Mode.AGGRESSIVE:
        return True
    return ": " not in title and is_title_case(text) and not _has_siblings(page, index)


def _reads_as_title(text: str, title: str) -> bool:
    word = fold_word(text)
    known = vocabulary()
    is_part = word in known.sections or word in known.references or not word
    is_foreign = bool(_WIDE.search(text)) and not _WIDE.search(title)
    is_sentence = _SENTENCE_END.search(text) is not None
    return not (is_part or is_foreign or is_sentence or len(text) > _LONGEST_SUBTITLE)


def is_title_case(text: str) -> bool:
    """Tell whether at least half of the longer words begin with a capital, where there are any."""
    words = [word for word in _WORD.findall(text) if word.lower() != word.upper()]
    return 2 * len([word for word in words if word[0].isupper()]) >= len(words)


def _has_siblings(page: Blocks, index: int) -> bool:
    """Tell whether further headings of the same level follow that name no usual part."""
    level = page.blocks[index].level
    for block in page.blocks[index + 1 :]:
        if 0 < block.level < level:
            break
        if block.level == level:
            word = fold_word(read_headline(page.pieces(block)).whole.title)
            if word not in vocabulary().sections:
                return True
    return False


def _is_lone_link(page: Blocks, index: int) -> bool:
    """Tell a link to a paper that stands alone between texts, and not in a row of such links."""
    return _lone_link(page, index) is not None and _lone_link(page, index + 1) is None


def _lone_link(page: Blocks, index: int) -> Facts | None:
    block = page.blocks[index] if index < len(page.blocks) else None
    return read_titled_link(page.pieces(block)) if block and block.kind == "paragraph" else None


# Fields -----------------------------------------------------------------------------------------


class _Rows:
    """Reads the lines of blocks, each of which may say something of a paper."""

    def __init__(self, page: Blocks, gathering: Gathering, context: Context) -> None:
        self.page = page
        self.gathering = gathering
        self.context = context
        self.kept: list[Line] = []
        self.named = False

    def read(self, block: Block) -> int:
        """Gather what the first lines of a block say; give the line with which the rest begins."""
        if block.kind == "blockquote":
            return self._read_quote(block)
        if block.kind == "paragraph":
            rows = list(_rows(self.page, block))
        elif block.kind == "bullet_list":
            rows = list(_item_rows(self.page, block))
        else:
            return block.start
        for row, pieces in rows:
            if not self._take(pieces):
                _note_range(self.page, row, pieces, self.gathering, self.context)
                return row
        end = rows[-1][0] + 1 if block.kind == "bullet_list" and rows else block.start
        whole = block.kind == "paragraph" or _count_items(block) == len(rows)
        return block.end if whole and rows else end

    def _read_quote(self, block: Block) -> int:
        """Take from a quote of lines what is known, where it is about the paper at all."""
        if not _holds_only(block, "blockquote", "paragraph", "inline"):
            return block.start
        rows = [(row, pieces, read_field(pieces)) for row, pieces in _rows(self.page, block)]
        told = [said for _, _, said in rows if said]
        if len(told) < len(rows) and (len(told) < _ENOUGH or not any(f.urls for f in told)):
            return block.start
        taken = {row for row, pieces, _ in rows if self._take(pieces)}
        self.kept += [self.page.lines[row] for row, _, _ in rows if row not in taken]
        return block.end if taken else block.start

    def _take(self, pieces: Sequence[Piece]) -> bool:
        said = read_field(pieces)
        if said is None or not self.gathering.add(beside(said, self.gathering)):
            return False
        self.named |= bool(said.urls) and bool(split_field(pieces)[0])
        return True


def beside(said: Facts, gathering: Gathering) -> Facts:
    """Say a second title as what it is then: the same, or a subtitle."""
    title = gathering.text("title")
    if not said.title or not title:
        return said
    is_same = fold_word(said.title) == fold_word(title)
    return replace(said, title="", subtitle="" if is_same else said.title)


def _note_range(
    page: Blocks, row: int, pieces: list[Piece], gathering: Gathering, context: Context
) -> None:
    """Take the lower end of a rating that is a range, and say so."""
    found = rating_range(pieces)
    if found is not None and gathering.add(found):
        context.note(
            page.lines[row].number, f"of the two values of this rating, {found.rating} is taken"
        )


def _rows(page: Blocks, block: Block) -> Iterator[tuple[int, list[Piece]]]:
    """Give each line of the paragraphs of a block, with its index."""
    for inline in page.inlines(block):
        for row, pieces in enumerate(_lines_of(pieces_of(inline, keep_breaks=True))):
            yield inline.line + row, pieces


def _lines_of(pieces: list[Piece]) -> list[list[Piece]]:
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.kind != "text":
            lines[-1].append(piece)
            continue
        first, *others = piece.source.split("\n")
        lines[-1].append(Piece("text", first))
        lines += [[Piece("text", other)] for other in others]
    return [[piece for piece in line if piece.source] for line in lines]


def _item_rows(page: Blocks, block: Block) -> Iterator[tuple[int, list[Piece]]]:
    """Give the items of a list from the first on, as long as each is a single line."""
    types = [token.type for token in block.tokens]
    inlines = {inline.line: inline for inline in page.inlines(block)}
    for start in range(1, len(types) - 1, len(_SIMPLE_ITEM)):
        token = block.tokens[start]
        if types[start : start + 5] != _SIMPLE_ITEM or not token.map:
            return
        inline = inlines.get(token.map[0])
        if inline is None or "\n" in inline.content:
            return
        yield inline.line, pieces_of(inline)


def _count_items(block: Block) -> int:
    opened = (token for token in block.tokens if token.type == "list_item_open")
    return sum(token.level == 1 for token in opened)


def _holds_only(block: Block, *kinds: str) -> bool:
    found = (token.type.removesuffix("_open").removesuffix("_close") for token in block.tokens)
    return all(kind in kinds for kind in found)
