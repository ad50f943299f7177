"""The ``paper:mentions`` directive: checked options, and a place for the reading list."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_paperreview.authoring.listing import ListingReader
from sphinx_paperreview.authoring.listing_options import (
    ANY_OF,
    EMPTY,
    NAME,
    ListingDirective,
    number,
    signed,
    words,
)
from sphinx_paperreview.authoring.nodes import paper_listing
from sphinx_paperreview.authoring.options import Option
from sphinx_paperreview.core.reading_list import READING_SORT_KEYS, ReadingList
from sphinx_paperreview.site import site_of

OPTIONS = {
    "source": f"sites that own the paper's id, by key or label{ANY_OF}",
    "sort": f"{words(READING_SORT_KEYS)}; a leading `-` reverses (default: `-mentions`)",
    "limit": "a number: how many papers to show; the list says how many more there are",
    "empty": EMPTY,
    "name": NAME,
}
"""Every option of the ``paper:mentions`` directive, and what it takes."""


class PaperMentions(ListingDirective):
    """List the papers that pages of the site mention, and that nobody reviewed yet."""

    known_options = OPTIONS

    def place(self, options: Mapping[str, Option]) -> paper_listing:
        """Check the options."""
        reader = ListingReader(options, self.warn, site_of(self.config))
        default = ReadingList()
        listing = ReadingList(
            sources=reader.condition("source") or default.sources,
            sort=reader.value("sort", signed(READING_SORT_KEYS)) or default.sort,
            limit=reader.value("limit", number) or default.limit,
        )
        return paper_listing(listing=listing)
