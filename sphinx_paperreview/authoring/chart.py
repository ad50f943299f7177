"""The ``paper:chart`` directive: checked options, and a place for a chart of counts."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_paperreview.asking import Asking
from sphinx_paperreview.authoring.listing import OPTIONS as LIST_OPTIONS
from sphinx_paperreview.authoring.listing import SELECTION, ListingReader
from sphinx_paperreview.authoring.listing_options import (
    EMPTY,
    NAME,
    ListingDirective,
    lines_of,
    number,
    one_of,
    words,
)
from sphinx_paperreview.authoring.nodes import paper_listing
from sphinx_paperreview.authoring.options import Option
from sphinx_paperreview.core.charts import CHARTS, LIMITS, Chart
from sphinx_paperreview.core.values import clean_text
from sphinx_paperreview.site import site_of

_LIMITS = ", ".join(f"{limit} of `{kind}`" for kind, limit in LIMITS.items())

OPTIONS = {
    "kind": f"what to draw, one of {words(CHARTS)} (default: `{Chart().kind}`)",
    **{name: LIST_OPTIONS[name] for name in SELECTION},
    "limit": "a number: how many years, months, organisations or tags to show, the newest or those "
    f"with most papers (default: {_LIMITS})",
    "title": "a text: what the chart is called",
    "empty": EMPTY,
    "name": NAME,
}
"""Every option of the ``paper:chart`` directive, and what it takes."""


class PaperChart(ListingDirective):
    """Draw how many papers each day, month, organisation or tag has."""

    known_options = OPTIONS

    def place(self, options: Mapping[str, Option]) -> paper_listing:
        """Check the options."""
        site, asking = site_of(self.config), Asking.of(self.env)
        reader = ListingReader(options, self.warn, site, asking)
        default = Chart()
        chart = Chart(
            kind=reader.value("kind", one_of(CHARTS)) or default.kind,
            query=reader.query(),
            limit=reader.value("limit", number) or default.limit,
            title=reader.value("title", clean_text) or default.title,
        )
        return paper_listing(listing=chart, lines=lines_of(options))
