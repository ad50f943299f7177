"""Grouping reviews: what listings and indices stand on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.core.model import Paper, Review
from sphinx_paperreview.core.query import GROUP_KEYS, group

NAMES = ["Tencent", "tencent", "NVIDIA", "서울대학교", "a b"]

drawn_reviews = st.builds(
    Review,
    paper=st.builds(
        Paper,
        orgs=st.lists(st.sampled_from(NAMES), max_size=3).map(tuple),
        authors=st.lists(st.sampled_from(NAMES), max_size=3).map(tuple),
        venue=st.sampled_from(["", "ICLR 2026"]),
        sources=st.lists(st.sampled_from(["arxiv", "doi"]), unique=True).map(tuple),
    ),
    docname=st.sampled_from(["a", "b"]),
    position=st.integers(0, 99),
    date=st.sampled_from(["", "2024-12-31", "2025-11-27"]),
    tags=st.lists(st.sampled_from(["video", "audio"]), max_size=2).map(tuple),
    reviewers=st.lists(st.sampled_from(NAMES), max_size=2).map(tuple),
    status=st.sampled_from(["read", "to-read"]),
)


def _labels(review: Review, key: str) -> set[str]:
    values = {
        "org": review.paper.orgs,
        "tag": review.tags,
        "source": review.paper.sources,
        "venue": (review.paper.venue,),
        "author": review.paper.authors,
        "reviewer": review.reviewers,
        "year": (review.date.partition("-")[0],),
        "month": ("-".join(review.date.split("-")[:2]),),
        "day": (review.date,),
        "post": (review.docname,),
        "status": (review.status,),
    }
    return set(values[key]) or {""}


@pytest.mark.parametrize("key", GROUP_KEYS)
@given(reviews=st.lists(drawn_reviews, max_size=8))
def test_every_review_stands_in_each_of_its_groups_once(key: str, reviews: list[Review]) -> None:
    """None is lost, none stands elsewhere, each group keeps the order of the reviews."""
    groups = group(reviews, key)
    for found in groups:
        assert list(found.reviews) == [r for r in reviews if found.label in _labels(r, key)]
    labels = [found.label for found in groups]
    assert set(labels) == {label for review in reviews for label in _labels(review, key)}
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("key", GROUP_KEYS)
@given(reviews=st.lists(drawn_reviews, max_size=8))
def test_those_with_nothing_of_the_kind_come_last(key: str, reviews: list[Review]) -> None:
    """An empty label ends the listing."""
    labels = [found.label for found in group(reviews, key)]
    assert "" not in labels[:-1]


@given(reviews=st.lists(drawn_reviews, max_size=8), data=st.data())
def test_named_groups_stand_by_label_whatever_the_order(
    reviews: list[Review], data: st.DataObject
) -> None:
    """Organisations stand by name, case aside; two that differ in case alone stay two."""
    labels = [found.label for found in group(reviews, "org")]
    shuffled = data.draw(st.permutations(reviews))
    assert [found.label for found in group(shuffled, "org")] == labels
    named = [label for label in labels if label]
    assert named == sorted(named, key=lambda label: (label.casefold(), label))


def test_dates_and_posts_stand_in_the_order_of_the_reviews() -> None:
    """Newest first stays newest first."""
    reviews = [
        Review(Paper(), docname=docname, date=date)
        for docname, date in [("b", "2025-11-27"), ("a", "2025-10-01"), ("c", "2024-01-01")]
    ]
    assert [g.label for g in group(reviews, "month")] == ["2025-11", "2025-10", "2024-01"]
    assert [g.label for g in group(reviews, "year")] == ["2025", "2024"]
    assert [g.label for g in group(reviews, "post")] == ["b", "a", "c"]
