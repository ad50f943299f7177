"""Tables whose rows introduce papers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from sphinx_paperreview.importers.content import Part, ReviewPart, TextPart, listed, note_unlinked
from sphinx_paperreview.recognising.blocks import Block, Blocks, Row, rows_of
from sphinx_paperreview.recognising.entries import Entry, read_entry
from sphinx_paperreview.recognising.entry_tail import may_be_file
from sphinx_paperreview.recognising.evidence import Mode
from sphinx_paperreview.recognising.facts import Facts, Gathering, paper_of
from sphinx_paperreview.recognising.field_lines import read_value
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.link_kinds import says_nothing
from sphinx_paperreview.recognising.pieces import pieces_in, unwrapped
from sphinx_paperreview.recognising.trailing import read_all
from sphinx_paperreview.recognising.vocabulary import (
    field_of_name,
    fold_word,
    is_among,
    is_paper_label,
)
from sphinx_paperreview.recognising.weighing import Weighing

_BREAK = re.compile(r"\s*<br\s*/?>\s*|\s{2,}", re.IGNORECASE)
"""What parts a cell: a line break, or a gap."""

_MEASURE = re.compile(r"[*_~≈<>+-]*\d[\d.,]*\s*(?:[%KMBGTkx×s]|ms|dB|±\s*[\d.]+)?[*_]*")
_MEASURED = 2
"""So many columns of numbers make a table one of results."""

_DAY = len("2025-03-14")
_NUMBERS = frozenset({"", "#", "no", "no.", "num", "id", "index", "번호", "순번"})


def reviews_of_table(page: Blocks, block: Block, context: Weighing) -> list[Part] | None:
    """Make a review of each row; None where the table stays as it is.

    Every row has a title. Careful: more than half of them link to a paper. Aggressive: one does.
    """
    header, *rows = rows_of(page, block)
    rows = [row for row in rows if any(row.cells)]
    title = _title_column(header.cells, rows)
    if title is None or not all(row.is_whole for row in rows):
        return None
    parts = [_part(header.cells, row, title) for row in rows]
    reviews = [part for part in parts if isinstance(part, ReviewPart)]
    names_paper = is_paper_label(header.cells[title])
    count = sum(_leads_to_paper(review.facts, names_paper) for review in reviews)
    if not count or not all(review.facts.title for review in reviews):
        return None
    if context.mode is Mode.CAREFUL and 2 * count <= len(reviews):
        _note_papers(page.number(block), count, len(reviews), context)
        return None
    for review in reviews:
        note_unlinked(review, context)
    return listed(parts)


def _leads_to_paper(facts: Facts, names_paper: bool) -> bool:
    """Tell a row that links to a site of papers, or to any file where its column is of papers."""
    return bool(facts.ids) or (names_paper and any(map(may_be_file, facts.urls)))


def _note_papers(line: int, count: int, of: int, context: Weighing) -> None:
    links = "1 of its {} rows links" if count == 1 else f"{count} of its {{}} rows link"
    context.note(
        line,
        f"this table stays: {links.format(of)} to a paper; --mode aggressive makes reviews of them",
    )


def _title_column(names: Sequence[str], rows: Sequence[Row]) -> int | None:
    """Find the column that holds titles, by its name or by what is in it.

    ``Title`` is it before ``Paper``, which may hold links alone.
    """
    fields = [field_of_name(name) for name in names]
    titles = [index for index, field in enumerate(fields) if field == "title"]
    proper = [index for index in titles if not is_paper_label(names[index])]
    others = [
        index
        for index, field in enumerate(fields)
        if not (field or is_among(names[index], "presenters") or is_among(names[index], "meetings"))
    ]
    entries = {index: [_entry(row, index) for row in rows] for index in {*titles, *others}}
    told = [index for index in (*proper, *titles) if _are_titles(entries[index])]
    linked = [index for index in others if _are_titles(entries[index], linked=True)]
    first = [
        index
        for index in others
        if fold_word(names[index]) not in _NUMBERS and _are_titles(entries[index])
    ]
    if not told and _is_of_results(names, rows):
        return None
    return next(iter([*told, *linked, *first]), None)


def _is_of_results(names: Sequence[str], rows: Sequence[Row]) -> bool:
    """Tell a table of measurements, whose rows link to papers that are compared."""
    columns = [index for index, name in enumerate(names) if not field_of_name(name)]
    columns = [index for index in columns if fold_word(names[index]) not in _NUMBERS]
    return sum(_is_measured(rows, index) for index in columns) >= _MEASURED


def _is_measured(rows: Sequence[Row], column: int) -> bool:
    cells = [row.cells[column] for row in rows if column < len(row.cells)]
    return 2 * sum(_MEASURE.fullmatch(cell) is not None for cell in cells) > len(rows)


def _are_titles(entries: Sequence[Entry | None], *, linked: bool = False) -> bool:
    found = [entry for entry in entries if entry and (entry.linked or not linked)]
    return 2 * len(found) > len(entries)


def _entry(row: Row, column: int) -> Entry | None:
    cell = row.cells[column] if column < len(row.cells) else ""
    return read_entry(pieces_in(_BREAK.sub(r" \\ ", cell))) if cell else None


def _said(name: str, cell: str, *, in_schedule: bool) -> Facts | None:
    """Read a cell; a day in a schedule is that of the meeting, never one of the paper."""
    pieces = pieces_in(cell)
    if in_schedule and is_among(name, "meetings"):
        said = read_value("date", pieces)
        is_day = said and said == Facts(published=said.published) and len(said.published) == _DAY
        return Facts(date=said.published) if said and is_day else None
    is_free = not field_of_name(name) and any(piece.kind == "link" for piece in pieces)
    is_of_links = is_paper_label(name) or is_free
    return read_value(name, pieces) or (read_all(pieces) if is_of_links else None)


def _paper_in(cell: str) -> Facts:
    """Find the paper among other links of a cell, which stays: ``[paper](…), [slides](a.pdf)``."""
    links = [piece for piece in pieces_in(cell) if piece.kind == "link" and paper_of(piece.url)]
    told = [link.url for link in links if says_nothing(link.text, link.url)]
    return Facts(urls=tuple(told)) if len(told) == 1 else Facts()


def _is_free(names: Sequence[str], row: Row, title: int, facts: Facts) -> bool:
    """Tell a row of a schedule in which nobody presents a paper, or none is known yet."""
    told = zip(names, row.cells, strict=False)
    presenters = [cell for name, cell in told if is_among(name, "presenters")]
    is_unsettled = partial(is_among, kind="unsettled")
    is_open = all(map(is_unsettled, presenters)) or is_unsettled(row.cells[title])
    return bool(presenters) and is_open and not (facts.urls or facts.resources)


def _part(names: Sequence[str], row: Row, title: int) -> Part:
    """Make a review of a row; one that holds a text alone parts those above from those below."""
    entry = _entry(row, title)
    told = [cell for cell in row.cells if cell]
    if len(told) == 1 and not (entry and entry.facts.urls):
        return TextPart((Line(told[0], row.line.number),))
    facts = entry.facts if entry else Facts(title=row.cells[title])
    rest = re.sub(r"\s*\\ ", " <br> ", entry.text) if entry else ""
    gathering, body = Gathering(facts), list[Line]()
    in_schedule = any(is_among(name, "presenters") for name in names)
    if rest:
        body += [Line(rest, row.line.number), Line("", row.line.number)]
    for index, (name, cell) in enumerate(zip(names, row.cells, strict=False)):
        if index == title or not fold_word(cell) or fold_word(name) in _NUMBERS:
            continue
        said = _said(name, cell, in_schedule=in_schedule)
        gathering.add(_paper_in(cell) if said is None else Facts())
        if said is None or not gathering.add(said):
            body += [
                Line(f"**{unwrapped(name)}:** {cell}", row.line.number),
                Line("", row.line.number),
            ]
    if _is_free(names, row, title, gathering.facts):
        words = " · ".join(cell for cell in row.cells if fold_word(cell))
        return TextPart((Line(words, row.line.number),))
    parts: tuple[Part, ...] = (TextPart(tuple(body[:-1])),) if body else ()
    return ReviewPart(gathering.facts, row.line.number, parts)
