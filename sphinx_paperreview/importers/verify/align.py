"""Two rows of words, laid side by side in their order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain

from sphinx_paperreview.importers.verify.units import Unit

_MOST_CELLS = 4_096
"""So many pairs of words are looked at one by one."""
_LENGTHS = (8, 4, 2, 1)
"""So many words in a row, as often on each side, tell where both are the same; in this order."""

_OF_TEXT, _DOUBTFUL, _OF_NAME, _OF_MARKUP, _MIXED, _IN_A_ROW = 20, 16, 4, 3, 2, 1
"""What a pair counts: of text; with a name or the title; of the name of a column; of markup; one
of each; behind a pair.
"""

_Span = tuple[int, int, int, int]
"""From and up to where on each side."""


def align(first: Sequence[Unit], second: Sequence[Unit]) -> list[int]:
    """Give for each word of a row its place in another one, or -1; the places only rise.

    As many words as possible find theirs. The time is that of reading both rows a few times.
    """
    found = [-1] * len(first)
    spans: list[_Span] = [(0, len(first), 0, len(second))]
    while spans:
        begin, end, start, stop = spans.pop()
        while begin < end and start < stop and _alike(first[begin], second[start]):
            found[begin] = start
            begin, start = begin + 1, start + 1
        while begin < end and start < stop and _alike(first[end - 1], second[stop - 1]):
            end, stop = end - 1, stop - 1
            found[end] = stop
        if begin == end or start == stop:
            continue
        if (end - begin) * (stop - start) <= _MOST_CELLS:
            pairs = _best_pairs(first[begin:end], second[start:stop])
            for i, j in pairs:
                found[begin + i] = start + j
        else:
            spans += _parted(first, second, (begin, end, start, stop))
    return found


def _alike(one: Unit, other: Unit) -> bool:
    is_same = one.text == other.text and one.optional == other.optional
    return is_same and not _is_doubtful(one, other)


def _is_doubtful(one: Unit, other: Unit) -> bool:
    """Tell names of links, which options do without, and the page's title, which may be added."""
    return (one.label and bool(one.linked)) or other.title or _is_name(one, other)


def _is_name(one: Unit, other: Unit) -> bool:
    """Tell a name that may have been added before what was a cell: ``**Slides:** [slides](…)``.

    The label of the link is another word, and the header of a table stands elsewhere.
    """
    return other.label and not other.linked and (one.label or bool(one.linked))


def _parted(first: Sequence[Unit], second: Sequence[Unit], span: _Span) -> Iterator[_Span]:
    """Part both sides where they are the same; in halves where nothing tells where that is."""
    begin, end, start, stop = span
    anchors = next(filter(None, (_anchors(first, second, span, run) for run in _LENGTHS)), [])
    anchors = [anchor for anchor in anchors if anchor != (begin, start)]  # it would part nothing
    if not anchors:
        anchors = [((begin + end) // 2, (start + stop) // 2)]
    for i, j in anchors:
        yield begin, i, start, j
        begin, start = i, j
    yield begin, end, start, stop


def _anchors(
    first: Sequence[Unit], second: Sequence[Unit], span: _Span, run: int
) -> list[tuple[int, int]]:
    """Give places where a run begins that both sides have as often; they rise on both sides."""
    begin, end, start, stop = span
    here, there = _runs(first, begin, end, run), _runs(second, start, stop, run)
    shared = ((here[key], there.get(key, [])) for key in here)
    alike = (zip(ours, theirs, strict=True) for ours, theirs in shared if len(ours) == len(theirs))
    return _rising(sorted(chain.from_iterable(alike)))


def _runs(
    units: Sequence[Unit], begin: int, end: int, run: int
) -> dict[tuple[str, ...], list[int]]:
    """Give all runs of words of text, with where they begin."""
    text = [
        index
        for index in range(begin, end)
        if not (units[index].optional or (units[index].label and units[index].linked))
    ]
    places: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(text) - run + 1):
        key = tuple(units[index].text for index in text[at : at + run])
        places.setdefault(key, []).append(text[at])
    return places


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the longest row of pairs that rise on both sides; they rise on the first one."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
        last[at : at + 1] = [index]
        before.append(last[at - 1] if at else -1)
    row, index = [], last[-1] if last else -1
    while index >= 0:
        row.append(pairs[index])
        index = before[index]
    return row[::-1]


def _best_pairs(first: Sequence[Unit], second: Sequence[Unit]) -> list[tuple[int, int]]:
    """Look at all pairs: those that count most together, rather in a row than scattered."""
    width = len(second) + 1
    best = [[0] * width for _ in range(len(first) + 1)]
    paired = [[0] * width for _ in range(len(first) + 1)]
    for i, one in enumerate(first):
        row, above = best[i + 1], best[i]
        for j, other in enumerate(second):
            count = 0
            if one.text == other.text:
                count = max(above[j], paired[i][j] and paired[i][j] + _IN_A_ROW)
                count += _worth(one, other)
                paired[i + 1][j + 1] = count
            row[j + 1] = max(above[j + 1], row[j], count)
    return [*_traced(best, paired)][::-1]


def _worth(one: Unit, other: Unit) -> int:
    if one.optional != other.optional:
        return _MIXED
    if one.optional:
        return _OF_MARKUP
    if _is_name(one, other):
        return _OF_NAME
    return _DOUBTFUL if _is_doubtful(one, other) else _OF_TEXT


def _traced(best: list[list[int]], paired: list[list[int]]) -> Iterator[tuple[int, int]]:
    i, j = len(best) - 1, len(best[0]) - 1
    in_row = False
    while i and j:
        if paired[i][j] and (in_row or paired[i][j] == best[i][j]):
            yield i - 1, j - 1
            i, j = i - 1, j - 1
            in_row = bool(paired[i][j]) and paired[i][j] + _IN_A_ROW > best[i][j]
        elif best[i - 1][j] == best[i][j]:
            i -= 1
        else:
            j -= 1
