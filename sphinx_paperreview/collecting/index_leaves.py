"""The leaves of the indices: what stands on which page of a long one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sphinx_paperreview.collecting.indices import ReviewIndex
from sphinx_paperreview.core.leaves import Names, Turning, leaves_of, turnings
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


def index_leaves(index: ReviewIndex, page: str, rows: int) -> IndexLeaves:
    """Cut an index into leaves.

    One of dates goes from the newest to the oldest; others are in the order of the alphabet.

    Args:
        index: The index.
        page: The name of its first page.
        rows: How many rows a page shows at the most; 0 where all are to stand on one.
    """
    found = [(group.label, review) for group in index.groups() for review in group.reviews]
    weights = list(_weights(found))
    cut_up = leaves_of(weights, rows, Names(page, page), is_dated=index.is_newest_first)
    ways = turnings([leaf for leaf, _part in cut_up])
    drawn: list[IndexLeaf] = []
    places: dict[str, str] = {}
    for (leaf, part), turning in zip(cut_up, ways, strict=True):
        stretches = tuple(_stretches(found[part], places))
        places |= {one.label: leaf.name for one in stretches if one.is_start}
        drawn.append(IndexLeaf(leaf.name, stretches, turning))
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
