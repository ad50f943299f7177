"""The pages of a value: one, or one for each year, and leaves of those that are long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sphinx_paperreview.core.leaves import (
    ALONE,
    FIRST,
    Leaf,
    Names,
    Turning,
    cut,
    leaves_of,
    turnings,
)
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.query import Group, group
from sphinx_paperreview.core.weights import HEADING, row_weight

_UNDATED = "undated"

_HANDFUL = 5
"""So many papers need no filter."""


@dataclass(frozen=True, slots=True)
class GroupPage:
    """A page that lists the reviews with one value; or a leaf of them, of one year among them."""

    name: str
    """Where it stands: a docname, such as ``papers/org/google``."""
    kind: str
    """One of `KINDS`."""
    label: str
    """The value, as `core.fields.VALUES` gives it."""
    reviews: tuple[Review, ...] = field(repr=False)
    """What it lists, newest first."""
    year: str = ""
    """The year that it is limited to, where the value has a page for each."""
    years: tuple[tuple[str, str, int], ...] = ()
    """For each year, newest first: the year, the page, and the number of reviews."""
    total: tuple[Review, ...] = field(default=(), repr=False)
    """The reviews of all years."""
    of_year: tuple[Review, ...] = field(default=(), repr=False)
    """The reviews of its year, or of the value: those of all leaves that it can be turned to."""
    turning: Turning = ALONE
    """How to turn to the other leaves."""

    @property
    def has_filter(self) -> bool:
        """Whether readers can filter it: for a handful of papers, that is longer than the list."""
        return len(self.total) > _HANDFUL

    @property
    def is_first(self) -> bool:
        """Whether it is the value's own page, to which badges lead."""
        return self.is_head and (not self.years or self.years[0][1] == self.name)

    @property
    def is_head(self) -> bool:
        """Whether it is the leaf of its year, or of the value, that readers meet first."""
        return self.turning.here == FIRST


_Year = tuple[str, str, tuple[Review, ...]]
"""A year, the page of it that readers meet first, and its reviews."""


@dataclass
class Cutter:
    """Cuts what is too long for a page."""

    rows: int
    _weights: dict[int, int] = field(default_factory=dict)
    """Of reviews, by their identity: each stands on many pages."""

    def pages(self, name: str, kind: str, found: Group) -> Iterator[GroupPage]:
        """Yield the page of a value; of one with many reviews, those of each year, newest first."""
        years = list(self._years(name, kind, found))
        table = tuple((year, page, len(some)) for year, page, some in years if len(years) > 1)
        leaves = [self._leaves(name, kind, year) for year in years]
        heads = ["", *(cut_up[0][0].name for cut_up in leaves), ""]
        tails = ["", *(cut_up[-1][0].name for cut_up in leaves)]
        for at, cut_up in enumerate(leaves):
            year = years[at][0] if table else ""
            ways = turnings([leaf for leaf, _some in cut_up], tails[at], heads[at + 2])
            for (leaf, some), way in zip(cut_up, ways, strict=True):
                value = leaf.name, kind, found.label, some, year, table
                yield GroupPage(*value, found.reviews, years[at][2], way)

    def _years(self, name: str, kind: str, found: Group) -> Iterator[_Year]:
        """Yield the years that have pages, newest first; all in one where that is one page."""
        is_whole = kind == "month" or len(cut(self._weigh(kind, found.reviews), self.rows)) == 1
        years = () if is_whole else group(found.reviews, "year")
        if len(years) < 2:
            yield "", name, found.reviews
            return
        # The newest year stands on the page itself, so that its address never changes.
        for year in years:
            page = name if year is years[0] else f"{name}/{year.label or _UNDATED}"
            yield year.label, page, year.reviews

    def _leaves(self, name: str, kind: str, year: _Year) -> list[tuple[Leaf, tuple[Review, ...]]]:
        """Cut what is of one year into leaves, newest first, numbered from the oldest.

        Their addresses hold the year also where there is no other yet.
        """
        _year, head, reviews = year
        stem = name if kind == "month" else f"{name}/{reviews[0].date[:4] or _UNDATED}"
        weights = self._weigh(kind, reviews)
        found = leaves_of(weights, self.rows, Names(head, stem), is_dated=True)
        return [(leaf, reviews[part]) for leaf, part in found]

    def _weigh(self, kind: str, reviews: tuple[Review, ...]) -> list[int]:
        """Weigh the rows of some reviews."""
        known = self._weights
        for review in reviews:
            if id(review) not in known:
                known[id(review)] = row_weight(review)
        weights = [known[id(review)] for review in reviews]
        if kind == "month":  # each post has a heading
            for at, review in enumerate(reviews):
                weights[at] += HEADING * (not at or reviews[at - 1].docname != review.docname)
        return weights
