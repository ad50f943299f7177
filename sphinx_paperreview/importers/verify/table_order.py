"""The words of table rows in the order in which reviews have them: the cell of the title first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate, chain, groupby

from sphinx_paperreview.importers.verify.align import align
from sphinx_paperreview.importers.verify.units import WORD, Unit

_MOST_WORDS = 3
"""So many first words of a title tell in which cell it stands."""

_Title = tuple[str, ...]


def align_rows(
    ours: Sequence[Unit],
    theirs: Sequence[Unit],
    rows: Collection[tuple[int, str]],
    titles: Sequence[Sequence[Unit]],
) -> list[int]:
    """Align words whose order is the same on both sides, but for rows of which words are missing.

    Args:
        ours: Of the source.
        theirs: Of the result.
        rows: Lines of tables, each with its number.
        titles: Of the reviews in the result.
    """
    found = align(ours, theirs)
    lost = {unit.line for unit, place in zip(ours, found, strict=True) if place < 0}
    texts = {number: text for number, text in rows if number in lost}
    known = {tuple(unit.text for unit in title[:_MOST_WORDS]) for title in titles} - {()}
    order = [*_ordered(ours, texts, known)] if texts and known else []
    if order == [*range(len(order))]:
        return found
    aligned = align([ours[index] for index in order], theirs)
    found = [-1] * len(ours)
    for index, place in zip(order, aligned, strict=True):
        found[index] = place
    return found


def _ordered(
    units: Sequence[Unit], rows: dict[int, str], titles: Collection[_Title]
) -> Iterator[int]:
    for line, group in groupby(range(len(units)), key=lambda index: units[index].line):
        words = [*group]
        cells = [*_cells(words, rows[line])] if line in rows else [words]
        first = (cell for cell in cells if _has_title([units[i] for i in cell], titles))
        title = next(first, []) if len(cells) > 1 else []
        yield from title
        yield from chain.from_iterable(cell for cell in cells if cell is not title)


def _cells(words: Sequence[int], row: str) -> Iterator[list[int]]:
    """Part the words of a row where its cells end."""
    ends = [*accumulate(len(WORD.findall(cell)) for cell in row.split("|"))]
    for _, cell in groupby(enumerate(words), key=lambda word: bisect_right(ends, word[0])):
        yield [index for _, index in cell]


def _has_title(cell: Sequence[Unit], titles: Collection[_Title]) -> bool:
    texts = [unit.text for unit in cell if not unit.optional]
    return any(
        tuple(texts[start : start + length]) in titles
        for start in range(len(texts))
        for length in range(1, _MOST_WORDS + 1)
    )
