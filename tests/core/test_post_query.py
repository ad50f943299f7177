"""Listings of posts: selected, grouped, in order; and what stands for each."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.core.library import Library
from sphinx_paperreview.core.model import Paper, Post, Review
from sphinx_paperreview.core.post_query import (
    POST_GROUP_KEYS,
    PostListing,
    cut,
    group_posts,
    select_posts,
    titles_within,
)
from sphinx_paperreview.core.query import Condition
from sphinx_paperreview.core.runs import Run
from sphinx_paperreview.core.tables import Neighbours

TAGS = ["video", "Video", "audio", "서베이"]
DATES = ["", "2024-12-31", "2025-11-20", "2025-11-27"]
tags = st.lists(st.sampled_from(TAGS), max_size=2).map(tuple)

drawn_posts = st.builds(
    Post,
    docname=st.sampled_from("abcdefgh"),
    date=st.sampled_from(DATES),
    time=st.sampled_from(["", "07:00:00", "19:00:00"]),
    tags=tags,
    draft=st.booleans(),
    reviews=st.lists(
        st.builds(Review, paper=st.just(Paper()), tags=tags, indexed=st.booleans()), max_size=2
    ).map(tuple),
)
journals = st.lists(drawn_posts, max_size=6, unique_by=lambda post: post.docname)
listings = st.builds(
    PostListing, tags=st.builds(Condition, key=st.just("tag"), wanted=tags, unwanted=tags)
)


def library_of(posts: list[Post]) -> Library:
    library = Library()
    for post in posts:
        library.add(post)
    return library


def plainly_listed(posts: list[Post], listing: PostListing) -> list[str]:
    """Read the rules one after the other."""
    found = []
    for post in posts:
        indexed = [review for review in post.reviews if review.indexed]
        if post.draft or not indexed:
            continue
        own = {tag.lower() for tag in [*post.tags, *(tag for r in indexed for tag in r.tags)]}
        if own & {tag.lower() for tag in listing.tags.unwanted}:
            continue
        if listing.tags.wanted and not own & {tag.lower() for tag in listing.tags.wanted}:
            continue
        found.append(post)
    # One rule at a time, the last one first: a sort keeps the order of what it finds equal.
    found.sort(key=lambda post: post.docname)
    found.sort(key=lambda post: post.time, reverse=True)
    found.sort(key=lambda post: post.date, reverse=True)
    return [post.docname for post in found]


@given(journals, listings)
def test_a_listing_holds_what_its_rules_say(posts: list[Post], listing: PostListing) -> None:
    """Selected by tag, newest first, whatever the order in which the pages were read."""
    for order in (posts, posts[::-1]):
        found = select_posts(library_of(order).listed_posts(), listing)
        assert [post.docname for post in found] == plainly_listed(posts, listing)


@pytest.mark.parametrize("key", POST_GROUP_KEYS)
@given(posts=journals)
def test_groups_hold_every_post_once_in_order(key: str, posts: list[Post]) -> None:
    """Grouping changes no order and loses nothing; what has no date comes last."""
    listed = library_of(posts).listed_posts()
    groups = group_posts(listed, key)
    assert [post for group in groups for post in group.posts] == list(listed)
    length = {"year": 4, "month": 7}[key]
    assert all(post.date[:length] == group.label for group in groups for post in group.posts)
    labels = [group.label for group in groups]
    assert len(labels) == len(set(labels))
    assert "" not in labels[:-1]


@given(journals)
def test_neighbours_lead_through_all_dated_posts(posts: list[Post]) -> None:
    """From the newest, always to the older one, past each dated post once, and back."""
    library = library_of(posts)
    dated = [post for post in library.listed_posts() if post.date]
    for newer, older in pairwise(dated):
        assert library.neighbours(newer.docname).older == older
        assert library.neighbours(older.docname).newer == newer
    if dated:
        assert library.neighbours(dated[0].docname).newer is None
        assert library.neighbours(dated[-1].docname).older is None
    for post in posts:
        if post not in dated:
            assert library.neighbours(post.docname) == Neighbours()


def test_a_library_that_changes_has_other_neighbours() -> None:
    """A page that is read again or gone is not remembered."""
    review = Review(Paper())
    posts = [Post(name, date=f"2025-01-0{name}", reviews=(review,)) for name in "123"]
    library = library_of(posts)
    assert library.neighbours("1").newer == posts[1]
    library.clear("2")
    assert library.neighbours("1").newer == posts[2]


def post_of(*titles: str, title: str = "Post", indexed: bool = True) -> Post:
    reviews = (Review(Paper(title=(Run(text),)), indexed=indexed) for text in titles)
    return Post("a", title=title, reviews=tuple(reviews))


@pytest.mark.parametrize(
    ("post", "titles"),
    [
        (post_of("Harmony: Generating Audio", "LoRA"), ("Harmony", "LoRA")),
        (post_of("Harmony: One", "Harmony: Two", "LoRA"), ("Harmony", "LoRA")),
        (post_of("Harmony", title="Harmony"), ()),
        (post_of("Harmony", "LoRA", title="HARMONY"), ("LoRA",)),
        (post_of("", "LoRA"), ("LoRA",)),
        (post_of("LoRA", indexed=False), ()),
    ],
)
def test_papers_are_named_in_short(post: Post, titles: tuple[str, ...]) -> None:
    """Up to the colon, each once, without what the post itself is called."""
    assert titles_within(post) == titles


@pytest.mark.parametrize(
    ("text", "length", "shown"),
    [
        ("short", 5, "short"),
        ("one two three", 9, "one two…"),
        ("one two three", 7, "one two…"),
        ("one two, three", 9, "one two…"),
        ("one two. Three", 10, "one two.…"),
        ("深度学习的残差网络", 4, "深度学习…"),
        ("a " + "深" * 100, 60, "a " + "深" * 58 + "…"),
        ("cafe\N{COMBINING ACUTE ACCENT}s", 4, "caf…"),
        ("ab\N{WOMAN}\N{ZERO WIDTH JOINER}\N{PERSONAL COMPUTER}", 4, "ab…"),
        ("", 4, ""),
    ],
)
def test_a_text_is_cut_at_a_word(text: str, length: int, shown: str) -> None:
    """At a word where one ends near; else at a character, with its marks."""
    assert cut(text, length) == shown


@given(st.text(), st.integers(1, 60))
def test_a_cut_text_is_the_beginning_of_the_text(text: str, length: int) -> None:
    """Never longer than asked for but for the ellipsis, never changed otherwise."""
    shown = cut(text, length)
    if len(text) <= length:
        assert shown == text
    else:
        assert shown.endswith("…")
        assert text.startswith(shown[:-1])
        assert len(shown) <= length + 1
