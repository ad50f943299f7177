"""The files of all rows of a long listing, for its filter: fetched when a reader asks for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docutils import nodes
from sphinx.util.osutil import relative_uri

from sphinx_paperreview.core.looks import Look
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.query import Listing
from sphinx_paperreview.rendering.contexts import PageContexts
from sphinx_paperreview.rendering.filters import ROWS_SUFFIX, FilterWriter
from sphinx_paperreview.rendering.listings import ListingWriter, own_order

_MARK = "<!-- paperreview: row -->"

_STRIPE = re.compile('^<tr class="row-(?:even|odd)">')
"""Which of the two it is depends on the rows before it."""


@dataclass(frozen=True)
class RowFileWriter:
    """Writes these files."""

    contexts: PageContexts
    filters: FilterWriter

    def text(
        self,
        stem: str,
        reviews: Sequence[Review],
        listing: Listing,
        shared: tuple[str, str] = ("", ""),
    ) -> str:
        """Write the file of a listing.

        Args:
            stem: What it is named by: a docname. Its rows are drawn as on a page of that name.
            reviews: All that is listed.
            listing: How that looks.
            shared: A field and its value that all have, as the page says.
        """
        place = self.contexts.place(stem)
        look = ListingWriter(place).look(reviews, listing, shared)
        base = relative_uri(f"{stem}{ROWS_SUFFIX}", place.builder.get_target_uri(stem))
        drawn = self._drawn(stem, reviews, listing, look)
        return self.filters.file(reviews, drawn, sort=own_order(listing), base=base)

    def _drawn(
        self, stem: str, reviews: Sequence[Review], listing: Listing, look: Look
    ) -> list[str]:
        place = self.contexts.place(stem)
        if listing.style == "list":
            return [self.contexts.row(review, place, look) for review in reviews]
        part: nodes.Node = ListingWriter(place).rows_apart(reviews, listing, look, _MARK)
        _before, *rows, _behind = self.contexts.html([part], stem).split(_MARK)
        return [_STRIPE.sub("<tr>", row.strip()) for row in rows]
