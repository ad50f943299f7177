"""The ``paper:overview`` directive: checked options, and a place for what there is of a kind."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_paperreview.authoring.listing_options import (
    EMPTY,
    NAME,
    ListingDirective,
    OptionReader,
    number,
    some_of,
    words,
)
from sphinx_paperreview.authoring.nodes import paper_listing
from sphinx_paperreview.authoring.options import Option
from sphinx_paperreview.core.pages import OVERVIEW_KEYS, Overview

OPTIONS = {
    "kind": f"what to list: some of {words(OVERVIEW_KEYS)}, separated by spaces (default: all "
    "kinds that have pages)",
    "limit": "a number: how many values of each kind to show; a line says how many more there are",
    "empty": EMPTY,
    "name": NAME,
}
"""Every option of the ``paper:overview`` directive, and what it takes."""


class PaperOverview(ListingDirective):
    """List organisations, tags, venues, sources, authors or months, with counts."""

    known_options = OPTIONS

    def place(self, options: Mapping[str, Option]) -> paper_listing:
        """Check the options."""
        reader = OptionReader(options, self.warn)
        default = Overview()
        overview = Overview(
            kinds=reader.value("kind", lambda text: some_of(text, OVERVIEW_KEYS)) or default.kinds,
            limit=reader.value("limit", number) or default.limit,
        )
        return paper_listing(listing=overview)
