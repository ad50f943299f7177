"""Select and group posts, and say in short what each is about."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sphinx_paperreview.core.model import Post, Review
from sphinx_paperreview.core.query import Condition, gather
from sphinx_paperreview.core.titles import fold_title, short_title

EXCERPT_LENGTH = 200
"""Characters of an excerpt that a listing shows, about."""

_LAST_WORD = 40
"""Characters that a cut gives up for whole words; Chinese and Japanese text has no spaces."""

_GROUP_VALUES: Mapping[str, Callable[[Post], Sequence[str]]] = {
    "year": lambda post: [post.date[:4]],
    "month": lambda post: [post.date[:7]],
}

_ANY_TAG, _ANYBODY = Condition("tag"), Condition("reviewer")

POST_GROUP_KEYS = tuple(_GROUP_VALUES)
"""What a listing of posts can be grouped by."""


@dataclass(frozen=True, slots=True)
class PostListing:
    """What an author asks of a listing of posts."""

    tags: Condition = _ANY_TAG
    """On the tags of the post and of its reviews."""
    reviewers: Condition = _ANYBODY
    """On those who reviewed what it holds."""
    group_by: str = ""
    """One of `POST_GROUP_KEYS`, or ``""``."""
    limit: int = 0
    """How many posts to show at the most; 0: all."""


@dataclass(frozen=True, slots=True)
class PostGroup:
    """Some posts under one heading."""

    label: str
    """``2025`` or ``2025-11``; ``""`` for those without a date."""
    posts: tuple[Post, ...]


def select_posts(posts: Iterable[Post], listing: PostListing) -> tuple[Post, ...]:
    """List the posts that are asked for, in their order, whatever the limit."""
    return tuple(
        post
        for post in posts
        if listing.tags.admits(_tags_of(post)) and listing.reviewers.admits(reviewers_of(post))
    )


def group_posts(posts: Iterable[Post], key: str) -> tuple[PostGroup, ...]:
    """Group posts by one of `POST_GROUP_KEYS`, in their order."""
    groups = gather(posts, _GROUP_VALUES[key])
    return tuple(PostGroup(label, tuple(found)) for label, found in groups.items())


def indexed_reviews(post: Post) -> tuple[Review, ...]:
    """List the reviews of a post that listings count."""
    return tuple(review for review in post.reviews if review.indexed)


def counted_reviews(post: Post) -> tuple[Review, ...]:
    """List the reviews that a post itself counts: of a draft nothing is indexed, and all counts."""
    return post.reviews if post.draft else indexed_reviews(post)


def reviewers_of(post: Post) -> tuple[str, ...]:
    """Name all who reviewed what a post holds: those whom its front matter names first.

    A post without a review is by those whom its front matter names.
    """
    if not post.reviews:
        return post.reviewers
    names = dict.fromkeys(name for one in counted_reviews(post) for name in one.reviewers)
    wrote = (name for name in post.reviewers if name in names)
    return tuple(dict.fromkeys((*wrote, *names)))


def titles_within(post: Post) -> tuple[str, ...]:
    """List what the papers of a post are called in short, each once.

    Left out is what the post itself is called: the title of a page about one paper.
    """
    titles = (short_title(review) or review.title for review in indexed_reviews(post))
    own = fold_title(post.title)
    return tuple(dict.fromkeys(title for title in titles if title and fold_title(title) != own))


def cut(text: str, length: int = EXCERPT_LENGTH) -> str:
    """Shorten a text to a length, behind a whole word where one ends near; then add ``…``.

    >>> cut("one two three", 9)
    'one two…'
    """
    if len(text) <= length:
        return text
    end = text.rfind(" ", max(0, length - _LAST_WORD), length + 1)
    if end <= 0:
        end = _between_characters(text, length)
    return text[:end].rstrip(" ,;:·-–—") + "…"


def _tags_of(post: Post) -> Iterator[str]:
    yield from post.tags
    for review in indexed_reviews(post):
        yield from review.tags


def _between_characters(text: str, end: int) -> int:
    """Step back to where no mark is torn off its letter, and no emoji apart."""
    while end > 1 and (_is_mark(text[end]) or text[end - 1] == "\N{ZERO WIDTH JOINER}"):
        end -= 1
    return end


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"}
