"""The leaves of a long listing: its pages, which keep their addresses when something is added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

MOST = 1_080
"""So much a page holds, as `core.weights` counts: with a theme around it, not 1,400 elements."""

ROWS = 200
"""So many rows a page shows at the most, as a rule."""

FIRST = 0
"""The number of the leaf whose address has none."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a long listing."""

    number: int
    """Its number, which its address holds; `FIRST` for the one that readers meet first."""
    name: str
    """Where it stands: a docname."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the leaves of a listing are called."""

    first: str
    """The page that readers meet first: a docname."""
    stem: str
    """What the names of the others begin with."""

    def of(self, number: int) -> str:
        """Name a leaf by its number."""
        return self.first if number == FIRST else f"{self.stem}/{number}"


@dataclass(frozen=True, slots=True)
class Turning:
    """How a reader turns from one leaf to the others."""

    here: int = FIRST
    """The number of the leaf."""
    before: str = ""
    """The leaf before it, by its name; ``""`` where it is the first."""
    behind: str = ""
    """The leaf behind it."""
    shown: tuple[Leaf | None, ...] = ()
    """The leaves to choose from, in their order, None for a gap; empty where it is the only one."""


ALONE = Turning()
"""Of a page that holds all of a listing."""


def cut(weights: Sequence[int], rows: int) -> list[int]:
    """Cut a listing that grows at its end into leaves, and give their lengths.

    Each leaf but the last is as it is for good. One is closed only when what follows would be
    too much for one page; and then with three quarters of that, so that the last is never nearly
    empty.

    Args:
        weights: Of its rows.
        rows: How many a page shows at the most; 0: all, whatever they weigh.

    >>> cut([1] * 8, 8), cut([1] * 9, 8), cut([1] * 15, 8), cut([1] * 9, 0)
    ([8], [6, 3], [6, 6, 3], [9])
    """
    if not rows:
        return [len(weights)]
    lengths: list[int] = []
    sums = [0, *accumulate(weights)]
    start, end = 0, len(weights)
    while end - start > rows or (sums[end] - sums[start] > MOST and end - start > 1):
        stop = start + 1
        while stop - start < rows - rows // 4 and sums[stop + 1] - sums[start] <= MOST * 3 // 4:
            stop += 1
        lengths.append(stop - start)
        start = stop
    return [*lengths, end - start]


def leaves_of(
    weights: Sequence[int], rows: int, names: Names, *, is_dated: bool
) -> list[tuple[Leaf, slice]]:
    """Cut a listing into leaves, each with the rows that it shows, in the order of the listing.

    One that grows at its beginning is numbered from its end, the oldest, so that what has a number
    stays where it is. In others, new rows stand anywhere: they are numbered as one reads.

    Args:
        weights: Of its rows.
        rows: How many a page shows at the most; 0: all.
        names: Of the leaves.
        is_dated: Whether it goes from the newest to the oldest.

    >>> names = Names("list", "list")
    >>> dated = leaves_of([1] * 5, 2, names, is_dated=True)
    >>> [(leaf.name, part.start, part.stop) for leaf, part in dated]
    [('list', 0, 1), ('list/2', 1, 3), ('list/1', 3, 5)]
    >>> [leaf.number for leaf, _part in leaves_of([1] * 5, 2, names, is_dated=False)]
    [0, 2, 3]
    """
    lengths = cut(weights[::-1], rows)[::-1] if is_dated else cut(weights, rows)
    last = len(lengths) - 1
    numbers = range(last, 0, -1) if is_dated else range(2, last + 2)
    leaves = (Leaf(number, names.of(number)) for number in (FIRST, *numbers))
    ends = accumulate(lengths)
    parts = (slice(end - length, end) for length, end in zip(lengths, ends, strict=True))
    return list(zip(leaves, parts, strict=True))


def turnings(leaves: Sequence[Leaf], before: str = "", behind: str = "") -> Iterator[Turning]:
    """Yield for each of some leaves, in their order, how to turn to the others.

    Args:
        leaves: All of them.
        before: What comes before the first.
        behind: What comes behind the last.
    """
    names = [before, *(leaf.name for leaf in leaves), behind]
    for at, leaf in enumerate(leaves):
        shown = tuple(_shown(leaves, at)) if len(leaves) > 1 else ()
        yield Turning(leaf.number, names[at], names[at + 2], shown)


_AROUND = 2
"""So many leaves to either side can be chosen."""


def _shown(leaves: Sequence[Leaf], at: int) -> Iterator[Leaf | None]:
    """Choose the first leaf, the last one, and those around one; a gap of one is no gap."""
    last = len(leaves) - 1
    chosen = {0, *range(max(0, at - _AROUND), min(last, at + _AROUND) + 1), last}
    known = -1
    for place in sorted(chosen):
        if place - known == 2:
            yield leaves[place - 1]
        elif place - known > 2:
            yield None
        yield leaves[place]
        known = place
