"""What charts draw: how many papers each day, month, organisation or tag has."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.query import Query, gather, group

CHARTS: Mapping[str, str] = {"heatmap": "month", "months": "month", "orgs": "org", "tags": "tag"}
"""The kinds of charts, and of the pages that their marks lead to."""

LIMITS: Mapping[str, int] = {"heatmap": 3, "months": 12, "orgs": 10, "tags": 10}
"""How many years, months, organisations or tags a chart shows where its author does not say."""

LEVELS = 4
"""How many shades tell days with papers apart."""

_WEEK = 7
_MONTHS = 12

Count = Callable[[Iterable[Review]], int]
"""Counts the papers of some reviews: one may be reviewed several times."""


@dataclass(frozen=True, slots=True)
class Chart:
    """What an author asks of a chart."""

    kind: str = "heatmap"
    """One of `CHARTS`."""
    query: Query = field(default_factory=Query)
    """Which reviews are counted."""
    limit: int = 0
    """How many years, months, organisations or tags to show; 0: as many as is usual."""
    title: str = ""
    """What it is called; empty: as is usual for its kind."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A label and how many papers it has."""

    label: str
    """A value as `core.fields.VALUES` gives it: ``2025-11``, ``2025-11-27``, ``Google``."""
    papers: int


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a calendar."""

    label: str
    """Year and month: ``2025-11``."""
    papers: int
    days: tuple[Bar, ...] = ()
    """The days that have papers, in their order."""

    @property
    def first(self) -> date:
        """Its first day."""
        return date.fromisoformat(f"{self.label}-01")

    @property
    def length(self) -> int:
        """How many days it has."""
        return monthrange(self.first.year, self.first.month)[1]

    def cell(self, day: int) -> tuple[int, int]:
        """Give the column (a week) and the row (a weekday, Monday first) of a day, from 0."""
        return divmod(self.first.weekday() + day - 1, _WEEK)


@dataclass(frozen=True)
class Counted:
    """What a chart shows."""

    papers: int
    """In all that was asked for."""
    bars: tuple[Bar, ...] = ()
    """What has a mark, in the order in which marks stand."""
    months: tuple[Month, ...] = ()
    """Of a calendar: all of each year that it shows, the newest year first."""
    more: int = 0
    """How many years, months, organisations or tags are left out."""
    others: int = 0
    """How many papers have no date, organisation or tag, and so no mark."""

    @property
    def years(self) -> Iterator[tuple[str, Sequence[Month]]]:
        """The months of each year of a calendar."""
        for start in range(0, len(self.months), _MONTHS):
            yield self.months[start].label[:4], self.months[start : start + _MONTHS]

    @cached_property
    def most(self) -> Bar | None:
        """What has most papers: of several, the first. Each mark is compared with it."""
        return max(self.bars, key=lambda bar: bar.papers, default=None)

    def level(self, papers: int) -> int:
        """Give the shade of a day, from 1 to `LEVELS`; 0 where it has no paper."""
        highest = max(self.most.papers if self.most else 0, LEVELS)
        return -(-LEVELS * papers // highest)


def count(reviews: Sequence[Review], chart: Chart, count_papers: Count) -> Counted:
    """Count what a chart shows.

    Args:
        reviews: What its author asks for, newest first.
        chart: What is drawn of them.
        count_papers: Counts the papers of some of them.
    """
    limit = chart.limit or LIMITS[chart.kind]
    found = _papers(reviews, CHARTS[chart.kind], count_papers)
    papers, others = count_papers(reviews), found.pop("", 0)
    if chart.kind == "heatmap":
        years = sorted({month[:4] for month in found}, reverse=True)
        shown = years[:limit]
        days = [
            Bar(*day)
            for day in sorted(_papers(reviews, "day", count_papers).items())
            if day[0][:4] in shown
        ]
        months = tuple(_months(shown, found, days))
        return Counted(papers, tuple(days), months, len(years) - len(shown), others)
    if chart.kind == "months":
        bars = [Bar(label, found.get(label, 0)) for label in _last_months(found, limit)]
    else:
        bars = sorted((Bar(*one) for one in found.items()), key=lambda bar: -bar.papers)[:limit]
    more = len(found.keys() - {bar.label for bar in bars})
    return Counted(papers, tuple(bars), more=more, others=others)


def _papers(reviews: Sequence[Review], key: str, count_papers: Count) -> dict[str, int]:
    """Count the papers of each group, in the order of groups."""
    return {found.label: count_papers(found.reviews) for found in group(reviews, key)}


def _months(
    years: Iterable[str], papers: Mapping[str, int], days: Iterable[Bar]
) -> Iterator[Month]:
    """Yield all months of some years, also those without a paper."""
    days_of = gather(days, lambda day: [day.label[:7]])
    for year in years:
        for number in range(1, _MONTHS + 1):
            label = f"{year}-{number:02}"
            yield Month(label, papers.get(label, 0), tuple(days_of.get(label, ())))


def _last_months(months: Iterable[str], limit: int) -> list[str]:
    """Name so many months up to the last of some, without a gap, and none before the first."""
    numbers = [int(month[:4]) * _MONTHS + int(month[5:]) - 1 for month in months]
    if not numbers:
        return []
    first = max(min(numbers), max(numbers) - limit + 1)
    return [f"{n // _MONTHS:04}-{n % _MONTHS + 1:02}" for n in range(first, max(numbers) + 1)]
