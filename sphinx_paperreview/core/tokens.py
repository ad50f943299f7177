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

_MARKS = [range(0xE000, 0xF900), range(0xF0000, 0xFFFFE)]
"""Characters that Unicode leaves to whoever uses them: each stands for a part that is shared."""

_MARK = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd]")

_MOST = sum(map(len, _MARKS))

Packed = tuple[list[str], list[str]]
"""What is shared, and the texts, with marks in its places: a browser reads few values quickly."""


def pack_texts(texts: Sequence[str]) -> Packed:
    r"""Pack texts of HTML, such as the rows of a listing.

    >>> pack_texts(['<b>one</b><i>a</i>', '<b>two</b><i>a</i>'])
    (['<b>', '</b>', '<i>a</i>'], ['\ue000one\ue001\ue002', '\ue000two\ue001\ue002'])
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
    packed = ["".join(_marked(part, shared, numbers) for part in row) for row in rows]
    return list(numbers), packed


def unpack_texts(packed: Packed) -> list[str]:
    """Give the texts again; the script of filters does the same."""
    shared, texts = packed
    return [_MARK.sub(lambda mark: shared[_number(mark[0])], text) for text in texts]


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


def _marked(part: str, shared: frozenset[str], numbers: dict[str, int]) -> str:
    """Give a part, or the mark of one that is shared; or of one that would be read as a mark."""
    is_odd = _MARK.search(part)
    if part not in numbers and (is_odd or (part in shared and len(numbers) < _MOST)):
        numbers[part] = len(numbers)
    return _mark(numbers[part]) if part in numbers else part


def _mark(number: int) -> str:
    first, second = _MARKS
    return chr(first[number] if number < len(first) else second[number - len(first)])


def _number(mark: str) -> int:
    first, second = _MARKS
    code = ord(mark)
    return code - first.start if code in first else code - second.start + len(first)
