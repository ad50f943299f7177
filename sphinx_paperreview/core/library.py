"""All that a build has collected, filed by page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sphinx_paperreview.core.filed import Filed
from sphinx_paperreview.core.lookup import Lookup
from sphinx_paperreview.core.model import Guard, Mentioning, Post, Review
from sphinx_paperreview.core.tables import Neighbours, Tables, newest_first


@dataclass(slots=True)
class Library:
    """Posts and their reviews, and what mentions papers, filed by docname.

    Clearing a page forgets one record and merging a parallel worker copies those of its pages,
    so that neither depends on the order in which pages were read.
    """

    posts: Filed[Post] = field(default_factory=Filed)
    mentioning: Filed[Mentioning] = field(default_factory=Filed)
    guards: dict[str, tuple[Guard, ...]] = field(default_factory=dict)
    """Of the pages of which an output may leave out parts: on what that depends, each once."""
    _tables: Tables | None = field(default=None, repr=False, compare=False)
    _lookups: dict[str, Lookup] = field(default_factory=dict, repr=False, compare=False)

    def __getstate__(self) -> tuple[object, object, object]:
        """Pickle what was filed alone: tables are made from it, once a build."""
        return self.posts, self.mentioning, self.guards

    def __setstate__(
        self, state: tuple[Filed[Post], Filed[Mentioning], dict[str, tuple[Guard, ...]]]
    ) -> None:
        self.posts, self.mentioning, self.guards = state
        self._tables, self._lookups = None, {}

    def add(self, post: Post) -> None:
        """File what one page reviews, in place of what was known of it."""
        self.posts.put(post.docname, post)
        self._forget_tables()

    def add_mentions(self, page: Mentioning) -> None:
        """File what one page mentions."""
        self.mentioning.put(page.post.docname, page)
        self._forget_tables()

    def add_guards(self, docname: str, guards: Iterable[Guard]) -> None:
        """File on what it depends which parts of one page an output shows."""
        self.guards[docname] = tuple(sorted(set(guards)))

    def clear(self, docname: str) -> None:
        """Forget a page."""
        self.guards.pop(docname, None)
        self.posts.forget(docname)
        self.mentioning.forget(docname)
        self._forget_tables()

    def release(self) -> None:
        """Let go of what is made again when it is asked for."""
        self.posts.release()
        self.mentioning.release()
        self._forget_tables()

    def _forget_tables(self) -> None:
        self._tables, self._lookups = None, {}

    def merge(self, other: Library, docnames: Iterable[str]) -> None:
        """Take over the pages that a parallel worker has read."""
        for docname in sorted(docnames):
            if docname in other.posts:
                self.add(other.posts[docname])
            if docname in other.mentioning:
                self.add_mentions(other.mentioning[docname])
            if docname in other.guards:
                self.add_guards(docname, other.guards[docname])

    def shown(self, is_shown: Callable[[Guard], bool]) -> Library:
        """Give what an output shows of all this, without the parts of pages that it leaves out.

        Args:
            is_shown: Tells whether the output shows what stands in a guard.
        """
        hidden = [name for name, guards in self.guards.items() if not all(map(is_shown, guards))]
        posts = {name: self.posts[name] for name in hidden if name in self.posts}
        pages = {name: self.mentioning[name] for name in hidden if name in self.mentioning}
        return self.amended(
            {name: _shown_post(posts[name], is_shown) for name in posts},
            {name: _shown_page(pages[name], is_shown) for name in pages},
        )

    def amended(
        self, posts: Mapping[str, Post | None], pages: Mapping[str, Mentioning | None]
    ) -> Library:
        """Give the same records, but for some; None of a page leaves it out."""
        if not (posts or pages):
            return self
        return Library(self.posts.amended(posts), self.mentioning.amended(pages))

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

    def page_reviews(self, docname: str) -> tuple[Review, ...]:
        """List the reviews on one page, in its order, those that nothing indexes too."""
        return self.posts[docname].reviews if docname in self.posts else ()

    def lookup(self, docname: str) -> Lookup:
        """Give what finds the reviews on one page by name."""
        if docname not in self._lookups:
            reviews = self.page_reviews(docname)
            self._lookups[docname] = Lookup(reviews, self.tables.paper_key)
        return self._lookups[docname]


def _shown_post(post: Post, is_shown: Callable[[Guard], bool]) -> Post | None:
    """Give a post as an output shows it; a page that shows no review is none, unless it says so."""
    reviews = tuple(review for review in post.reviews if all(map(is_shown, review.guards)))
    return replace(post, reviews=reviews) if reviews or post.declared else None


def _shown_page(page: Mentioning, is_shown: Callable[[Guard], bool]) -> Mentioning | None:
    mentions = [mention for mention in page.mentions if all(map(is_shown, mention.guards))]
    return Mentioning.of(page.post, mentions) if mentions else None
