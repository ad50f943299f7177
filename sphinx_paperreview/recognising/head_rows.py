"""The blocks of a head, line by line: what each says of a paper, and what stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from sphinx_paperreview.recognising.blocks import Block, Blocks, rows_of
from sphinx_paperreview.recognising.credits import cited_id, parted, read_credit
from sphinx_paperreview.recognising.facts import Facts, Gathering
from sphinx_paperreview.recognising.field_lines import (
    rating_range,
    read_field,
    read_titled_link,
    read_value,
    split_field,
)
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.link_kinds import other_link
from sphinx_paperreview.recognising.pieces import Piece, join, pieces_in, pieces_of
from sphinx_paperreview.recognising.trailing import read_all
from sphinx_paperreview.recognising.vocabulary import (
    fold_word,
    names_credit,
    names_field,
    tells_paper,
)
from sphinx_paperreview.recognising.weighing import Weighing

_ENOUGH = 2
"""So many known lines make a quote one about the paper; the others of it stay."""
_SHORT = 3
"""In a quote of so few lines, one that leads to the paper is enough."""

_PAIR = 2
_HEADER = 2
"""Lines of the header of a table, with the rule below it."""

_REFERENCE = re.compile(r"\bet al\b|,\s*(?:19|20)\d\d\W*$")
_NAMED_ID = re.compile(
    r"^[^:：]{1,24}[:：].*?\barXiv\W{0,4}(\d{4}\.\d{4,5}(?:v\d+)?)", re.IGNORECASE
)
"""A name of a field, and an id behind it, or behind its value."""

_QUOTED = ("blockquote", "paragraph", "inline")


@dataclass
class HeadRows:
    """Reads the lines of blocks, each of which may say something of a paper."""

    page: Blocks
    gathering: Gathering
    context: Weighing
    kept: list[Line] = field(default_factory=list)
    """Lines that say nothing known, among others that do."""
    named: bool = False
    """Whether a label, such as ``Paper:``, says that this is the paper."""
    labelled: bool = False
    """Whether such a label stands before any link."""
    clashes: bool = False
    """Whether another paper is named, too."""

    def read(self, block: Block) -> int:
        """Gather what the first lines of a block say; give the line with which the rest begins."""
        if block.kind == "blockquote":
            return self._read_quote(block)
        if block.kind == "table":
            return self._read_table(block)
        rows = rows_in(self.page, block)
        for row, pieces in rows:
            if not self._take(pieces):
                _note_range(self.page, row, pieces, self.gathering, self.context)
                return row
        end = rows[-1][0] + 1 if block.kind == "bullet_list" and rows else block.start
        whole = block.kind == "paragraph" or len(block.inner) == len(rows)
        return block.end if whole and rows else end

    def _read_quote(self, block: Block) -> int:
        """Take from a quote of lines what is known, where it is about the paper at all."""
        if any(node.type not in _QUOTED for node in block.every):
            return block.start
        rows = [
            (row, pieces, self.read_line(pieces)) for row, pieces in rows_of_text(self.page, block)
        ]
        told = [said for _, _, said in rows if said]
        names_paper = any(said.urls and not said.title for said in told)
        is_short = len(rows) <= _SHORT or len(told) >= _ENOUGH
        if len(told) < len(rows) and not (names_paper and is_short):
            return block.start
        return block.end if self._sift([(row, pieces) for row, pieces, _ in rows]) else block.start

    def _read_table(self, block: Block) -> int:
        """Take the rows of a table of names and values, where it is about the paper at all."""
        _header, *rows = rows_of(self.page, block)
        if not rows or any(len(row.cells) != _PAIR for row in rows):
            return block.start
        values = [(row.cells[0], pieces_in(row.cells[1])) for row in rows]
        told = [read_value(name, value) for name, value in values]
        if not any(said and said.urls and not said.title for said in told):
            return block.start
        taken = [self._add(said, name) for (name, _), said in zip(values, told, strict=True)]
        if not all(taken):
            top = self.page.lines[block.start : block.start + _HEADER]
            left = [r.line for r, is_told in zip(rows, taken, strict=True) if not is_told]
            self._keep([*top, *left])
        return block.end

    def read_some(self, block: Block) -> bool:
        """Gather what any line of a paragraph or of a list says; the others are kept.

        False, and nothing kept, where none says anything of a paper.
        """
        rows = rows_in(self.page, block)
        if block.kind == "bullet_list" and len(rows) < len(block.inner):
            return False
        return self._sift(rows, glance=True)

    def _sift(self, rows: Sequence[tuple[int, list[Piece]]], *, glance: bool = False) -> bool:
        """Take the lines that are known, and keep the others; none where nothing is told."""
        left = [(row, pieces) for row, pieces in rows if not self._take(pieces)]
        seen = [row for row, pieces in left if glance and self._glance(pieces)]
        if len(left) == len(rows) and not seen:
            return False
        self._keep([self.page.lines[row] for row, _ in left])
        return True

    def read_lone_link(self, block: Block) -> bool:
        """Read a paragraph that is a link to a paper; one such as ``Lamp et al., 2017`` stays."""
        pieces = self.page.pieces(block) if block.kind == "paragraph" else []
        said = read_titled_link(pieces)
        if said is None:
            return False
        is_reference = _REFERENCE.search(said.title) is not None
        if not self._add(replace(said, title="") if is_reference else said, "link"):
            return False
        if is_reference:
            self._keep(self.page.lines[block.start : block.end])
        return True

    def _glance(self, pieces: Sequence[Piece]) -> bool:
        """Find the paper in a line about something that says more: the line has to be kept."""
        found = _NAMED_ID.search(join(pieces))
        return self._add(Facts(urls=(f"arXiv:{found[1]}",)), "arXiv") if found else False

    def _keep(self, lines: Sequence[Line]) -> None:
        if lines:
            self.kept += [*lines, Line("", lines[-1].number)]

    def read_named_list(self, block: Block, below: Block) -> bool:
        """Read a paragraph that names a field, and the list below it that holds its values."""
        name = _name_of(self.page, block)
        rows = list(_item_rows(self.page, below)) if below.kind == "bullet_list" else []
        if not name or not rows or len(rows) < len(below.inner):
            return False
        values = Piece("text", ", ".join(join(pieces).strip() for _, pieces in rows))
        if self._add(read_value(name, [values]), name):
            return True
        taken = {row for row, pieces in rows if self._add(_read_item(name, pieces), name)}
        if taken and len(taken) < len(rows):
            self._keep(self.page.lines[block.start : block.end])
            self._keep([self.page.lines[row] for row, _ in rows if row not in taken])
        return bool(taken)

    def read_section(self, block: Block, below: Block) -> bool:
        """Read a heading that names a field, and the line below it: ``### Link``, ``https://…``."""
        name = join(self.page.pieces(block)).strip() if block.level else ""
        is_line = below.kind == "paragraph" and below.end - below.start == 1
        if not is_line or not names_credit(name):
            return False
        return self._add(read_value(name, self.page.pieces(below)), name)

    def read_line(self, pieces: Sequence[Piece]) -> Facts | None:
        """Read a line that does nothing but say something of a paper."""
        return read_field(pieces) or read_credit(pieces)

    def _take(self, pieces: Sequence[Piece]) -> bool:
        parts = list(parted(pieces))
        told = [read_field(part) for part in parts] if len(parts) > 1 else []
        if told and all(told) and split_field(parts[0])[0]:
            taken = [
                self._add(said, split_field(part)[0])
                for said, part in zip(told, parts, strict=True)
            ]
            return all(taken)
        return self._add(self.read_line(pieces), split_field(pieces)[0])

    def read_reference(self, block: Block) -> bool:
        """Read a paragraph that refers to the paper as a bibliography does; it is kept."""
        url = cited_id(self.page.pieces(block)) if block.kind == "paragraph" else ""
        if not url or not self._add(Facts(urls=(url,)), ""):
            return False
        self._keep(self.page.lines[block.start : block.end])
        return True

    def _add(self, said: Facts | None, name: str) -> bool:
        if said is None or not self.gathering.add(beside(said, self.gathering)):
            self.clashes |= said is not None and bool(said.urls)
            return False
        self.named |= bool(said.urls) and bool(name)
        self.labelled |= bool(said.urls or said.resources) and tells_paper(name)
        return True


