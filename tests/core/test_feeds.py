"""Which feeds there are, of what, and when that was written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sphinx_paperreview.core.feeds import DIGEST, FEEDS, POSTS, Feeds, moment, updated, week_of
from sphinx_paperreview.core.model import Paper, Post, Review
from sphinx_paperreview.core.pages import KINDS, plan_pages
from sphinx_paperreview.core.tables import Tables


def _post(name: str, date: str, *, draft: bool = False, **review: object) -> Post:
    paper = Paper(orgs=("NVIDIA",), venue="ICLR 2026")
    one = Review(paper, docname=name, anchor="a", date=date, tags=("a",), indexed=not draft)
    return Post(name, name, date, draft=draft, reviews=(replace(one, **review),))  # type: ignore[arg-type]


def _feeds(*posts: Post, wanted: tuple[str, ...] = FEEDS) -> Feeds:
    tables = Tables.of(posts)
    return Feeds(tables, plan_pages(tables, "papers", KINDS), wanted)


def test_what_has_no_date_is_in_no_feed() -> None:
    feeds = _feeds(_post("one", ""))
    assert (feeds.of_journal, dict(feeds.of_pages)) == ((), {})
    feeds = _feeds(_post("one", ""), _post("two", "2025-11-27"))
    assert [post.docname for post in feeds.posts] == ["two"]
    assert set(feeds.docnames) == {"two"}


def test_a_draft_is_in_no_feed() -> None:
    feeds = _feeds(_post("one", "2025-11-27", draft=True), _post("two", "2024-11-27", draft=True))
    assert (feeds.of_journal, dict(feeds.of_pages)) == ((), {})


def test_each_value_has_a_feed_but_for_months() -> None:
    assert _feeds(_post("one", "2025-11-27")).of_pages == {
        "papers/org/nvidia": "papers/org/nvidia.xml",
        "papers/tag/a": "papers/tag/a.xml",
        "papers/venue/iclr-2026": "papers/venue/iclr-2026.xml",
    }


def test_whoever_reviews_has_a_feed_among_several() -> None:
    """As any kind of pages that is added: the table of kinds says which there are."""
    posts = [
        _post(name, f"2025-11-2{number}", reviewers=(name,))
        for number, name in enumerate(("ada", "jisoo"))
    ]
    feeds = [name for name in _feeds(*posts).of_pages if "reviewer" in name]
    assert feeds == ["papers/reviewer/ada", "papers/reviewer/jisoo"]


def test_a_value_with_a_page_for_each_year_has_one_feed() -> None:
    posts = [_post(f"{n:03}", f"{2024 + n % 2}-11-27") for n in range(201)]
    feeds = _feeds(*posts)
    assert "papers/org/nvidia/2024" in {page.name for page in feeds.plan.pages}
    assert [name for name in feeds.of_pages if "nvidia" in name] == ["papers/org/nvidia"]


def test_ten_thousand_posts_have_their_weeks() -> None:
    """Of 28 years; how many stand in a feed is said where it is written."""
    first = date(1998, 1, 1)
    days = [(first + timedelta(number)).isoformat() for number in range(10_000)]
    feeds = _feeds(*(_post(f"posts/{day}", day) for day in days))
    assert [post.date for post in feeds.posts] == days[::-1]
    # The last one is not over.
    assert list(feeds.weeks) == sorted({week_of(day) for day in days}, reverse=True)[1:]
    assert {len(reviews) for reviews in list(feeds.weeks.values())[:-1]} == {7}
    assert feeds.of_pages.keys() == {"papers/org/nvidia", "papers/tag/a", "papers/venue/iclr-2026"}


def test_a_week_is_told_when_it_is_over() -> None:
    one, two = _post("one", "2025-11-24"), _post("two", "2025-11-30")
    assert _feeds(one, two).of_journal == (POSTS,)
    later = _post("three", "2025-12-01")
    feeds = _feeds(one, two, later)
    assert feeds.of_journal == (POSTS, DIGEST)
    assert {week: [r.docname for r in reviews] for week, reviews in feeds.weeks.items()} == {
        "2025-W48": ["two", "one"]
    }


def test_settings_say_which() -> None:
    posts = _post("one", "2025-11-24"), _post("two", "2025-12-01")
    assert _feeds(*posts, wanted=()).of_journal == ()
    assert _feeds(*posts, wanted=("digest",)).of_journal == (DIGEST,)
    assert not _feeds(*posts, wanted=("posts", "digest")).of_pages


@pytest.mark.parametrize(
    ("day", "week"),
    [("2024-12-30", "2025-W01"), ("2021-01-03", "2020-W53"), ("2025-11-27", "2025-W48")],
)
def test_weeks_are_those_of_iso_8601(day: str, week: str) -> None:
    assert week_of(day) == week


def test_a_change_counts_where_it_came_later() -> None:
    published = moment("2025-11-27", "08:15:00")
    assert published == "2025-11-27T08:15:00Z"
    assert updated(published, [Post("a")]) == published
    assert updated(published, [Post("a", updated="2025-11-26")]) == published
    posts = [Post("a", updated="2025-12-01T10:00:00"), Post("b", updated="2025-11-30")]
    assert updated(published, posts) == "2025-12-01T10:00:00Z"
