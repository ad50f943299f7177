"""All that a build has collected, filed by page; and what needs every page to answer."""

from __future__ import annotations

import pickle
import re
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from sphinx_paperreview.core.identifiers import InvalidPaperId, PaperId, parse_id
from sphinx_paperreview.core.model import Mentioning, Post, Review
from sphinx_paperreview.core.query import Group, group

_FAST = 1
"""Level of packing: higher ones take longer than they save."""

_TYPOGRAPHY = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "..."}
    | dict.fromkeys("$*`")
)
"""What a heading shows in another way than its author typed it."""


PaperKey = tuple[str, int] | PaperId
"""The page and position of a paper's newest review; its id where no review of it is indexed."""


def newest_first(review: Review) -> tuple[object, ...]:
    """Order reviews by date, time, page and position: newest first, then as on the page.

    A review without a date comes last. The order is total, so that nothing depends on the
    order in which pages were read.
    """
    return (*newest_post_first(review), review.position)


def newest_post_first(page: Post | Review) -> tuple[object, ...]:
    """Order posts as `newest_first` orders their reviews."""
    return (*_descending(page.date), *_descending(page.time), page.docname)


def _descending(text: str) -> tuple[bool, tuple[int, ...]]:
    return (not text, tuple(-ord(character) for character in text))


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The posts before and after a post, among those that have a date."""

    older: Post | None = None
    newer: Post | None = None


@dataclass(frozen=True, slots=True)
class Tables:
    """What needs every page to answer; every tuple of reviews is ordered newest first."""

    reviews: tuple[Review, ...]
    """The reviews that indexes and listings show."""
    posts: tuple[Post, ...]
    """The posts that hold any of them, newest first; no drafts."""
    neighbours: Mapping[str, Neighbours]
    """Of each post that has a date, by docname."""
    papers: tuple[tuple[Review, ...], ...]
    """The reviews of each paper, in the order of its newest one."""
    by_id: Mapping[PaperId, tuple[Review, ...]]
    by_anchor: Mapping[str, tuple[Review, ...]]
    by_lower: Mapping[str, str]
    """Ids and anchors by their lower case, to which Sphinx folds the target of ``{ref}``."""
    by_name: Mapping[str, tuple[Review, ...]]
    """By the author's own label, folded as Sphinx folds labels."""
    by_title: Mapping[str, tuple[Review, ...]]
    """By the folded title."""
    by_short_title: Mapping[str, tuple[Review, ...]]
    """By the folded title up to its colon, of those that have one."""
    _groups: dict[str, tuple[Group, ...]] = field(default_factory=dict, repr=False)
    _labels: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)
    _urls: dict[str, tuple[Review, ...]] = field(default_factory=dict, repr=False)

    def groups(self, key: str) -> tuple[Group, ...]:
        """Group the reviews by one of `GROUP_KEYS`, leaving out those with nothing of the kind."""
        if key not in self._groups:
            found = group(self.reviews, key)
            self._groups[key] = tuple(one for one in found if one.label)
        return self._groups[key]

    def labels(self, key: str) -> frozenset[str]:
        """Name the groups by one of `GROUP_KEYS`."""
        if key not in self._labels:
            self._labels[key] = frozenset(found.label for found in self.groups(key))
        return self._labels[key]

    def linking_to(self, url: str) -> tuple[Review, ...]:
        """List the reviews with a link, such as that to the code, to a page of no known source."""
        if not self._urls:
            self._urls.update({"": ()} | _by(self.reviews, _urls))
        return self._urls.get(url, ())

    def paper_key(self, review: Review) -> PaperKey:
        """Give what all reviews of one paper share, those too that are not indexed."""
        ids = review.paper.ids
        if ids and ids[0] not in self.by_id:
            return ids[0]
        newest = self.by_id[ids[0]][0] if ids else review
        return newest.docname, newest.position

    def count_papers(self, reviews: Iterable[Review]) -> int:
        """Count the papers of some reviews: one may be reviewed several times."""
        return len(set(map(self.paper_key, reviews)))


