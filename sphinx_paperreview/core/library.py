"""All that a build has collected, filed by page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sphinx_paperreview.core.filed import Filed
from sphinx_paperreview.core.model import Mentioning, Post, Review
from sphinx_paperreview.core.tables import Neighbours, Tables, newest_first


@dataclass(slots=True)
class Library:
    """Posts and their reviews, and what mentions papers, filed by docname.

    Clearing a page forgets one record and merging a parallel worker copies those of its pages,
    so that neither depends on the order in which pages were read.
    """

    posts: Filed[Post] = field(default_factory=Filed)
    mentioning: Filed[Mentioning] = field(default_factory=Filed)
    _tables: Tables | None = field(default=None, repr=False, compare=False)

    def __getstate__(self) -> tuple[object, object]:
        """Pickle what was filed alone: tables are made from it, once a build."""
        return self.posts, self.mentioning

    def __setstate__(self, state: tuple[Filed[Post], Filed[Mentioning]]) -> None:
        self.posts, self.mentioning = state
        self._tables = None

    def add(self, post: Post) -> None:
        """File what one page reviews, in place of what was known of it."""
        self.posts.put(post.docname, post)
        self._tables = None

    def add_mentions(self, page: Mentioning) -> None:
        """File what one page mentions."""
        self.mentioning.put(page.post.docname, page)
        self._tables = None

    def clear(self, docname: str) -> None:
        """Forget a page."""
        self.posts.forget(docname)
        self.mentioning.forget(docname)
        self._tables = None

    def release(self) -> None:
        """Let go of what is made again when it is asked for."""
        self.posts.release()
        self.mentioning.release()
        self._tables = None

    def merge(self, other: Library, docnames: Iterable[str]) -> None:
        """Take over the pages that a parallel worker has read."""
        for docname in sorted(docnames):
            if docname in other.posts:
                self.add(other.posts[docname])
            if docname in other.mentioning:
                self.add_mentions(other.mentioning[docname])

    def __iter__(self) -> Iterator[Review]:
        """Yield every review of every page, drafts and ``no-index`` ones too, newest first."""
        reviews = (review for post in self.posts.values() for review in post.reviews)
        return iter(sorted(reviews, key=newest_first))

    @property
    def tables(self) -> Tables:
        """What needs every page, made when first asked for."""
        if self._tables is None:
            self._tables = Tables.of(self.posts.values())
        return self._tables

    def reviews(self) -> tuple[Review, ...]:
        """List the reviews that indexes and listings show, newest first."""
        return self.tables.reviews

    def listed_posts(self) -> tuple[Post, ...]:
        """List the posts that listings show, newest first."""
        return self.tables.posts

    def neighbours(self, docname: str) -> Neighbours:
        """Tell the posts before and after a page; none where it is no dated post."""
        return self.tables.neighbours.get(docname, Neighbours())

    def reviews_of(self, review: Review) -> tuple[Review, ...]:
        """List all reviews of the paper of a review, itself included where it is indexed."""
        ids = review.paper.ids
        return self.tables.by_id.get(ids[0], ()) if ids else ()

    def page_reviews(self, docname: str) -> tuple[Review, ...]:
        """List the reviews on one page, in its order, those that nothing indexes too."""
        return self.posts[docname].reviews if docname in self.posts else ()
