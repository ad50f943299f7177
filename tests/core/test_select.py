"""Selecting and sorting reviews, against a plain reading of the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.core.identifiers import PaperId
from sphinx_paperreview.core.model import Link, Paper, Partial, Review
from sphinx_paperreview.core.query import (
    CONDITION_KEYS,
    SORT_KEYS,
    Condition,
    Query,
    select,
)
from sphinx_paperreview.core.runs import Run
from sphinx_paperreview.core.tables import newest_first
from sphinx_paperreview.core.values import series_of

WORDS = ["Google", "google", "NVIDIA", "네이버", "ICLR 2026", "iclr", "read", "2025", "arxiv"]
IDS = [PaperId("arxiv", f"2511.0000{number}") for number in range(1, 5)]
DATES = ["", "2024-12-31", "2025-01-01", "2025-11-20", "2025-11-27"]
words = st.lists(st.sampled_from(WORDS), max_size=2).map(tuple)

drawn_reviews = st.builds(
    Review,
    paper=st.builds(
        Paper,
        ids=st.lists(st.sampled_from(IDS), max_size=2, unique=True).map(tuple),
        title=st.sampled_from(["", "B", "a", "한글"]).map(lambda text: (Run(text),)),
        orgs=words,
        authors=words,
        venue=st.sampled_from(["", "ICLR 2026", "ICLR 2025", "JMLR"]),
        published=st.sampled_from([None, Partial(2024), Partial(2025, 11)]),
        sources=words,
        links=st.lists(
            st.sampled_from(["code", "video"]).map(lambda kind: Link(kind, "https://x.org")),
            max_size=2,
        ).map(tuple),
    ),
    docname=st.sampled_from(["journal/a", "journal/b", "notes"]),
    position=st.integers(0, 99),
    date=st.sampled_from(DATES),
    tags=words,
    post_tags=words,
    reviewers=words,
    rating=st.sampled_from([None, 0.0, 3.5, 5.0]),
    status=st.sampled_from(["read", "to-read"]),
)
libraries = st.lists(
    drawn_reviews, max_size=8, unique_by=lambda review: (review.docname, review.position)
).map(lambda reviews: tuple(sorted(reviews, key=newest_first)))

conditions = st.builds(Condition, key=st.sampled_from(CONDITION_KEYS), wanted=words, unwanted=words)
queries = st.builds(
    Query,
    conditions=st.lists(conditions, max_size=3).map(tuple),
    since=st.sampled_from(["", "2025", "2025-11", "2025-11-21"]),
    until=st.sampled_from(["", "2024", "2025-11", "2025-11-20"]),
    posts=st.lists(st.sampled_from(["journal/*", "notes", "*"]), max_size=2).map(tuple),
    has=st.lists(st.sampled_from(["code", "!code", "video"]), max_size=2).map(tuple),
    sort=st.sampled_from([*SORT_KEYS, *(f"-{key}" for key in SORT_KEYS)]),
)


def plainly_has(review: Review, key: str, word: str) -> bool:
    """Tell whether a review has a value, case left aside."""
    values: dict[str, Iterable[str]] = {
        "org": review.paper.orgs,
        "tag": [*review.tags, *review.post_tags],
        "source": review.paper.sources,
        "venue": [review.paper.venue, review.paper.venue.split(" ")[0]],
        "author": review.paper.authors,
        "reviewer": review.reviewers,
        "status": [review.status],
        "year": [review.date[:4]],
    }
    return word.lower() in [value.lower() for value in values[key]]


def plainly_holds(review: Review, query: Query) -> bool:
    """Read the rules one after the other."""
    for condition in query.conditions:
        if any(plainly_has(review, condition.key, word) for word in condition.unwanted):
            return False
        if condition.wanted and not any(
            plainly_has(review, condition.key, word) for word in condition.wanted
        ):
            return False
    if (query.since or query.until) and not review.date:
        return False
    if query.since and review.date < query.since:
        return False
    if query.until and review.date > query.until + "~":
        return False
    folder, _, _name = review.docname.rpartition("/")
    patterns = {"journal/*": folder == "journal", "notes": not folder, "*": not folder}
    if query.posts and not any(patterns[post] for post in query.posts):
        return False
    kinds = {link.kind for link in review.paper.links}
    return all((kind.lstrip("!") in kinds) != kind.startswith("!") for kind in query.has)


@given(libraries, queries)
def test_a_query_selects_what_its_rules_say(library: tuple[Review, ...], query: Query) -> None:
    """The reviews that a query selects are those for which each rule holds, each once."""
    found = select(library, query)
    assert sorted(found, key=newest_first) == [r for r in library if plainly_holds(r, query)]


@given(libraries, st.sampled_from(CONDITION_KEYS), st.sampled_from(["", " "]))
def test_nothing_is_no_value(library: tuple[Review, ...], key: str, blank: str) -> None:
    """A review without a date is not of the year "", which an option that nobody can read asks."""
    assert select(library, Query(conditions=(Condition(key, wanted=(blank,)),))) == ()
    assert len(select(library, Query(conditions=(Condition(key, unwanted=(blank,)),)))) == len(
        library
    )


VALUES: dict[str, Callable[[Review], Any]] = {
    "date": lambda r: (r.date, r.time) if r.date else None,
    "title": lambda r: r.title.lower() or None,
    "published": lambda r: r.paper.published.isoformat() if r.paper.published else None,
    "rating": lambda r: r.rating,
    "org": lambda r: r.paper.orgs[0].lower() if r.paper.orgs else None,
    "reviewer": lambda r: r.reviewers[0].lower() if r.reviewers else None,
    "mentions": lambda r: len(r.title) % 3 or None,
}


@pytest.mark.parametrize("key", SORT_KEYS)
@pytest.mark.parametrize("sign", ["", "-"])
@given(library=libraries)
def test_a_sort_is_total(key: str, sign: str, library: tuple[Review, ...]) -> None:
    """Values stand in order; those alike stand newest first, those without a value last."""
    found = select(library, Query(sort=sign + key), mentions=lambda r: len(r.title) % 3)
    for one, other in pairwise(found):
        value, next_value = VALUES[key](one), VALUES[key](other)
        if value is None or value == next_value:
            assert next_value is None or value is not None
            if value == next_value:
                assert newest_first(one) < newest_first(other)
        elif next_value is not None:
            assert (value > next_value) if sign else (value < next_value)


@given(libraries, st.permutations(IDS))
def test_papers_stand_in_the_order_asked_for(
    library: tuple[Review, ...], papers: list[PaperId]
) -> None:
    """Named papers stand in their order, each at its newest review."""
    found = select(library, Query(papers=tuple(papers)))
    expected = [
        next(review for review in library if paper in review.paper.ids)
        for paper in papers
        if any(paper in review.paper.ids for review in library)
    ]
    assert list(found) == expected


@pytest.mark.parametrize(
    ("venue", "series"),
    [("ICLR 2026", "ICLR"), ("NeurIPS '23", "NeurIPS"), ("JMLR", "JMLR"), ("2025", ""), ("", "")],
)
def test_a_venue_is_of_a_series(venue: str, series: str) -> None:
    """A venue's series is its name without its year."""
    assert series_of(venue) == series