def beside(said: Facts, gathering: Gathering) -> Facts:
    """Say a second title as what it is then: the same, a subtitle, or what a link is called."""
    title = gathering.text("title")
    if not said.title or not title:
        return said
    if fold_word(said.title) == fold_word(title):
        return replace(said, title="")
    if not said.urls:
        return replace(said, title="", subtitle=said.title)
    named = other_link(said.title, said.urls[0]) or Facts()
    return replace(said, title="", resources=(*said.resources, *named.resources))


def _name_of(page: Blocks, block: Block) -> str:
    """Give the name of a field that is all of a paragraph, or ``""``."""
    text = join(page.pieces(block)).strip().rstrip(":：") if block.kind == "paragraph" else ""
    return text if text and names_field(text) else ""


def _read_item(name: str, pieces: Sequence[Piece]) -> Facts | None:
    """Read a value that is an item: ``[paper](…) (NeurIPS 2024)``."""
    facts = read_all(pieces)
    if facts and (facts.urls or not tells_paper(name)):
        return facts
    return read_value(name, pieces) or facts


def _note_range(
    page: Blocks, row: int, pieces: list[Piece], gathering: Gathering, context: Weighing
) -> None:
    """Take the lower end of a rating that is a range, and say so."""
    found = rating_range(pieces)
    if found is not None and gathering.add(found):
        context.note(
            page.lines[row].number, f"of the two values of this rating, {found.rating} is taken"
        )


def rows_in(page: Blocks, block: Block) -> list[tuple[int, list[Piece]]]:
    """Give each line of a paragraph, or short item of a list, with the index of its line."""
    if block.kind == "bullet_list":
        return list(_item_rows(page, block))
    return list(rows_of_text(page, block)) if block.kind == "paragraph" else []


def rows_of_text(page: Blocks, block: Block) -> Iterator[tuple[int, list[Piece]]]:
    """Give each line of the paragraphs of a block, with its index."""
    for inline in page.inlines(block):
        for row, pieces in enumerate(lines_of(pieces_of(inline, keep_breaks=True))):
            yield inline.line + row, pieces


def lines_of(pieces: list[Piece]) -> list[list[Piece]]:
    """Give the pieces of each line, where the breaks between them have been kept."""
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
    inlines = {inline.line: inline for inline in page.inlines(block)}
    for item in block.inner:
        inline = inlines.get(item.map[0]) if item.map else None
        is_simple = [child.type for child in item.children] == ["paragraph"]
        if inline is None or not is_simple or "\n" in inline.content:
            return
        yield inline.line, pieces_of(inline)
