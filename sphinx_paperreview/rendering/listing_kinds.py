"""The kinds of listings: what is asked, who reads it, who draws it, and what it shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from docutils import nodes

from sphinx_paperreview.authoring.chart import PaperChart
from sphinx_paperreview.authoring.listing import PaperList
from sphinx_paperreview.authoring.listing_options import ListingDirective
from sphinx_paperreview.authoring.mentions import PaperMentions
from sphinx_paperreview.authoring.overview import PaperOverview
from sphinx_paperreview.authoring.posts import PaperPosts
from sphinx_paperreview.collecting.chart_views import chart_view
from sphinx_paperreview.collecting.listing_views import ListingView
from sphinx_paperreview.collecting.views import Views
from sphinx_paperreview.core.charts import Chart
from sphinx_paperreview.core.pages import Overview
from sphinx_paperreview.core.post_query import PostListing
from sphinx_paperreview.core.query import Listing
from sphinx_paperreview.core.reading_list import ReadingList
from sphinx_paperreview.rendering.charts import ChartWriter
from sphinx_paperreview.rendering.listings import ListingWriter
from sphinx_paperreview.rendering.overviews import OverviewWriter
from sphinx_paperreview.rendering.place import Place
from sphinx_paperreview.rendering.post_listings import PostListingWriter
from sphinx_paperreview.rendering.reading_list import ReadingListWriter


class Writer(Protocol):
    """Draws the listings of a page."""

    def draw(self, listing: Any, empty: Sequence[nodes.Node] = ()) -> list[nodes.Node]:
        """Give the nodes that take the place of a listing."""


@dataclass(frozen=True)
class ListingKind:
    """A kind of listing, from its directive to what a reader sees."""

    name: str
    """Of the directive, in the domain ``paper``."""
    directive: type[ListingDirective]
    """Leaves a `paper_listing` node that holds the record."""
    record: type
    """What an author asks for."""
    view: ListingView
    """Tells what it shows from elsewhere: a page is written again when that has changed."""
    writer: Callable[[Place], Writer]


LISTING_KINDS = (
    ListingKind("list", PaperList, Listing, Views.reviews, ListingWriter),
    ListingKind("posts", PaperPosts, PostListing, Views.posts, PostListingWriter),
    ListingKind("overview", PaperOverview, Overview, Views.overview, OverviewWriter),
    ListingKind("mentions", PaperMentions, ReadingList, Views.reading_list, ReadingListWriter),
    ListingKind("chart", PaperChart, Chart, chart_view, ChartWriter),
)

LISTING_VIEWS = {kind.record: kind.view for kind in LISTING_KINDS}
