"""A listing as rows under headings, and the leaves of one that is too long for a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from sphinx_paperreview.core.fields import FIELD
from sphinx_paperreview.core.leaves import Names, Turning, leaves_of, turnings
from sphinx_paperreview.core.model import Post, Review
from sphinx_paperreview.core.post_query import PostListing, group_posts
from sphinx_paperreview.core.query import Listing, group
from sphinx_paperreview.core.weights import HEADING, post_weight, review_weight

T = TypeVar("T", Post, Review)

Path = tuple[str, ...]
"""The headings that a row stands under, from the outermost on, by their labels."""

Row = tuple[Path, T]


@dataclass(frozen=True, slots=True)
class ListingLeaf(Generic[T]):
    """A page of a listing."""

    name: str
    rows: tuple[Row[T], ...] = field(repr=False)
    turning: Turning
    is_dated: bool
    """Whether the leaves go from the newest to the oldest."""
    is_last: bool


@dataclass(frozen=True, slots=True)
class ListingPages(Generic[T]):
    """All that a listing selects, and the pages that show it."""

    items: tuple[T, ...] = field(repr=False)
    """What is selected, whatever the limit."""
    leaves: tuple[ListingLeaf[T], ...] = ()
    """None where one page shows all that is to be shown."""
    is_whole: bool = True
    """Whether a page has room for all that is selected: a filter searches it there."""
    stem: str = ""
    """What the names of its leaves and files begin with: a docname."""


def review_rows(
    reviews: Sequence[Review], keys: Sequence[str], path: Path = ()
) -> list[Row[Review]]:
    """List the rows of a listing of reviews: one that is in two groups has two."""
    if not keys:
        return [(path, review) for review in reviews]
    return [
        row
        for found in group(reviews, keys[0])
        for row in review_rows(found.reviews, keys[1:], (*path, found.label))
    ]


def post_rows(posts: Sequence[Post], key: str) -> list[Row[Post]]:
    """List the rows of a listing of posts."""
    if not key:
        return [((), post) for post in posts]
    return [((found.label,), post) for found in group_posts(posts, key) for post in found.posts]


def stretches(rows: Sequence[Row[T]]) -> Iterator[tuple[Path, list[T]]]:
    """Yield rows that stand under the same headings together."""
    before: Path | None = None
    found: list[T] = []
    for path, item in rows:
        if path != before and found:
            yield before or (), found
            found = []
        before = path
        found.append(item)
    if found:
        yield before or (), found


def review_pages(
    reviews: tuple[Review, ...], listing: Listing, most: int, names: Names
) -> ListingPages[Review]:
    """Cut a listing of reviews into leaves.

    Args:
        reviews: All that it selects, in its order.
        listing: What its author asks for.
        most: How many rows a page shows at the most.
        names: Of its pages; the first is its author's.
    """
    is_dated = (
        listing.query.sort == "-date"
        and not (listing.query.papers or listing.limit)
        and all(FIELD[key].group == "newest" for key in listing.group_by)
    )

    def cut_up(some: tuple[Review, ...]) -> tuple[ListingLeaf[Review], ...]:
        rows = review_rows(some, listing.group_by)
        weights = _weights(rows, lambda review: review_weight(review, listing))
        return _leaves(rows, weights, most, names, is_dated=is_dated)

    leaves = cut_up(reviews[: listing.limit or None])
    hides = listing.filter and 0 < listing.limit < len(reviews)
    is_whole = len(leaves) == 1 and not (hides and len(cut_up(reviews)) > 1)
    return ListingPages(reviews, leaves if len(leaves) > 1 else (), is_whole, names.stem)


def post_pages(
    posts: tuple[Post, ...], listing: PostListing, most: int, names: Names
) -> ListingPages[Post]:
    """Cut a listing of posts into leaves; see `review_pages`."""
    rows = post_rows(posts[: listing.limit or None], listing.group_by)
    weights = _weights(rows, post_weight)
    leaves = _leaves(rows, weights, most, names, is_dated=not listing.limit)
    return ListingPages(posts, leaves if len(leaves) > 1 else (), stem=names.stem)


def _weights(rows: Sequence[Row[T]], weigh: Callable[[T], int]) -> list[int]:
    known: dict[int, int] = {}
    weights: list[int] = []
    before: Path = ()
    for path, item in rows:
        if id(item) not in known:
            known[id(item)] = weigh(item)
        weights.append(known[id(item)] + HEADING * (path != before))
        before = path
    return weights


def _leaves(
    rows: Sequence[Row[T]],
    weights: list[int],
    most: int,
    names: Names,
    *,
    is_dated: bool,
) -> tuple[ListingLeaf[T], ...]:
    """Cut rows: by their dates from the oldest on, else as one reads."""
    found = leaves_of(weights, most, names, is_dated=is_dated)
    ways = turnings([leaf for leaf, _part in found])
    return tuple(
        ListingLeaf(leaf.name, tuple(rows[part]), way, is_dated, part.stop == len(rows))
        for (leaf, part), way in zip(found, ways, strict=True)
    )
