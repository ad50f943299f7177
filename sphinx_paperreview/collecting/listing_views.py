"""What listings show from elsewhere: their rows, the names of groups, where these lead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sphinx_paperreview.collecting.addresses import Groups
from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.fingerprints import fingerprint
from sphinx_paperreview.collecting.view_facts import (
    Facts,
    counts_mentions,
    post_facts,
    unreviewed_facts,
)
from sphinx_paperreview.core.fields import VALUES
from sphinx_paperreview.core.listing_leaves import ListingLeaf, ListingPages
from sphinx_paperreview.core.looks import look_of
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.pages import Overview, by_size
from sphinx_paperreview.core.post_query import (
    PostListing,
    group_posts,
    select_posts,
)
from sphinx_paperreview.core.query import Group, Listing, select, sole_value
from sphinx_paperreview.core.reading_list import ReadingList, select_unreviewed
from sphinx_paperreview.site import site_of

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

ListingView = Callable[["ListingViews", Any, str], Facts]
"""Tells what a listing on a page shows from elsewhere."""


@dataclass
class ListingViews:
    """What listings show from elsewhere, in one build."""

    env: BuildEnvironment
    builder: Builder
    domain: PaperDomain
    listings: Mapping[type, ListingView]
    """What listings show from elsewhere, by the type of what is asked."""
    _facts: dict[tuple[str, int], str] = field(default_factory=dict)
    """Fingerprints of what a listing shows of a review, by its page and position."""

    def badges(self, review: Review) -> Iterator[object]:
        """Where the badges of a review lead."""
        for kind in ("org", "tag", "reviewer"):
            yield from (self.place(kind, label) for label in VALUES[kind](review))

    def row(self, review: Review) -> str:
        """What a listing shows of a review."""
        key = review.docname, review.position
        if key not in self._facts:
            shown = replace(review, line=0, position=0, guards=())
            title, badges = self.domain.title_of(review), self.badges(review)
            marked = self.marked(review)
            self._facts[key] = fingerprint([shown, title, self._picture(review), marked, *badges])
        return self._facts[key]

    def marked(self, review: Review) -> Facts:
        """By what a reader marks a paper: also by the ids that other reviews give it."""
        is_on = site_of(self.env.config).settings.reading_marks
        return self.domain.library.tables.ids_of(review) if is_on else ()

    def _picture(self, review: Review) -> str:
        """What a review's thumbnail is called in the output; ``""`` where there is none."""
        images = self.env.images
        return images[review.image][1] if review.image in images else ""

    def listing(self, listing: object, docname: str, number: int) -> Facts:
        """What a listing shows on its author's page, given its number there."""
        pages = self.domain.listing_pages(docname, number, listing)
        if pages and pages.leaves:
            return self._leaf(listing, pages, pages.leaves[0])
        is_whole = pages is None or pages.is_whole
        return is_whole, *self.listings[type(listing)](self, listing, docname)

    def of_listing_leaf(
        self, listing: object, docname: str, pages: ListingPages[Any], leaf: ListingLeaf[Any]
    ) -> str:
        """Take the fingerprint of a page of a listing."""
        title = self.env.titles[docname].astext()
        return fingerprint([title, self._leaf(listing, pages, leaf)])

    def _leaf(self, listing: object, pages: ListingPages[Any], leaf: ListingLeaf[Any]) -> Facts:
        """What a page of a listing shows."""
        rest = len(pages.items) if leaf.is_last else 0
        head = (leaf.turning, leaf.is_dated, rest)
        if isinstance(listing, PostListing):
            posts = [post for _path, post in leaf.rows]
            keys = [listing.group_by] if listing.group_by else []
            return *head, *map(post_facts, posts), *self._headings(keys, leaf)
        if not isinstance(listing, Listing):
            return head
        reviews = [review for _path, review in leaf.rows]
        images = site_of(self.env.config).settings.thumbnails
        shown = pages.items[: listing.limit or None]
        look = look_of(listing, shown, images=images, has_lines=True)
        return (
            *head,
            *self._rest(listing, len(pages.items)),
            sorted(look.parts),
            *self._headings(listing.group_by, leaf),
            *map(self.row, reviews),
            *(map(self.domain.mentions.count, reviews) if counts_mentions(listing) else ()),
        )

    def _headings(self, keys: Sequence[str], leaf: ListingLeaf[Any]) -> Facts:
        """What stands above the rows of a page of a listing, and where it leads."""
        paths = dict.fromkeys(path for path, _item in leaf.rows)
        labels = (zip(keys, path, strict=True) for path in paths)
        return tuple(
            (key, label, *self._group(key, label)) for path in labels for key, label in path
        )

    def _rest(self, listing: Listing, count: int) -> list[object]:
        """Where the words lead for what a listing leaves out."""
        if not 0 < listing.limit < count:
            return []
        asked = sole_value(listing.query)
        return [asked and self.place(*asked), self.groups_shown.overview_of_all]

    def overview(self, listing: Overview, docname: str) -> Facts:
        """What a ``paper:overview`` shows."""
        del docname
        kinds = listing.shown(
            site_of(self.env.config).settings.page_kinds, self.domain.library.tables
        )
        return tuple(self.group_facts(kind) for kind in kinds)

    def reading_list(self, listing: ReadingList, docname: str) -> Facts:
        """What a ``paper:mentions`` shows."""
        del docname
        papers = select_unreviewed(self.domain.mentions.unreviewed(), listing)
        return len(papers), *map(unreviewed_facts, papers[: listing.limit or None])

    def posts(self, listing: PostListing, docname: str) -> Facts:
        """What a ``paper:posts`` shows."""
        del docname
        posts = select_posts(self.domain.library.listed_posts(), listing)
        shown, key = posts[: listing.limit or None], listing.group_by
        groups = group_posts(shown, key) if key else ()
        places = [self.place(key, found.label) for found in groups]
        return len(posts), *map(post_facts, shown), *places

    def reviews(self, listing: Listing, docname: str) -> Facts:
        """What a ``paper:list`` shows."""
        del docname
        count = self.domain.mentions.count
        reviews = select(self.domain.library.reviews(), listing.query, mentions=count)
        # Where there is a filter, it searches all.
        limit = None if listing.filter else listing.limit or None
        shown = reviews[:limit]
        rows: list[object] = [len(reviews), *map(self.row, shown)]
        for key in listing.group_by:
            labels = sorted({label for review in shown for label in VALUES[key](review)})
            rows.append([(label, *self._group(key, label)) for label in labels])
        rows += self._rest(listing, len(reviews))
        rows.append([count(review) for review in shown] if counts_mentions(listing) else [])
        return tuple(rows)

    def _group(self, key: str, label: str) -> Facts:
        """What a group's heading shows, and where it leads."""
        post = self.domain.library.posts.get(label) if key == "post" else None
        return post and post.title, self.place(key, label)

    def place(self, kind: str, label: str) -> tuple[str, str] | None:
        """Where a group's name leads."""
        return self.groups_shown.place_of(kind, label)

    @cached_property
    def groups_shown(self) -> Groups:
        """Where this output shows what reviews have in common."""
        return self.domain.groups(self.builder)

    def group_facts(self, kind: str) -> Facts:
        """What an overview shows of a kind."""
        found = by_size(kind, self.domain.library.tables)
        return kind, self.groups_shown.overview_of(kind), *self.counted(kind, found)

    def counted(self, kind: str, groups: Iterable[Group]) -> Facts:
        """What it shows of some values."""
        count = self.domain.library.tables.count_papers
        return tuple(
            (found.label, self.place(kind, found.label), count(found.reviews)) for found in groups
        )
