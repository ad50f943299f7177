"""The words of a source and of its result, each with its partner on the other side."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from sphinx_paperreview.importers.verify.result import Stretch
from sphinx_paperreview.importers.verify.table_order import align_rows
from sphinx_paperreview.importers.verify.units import Unit


@dataclass(frozen=True, slots=True)
class Place:
    """Where a review stands among the words of a result."""

    review: Stretch
    at: int
    """Of the first word of its title."""
    behind: int
    """Of the first word behind its title."""
    end: int
    """Of the next review's title, or behind the last word."""


@dataclass(frozen=True)
class Sides:
    """Both rows of words; the titles of reviews are words of the result, in their places."""

    ours: Sequence[Unit]
    theirs: Sequence[Unit]
    reviews: Sequence[Place]
    partners: Sequence[int]
    """For each word of the source its place in the result, or -1."""

    @classmethod
    def of(
        cls,
        ours: Sequence[Unit],
        stretches: Sequence[Stretch],
        rows: Collection[tuple[int, str]] = (),
    ) -> Sides:
        """Lay the words of a source beside what an import has made of them.

        The words of `rows`, lines of tables with their numbers, may have another order.
        """
        theirs: list[Unit] = []
        starts: list[tuple[Stretch, int, int]] = []
        for stretch in stretches:
            if stretch.fields is not None:
                starts.append((stretch, len(theirs), len(theirs) + len(stretch.title)))
                theirs += stretch.title
            theirs += stretch.units
        ends = [*(at for _, at, _ in starts[1:]), len(theirs)]
        reviews = [Place(*start, end) for start, end in zip(starts, ends, strict=False)]
        titles = [stretch.title for stretch, _, _ in starts]
        return cls(ours, theirs, reviews, align_rows(ours, theirs, rows, titles))

    def lost(self) -> Iterator[int]:
        """Give the words of the source's text without a partner."""
        return (i for i, j in enumerate(self.partners) if j < 0 and not self.ours[i].optional)

    def added(self) -> Iterator[int]:
        """Give the words of the result's text without a partner, but for those of titles."""
        for j in range(len(self.theirs)):
            unit = self.theirs[j]
            is_free = unit.optional or unit.label or unit.title
            if not (is_free or j in self._matched or j in self.titles):
                yield j

    @cached_property
    def _matched(self) -> frozenset[int]:
        return frozenset(self.partners)

    @cached_property
    def titles(self) -> frozenset[int]:
        """Words of the result that stand in titles of reviews."""
        return frozenset(j for place in self.reviews for j in range(place.at, place.behind))

    def missing_of(self, place: Place) -> list[Unit]:
        """Give the words of a review's title without a partner."""
        return [self.theirs[j] for j in range(place.at, place.behind) if j not in self._matched]

    def is_in_text(self, index: int) -> bool:
        """Tell a word of the source that is in the text of the result, too."""
        partner = self.partners[index]
        if partner < 0 or self.is_in_title(index):
            return False
        return not self.theirs[partner].optional

    def is_kept(self, index: int) -> bool:
        """Tell a word in the text that is there no name before what was a cell."""
        return self.is_in_text(index) and not self.theirs[self.partners[index]].label

    def is_in_title(self, index: int) -> bool:
        """Tell a word of the source that is in the title of the page or of a review."""
        partner = self.partners[index]
        return partner in self.titles or (partner >= 0 and self.theirs[partner].title)

    @cached_property
    def _before(self) -> list[int]:
        """For each place of the result, the last word of the source with a partner before it."""
        found = [-1] * (len(self.theirs) + 1)
        for index, partner in enumerate(self.partners):
            if partner >= 0:
                found[partner + 1] = index
        return [*accumulate(found, max)]

    def begin_of(self, place: Place) -> int:
        """Give the first word of the source that may belong to a review."""
        return self._before[place.at] + 1

    def end_of(self, place: Place) -> int:
        """Give the first word of the source that belongs to what follows, if anything does."""
        if place.end == len(self.theirs):
            return len(self.ours)
        behind = self._before[place.end + 1]
        return behind if behind > self._before[place.end] else len(self.ours)

    def line_of(self, place: Place) -> int:
        """Give the line of the source where a review begins."""
        begin, last = self.begin_of(place), self._before[place.behind]
        index = max(last, begin)
        return self.ours[min(index, len(self.ours) - 1)].line if self.ours else 0

    def line_before(self, index: int) -> int:
        """Give the line of the source behind which a word of the result stands."""
        before = self._before[index]
        return self.ours[before].line if before >= 0 else 0
