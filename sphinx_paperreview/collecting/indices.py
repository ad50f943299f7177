"""Domain indices: papers, organisations, tags, sources, venues, authors, reviewers, months."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from html import escape
from typing import ClassVar, Protocol, cast, overload

from sphinx.domains import Domain, Index, IndexEntry

from sphinx_paperreview.core.alphabet import alphabetical, initial
from sphinx_paperreview.core.anchors import anchor_of_label
from sphinx_paperreview.core.fields import VALUES
from sphinx_paperreview.core.library import Library
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.pages import has_several
from sphinx_paperreview.core.query import Group
from sphinx_paperreview.core.tables import Tables
from sphinx_paperreview.core.titles import fold_title
from sphinx_paperreview.messages import lazy
from sphinx_paperreview.site import site_of


def entry_anchor(label: str) -> str:
    """Give the anchor of a group in its index, by its label in the query language."""
    return f"cap-{anchor_of_label(label)}"


class _Holder(Protocol):
    """What a domain has to hold for its indices."""

    @property
    def library(self) -> Library: ...


class ReviewIndex(Index):
    """Reviews grouped by one key of the query language."""

    key: ClassVar[str] = ""
    """One of `GROUP_KEYS`."""
    is_newest_first: ClassVar[bool] = False
    """Whether it stands in the order of dates; else in that of the alphabet."""

    @property
    def tables(self) -> Tables:
        """What the library knows of all pages."""
        return cast("_Holder", self.domain).library.tables

    def groups(self) -> tuple[Group, ...]:
        """Group the site's reviews, leaving out those that have nothing of the kind."""
        return self.tables.groups(self.key)

    def has_entries(self) -> bool:
        """Tell whether there is anything of the kind, without sorting it."""
        return any(any(VALUES[self.key](review)) for review in self.tables.reviews)

    def heading(self, label: str) -> str:
        """Give the text above a group."""
        return label

    def initial(self, label: str) -> str:
        """Give what a reader looks for first who looks for a group."""
        return initial(self.heading(label))

    def generate(
        self, docnames: Iterable[str] | None = None
    ) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """Give the index of some pages, or of all.

        All of it is asked for by HTML alone, at every build, though few builds write it.
        """
        if docnames is None:
            content = cast("list[tuple[str, list[IndexEntry]]]", _LazyContent(self))
            # Other builders of this kind pickle it.
            return content if getattr(self.domain, "is_paged", False) else list(content), False
        pages = set(docnames)
        groups = [
            (found.label, [entry_of(review) for review in found.reviews if review.docname in pages])
            for found in self.groups()
        ]
        return [(self.heading(label), entries) for label, entries in groups if entries], False


class _LazyContent(Sequence[tuple[str, list[IndexEntry]]]):
    """The groups of an index as HTML takes them, made when they are looked at.

    A template of others' may write the labels into a page as they are.
    """

    def __init__(self, index: ReviewIndex) -> None:
        self._index = index

    def __bool__(self) -> bool:
        return self._index.has_entries()

    def __len__(self) -> int:
        return len(self._groups)

    @overload
    def __getitem__(self, at: int) -> tuple[str, list[IndexEntry]]: ...
    @overload
    def __getitem__(self, at: slice) -> list[tuple[str, list[IndexEntry]]]: ...
    def __getitem__(
        self, at: int | slice
    ) -> tuple[str, list[IndexEntry]] | list[tuple[str, list[IndexEntry]]]:
        if isinstance(at, slice):
            return list(map(self._shown, self._groups[at]))
        return self._shown(self._groups[at])

    def _shown(self, group: Group) -> tuple[str, list[IndexEntry]]:
        label = escape(self._index.heading(group.label))
        return label, list(map(entry_of, group.reviews))

    @cached_property
    def _groups(self) -> tuple[Group, ...]:
        return self._index.groups()


