"""Views: for each page, all that it shows from elsewhere, as a fingerprint.

A page has to be written again when its view has changed, though nobody has touched it. What
rendering draws from the library has to be in the view; what no reader sees has no place in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_paperreview.collecting.addresses import own_pages
from sphinx_paperreview.collecting.federation import reviews_elsewhere
from sphinx_paperreview.collecting.feeds import feeds_on
from sphinx_paperreview.collecting.fingerprints import fingerprint
from sphinx_paperreview.collecting.listing_views import ListingViews
from sphinx_paperreview.collecting.shown import text_by_sphinx
from sphinx_paperreview.collecting.view_facts import (
    Facts,
    backlink_facts,
)
from sphinx_paperreview.core.elsewhere import elsewhere
from sphinx_paperreview.core.group_pages import GroupPage
from sphinx_paperreview.core.model import Reference, Review
from sphinx_paperreview.core.pages import OverviewLeaf
from sphinx_paperreview.core.query import Listing
from sphinx_paperreview.core.references import find_anchor, find_referred, find_review, id_of
from sphinx_paperreview.site import site_of

if TYPE_CHECKING:
    pass


@dataclass
class Views(ListingViews):
    """The views of a site's pages, in one build."""

    def of_page(self, docname: str) -> str:
        """Take the fingerprint of an author's page."""
        uses, reviews = self.domain.uses_of(docname), self.domain.library.page_reviews(docname)
        return fingerprint(
            [
                *(self._card(review, docname) for review in reviews),
                *map(self._related, reviews),
                *(
                    self.listing(listing, docname, number)
                    for number, listing in enumerate(uses.listings)
                ),
                *(self._reference(reference, docname) for reference in uses.references),
                self._neighbours(docname),
                self._quoted(docname),
                docname in self._own_pages,
                feeds_on(self.builder, docname),
                # What files have told it: it may have been read again for another output.
                self.domain.answers.get(docname, ""),
                # What it shows of itself: not every builder of Sphinx looks at that.
                *map(self.domain.shows, self.domain.collected.guards.get(docname, ())),
            ]
        )

    def of_group_page(self, page: GroupPage) -> str:
        """Take the fingerprint of a generated page."""
        feed = self.domain.feeds.of_pages.get(page.name)
        head = (page.kind, page.label, page.year, bool(page.years), feed, page.turning)
        known = self._whole(page) if page.is_head else ()
        posts = [self.domain.library.posts[review.docname].title for review in page.reviews]
        # A filter also sorts by how often papers are mentioned.
        mentions = list(map(self.domain.mentions.count, page.reviews)) if page.has_filter else []
        return fingerprint([head, known, posts, mentions, *map(self.row, page.reviews)])

    def _whole(self, page: GroupPage) -> Facts:
        """What a page shows of all that its value has: a leaf with a number shows none of it."""
        count = self.domain.library.tables.count_papers(page.total), len(page.total)
        orgs = site_of(self.env.config).orgs
        above, below = self.domain.plan.relatives(page.kind, page.label, orgs)
        return (
            count,
            page.years,
            [(name, self.place(page.kind, name)) for name in (*above, *below)],
        )

    def of_rows(self, reviews: Sequence[Review], listing: Listing) -> str:
        """Take the fingerprint of the file of all rows of a listing."""
        counts = list(map(self.domain.mentions.count, reviews))
        return fingerprint([listing, counts, *map(self.row, reviews)])

    def of_previews(self, reviews: Iterable[Review]) -> str:
        """Take the fingerprint of the file of previews of the reviews of a page."""
        return fingerprint(list(map(self.row, reviews)))

    def of_overview(self, kinds: Iterable[str]) -> str:
        """Take the fingerprint of a generated overview."""
        return fingerprint([self.group_facts(kind) for kind in kinds])

    def of_overview_leaf(self, leaf: OverviewLeaf) -> str:
        """Take the fingerprint of a page of an overview."""
        return fingerprint([leaf.turning, self.counted(leaf.kind, leaf.groups)])

    # Parts ---------------------------------------------------------------------------------------

    def _card(self, review: Review, docname: str) -> Facts:
        """What the head and the foot of a review show beside its own text."""
        posts = self.domain.library.posts
        found = elsewhere(review, self.domain.library, self.domain.mentions)
        reviews = [(*self._title(one), posts[one.docname].title) for one in found.reviews]
        sites = reviews_elsewhere(self.env, review.paper.ids)
        mentions = [backlink_facts(one, docname) for one in found.backlinks]
        others = [backlink_facts(one, docname)[:-1] for one in found.others]
        more = found.more_reviews, found.more_mentions
        leads = self._title(found.newest) if any(more) else ()
        lists = (tuple(reviews), tuple(sites), tuple(mentions), tuple(others))
        own = (self.marked(review), *self._cited(review), *self.badges(review))
        return (*lists, more, leads, *own)

    def _cited(self, review: Review) -> Facts:
        """How a card says that its paper is cited: its key depends on those of all others."""
        if not self.domain.is_paged:
            return ()
        papers, cite = self.domain.bibliography, site_of(self.env.config).settings.cite
        coins = papers.leads(review) and papers.write_of("coins", review)
        return coins, cite and papers.write_of("bib", review)

    def _related(self, review: Review) -> Facts:
        """What the foot of a review shows of related papers."""
        limit = site_of(self.env.config).settings.related
        return tuple(map(self._title, self.domain.related.of(review, limit)))

    # What listings show --------------------------------------------------------------------------

    # Other parts ---------------------------------------------------------------------------------

    def _quoted(self, docname: str) -> Facts:
        """What the page shows for references in what others quote: the two are to agree.

        Sphinx alone would not write a page again when a section has another title elsewhere.
        """
        references = self.domain.unsettled_of(docname).references
        return tuple(text_by_sphinx(self.env, one, docname) for one in references)

    def _reference(self, reference: Reference, docname: str) -> Facts:
        if reference.kind in {"org", "tag"}:
            kind, label = reference.kind, reference.target
            # The badge of an organisation that nobody names here leads to its home page.
            return self.place(kind, label), label in self.domain.library.tables.labels(kind)
        if reference.kind == "place":
            page, _, anchor = reference.target.partition("#")
            return self._placed(page, anchor)
        if reference.kind == "link":
            found = find_referred(self.domain.library, reference, docname)
            return self._title(found.review) if found else ()
        return self._named(reference.target, docname, asks_others=reference.kind == "external")

    def _named(self, target: str, docname: str, *, asks_others: bool) -> Facts:
        """What goes by a name: for each way in which Sphinx or we may look for it."""
        library = self.domain.library
        names = dict.fromkeys((target, library.tables.by_lower.get(target, "")))
        finders = (find_review, find_anchor)
        found = [find(library, name, docname) for name in names for find in finders]
        page, anchor = self.env.domaindata["std"]["anonlabels"].get(target.lower(), ("", ""))
        paper_id = id_of(target) if asks_others or not any(found) else None
        elsewhere = reviews_elsewhere(self.env, [paper_id]) if paper_id else []
        told = site_of(self.env.config).knowledge.title_of(paper_id) if paper_id else ()
        here = (one and (one.papers, self._title(one.review)) for one in found)
        is_index = target.lower() in self.groups_shown.index_pages
        return (*here, *self._placed(page, anchor), *elsewhere, told, is_index)

    def _placed(self, page: str, anchor: str) -> Facts:
        """What stands at an anchor of a page."""
        found = self.domain.library.lookup(page).find("anchor", anchor)
        return self._title(found.review) if found else ()

    def _title(self, review: Review) -> Facts:
        """What a reference to a review shows, where it leads, and whether it has a preview."""
        return review.docname, review.anchor, self.domain.title_of(review), review.indexed

    @cached_property
    def _own_pages(self) -> frozenset[str]:
        """The author's pages that stand in the places of generated ones."""
        names = self.domain.plan.names.values()
        return frozenset(own_pages(self.builder, self.env.found_docs, names).values())

    def _neighbours(self, docname: str) -> Facts:
        beside = self.domain.library.neighbours(docname)
        posts = (beside.older, beside.newer)
        return tuple(post and (post.docname, post.title, post.date) for post in posts)
