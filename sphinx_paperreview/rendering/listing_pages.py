"""The pages of a listing that is too long for one: its author's, and then others of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_paperreview.authoring.nodes import words_of
from sphinx_paperreview.collecting.addresses import own_pages
from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.freshness import Freshness
from sphinx_paperreview.core.listing_leaves import ListingLeaf, ListingPages
from sphinx_paperreview.core.looks import Look
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.post_query import PostListing
from sphinx_paperreview.core.query import Listing
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.assets import FILTERED
from sphinx_paperreview.rendering.contexts import TEMPLATE, PageContexts
from sphinx_paperreview.rendering.files import GeneratedFiles
from sphinx_paperreview.rendering.filters import ROWS_SUFFIX, FilterWriter
from sphinx_paperreview.rendering.listings import ListingWriter
from sphinx_paperreview.rendering.place import Place
from sphinx_paperreview.rendering.post_listings import PostListingWriter
from sphinx_paperreview.rendering.row_files import RowFileWriter
from sphinx_paperreview.rendering.turning import TURNED, leaf_text, turning_tags
from sphinx_paperreview.site import site_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def collect_listing_leaves(
    app: Sphinx, freshness: Freshness
) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the changed pages of listings, but the first of each (``html-collect-pages``)."""
    domain = PaperDomain.of(app.env)
    if not domain.is_paged:
        return
    builder = cast("StandaloneHTMLBuilder", app.builder)
    files, views = GeneratedFiles(builder, freshness), freshness.all_views(app)
    if files.are_left(f"{site_of(app.config).settings.pages}/list/"):
        return
    found = list(_leaves(domain))
    own = own_pages(builder, app.env.found_docs, [leaf.name for *_where, leaf in found])
    contexts = PageContexts(builder, domain.plan, own)
    writer = LeafWriter(contexts, FilterWriter(contexts.place(builder.config.root_doc)))
    for docname, listing, pages, leaf in found:
        view = partial(views.of_listing_leaf, listing, docname, pages, leaf)
        if leaf.name not in own and files.is_stale(leaf.name, view):
            yield leaf.name, writer.context(docname, listing, pages, leaf), TEMPLATE
    rows = RowFileWriter(contexts, writer.filters)
    for listing, pages in _searched(domain):
        files.write_viewed(
            f"{pages.stem}{ROWS_SUFFIX}",
            partial(views.of_rows, pages.items, listing),
            partial(rows.text, pages.stem, pages.items, listing),
        )


def _searched(domain: PaperDomain) -> Iterator[tuple[Listing, ListingPages[Review]]]:
    """Yield the listings whose filters search more than a page has room for."""
    for docname, listings in sorted(domain.listings.items()):
        for number, listing in listings:
            pages = domain.listing_pages(docname, number, listing)
            if isinstance(listing, Listing) and listing.filter and pages and not pages.is_whole:
                yield listing, pages


def _leaves(
    domain: PaperDomain,
) -> Iterator[tuple[str, object, ListingPages[Any], ListingLeaf[Any]]]:
    """Yield each page of a listing that is not its author's own."""
    for docname, listings in sorted(domain.listings.items()):
        for number, listing in listings:
            pages = domain.listing_pages(docname, number, listing)
            for leaf in pages.leaves[1:] if pages else ():
                yield docname, listing, pages, leaf  # type: ignore[misc]  # there are pages


def draw_leaf(
    place: Place,
    listing: object,
    pages: ListingPages[Any],
    leaf: ListingLeaf[Any] | None,
    *,
    filters: FilterWriter | None = None,
    draw_item: Callable[[Review, Look], nodes.Node] | None = None,
) -> list[nodes.Node]:
    """Draw a page of a listing: see `ListingWriter.draw_leaf`."""
    if isinstance(listing, PostListing) and leaf:
        return PostListingWriter(place).draw_leaf(listing, pages, leaf)
    writer = ListingWriter(place, filters=filters, draw_item=draw_item)
    return writer.draw_leaf(cast("Listing", listing), pages, leaf)


@dataclass(frozen=True)
class LeafWriter:
    """Draws pages of listings as contexts of the theme's template for pages."""

    contexts: PageContexts
    filters: FilterWriter
    """Shared by all pages."""

    def context(
        self, docname: str, listing: object, pages: ListingPages[Any], leaf: ListingLeaf[Any]
    ) -> dict[str, Any]:
        """Draw a page.

        Args:
            docname: The author's page, with the first page of the listing.
            listing: What its author asks for.
            pages: All of its pages.
            leaf: The page.
        """
        place = self.contexts.place(leaf.name)
        title = words_of(place.builder.env.titles[docname])
        content: list[nodes.Node] = [
            parts.row("paper-facts", place.lead_to(docname, nodes.inline("", title))),
            *draw_leaf(
                place,
                listing,
                pages,
                leaf,
                filters=self.filters,
                draw_item=lambda review, look: parts.raw(self.contexts.row(review, place, look)),
            ),
        ]
        is_of_reviews = isinstance(listing, Listing)
        shown = [item for _path, item in leaf.rows] if is_of_reviews else []
        context = self.contexts.context(
            leaf.name,
            parts.SEPARATOR.join([title, leaf_text(leaf.turning.here)]),
            content,
            has_math=any(map(self.contexts.has_math, shown)),
            parents=[docname],
        )
        is_filtered = isinstance(listing, Listing) and listing.filter
        return context | {FILTERED: is_filtered, TURNED: turning_tags(place, leaf.turning)}
