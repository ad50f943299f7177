"""Tables whose rows introduce papers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sphinx_paperreview.importers.blocks import Block, Blocks
from sphinx_paperreview.importers.content import Part, ReviewPart, TextPart, note_unlinked
from sphinx_paperreview.importers.evidence import Mode
from sphinx_paperreview.importers.facts import Facts, Gathering
from sphinx_paperreview.importers.field_lines import read_value
from sphinx_paperreview.importers.headline import read_headline, unwrapped
from sphinx_paperreview.importers.passes import Context, Line
from sphinx_paperreview.importers.pieces import join, pieces_in
from sphinx_paperreview.importers.table_rows import Row, rows_of
from sphinx_paperreview.importers.trailing import BEHIND, take
from sphinx_paperreview.importers.vocabulary import field_of_name, fold_word, is_paper_label

_AT_START = r"(?:\d{1,3}[.)]\s*)?"
_BOLD = re.compile(_AT_START + r"(?P<title>\*\*[^*]+\*\*)(?:\s*[-–—:]|\s)\s*(?P<rest>\S.*)")
_GAP = re.compile(_AT_START + r"(?P<title>[^<]*?\S)\s{2,}(?P<rest>\S.*)")
_DASH = re.compile(_AT_START + r"(?P<title>[^<]*?\S)\s+[-–—]\s+(?P<rest>\S.*)")

_NUMBERS = frozenset({"", "#", "no", "no.", "num", "id", "index", "번호", "순번"})


def reviews_of_table(page: Blocks, block: Block, context: Context) -> list[Part] | None:
    """Make a review of each row; None where the table stays as it is.

    Every row has a title. Careful: more than half of them link to a paper. Aggressive: one does.
    """
    header, *rows = rows_of(page, block)
    title = _title_column(header.cells)
    if title is None or not rows or not all(row.is_whole for row in rows):
        return None
    reviews = [_review(header.cells, row, title) for row in rows]
    count = sum(bool(review.facts.ids) for review in reviews)
    if not count or not all(review.facts.title for review in reviews):
        return None
    if context.mode is Mode.CAREFUL and 2 * count <= len(reviews):
        _note_papers(page.number(block), count, len(reviews), context)
        return None
    for review in reviews:
        note_unlinked(review, context)
    return list(reviews)


def _note_papers(line: int, count: int, of: int, context: Context) -> None:
    links = "1 of its {} rows links" if count == 1 else f"{count} of its {{}} rows link"
    context.note(
        line,
        f"this table stays: {links.format(of)} to a paper; --mode aggressive makes reviews of them",
    )


def _title_column(names: Sequence[str]) -> int | None:
    """Find the column that holds titles: ``Title`` before ``Paper``, which may hold links alone."""
    fields = [field_of_name(name) for name in names]
    titles = [index for index, field in enumerate(fields) if field == "title"]
    proper = [index for index in titles if not is_paper_label(names[index])]
    return next(iter([*proper, *titles]), None)


def _links_of(name: str, cell: str) -> Facts | None:
    """Read a cell of links, of which some say more than of what kind they are."""
    left = pieces_in(cell)
    facts = take(left, Facts(), BEHIND) if is_paper_label(name) else Facts()
    return facts if facts != Facts() and not fold_word(join(left)) else None


def _divided(cell: str) -> tuple[str, str]:
    """Divide a title, which is bold or ends at a gap or a dash, from what a cell says of it."""
    if found := _BOLD.fullmatch(cell):
        return found["title"], found["rest"]
    found = _GAP.fullmatch(cell) or _DASH.fullmatch(cell)
    if found is None or len(found["rest"]) <= len(found["title"]):
        return cell, ""
    return found["title"], found["rest"]


def _review(names: Sequence[str], row: Row, title: int) -> ReviewPart:
    name, rest = _divided(row.cells[title])
    headline = read_headline(pieces_in(name))
    gathering, body = Gathering(headline.whole), list[Line]()
    if rest:
        body += [Line(rest, row.line.number), Line("", row.line.number)]
    for index, (name, cell) in enumerate(zip(names, row.cells, strict=False)):
        if index == title or not cell or fold_word(name) in _NUMBERS:
            continue
        said = read_value(name, pieces_in(cell)) or _links_of(name, cell)
        if said is None or not gathering.add(said):
            body += [
                Line(f"**{unwrapped(name)}:** {cell}", row.line.number),
                Line("", row.line.number),
            ]
    parts: tuple[Part, ...] = (TextPart(tuple(body[:-1])),) if body else ()
    return ReviewPart(gathering.facts, row.line.number, parts, numbered=headline.numbered)
