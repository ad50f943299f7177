"""What charts count: papers, once for each day, month, organisation or tag that has them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.core.charts import CHARTS, LEVELS, Bar, Chart, Counted, Month, count
from sphinx_paperreview.core.identifiers import PaperId
from sphinx_paperreview.core.model import Paper, Post, Review
from sphinx_paperreview.core.tables import Tables
from tests.work import is_linear

DAYS = st.dates(date(1999, 12, 1), date(2026, 1, 31)).map(date.isoformat)


def _review(number: int, day: str, page: str, *orgs: str) -> Review:
    paper = Paper(ids=(PaperId("arxiv", f"2511.{number:05}"),), orgs=orgs)
    return Review(paper, docname=page, date=day)


def _counted(kind: str, reviews: Sequence[Review], limit: int = 0) -> Counted:
    by_page: dict[str, list[Review]] = {}
    for review in reviews:
        by_page.setdefault(review.docname, []).append(review)
    posts = [Post(name, name, reviews=tuple(found)) for name, found in by_page.items()]
    tables = Tables.of(posts)
    return count(tables.reviews, Chart(kind, limit=limit), tables.count_papers)


def _reviews(*days: str, org: str = "") -> list[Review]:
    """Review a paper of its own on each day."""
    orgs = (org,) if org else ()
    return [_review(number, day, f"p{number}", *orgs) for number, day in enumerate(days, 1)]


def test_months_have_no_gaps() -> None:
    """A month without a paper stands between two that have some; none before the first."""
    found = _counted("months", _reviews("2025-11-02", "2025-08-30", "2025-11-27", ""))
    assert found.bars == (
        Bar("2025-08", 1), Bar("2025-09", 0), Bar("2025-10", 0), Bar("2025-11", 2),
    )  # fmt: skip
    assert (found.papers, found.others, found.more) == (4, 1, 0)


def test_the_newest_months_are_shown() -> None:
    """What is older is counted by the months that have papers."""
    found = _counted("months", _reviews("2025-11-02", "2025-01-30", "2020-05-05"), limit=3)
    assert [bar.label for bar in found.bars] == ["2025-09", "2025-10", "2025-11"]
    assert found.more == 2


def test_a_month_far_from_all_others_hides_none_of_them_silently() -> None:
    """A mistyped year makes no chart of a hundred thousand months."""
    found = _counted("months", _reviews("9999-12-31", "0001-01-01", "2025-11-02"))
    assert len(found.bars) == 12
    assert found.more == 2


def test_a_calendar_has_whole_years_and_only_those_with_papers() -> None:
    found = _counted("heatmap", _reviews("2025-11-02", "2025-11-02", "2023-02-28", ""))
    assert [month.label for month in found.months] == [
        f"{year}-{month:02}" for year in (2025, 2023) for month in range(1, 13)
    ]
    assert found.bars == (Bar("2023-02-28", 1), Bar("2025-11-02", 2))
    november = found.months[10]
    assert (november.papers, november.days) == (2, (Bar("2025-11-02", 2),))
    assert found.others == 1


def test_a_calendar_of_twenty_years_shows_the_newest() -> None:
    days = [f"{year}-01-01" for year in range(2006, 2026)]
    found = _counted("heatmap", _reviews(*days))
    assert {month.label[:4] for month in found.months} == {"2025", "2024", "2023"}
    assert found.more == 17
    assert len(_counted("heatmap", _reviews(*days), limit=20).months) == 240


def test_those_with_most_papers_come_first() -> None:
    """Of several with as many, the first by name."""
    reviews = [
        _review(1, "2025-11-01", "a", "Beta", "Alpha"),
        _review(2, "2025-11-01", "b", "Gamma"),
        _review(2, "2025-11-02", "c", "Gamma"),
        _review(3, "2025-11-03", "d", "Gamma"),
        _review(4, "2025-11-03", "e"),
    ]
    found = _counted("orgs", reviews)
    assert found.bars == (Bar("Gamma", 2), Bar("Alpha", 1), Bar("Beta", 1))
    assert (found.papers, found.others) == (4, 1)
    assert _counted("orgs", reviews, limit=1).more == 2


@pytest.mark.parametrize("kind", CHARTS)
def test_a_chart_of_nothing_has_nothing(kind: str) -> None:
    assert _counted(kind, []) == Counted(0)
    assert _counted(kind, []).most is None


@given(st.lists(DAYS, max_size=30), st.integers(1, 40))
def test_each_paper_is_drawn_or_counted_as_left_out(days: list[str], limit: int) -> None:
    """With room for all, the marks of papers reviewed once add up to all papers."""
    reviews = _reviews(*days, org="Alpha")
    for kind in ("heatmap", "months"):
        whole, cut = _counted(kind, reviews, limit=1000), _counted(kind, reviews, limit=limit)
        assert sum(bar.papers for bar in whole.bars) == whole.papers == len(days)
        shown = {bar.label for bar in cut.bars if bar.papers}
        assert shown <= {bar.label for bar in whole.bars}
        for month in cut.months:
            assert month.papers == sum(day.papers for day in month.days)
        key = (lambda label: label[:4]) if kind == "heatmap" else str
        every = {key(bar.label) for bar in whole.bars if bar.papers}
        assert cut.more == len(every - {key(label) for label in shown})


@given(st.dates(date(1, 1, 1), date(9998, 12, 31)))
def test_a_day_stands_below_its_weekday(day: date) -> None:
    """A week is a column; Monday stands at the top; the next month begins where this one ends."""
    month = Month(f"{day.year:04}-{day.month:02}", 0)
    column, row = month.cell(day.day)
    assert row == day.weekday()
    assert column <= 5
    last = date(day.year, day.month, month.length)
    assert (last + timedelta(days=1)).day == 1


@given(st.lists(st.integers(1, 50), min_size=1))
def test_more_papers_are_never_paler(papers: list[int]) -> None:
    found = Counted(sum(papers), tuple(Bar(str(n), n) for n in papers))
    levels = [found.level(n) for n in sorted(papers)]
    assert levels == sorted(levels)
    assert set(levels) <= set(range(1, LEVELS + 1))
    assert found.level(0) == 0
    assert levels[-1] == (min(LEVELS, max(papers)))


def test_the_shades_of_many_days_take_no_longer_each() -> None:
    """What has most papers is looked for once, and not for each day."""

    def run(size: int) -> Callable[[], object]:
        counted = Counted(size, tuple(Bar(str(n), 1) for n in range(size)))
        return lambda: [counted.level(1) for _ in range(size)]

    assert is_linear(run, 50)
