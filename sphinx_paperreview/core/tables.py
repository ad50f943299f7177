"""What needs every page to answer: which reviews are of one paper, what goes by a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from sphinx_paperreview.core.identifiers import PaperId
from sphinx_paperreview.core.lookup import Lookup
from sphinx_paperreview.core.model import Post, Review
from sphinx_paperreview.core.query import Group, group

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


def is_listed(post: Post) -> bool:
    """Tell whether listings show a post."""
    return not post.draft and (post.declared or any(review.indexed for review in post.reviews))


@lru_cache(maxsize=1 << 14)
def _descending(text: str) -> tuple[bool, tuple[int, ...]]:
    """Turn the order of texts; remembered, since the papers of a day share their date."""
    return (not text, tuple(-ord(character) for character in text))


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The posts before and after a post, among those that have a date."""

    older: Post | None = None
    newer: Post | None = None


@dataclass(frozen=True)
class Tables:
    """What needs every page to answer; every tuple of reviews is ordered newest first.

    Each table is made when it is first asked for: many builds ask for few of them.
    """

    reviews: tuple[Review, ...]
    """The reviews that indexes and listings show."""
    posts: tuple[Post, ...]
    """The posts that hold any of them, or say that they are posts, newest first; no drafts."""
    _groups: dict[str, tuple[Group, ...]] = field(default_factory=dict, repr=False, compare=False)
    _pages: dict[PaperKey, tuple[Review, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )
    _labels: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, posts: Iterable[Post]) -> Tables:
        """Make the tables of some pages, in any order."""
        posts = list(posts)
        reviews = sorted((r for post in posts for r in post.reviews if r.indexed), key=newest_first)
        listed = filter(is_listed, posts)
        return cls(tuple(reviews), tuple(sorted(listed, key=newest_post_first)))

    @cached_property
    def neighbours(self) -> Mapping[str, Neighbours]:
        """The posts beside each post that has a date, by docname."""
        row = [None, *(post for post in self.posts if post.date), None]
        beside = zip(row, row[1:], row[2:], strict=False)
        return {post.docname: Neighbours(older, newer) for newer, post, older in beside if post}

    @cached_property
    def papers(self) -> tuple[tuple[Review, ...], ...]:
        """The reviews of each paper, in the order of its newest one."""
        return _papers(self.reviews)

    @cached_property
    def by_id(self) -> Mapping[PaperId, tuple[Review, ...]]:
        """All reviews of the paper that has an id."""
        return {
            paper_id: paper
            for paper in self.papers
            for review in paper
            for paper_id in review.paper.ids
        }

    @cached_property
    def by_lower(self) -> Mapping[str, str]:
        """Ids and anchors by their lower case, to which Sphinx folds the target of ``{ref}``."""
        anchors = dict.fromkeys(anchor for review in self.reviews for anchor in review.anchors)
        return {name.lower(): name for name in (*map(str, self.by_id), *anchors)}

    @cached_property
    def lookup(self) -> Lookup:
        """Finds reviews by what they go by."""
        return Lookup(self.reviews, self.paper_key)

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

    def pages_of(self, review: Review) -> tuple[Review, ...]:
        """List the newest review of a paper on each page that reviews it, newest first."""
        key = self.paper_key(review)
        if key not in self._pages:
            ids = review.paper.ids
            paper = self.by_id[ids[0]] if ids else (review,)
            newest: dict[str, Review] = {}
            for one in paper:
                newest.setdefault(one.docname, one)
            self._pages[key] = tuple(newest.values())
        return self._pages[key]

    def paper_key(self, review: Review) -> PaperKey:
        """Give what all reviews of one paper share, those too that are not indexed."""
        known = self._keys.get(id(review))
        if known:
            return known
        ids = review.paper.ids
        if ids and ids[0] not in self.by_id:
            return ids[0]
        newest = self.by_id[ids[0]][0] if ids else review
        return newest.docname, newest.position

    @cached_property
    def _keys(self) -> dict[int, PaperKey]:
        """The key of each indexed review, by its identity: hashing one takes far longer."""
        keyed = (((paper[0].docname, paper[0].position), paper) for paper in self.papers)
        return {id(review): key for key, paper in keyed for review in paper}

    def ids_of(self, review: Review) -> tuple[PaperId, ...]:
        """List all ids of a paper, also those that other reviews give it; sorted."""
        ids = review.paper.ids
        known = self.by_id.get(ids[0], ()) if ids else ()
        return tuple(sorted({*ids, *(one for other in known for one in other.paper.ids)}))

    def count_papers(self, reviews: Iterable[Review]) -> int:
        """Count the papers of some reviews: one may be reviewed several times."""
        return len(set(map(self.paper_key, reviews)))


def _papers(reviews: tuple[Review, ...]) -> tuple[tuple[Review, ...], ...]:
    """Gather reviews that share an id, also through a third one; each without id is its own."""
    leaders: dict[PaperId, PaperId] = {}
    for review in reviews:
        if len(review.paper.ids) > 1:  # hardly any
            first, *others = (_leader(leaders, paper_id) for paper_id in review.paper.ids)
            leaders.update((other, first) for other in others if other != first)
    papers: defaultdict[object, list[Review]] = defaultdict(list)
    for review in reviews:
        ids = review.paper.ids
        key = _leader(leaders, ids[0]) if ids else (review.docname, review.position)
        papers[key].append(review)
    return tuple(map(tuple, papers.values()))


def _leader(leaders: dict[PaperId, PaperId], paper_id: PaperId) -> PaperId:
    """Find the id that stands for a group of ids, shortening the way there."""
    root = paper_id
    while leaders.get(root, root) != root:
        root = leaders[root]
    while leaders.get(paper_id, paper_id) != root:
        leaders[paper_id], paper_id = root, leaders.get(paper_id, root)
    return root
