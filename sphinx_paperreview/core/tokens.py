"""Many texts of HTML that are much alike: what they share, and what each has of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

_ELEMENT = re.compile(r"(?=<[^/])")
"""Before each element: a badge is the same in many rows."""

_PIECE = re.compile(r'[^<>"/]+|[<>"/]+')
"""Elements that differ are alike up to a tag, a quote, or a part of an address."""

Packed = tuple[list[str], list[list[int | str]]]
"""What is shared, and of each text its parts: numbers of that, and what is its own."""


def pack_texts(texts: Sequence[str]) -> Packed:
    """Pack texts of HTML, such as the rows of a listing.

    >>> pack_texts(['<b>one</b><i>a</i>', '<b>two</b><i>a</i>'])
    (['<b>', '</b>', '<i>a</i>'], [[0, 'one', 1, 2], [0, 'two', 1, 2]])
    """
    rows = [list(filter(None, _ELEMENT.split(text))) for text in texts]
    whole = _in_several(rows)
    # Of elements that no other row has, the pieces that others have, as far as these go together.
    pieces = _in_several(
        chain.from_iterable(_PIECE.findall(part) for part in row if part not in whole)
        for row in rows
    )
    rows = [list(chain.from_iterable(_parts(part, whole, pieces) for part in row)) for row in rows]
    shared = _in_several(rows)
    numbers: dict[str, int] = {}
    packed = [list(_numbered(row, shared, numbers)) for row in rows]
    return list(numbers), packed


def unpack_texts(packed: Packed) -> list[str]:
    """Give the texts again; the script of filters does the same."""
    shared, rows = packed
    whole = ((shared[part] if isinstance(part, int) else part for part in row) for row in rows)
    return ["".join(parts) for parts in whole]


def _in_several(rows: Iterable[Iterable[str]]) -> frozenset[str]:
    """Tell which parts stand in more than one row."""
    counts = Counter(chain.from_iterable(map(dict.fromkeys, rows)))
    return frozenset(part for part, count in counts.items() if count > 1)


def _parts(element: str, whole: frozenset[str], pieces: frozenset[str]) -> Iterator[str]:
    if element in whole:
        yield element
        return
    for _is_shared, run in groupby(_PIECE.findall(element), pieces.__contains__):
        yield "".join(run)


def _numbered(
    row: Iterable[str], shared: frozenset[str], numbers: dict[str, int]
) -> Iterator[int | str]:
    for is_shared, run in groupby(row, shared.__contains__):
        if is_shared:
            yield from (numbers.setdefault(part, len(numbers)) for part in run)
        else:
            yield "".join(run)