@dataclass(slots=True)
class Library:
    """Posts and their reviews, and what mentions papers, filed by docname.

    Clearing a page is one ``pop`` and merging a parallel worker copies its pages, so that
    neither depends on the order in which pages were read.
    """

    posts: dict[str, Post] = field(default_factory=dict)
    mentioning: dict[str, Mentioning] = field(default_factory=dict)
    _tables: Tables | None = field(default=None, repr=False, compare=False)

    def __getstate__(self) -> bytes:
        """Pickle what was filed alone: tables are made from it, once a build.

        Packed, since Sphinx writes it to disk with each build, and sends it from each worker.
        """
        return zlib.compress(pickle.dumps((self.posts, self.mentioning)), _FAST)

    def __setstate__(self, state: bytes) -> None:
        self.posts, self.mentioning = pickle.loads(zlib.decompress(state))  # noqa: S301 - our own
        self._tables = None

    def add(self, post: Post) -> None:
        """File what one page reviews, in place of what was known of it."""
        self.posts[post.docname] = post
        self._tables = None

    def add_mentions(self, page: Mentioning) -> None:
        """File what one page mentions."""
        self.mentioning[page.post.docname] = page
        self._tables = None

    def clear(self, docname: str) -> None:
        """Forget a page."""
        self.posts.pop(docname, None)
        self.mentioning.pop(docname, None)
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
            reviews = tuple(review for review in self if review.indexed)
            self._tables = _tables_of(reviews, _listed(self.posts.values()))
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


def fold_label(label: str) -> str:
    """Fold case and white space of a label, as docutils does for ``{ref}``."""
    return " ".join(label.lower().split())


def fold_title(title: str) -> str:
    """Fold a title for comparing: as typed (``"$n^2$" --``) or as shown (``“n^2” –``)."""
    plain = unicodedata.normalize("NFC", title).translate(_TYPOGRAPHY)
    return " ".join(re.sub("-{2,}", "-", plain).casefold().split())


def short_title(review: Review) -> str:
    """Give a review's title up to its colon: ``Harmony``; ``""`` where it has none."""
    short, colon, _rest = review.title.partition(":")
    return short if colon else ""


def _listed(posts: Iterable[Post]) -> tuple[Post, ...]:
    listed = (post for post in posts if not post.draft and any(r.indexed for r in post.reviews))
    return tuple(sorted(listed, key=newest_post_first))


def _neighbours(posts: Iterable[Post]) -> dict[str, Neighbours]:
    row = [None, *(post for post in posts if post.date), None]
    beside = zip(row, row[1:], row[2:], strict=False)
    return {post.docname: Neighbours(older, newer) for newer, post, older in beside if post}


def _tables_of(reviews: tuple[Review, ...], posts: tuple[Post, ...]) -> Tables:
    papers = _papers(reviews)
    by_id: dict[PaperId, tuple[Review, ...]] = {}
    for paper in papers:
        for review in paper:
            by_id.update(dict.fromkeys(review.paper.ids, paper))
    return Tables(
        reviews=reviews,
        posts=posts,
        neighbours=_neighbours(posts),
        papers=papers,
        by_id=by_id,
        by_anchor=(by_anchor := _by(reviews, lambda review: [review.anchor])),
        by_lower={name.lower(): name for name in (*map(str, by_id), *by_anchor)},
        by_name=_by(reviews, lambda review: [fold_label(review.name)]),
        by_title=_by(reviews, lambda review: [fold_title(review.title)]),
        by_short_title=_by(reviews, lambda review: [fold_title(short_title(review))]),
    )


def _by(
    reviews: Iterable[Review], keys: Callable[[Review], Iterable[str]]
) -> dict[str, tuple[Review, ...]]:
    found: dict[str, list[Review]] = {}
    for review in reviews:
        for key in dict.fromkeys(filter(None, keys(review))):
            found.setdefault(key, []).append(review)
    return {key: tuple(value) for key, value in found.items()}


def _urls(review: Review) -> Iterator[str]:
    """Yield the pages of no known source that a review links to, as a mention names them."""
    for link in review.paper.links:
        if link.kind not in review.paper.sources:
            with suppress(InvalidPaperId):
                yield parse_id(link.url).value


def _papers(reviews: tuple[Review, ...]) -> tuple[tuple[Review, ...], ...]:
    """Gather reviews that share an id, also through a third one; each without id is its own."""
    leaders: dict[PaperId, PaperId] = {}
    for review in reviews:
        roots = [_leader(leaders, paper_id) for paper_id in review.paper.ids]
        leaders.update(dict.fromkeys(roots[1:], roots[0]) if roots else {})
    papers: dict[object, list[Review]] = {}
    for review in reviews:
        ids = review.paper.ids
        key = _leader(leaders, ids[0]) if ids else (review.docname, review.position)
        papers.setdefault(key, []).append(review)
    return tuple(map(tuple, papers.values()))


def _leader(leaders: dict[PaperId, PaperId], paper_id: PaperId) -> PaperId:
    """Find the id that stands for a group of ids, shortening the way there."""
    root = paper_id
    while leaders.get(root, root) != root:
        root = leaders[root]
    while leaders.get(paper_id, paper_id) != root:
        leaders[paper_id], paper_id = root, leaders.get(paper_id, root)
    return root
