"""Views: for each page, all that it shows from elsewhere, as a fingerprint.

A page has to be written again when its view has changed, though nobody has touched it. What
rendering draws from the library has to be in the view; what no reader sees has no place in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sphinx_paperreview.collecting.addresses import Groups, own_pages
from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.federation import reviews_elsewhere
from sphinx_paperreview.collecting.feeds import feeds_on
from sphinx_paperreview.collecting.fingerprints import fingerprint
from sphinx_paperreview.collecting.shown import text_by_sphinx
from sphinx_paperreview.core.elsewhere import elsewhere
from sphinx_paperreview.core.fields import VALUES
from sphinx_paperreview.core.mentions import Backlink, Unreviewed
from sphinx_paperreview.core.model import Post, Reference, Review
from sphinx_paperreview.core.pages import GroupPage, Overview, by_size
from sphinx_paperreview.core.post_query import (
    PostListing,
    group_posts,
    indexed_reviews,
    reviewers_of,
    select_posts,
)
from sphinx_paperreview.core.query import Listing, select, sole_value
from sphinx_paperreview.core.reading_list import ReadingList, select_unreviewed
from sphinx_paperreview.core.references import find_anchor, find_referred, find_review, id_of
from sphinx_paperreview.site import site_of

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

Facts = tuple[object, ...]
"""Texts, numbers and tuples of them, whose ``repr`` tells them apart."""

ListingView = Callable[["Views", Any, str], Facts]
"""Tells what a listing on a page shows from elsewhere."""


@dataclass
class Views:
    """The views of a site's pages, in one build."""

    env: BuildEnvironment
    builder: Builder
    domain: PaperDomain
    listings: Mapping[type, ListingView]
    """What listings show from elsewhere, by the type of what is asked."""
    _facts: dict[tuple[str, int], str] = field(default_factory=dict)
    """Fingerprints of what a listing shows of a review, by its page and position."""

    def of_page(self, docname: str) -> str:
        """Take the fingerprint of an author's page."""
        uses, reviews = self.domain.uses_of(docname), self.domain.library.page_reviews(docname)
        return fingerprint(
            [
                *(self._card(review, docname) for review in reviews),
                *map(self._related, reviews),
                *(self._listing(listing, docname) for listing in uses.listings),
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
        head = (page.kind, page.label, page.year, page.years, feed)
        count = self.domain.library.tables.count_papers(page.total), len(page.total)
        orgs = site_of(self.env.config).orgs
        above, below = self.domain.plan.relatives(page.kind, page.label, orgs)
        related = [(name, self._place(page.kind, name)) for name in (*above, *below)]
        posts = [self.domain.library.posts[review.docname].title for review in page.reviews]
        # A filter also sorts by how often papers are mentioned.
        mentions = list(map(self.domain.mentions.count, page.reviews)) if page.has_filter else []
        return fingerprint([head, count, related, posts, mentions, *map(self._row, page.reviews)])

    def of_overview(self, kinds: Iterable[str]) -> str:
        """Take the fingerprint of a generated overview."""
        return fingerprint([self._groups(kind) for kind in kinds])

    # Parts ---------------------------------------------------------------------------------------

    def _card(self, review: Review, docname: str) -> Facts:
        """What the head and the foot of a review show beside its own text."""
        posts = self.domain.library.posts
        found = elsewhere(review, self.domain.library, self.domain.mentions)
        reviews = [(*self._title(one), posts[one.docname].title) for one in found.reviews]
        sites = reviews_elsewhere(self.env, review.paper.ids)
        mentions = [_backlink(one, docname) for one in found.backlinks]
        others = [_backlink(one, docname)[:-1] for one in found.others]
        more = found.more_reviews, found.more_mentions
        leads = self._title(found.newest) if any(more) else ()
        lists = (tuple(reviews), tuple(sites), tuple(mentions), tuple(others))
        return (*lists, more, leads, *self._cited(review), *self._badges(review))

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

    def _badges(self, review: Review) -> Iterator[object]:
        for kind in ("org", "tag", "reviewer"):
            yield from (self._place(kind, label) for label in VALUES[kind](review))

    def _row(self, review: Review) -> str:
        """What a listing shows of a review."""
        key = review.docname, review.position
        if key not in self._facts:
            shown = replace(review, line=0, position=0, guards=())
            title, badges = self.domain.title_of(review), self._badges(review)
            self._facts[key] = fingerprint([shown, title, self._picture(review), *badges])
        return self._facts[key]

    def _picture(self, review: Review) -> str:
        """What a review's thumbnail is called in the output; ``""`` where there is none."""
        images = self.env.images
        return images[review.image][1] if review.image in images else ""

    # What listings show --------------------------------------------------------------------------

    def _listing(self, listing: object, docname: str) -> Facts:
        return self.listings[type(listing)](self, listing, docname)

    def overview(self, listing: Overview, docname: str) -> Facts:
        """What a ``paper:overview`` shows."""
        del docname
        kinds = listing.shown(
            site_of(self.env.config).settings.page_kinds, self.domain.library.tables
        )
        return tuple(self._groups(kind) for kind in kinds)

    def reading_list(self, listing: ReadingList, docname: str) -> Facts:
        """What a ``paper:mentions`` shows."""
        del docname
        papers = select_unreviewed(self.domain.mentions.unreviewed(), listing)
        return len(papers), *map(_unreviewed, papers[: listing.limit or None])

    def posts(self, listing: PostListing, docname: str) -> Facts:
        """What a ``paper:posts`` shows."""
        del docname
        posts = select_posts(self.domain.library.listed_posts(), listing)
        shown, key = posts[: listing.limit or None], listing.group_by
        groups = group_posts(shown, key) if key else ()
        places = [self._place(key, found.label) for found in groups]
        return len(posts), *map(_post, shown), *places

    def reviews(self, listing: Listing, docname: str) -> Facts:
        """What a ``paper:list`` shows."""
        del docname
        count = self.domain.mentions.count
        reviews = select(self.domain.library.reviews(), listing.query, mentions=count)
        # Where there is a filter, it searches all.
        limit = None if listing.filter else listing.limit or None
        shown = reviews[:limit]
        rows: list[object] = [len(reviews), *map(self._row, shown)]
        for key in listing.group_by:
            labels = sorted({label for review in shown for label in VALUES[key](review)})
            rows.append([(label, *self._group(key, label)) for label in labels])
        if 0 < listing.limit < len(reviews):
            asked = sole_value(listing.query)
            rows += [asked and self._place(*asked), self._groups_shown.overview_of_all]
        rows.append([count(review) for review in shown] if _counts_mentions(listing) else [])
        return tuple(rows)

    # Other parts ---------------------------------------------------------------------------------

    def _quoted(self, docname: str) -> Facts:
        """What the page shows for references in what others quote: the two are to agree.

        Sphinx alone would not write a page again when a section has another title elsewhere.
        """
        references = self.domain.unsettled_of(docname).references
        return tuple(text_by_sphinx(self.env, one, docname) for one in references)

    def _group(self, key: str, label: str) -> Facts:
        """What a group's heading shows, and where it leads."""
        post = self.domain.library.posts.get(label) if key == "post" else None
        return post and post.title, self._place(key, label)

    def _place(self, kind: str, label: str) -> tuple[str, str] | None:
        """Where a group's name leads."""
        return self._groups_shown.place_of(kind, label)

    @cached_property
    def _groups_shown(self) -> Groups:
        return self.domain.groups(self.builder)

    def _groups(self, kind: str) -> Facts:
        tables = self.domain.library.tables
        return (
            kind,
            self._groups_shown.overview_of(kind),
            *(
                (found.label, self._place(kind, found.label), tables.count_papers(found.reviews))
                for found in by_size(kind, tables)
            ),
        )

    def _reference(self, reference: Reference, docname: str) -> Facts:
        if reference.kind in {"org", "tag"}:
            kind, label = reference.kind, reference.target
            # The badge of an organisation that nobody names here leads to its home page.
            return self._place(kind, label), label in self.domain.library.tables.labels(kind)
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
        is_index = target.lower() in self._groups_shown.index_pages
        return (*here, *self._placed(page, anchor), *elsewhere, told, is_index)

    def _placed(self, page: str, anchor: str) -> Facts:
        """What stands at an anchor of a page."""
        found = self.domain.library.lookup(page).find("anchor", anchor)
        return self._title(found.review) if found else ()

    def _title(self, review: Review) -> Facts:
        """What a reference to a review shows, and where it leads."""
        return review.docname, review.anchor, self.domain.title_of(review)

    @cached_property
    def _own_pages(self) -> frozenset[str]:
        """The author's pages that stand in the places of generated ones."""
        names = self.domain.plan.names.values()
        return frozenset(own_pages(self.builder, self.env.found_docs, names).values())

    def _neighbours(self, docname: str) -> Facts:
        beside = self.domain.library.neighbours(docname)
        posts = (beside.older, beside.newer)
        return tuple(post and (post.docname, post.title, post.date) for post in posts)


def _post(post: Post) -> Facts:
    """What a listing shows of a post."""
    titles = tuple(review.title for review in indexed_reviews(post))
    shown = replace(post, reviews=(), tags=(), updated="", declared=False)
    return replace(shown, reviewers=reviewers_of(post)), titles


def _counts_mentions(listing: Listing) -> bool:
    """Tell whether a listing shows, or its filter sorts by, how often papers are mentioned."""
    by_mentions = listing.query.sort.endswith("mentions")
    shown = (*listing.columns, *listing.show)
    return by_mentions or listing.filter or "mentions" in shown


def _backlink(backlink: Backlink, docname: str) -> Facts:
    """What a card shows of a page that mentions its paper."""
    mention = backlink.mention
    place = backlink.post.docname, mention.anchor
    return *place, backlink.title_on(docname), mention.sentence


def _unreviewed(paper: Unreviewed) -> Facts:
    """What a reading list shows of a paper."""
    backlinks = tuple(_backlink(one, "") for one in paper.backlinks)
    return paper.id, paper.name, paper.called, backlinks
