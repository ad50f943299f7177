"""A page for each organisation, tag, venue, source and month, and overviews of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_paperreview.collecting.addresses import own_pages
from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.freshness import Freshness
from sphinx_paperreview.collecting.objects import PAGE_ANCHOR
from sphinx_paperreview.core.badges import home_page
from sphinx_paperreview.core.group_pages import GroupPage
from sphinx_paperreview.core.looks import SHARED
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.pages import OverviewLeaf, Plan
from sphinx_paperreview.core.query import Listing
from sphinx_paperreview.core.values import parse_published
from sphinx_paperreview.messages import _, plural
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.assets import FILTERED
from sphinx_paperreview.rendering.contexts import TEMPLATE, PageContexts
from sphinx_paperreview.rendering.drawing import Drawing
from sphinx_paperreview.rendering.feed_links import feed_row
from sphinx_paperreview.rendering.files import GeneratedFiles
from sphinx_paperreview.rendering.filters import ROWS_SUFFIX, FilterWriter, rows_uri
from sphinx_paperreview.rendering.listings import ListingWriter
from sphinx_paperreview.rendering.overviews import OverviewWriter
from sphinx_paperreview.rendering.place import Place
from sphinx_paperreview.rendering.row_files import RowFileWriter
from sphinx_paperreview.rendering.search import feed_search
from sphinx_paperreview.rendering.turning import TURNED, leaf_text, turning_row, turning_tags
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

    top = domain.plan.overview()
    if is_stale(top, partial(views.of_overview, list(domain.plan.groups))):
        yield top, writer.overview(top), TEMPLATE
    for leaf in domain.plan.overview_leaves:
        if is_stale(leaf.name, partial(views.of_overview_leaf, leaf)):
            yield leaf.name, writer.overview_leaf(leaf), TEMPLATE
    pages = [page for page in domain.plan.pages if page.name not in own]
    for page in pages:
        if is_stale(page.name, partial(views.of_group_page, page)):
            yield page.name, writer.group_page(page), TEMPLATE
    rows = RowFileWriter(contexts, filters)
    for page in filter(is_split, pages):
        files.write_viewed(
            f"{page.name}{ROWS_SUFFIX}",
            partial(views.of_rows, page.total, Listing(filter=True)),
            partial(rows.text, page.name, page.total, Listing(), shared_of(page)),
        )
    first = [(page, writer.title_of(page)) for page in pages if page.is_first]
    feed_search(contexts.builder, first, site_of(app.config).orgs)


class AnchorOwnPages(Drawing):
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
        if own_pages(self.builder, [docname], plan.names.values()):
            section["ids"].append(PAGE_ANCHOR)


@dataclass(frozen=True)
class PageWriter:
    """Draws generated pages as contexts of the theme's template for pages."""

    contexts: PageContexts
    plan: Plan
    filters: FilterWriter

    # What a page holds ---------------------------------------------------------------------------

    def overview(self, name: str) -> dict[str, Any]:
        """Draw the page that lists the kinds."""
        writer = OverviewWriter(self.contexts.place(name))
        content = [self._part(writer, one) for one in self.plan.groups]
        return self.contexts.context(name, parts.kind_text(""), content)

    def overview_leaf(self, leaf: OverviewLeaf) -> dict[str, Any]:
        """Draw a page that lists the values of a kind."""
        place, number = self.contexts.place(leaf.name), leaf.turning.here
        content = [
            OverviewWriter(place).listed(leaf.kind, leaf.groups),
            *turning_row(place, leaf.turning, is_dated=leaf.kind == "month"),
        ]
        title = [parts.kind_text(leaf.kind), *([leaf_text(number)] if number else [])]
        context = self.contexts.context(leaf.name, parts.SEPARATOR.join(title), content)
        return context | {TURNED: turning_tags(place, leaf.turning)}

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
        if page.years and page.is_head:
            content.append(parts.row("paper-years", *self._years(page, place)))
        content += self._listing(page, place)
        has_math = any(map(self.contexts.has_math, page.reviews))
        context = self.contexts.context(page.name, self.title_of(page), content, has_math=has_math)
        toctree = self.contexts.toctree(page.name)
        shared = {"toctree": toctree} if toctree else {}
        tags = turning_tags(place, page.turning)
        return context | shared | {FILTERED: page.has_filter, TURNED: tags}

    def title_of(self, page: GroupPage) -> str:
        """Name a page."""
        place = self.contexts.place(page.name)
        title = [place.page_title(page.kind, page.label)]
        if page.years and not page.is_first:
            title.append(place.group_label("year", page.year))
        if not page.is_head:
            title.append(leaf_text(page.turning.here))
        return parts.SEPARATOR.join(title)

    def _facts(self, page: GroupPage, place: Place) -> list[nodes.Node]:
        """Say how many papers there are, and what else is known of the value.

        A leaf with a number says nothing that the next post would change.
        """
        if not page.is_head:
            days = [self._days(page, place)] if page.reviews[-1].date else []
            return parts.joined(
                [[self._up(page)], [self._first(page, place)], *days], parts.SEPARATOR
            )
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

    def _first(self, page: GroupPage, place: Place) -> nodes.Node:
        """Link from a leaf to the value's own page."""
        title = nodes.inline("", place.page_title(page.kind, page.label))
        return place.link_to_group(page.kind, page.label, title)

    def _days(self, page: GroupPage, place: Place) -> list[nodes.Node]:
        """Say of which days the reviews of a leaf are, from the oldest on."""
        days = dict.fromkeys(review.date for review in reversed(page.reviews))
        ends = list(days)[:: max(1, len(days) - 1)]
        texts = (parts.date_text(parse_published(day), place.language) for day in ends)
        moments = (place.moment(text, day) for text, day in zip(texts, ends, strict=True))
        return parts.joined([[moment] for moment in moments], " – ")

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
        files = place.site.settings.page_files if page.is_head else ()
        listing = Listing(group_by=group_by, filter=page.has_filter, export=files)
        is_one = page.is_first and not page.turning.behind
        all_rows = "" if is_one else rows_uri(place, self.plan.names[page.kind, page.label])
        feed = place.domain.feeds.of_pages.get(page.name)
        return [
            *writer.draw_reviews(
                page.reviews,
                listing,
                shared=shared_of(page),
                turning=turning_row(place, page.turning),
                all_rows=all_rows,
            ),
            *feed_row(place, [feed] if feed else []),
        ]


def is_split(page: GroupPage) -> bool:
    """Tell whether a page is the first of several: there is a file of all their rows."""
    return page.is_first and bool(page.turning.behind)


def shared_of(page: GroupPage) -> tuple[str, str]:
    """Name a field and its value that all rows of a page have, and none repeats."""
    return (page.kind, page.label) if page.kind in SHARED else ("", "")


def _count(reviews: Sequence[Review], place: Place) -> str:
    """Write ``21 papers``, or ``24 reviews of 21 papers`` where some were reviewed again."""
    papers = place.library.tables.count_papers(reviews)
    shown = parts.papers_text(papers)
    if papers == len(reviews):
        return shown
    message = plural(
        "%(reviews)d review of %(papers)s", "%(reviews)d reviews of %(papers)s", len(reviews)
    )
    return message % {"reviews": len(reviews), "papers": shown}
