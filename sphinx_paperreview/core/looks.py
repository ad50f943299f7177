"""How a listing looks: what its rows and cards show of a review beside the title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.query import COLUMNS, Listing
from sphinx_paperreview.core.runs import Run

PARTS = ("subtitle", "summary", *(name for name in COLUMNS if name != "title"), "image")
"""What a row can show; most of it is a column of tables, too."""

_RARE = frozenset({"authors", "published", "mentions"})
"""What a row shows only where it is asked for."""

_BUSY = frozenset({"tags", "links", "image"})
"""What is much where all is one line of text, as in a book: there only where it is asked for."""

SHARED = ("org", "reviewer")
"""Fields whose value no row repeats that all rows of a page or a group have."""

IMAGES = ("most", "always", "never")
"""When rows have room for a picture: where most of them have one, …"""


@dataclass(frozen=True, slots=True)
class Look:
    """What a listing shows of each review."""

    parts: frozenset[str] = frozenset(PARTS) - _RARE
    """Some of `PARTS`."""
    has_both: bool = False
    """Whether the TL;DR stands below a subtitle, too; else only in its place."""
    shared: tuple[str, str] = ("", "")
    """A field and its value that all have, where something else says so: no row repeats it."""

    def texts(self, review: Review) -> Iterator[tuple[str, tuple[Run, ...]]]:
        """Yield what stands below the title, by its part."""
        subtitle = review.paper.subtitle if "subtitle" in self.parts else ()
        if subtitle:
            yield "subtitle", subtitle
        if review.summary and "summary" in self.parts and (self.has_both or not subtitle):
            yield "summary", review.summary

    def orgs(self, review: Review) -> tuple[str, ...]:
        """Name the organisations to show."""
        return tuple(org for org in review.paper.orgs if ("org", org) != self.shared)

    def reviewers(self, review: Review) -> tuple[str, ...]:
        """Name who reviewed it: all of several, also where one is known."""
        names = review.reviewers
        return () if tuple(("reviewer", name) for name in names) == (self.shared,) else names


def look_of(
    listing: Listing,
    reviews: Sequence[Review],
    *,
    images: str,
    has_lines: bool,
    shared: tuple[str, str] = ("", ""),
) -> Look:
    """Tell what a listing shows.

    Args:
        listing: What its author asks for.
        reviews: What it lists.
        images: One of `IMAGES`, where its author says nothing.
        has_lines: Whether there are lines for it, and not one alone.
        shared: A field and its value that all have, where something else says so.
    """
    usual = frozenset(PARTS) - _RARE - (frozenset() if has_lines else _BUSY)
    parts = usual.union(listing.show).difference(listing.hide)
    if "image" not in listing.show and not _has_room(images, reviews):
        parts -= {"image"}
    if "reviewer" not in listing.show and len({review.reviewers for review in reviews}) < 2:
        parts -= {"reviewer"}  # a journal of one person, or a post of one group
    return Look(parts, has_both="summary" in listing.show, shared=shared)


def _has_room(images: str, reviews: Iterable[Review]) -> bool:
    """Tell whether rows have room for a picture."""
    if images != "most":
        return images == "always"
    had = [bool(review.image) for review in reviews]
    return sum(had) * 2 > len(had)