class PaperIndex(ReviewIndex):
    """Every paper by its title."""

    name = "papers"
    localname = lazy("Papers")

    def has_entries(self) -> bool:
        """Tell whether there is any paper."""
        return bool(self.tables.papers)

    def groups(self) -> tuple[Group, ...]:
        """Group papers by their initial; each stands once, at its newest review."""
        newest = sorted((paper[0] for paper in self.tables.papers), key=_by_title)
        found: dict[str, list[Review]] = {}
        for review in newest:
            found.setdefault(initial(review.title), []).append(review)
        return tuple(Group(label, tuple(reviews)) for label, reviews in sorted(found.items()))


class OrgIndex(ReviewIndex):
    """Papers by organisation."""

    name = "orgs"
    localname = lazy("Organisations")
    key = "org"


class TagIndex(ReviewIndex):
    """Papers by tag."""

    name = "tags"
    localname = lazy("Tags")
    key = "tag"


class SourceIndex(ReviewIndex):
    """Papers by the site that shows them."""

    name = "sources"
    localname = lazy("Sources")
    key = "source"

    def heading(self, label: str) -> str:
        """Give the site's label for its key."""
        source = site_of(self.domain.env.config).sources.get(label)
        return source.label if source else label


class VenueIndex(ReviewIndex):
    """Papers by venue."""

    name = "venues"
    localname = lazy("Venues")
    key = "venue"


class AuthorIndex(ReviewIndex):
    """Papers by author."""

    name = "authors"
    localname = lazy("Authors")
    key = "author"


class ReviewerIndex(ReviewIndex):
    """Reviews by who reviewed; a journal of one person needs none."""

    name = "reviewers"
    localname = lazy("Reviewers")
    key = "reviewer"

    def has_entries(self) -> bool:
        """Tell whether there are several reviewers."""
        return has_several(self.key, self.tables.labels(self.key))

    def groups(self) -> tuple[Group, ...]:
        """Group the site's reviews, where there are several reviewers."""
        return super().groups() if self.has_entries() else ()


class MonthIndex(ReviewIndex):
    """Papers by the month in which they were reviewed."""

    name = "months"
    localname = lazy("Months")
    key = "month"
    is_newest_first = True

    def initial(self, label: str) -> str:
        """Give the year of a month."""
        return label[:4]


INDICES: list[type[Index]] = [
    PaperIndex,
    OrgIndex,
    TagIndex,
    SourceIndex,
    VenueIndex,
    AuthorIndex,
    ReviewerIndex,
    MonthIndex,
]

INDEX_OF: Mapping[str, type[ReviewIndex]] = {
    index.key: index for index in INDICES if issubclass(index, ReviewIndex) and index.key
}
"""The index of each key of the query language that has one."""


def index_page(kind: str) -> str:
    """Name the page of the index of a kind; ``""`` where it has no index."""
    return f"paper-{INDEX_OF[kind].name}" if kind in INDEX_OF else ""


def indices_of(domain: Domain) -> frozenset[str]:
    """Name the pages of the indices that have entries, and that the site wants.

    As Sphinx chooses them; but it does so only when pages are about to be written.
    """
    wanted = domain.env.config.html_domain_indices
    made = (cast("ReviewIndex", index(domain)) for index in domain.indices)
    pages = (f"{domain.name}-{index.name}" for index in made if index.has_entries())
    return frozenset(page for page in pages if wanted is True or (wanted and page in wanted))


def index_at(domain: Domain, page: str) -> ReviewIndex | None:
    """Give the index that a page shows, if it is one of ours."""
    found = (index for index in domain.indices if page == f"{domain.name}-{index.name}")
    return next((cast("ReviewIndex", index(domain)) for index in found), None)


def _by_title(review: Review) -> tuple[tuple[str, str], str, int]:
    return alphabetical(fold_title(review.title)), review.docname, review.position


def entry_of(review: Review) -> IndexEntry:
    """Give what an index shows of a review."""
    orgs = ", ".join(review.paper.orgs)
    return IndexEntry(
        name=review.title,
        subtype=0,
        docname=review.docname,
        anchor=review.anchor,
        extra=review.date,
        qualifier="",
        descr=orgs,
    )
