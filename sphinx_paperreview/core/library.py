"""All that a build has collected, filed by page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sphinx_paperreview.core.model import Post, Review


def newest_first(review: Review) -> tuple[object, ...]:
    """Order reviews by date, time, page and position: newest first, then as on the page.

    Dates compare from the newest; a review without a date comes last. The order is total,
    so that no listing depends on the order in which pages were read.
    """
    return (*_descending(review.date), *_descending(review.time), review.docname, review.position)


def _descending(text: str) -> tuple[bool, tuple[int, ...]]:
    return (not text, tuple(-ord(character) for character in text))


@dataclass(slots=True)
class Library:
    """Posts and their reviews, filed by docname.

    Clearing a page is one ``pop`` and merging a parallel worker copies its pages, so that
    neither depends on the order in which pages were read.
    """

    posts: dict[str, Post] = field(default_factory=dict)

    def add(self, post: Post) -> None:
        """File what one page holds, in place of what was known of it."""
        self.posts[post.docname] = post

    def clear(self, docname: str) -> None:
        """Forget a page."""
        self.posts.pop(docname, None)

    def merge(self, other: Library, docnames: Iterable[str]) -> None:
        """Take over the pages that a parallel worker has read."""
        for docname in sorted(docnames):
            post = other.posts.get(docname)
            if post is not None:
                self.posts[docname] = post

    def __iter__(self) -> Iterator[Review]:
        """Yield every review of every page, drafts and ``no-index`` ones too, newest first."""
        reviews = (review for post in self.posts.values() for review in post.reviews)
        return iter(sorted(reviews, key=newest_first))

    def reviews(self) -> tuple[Review, ...]:
        """List the reviews that indexes and listings show, newest first."""
        return tuple(review for review in self if review.indexed)
