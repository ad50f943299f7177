"""A page for each organisation, tag, venue, source and month, and overviews of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_paperreview.collecting.addresses import own_pages
from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.freshness import Freshness
from sphinx_paperreview.collecting.objects import PAGE_ANCHOR
from sphinx_paperreview.core.badges import home_page
from sphinx_paperreview.core.looks import SHARED
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.pages import GroupPage, Plan
from sphinx_paperreview.core.query import Listing
from sphinx_paperreview.messages import _
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.assets import FILTERED
from sphinx_paperreview.rendering.contexts import TEMPLATE, PageContexts
from sphinx_paperreview.rendering.feed_links import feed_row
from sphinx_paperreview.rendering.files import GeneratedFiles
from sphinx_paperreview.rendering.filters import FilterWriter
from sphinx_paperreview.rendering.listings import ListingWriter
from sphinx_paperreview.rendering.overviews import OverviewWriter
from sphinx_paperreview.rendering.place import Place
from sphinx_paperreview.rendering.search import feed_search
from sphinx_paperreview.site import site_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_SHOWN_OF_EACH = 24
"""How many values of each kind the overview of all kinds shows."""


Collected = Iterator[tuple[str, dict[str, Any], str]]
"""Names of pages, contexts, templates."""


def collect_pages(app: Sphinx, freshness: Freshness) -> Collected:
    """Yield the generated pages that have changed (``html-collect-pages``).

    A page of the author's own wins over a generated one.
    """
    domain = PaperDomain.of(app.env)
    if not domain.plan.groups:
        return
    own = own_pages(app.builder, app.env.found_docs, domain.plan.all_names())
    contexts = PageContexts(cast("StandaloneHTMLBuilder", app.builder), domain.plan, own)
    filters = FilterWriter(contexts.place(domain.plan.overview()))
    writer = PageWriter(contexts, domain.plan, filters)
    views = freshness.all_views(app)
    files = GeneratedFiles(contexts.builder, freshness)

    def is_stale(name: str, view: Callable[[], str]) -> bool:
        return name not in own and files.is_stale(name, partial(contexts.shown, name, view))

    for kind, name in domain.plan.overviews():
        view = partial(views.of_overview, [kind] if kind else list(domain.plan.groups))
        if is_stale(name, view):
            yield name, writer.overview(kind, name), TEMPLATE
    pages = [page for page in domain.plan.pages if page.name not in own]
    for page in pages:
        if is_stale(page.name, partial(views.of_group_page, page)):
            yield page.name, writer.group_page(page), TEMPLATE
    first = [(page, writer.title_of(page)) for page in pages if page.is_first]
    feed_search(contexts.builder, first, site_of(app.config).orgs)


class AnchorOwnPages(SphinxPostTransform):
    """Give an author's own page of an organisation or a tag the id that objects lead to."""

    default_priority = 9
    """As for all that draws; no other transform asks for this id."""

    def run(self, **kwargs: object) -> None:
        """Add the id to the first section of such a page."""
        del kwargs
        plan, docname = PaperDomain.of(self.env).plan, self.env.docname
        section = next(self.document.findall(nodes.section), None)
        # Hardly any of an author's pages stand in that folder: look no further at the others.
        if section is None or not docname.startswith(f"{plan.folder}/"):
            return
        if own_pages(self.app.builder, [docname], plan.names.values()):
            section["ids"].append(PAGE_ANCHOR)


