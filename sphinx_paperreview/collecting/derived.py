"""What a build makes of the library, each when first asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sphinx_paperreview.collecting.index_leaves import IndexLeaves, index_leaves
from sphinx_paperreview.collecting.indices import index_at, index_page, indices_of
from sphinx_paperreview.collecting.objects import Object, objects_of
from sphinx_paperreview.collecting.shown import Shown
from sphinx_paperreview.core.feeds import Feeds
from sphinx_paperreview.core.identifiers import PaperId
from sphinx_paperreview.core.leaves import Names
from sphinx_paperreview.core.library import Library
from sphinx_paperreview.core.listing_leaves import ListingPages, post_pages, review_pages
from sphinx_paperreview.core.mentions import Mentions
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.pages import Plan, plan_pages
from sphinx_paperreview.core.post_query import PostListing, select_posts
from sphinx_paperreview.core.query import Listing, select
from sphinx_paperreview.core.related import Related
from sphinx_paperreview.core.runs import Run
from sphinx_paperreview.core.tables import Tables
from sphinx_paperreview.core.titles import is_titled
from sphinx_paperreview.exports.bibliography import Bibliography
from sphinx_paperreview.site import Site, site_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


@dataclass
class Derived:
    """What depends on what an output shows of the library, as it is now."""

    env: BuildEnvironment
    library: Library
    tables: Tables
    is_paged: bool
    """Whether the output has a page for each organisation, tag and the like."""
    _titles: dict[PaperId, tuple[Run, ...]] = field(default_factory=dict, repr=False)
    """What reviews without a title go by: one paper may have many of them."""
    _listings: dict[tuple[str, int], ListingPages[Any] | None] = field(
        default_factory=dict, repr=False
    )
    """Those of listings, by their pages and numbers."""
    _leaves: dict[str, IndexLeaves] = field(default_factory=dict, repr=False)
    """Those of indices, by their first pages."""

    @cached_property
    def plan(self) -> Plan:
        """The pages that a build generates."""
        settings = self._site.settings
        folder = settings.pages if self.is_paged else ""
        return plan_pages(
            self.tables, folder, settings.page_kinds, rows=settings.rows, key_of=self._key_of
        )

    @cached_property
    def feeds(self) -> Feeds:
        """What there is to follow, where it is known where readers find it."""
        has_feeds = self.is_paged and self._site.base.lasting
        wanted = self._site.settings.feeds if has_feeds else ()
        return Feeds(self.tables, self.plan, wanted)

    @cached_property
    def indices(self) -> frozenset[str]:
        """The pages of indices, in an output that has such pages."""
        return indices_of(self.env.get_domain("paper"))

    def listing_pages(self, docname: str, number: int, listing: object) -> ListingPages[Any] | None:
        """Cut a listing of an author's page into the pages that a build generates.

        Args:
            docname: The page.
            number: Of the listing on its page.
            listing: What its author asks for.

        Returns:
            None where this output has no such pages, or where none are made of the listing.
        """
        settings = self._site.settings
        if not (self.is_paged and settings.pages):
            return None
        key = docname, number
        if key not in self._listings:
            stem = f"{settings.pages}/list/{docname}{f'.{number + 1}' if number else ''}"
            self._listings[key] = self._cut(listing, Names(docname, stem))
        return self._listings[key]

    def _cut(self, listing: object, names: Names) -> ListingPages[Any] | None:
        rows = self._site.settings.rows
        if isinstance(listing, Listing):
            reviews = select(self.tables.reviews, listing.query, mentions=self.mentions.count)
            return review_pages(reviews, listing, rows, names)
        if isinstance(listing, PostListing):
            posts = select_posts(self.library.listed_posts(), listing)
            return post_pages(posts, listing, rows, names)
        return None

    def index_leaves(self, page: str) -> IndexLeaves:
        """Cut an index into the pages that a build generates.

        Args:
            page: The name of its first page.
        """
        if page not in self._leaves:
            index = index_at(self.env.get_domain("paper"), page)
            if index is None:
                raise LookupError(page)
            rows = self._site.settings.rows if self.is_paged else 0
            self._leaves[page] = index_leaves(index, page, rows)
        return self._leaves[page]

    @cached_property
    def objects(self) -> tuple[Object, ...]:
        """What search and other sites find."""
        return objects_of(self.tables, self.plan, self.page_of)

    @cached_property
    def mentions(self) -> Mentions:
        """Who mentions which paper."""
        sources = self._site.sources
        shown = Shown(self.env, self.library, sources)
        return Mentions(self.library, sources, shown.on, self._site.knowledge.title_of)

    @cached_property
    def related(self) -> Related:
        """Which reviews have to do with one another."""
        similar = self._site.relations.similar if self._site.settings.related else {}
        return Related(self.tables, self.mentions.pairs, similar)

    @cached_property
    def bibliography(self) -> Bibliography:
        """The papers as others take them."""
        return Bibliography(self.tables, self._site.sources, self._site.knowledge.key_of)

    def title_of(self, review: Review) -> tuple[Run, ...]:
        """Give what another page calls a paper: its review may have no title where others have."""
        ids = review.paper.ids
        if not ids or is_titled(review, self._site.sources):
            return review.paper.title
        if ids[0] not in self._titles:
            self._titles[ids[0]] = self._find_title(ids[0])
        return self._titles[ids[0]] or review.paper.title

    def _find_title(self, paper_id: PaperId) -> tuple[Run, ...]:
        """Find the title of a paper in the newest review that has one."""
        same, sources = self.tables.by_id.get(paper_id, ()), self._site.sources
        return next((one.paper.title for one in same if is_titled(one, sources)), ())

    def page_of(self, kind: str, label: str) -> str:
        """Name the page that shows a group: its own, else the index; ``""`` if there is none."""
        index = index_page(kind)
        if (kind, label) in self.plan.names:
            return self.plan.names[kind, label]
        known = index in self.indices and label in self.tables.labels(kind)
        return self.entry_page(index, label) if known else ""

    def entry_page(self, index: str, label: str) -> str:
        """Name the page of an index on which a group begins.

        Args:
            index: The name of its first page.
            label: That of the group.
        """
        return self.index_leaves(index).places.get(label, index) if self.is_paged else index

    @cached_property
    def _site(self) -> Site:
        return site_of(self.env.config)

    def _key_of(self, kind: str, label: str) -> str:
        """Give what a page is named by: an organisation's key stays when its name changes."""
        org = self._site.orgs.find(label) if kind == "org" else None
        return org.key if org else label
