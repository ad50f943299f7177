"""How a listing looks: what its rows and cards show of a review beside the title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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

IMAGES = ("most", "always", "never")
"""When rows have room for a picture: where most of them have one, …"""


@dataclass(frozen=True, slots=True)
class Look:
    """What a listing shows of each review."""

    parts: frozenset[str] = frozenset(PARTS) - _RARE
    """Some of `PARTS`."""
    has_both: bool = False
    """Whether the TL;DR stands below a subtitle, too; else only in its place."""
    org: str = ""
    """What all are of, and something else says so: no row repeats it."""

    def texts(self, review: Review) -> Iterator[tuple[str, tuple[Run, ...]]]:
        """Yield what stands below the title, by its part."""
        subtitle = review.paper.subtitle if "subtitle" in self.parts else ()
        if subtitle:
            yield "subtitle", subtitle
        if review.summary and "summary" in self.parts and (self.has_both or not subtitle):
            yield "summary", review.summary

    def orgs(self, review: Review) -> tuple[str, ...]:
        """Name the organisations to show."""
        return tuple(org for org in review.paper.orgs if org != self.org)


def look_of(
    listing: Listing, reviews: Iterable[Review], *, images: str, has_lines: bool, org: str = ""
) -> Look:
    """Tell what a listing shows.

    Args:
        listing: What its author asks for.
        reviews: What it lists.
        images: One of `IMAGES`, where its author says nothing.
        has_lines: Whether there are lines for it, and not one alone.
        org: What all are of.
    """
    usual = frozenset(PARTS) - _RARE - (frozenset() if has_lines else _BUSY)
    parts = usual.union(listing.show).difference(listing.hide)
    if "image" not in listing.show and not _has_room(images, reviews):
        parts -= {"image"}
    return Look(parts, has_both="summary" in listing.show, org=org)


def _has_room(images: str, reviews: Iterable[Review]) -> bool:
    """Tell whether rows have room for a picture."""
    if images != "most":
        return images == "always"
    had = [bool(review.image) for review in reviews]
    return sum(had) * 2 > len(had)
