"""What a chart shows from elsewhere: counts, and where their labels lead."""

from __future__ import annotations

from sphinx_paperreview.collecting.listing_views import ListingViews
from sphinx_paperreview.collecting.view_facts import Facts
from sphinx_paperreview.core.charts import CHARTS, Chart, count
from sphinx_paperreview.core.query import select


def chart_view(views: ListingViews, chart: Chart, docname: str) -> Facts:
    """Tell what a ``paper:chart`` shows."""
    del docname
    library, groups = views.domain.library, views.domain.groups(views.builder)
    counted = count(select(library.reviews(), chart.query), chart, library.tables.count_papers)
    labels = [*(bar.label for bar in counted.bars), *(month.label for month in counted.months)]
    places = [groups.place_of(CHARTS[chart.kind], label) for label in labels]
    return repr(counted), *places
