"""What there is to follow: which feeds, of what, and when that was written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sphinx_paperreview.core.model import Post, Review
from sphinx_paperreview.core.pages import Plan
from sphinx_paperreview.core.tables import Tables

FEEDS = ("posts", "pages", "digest")
"""Of what there are feeds: the posts, each generated page, the papers of each week."""

SUFFIX = ".xml"

POSTS, DIGEST = f"feed{SUFFIX}", f"digest{SUFFIX}"
"""What the feeds of the whole journal are called, at the top of the output."""

_COMPLETE = frozenset({"month"})
"""Kinds of pages that one day have all that they will have: nobody follows them."""


@dataclass(frozen=True)
class Feeds:
    """The feeds of an output. What has no date is in none: an entry has to say when it is of."""

    tables: Tables
    plan: Plan
    wanted: tuple[str, ...] = ()
    """Some of `FEEDS`; none where nobody knows where the site stands."""

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """The posts that there is a feed of, newest first."""
        return tuple(post for post in self.tables.posts if post.date and "posts" in self.wanted)

    @cached_property
    def docnames(self) -> frozenset[str]:
        """The pages of these posts."""
        return frozenset(post.docname for post in self.posts)

    @cached_property
    def weeks(self) -> Mapping[str, tuple[Review, ...]]:
        """The weeks that are over, newest first, by name: ``2025-W48``; no clock is asked.

        That a week is over is known when something of a later one is reviewed.
        """
        if "digest" not in self.wanted:
            return {}
        weeks: dict[str, list[Review]] = {}
        for review in self.tables.reviews:
            if review.date:
                weeks.setdefault(week_of(review.date), []).append(review)
        names = sorted(weeks, reverse=True)
        return {name: tuple(weeks[name]) for name in names[1:]}

    @property
    def of_journal(self) -> tuple[str, ...]:
        """Name the feeds of the whole journal."""
        return (*([POSTS] if self.posts else []), *([DIGEST] if self.weeks else []))

    @cached_property
    def of_pages(self) -> Mapping[str, str]:
        """The feed of each generated page that has one, by its name.

        A value that has a page for each year has one feed, on its own page.
        """
        pages = self.plan.pages if "pages" in self.wanted else ()
        followed = (page for page in pages if page.is_first and page.kind not in _COMPLETE)
        return {
            page.name: f"{page.name}{SUFFIX}"
            for page in followed
            if any(review.date for review in page.total)
        }


def week_of(day: str) -> str:
    """Name the week of a day, as ISO 8601 does.

    >>> week_of("2024-12-30")
    '2025-W01'
    """
    year, week, _weekday = date.fromisoformat(day).isocalendar()
    return f"{year:04d}-W{week:02d}"


def moment(day: str, time: str = "") -> str:
    """Write a moment as feeds do (RFC 3339); where nobody says where it was, it is of UTC.

    >>> moment("2025-11-27")
    '2025-11-27T00:00:00Z'
    """
    return f"{day}T{time or '00:00:00'}Z"


def updated(published: str, posts: Iterable[Post]) -> str:
    """Tell when what was published at a moment was last changed, with the posts that it is of.

    >>> updated(moment("2025-11-27"), [Post("a", updated="2025-11-28")])
    '2025-11-28T00:00:00Z'
    """
    told = (post.updated.partition("T") for post in posts if post.updated)
    return max([published, *(moment(day, time) for day, _t, time in told)])
