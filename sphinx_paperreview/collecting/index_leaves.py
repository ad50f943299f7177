"""The leaves of the indices: what stands on which page of a long one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sphinx_paperreview.collecting.indices import ReviewIndex
from sphinx_paperreview.core.leaves import FIRST, Leaf, Turning, cut, turnings
from sphinx_paperreview.core.model import Review

_ROW, _GROUP = 8, 11
"""What a row of an index weighs, and what the head of a group does."""

_LETTERS = 100
"""So many letters of a row weigh as an element does."""

_MANY = 60
"""With more groups than this, an index is entered by their initials."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows of an index under one heading."""

    label: str
    reviews: tuple[Review, ...] = field(repr=False)
    is_start: bool = True
    """Whether the group begins here, and not on a leaf before."""


@dataclass(frozen=True, slots=True)
class IndexLeaf:
    """One page of an index."""

    name: str
    stretches: tuple[Stretch, ...]
    turning: Turning


@dataclass(frozen=True, slots=True)
class IndexLeaves:
    """All pages of an index."""

    leaves: tuple[IndexLeaf, ...]
    places: dict[str, str]
    """The page on which each group begins, by its label."""
    entries: tuple[tuple[str, str], ...]
    """What leads into it: a text, and the label of the group to which that leads."""


def leaves_of(index: ReviewIndex, page: str, rows: int) -> IndexLeaves:
    """Cut an index into leaves.

    One of dates is numbered from the oldest, so that what has a number stays where it is. Others
    are in the order of the alphabet, in which new names stand anywhere: they are numbered as one
    reads.

    Args:
        index: The index.
        page: The name of its first page.
        rows: How many rows a page shows at the most; 0 where all are to stand on one.
    """
    found = [(group.label, review) for group in index.groups() for review in group.reviews]
    weights = list(_weights(found)) if rows else []
    if not rows:
        lengths, numbers = [len(found)], [FIRST]
    elif index.is_newest_first:
        lengths = cut(weights[::-1], rows)[::-1]
        numbers = [FIRST, *range(len(lengths) - 1, 0, -1)]
    else:
        lengths = cut(weights, rows)
        numbers = [FIRST, *range(2, len(lengths) + 1)]
    leaves = [Leaf(number, f"{page}/{number}" if number else page) for number in numbers]
    drawn: list[IndexLeaf] = []
    places: dict[str, str] = {}
    start = 0
    for leaf, length, turning in zip(leaves, lengths, turnings(leaves), strict=True):
        stretches = tuple(_stretches(found[start : start + length], places))
        places |= {one.label: leaf.name for one in stretches if one.is_start}
        drawn.append(IndexLeaf(leaf.name, stretches, turning))
        start += length
    is_long = len(drawn) > 1 and len(places) > _MANY
    return IndexLeaves(tuple(drawn), places, tuple(_entries(index, list(places), is_long=is_long)))


def _weights(rows: Sequence[tuple[str, Review]]) -> Iterator[int]:
    before = None
    for label, review in rows:
        words = len(review.title) + sum(map(len, review.paper.orgs))
        yield _ROW + words // _LETTERS + (_GROUP if label != before else 0)
        before = label


def _stretches(rows: Sequence[tuple[str, Review]], known: dict[str, str]) -> Iterator[Stretch]:
    groups: dict[str, list[Review]] = {}
    for label, review in rows:
        groups.setdefault(label, []).append(review)
    for label, reviews in groups.items():
        yield Stretch(label, tuple(reviews), label not in known)


def _entries(
    index: ReviewIndex, labels: Sequence[str], *, is_long: bool
) -> Iterator[tuple[str, str]]:
    """Yield each group by its heading; of many, the first one with each initial."""
    if not is_long:
        yield from ((index.heading(label), label) for label in labels)
        return
    first: dict[str, str] = {}
    for label in labels:
        first.setdefault(index.initial(label), label)
    yield from first.items()