@dataclass(frozen=True)
class PageWriter:
    """Draws generated pages as contexts of the theme's template for pages."""

    contexts: PageContexts
    plan: Plan
    filters: FilterWriter
    _with_math: dict[tuple[str, int], bool] = field(default_factory=dict)
    """Which reviews have formulas in their rows, by page and position."""

    # What a page holds ---------------------------------------------------------------------------

    def overview(self, kind: str, name: str) -> dict[str, Any]:
        """Draw the page that lists all values of a kind; or, for ``""``, the kinds."""
        place = self.contexts.place(name)
        writer = OverviewWriter(place)
        content = (
            writer.groups(kind) if kind else [self._part(writer, one) for one in self.plan.groups]
        )
        return self.contexts.context(name, parts.kind_text(kind), content)

    def _part(self, writer: OverviewWriter, kind: str) -> nodes.section:
        """Draw what the overview of all kinds shows of one."""
        section = nodes.section("", ids=[f"papers-by-{kind}"])
        section += nodes.title("", "", writer.heading(kind))
        section += writer.groups(kind, limit=_SHOWN_OF_EACH)
        return section

    def group_page(self, page: GroupPage) -> dict[str, Any]:
        """Draw the page of one value."""
        place = self.contexts.place(page.name)
        content: list[nodes.Node] = [parts.row("paper-facts", *self._facts(page, place))]
        if page.years:
            content.append(parts.row("paper-years", *self._years(page, place)))
        content += self._listing(page, place)
        has_math = any(map(self._has_math, page.reviews))
        context = self.contexts.context(page.name, self.title_of(page), content, has_math=has_math)
        toctree = self.contexts.toctree(page.name)
        shared = {"toctree": toctree} if toctree else {}
        return context | shared | {FILTERED: page.has_filter}

    def _has_math(self, review: Review) -> bool:
        """Tell whether there is a formula in what a row may show; many pages ask."""
        key = review.docname, review.position
        if key not in self._with_math:
            title = self.filters.place.domain.title_of(review)
            texts = (title, review.paper.subtitle, review.summary)
            self._with_math[key] = any(run.kind == "math" for text in texts for run in text)
        return self._with_math[key]

    def title_of(self, page: GroupPage) -> str:
        """Name a page."""
        place = self.contexts.place(page.name)
        title = place.page_title(page.kind, page.label)
        if page.is_first:
            return title
        return parts.SEPARATOR.join([title, place.group_label("year", page.year)])

    def _facts(self, page: GroupPage, place: Place) -> list[nodes.Node]:
        """Say how many papers there are, and what else is known of the value."""
        facts: list[list[nodes.Node]] = [[self._up(page)], [nodes.Text(_count(page.total, place))]]
        facts += [[fact] for fact in self._relatives(page, place)]
        url = home_page(page.label, place.site.orgs) if page.kind == "org" else ""
        if url:
            facts.append([nodes.reference("", _("Website"), refuri=url, internal=False)])
        return parts.joined(facts, parts.SEPARATOR)

    def _up(self, page: GroupPage) -> nodes.Node:
        """Link to the overview of a page's kind."""
        uri = self.contexts.builder.get_relative_uri(page.name, self.plan.overview(page.kind))
        return nodes.reference("", parts.kind_text(page.kind), refuri=uri, internal=True)

    def _relatives(self, page: GroupPage, place: Place) -> Iterator[nodes.Node]:
        """Link to what an organisation or a venue is a part of, and to its parts."""
        above, below = self.plan.relatives(page.kind, page.label, place.site.orgs)
        for words, others in ((_("Part of"), above), (_("Includes"), below)):
            badges = [self._relative(page.kind, other, place) for other in others]
            if badges:
                row = parts.joined([[nodes.Text(words)], *([badge] for badge in badges)], " ")
                yield nodes.inline("", "", *row)

    def _relative(self, kind: str, label: str, place: Place) -> nodes.Element:
        if kind == "org":
            return place.org_badge(label)
        return place.link_to_group(kind, label, parts.span(label, "paper-venue"))

    def _years(self, page: GroupPage, place: Place) -> list[nodes.Node]:
        """Link to the pages of the other years."""
        years: list[list[nodes.Node]] = []
        for year, name, count in page.years:
            shown = place.group_label("year", year)
            if name == page.name:
                years.append([nodes.strong("", shown), nodes.Text(f" {count}")])
            else:
                uri = self.contexts.builder.get_relative_uri(page.name, name)
                link = nodes.reference("", shown, refuri=uri, internal=True)
                years.append([link, nodes.Text(f" {count}")])
        return parts.joined(years, parts.SEPARATOR)

    def _listing(self, page: GroupPage, place: Place) -> list[nodes.Node]:
        """List the reviews, those of a month under their posts; many of them with a filter."""
        writer = ListingWriter(
            place,
            filters=self.filters,
            draw_item=lambda review, look: parts.raw(self.contexts.row(review, place, look)),
        )
        group_by = ("post",) if page.kind == "month" else ()
        files = place.site.settings.page_files
        listing = Listing(group_by=group_by, filter=page.has_filter, export=files)
        shared = (page.kind, page.label) if page.kind in SHARED else ("", "")
        feed = place.domain.feeds.of_pages.get(page.name)
        return [
            *writer.draw_reviews(page.reviews, listing, shared=shared),
            *feed_row(place, [feed] if feed else []),
        ]


def _count(reviews: Sequence[Review], place: Place) -> str:
    """Write ``21 papers``, or ``24 reviews of 21 papers`` where some were reviewed again."""
    papers = place.library.tables.count_papers(reviews)
    shown = parts.papers_text(papers)
    return shown if papers == len(reviews) else _("%d reviews of %s") % (len(reviews), shown)
