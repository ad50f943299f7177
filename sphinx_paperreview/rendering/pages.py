"""A page for each organisation, tag, venue, source and month, and overviews of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import new_document
from sphinx.util.osutil import relative_uri

from sphinx_paperreview.collecting.domain import PAGE_ANCHOR, PaperDomain
from sphinx_paperreview.collecting.indices import INDEX_OF
from sphinx_paperreview.collecting.links import own_pages
from sphinx_paperreview.core.badges import home_page, parent_name, part_names
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.pages import GroupPage, Plan
from sphinx_paperreview.core.query import group
from sphinx_paperreview.messages import _
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.listings import ListingWriter
from sphinx_paperreview.rendering.overviews import OverviewWriter
from sphinx_paperreview.rendering.place import Place, place_of
from sphinx_paperreview.rendering.search import feed_search
from sphinx_paperreview.site import site_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

TEMPLATE = "page.html"

_SHOWN_OF_EACH = 24
"""How many values of each kind the overview of all kinds shows."""


def collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the generated pages (``html-collect-pages``); a page of the author's own wins."""
    domain = PaperDomain.of(app.env)
    if not domain.plan.groups:
        return
    own = own_pages(app.builder, app.env.found_docs, domain.plan.all_names())
    writer = PageWriter(cast("StandaloneHTMLBuilder", app.builder), domain.plan, own)
    for kind, name in domain.plan.overviews():
        if name not in own:
            yield name, writer.overview(kind, name), TEMPLATE
    pages = [page for page in domain.plan.pages() if page.name not in own]
    for page in pages:
        yield page.name, writer.group_page(page), TEMPLATE
    first = [(page, writer.title_of(page)) for page in pages if page.is_first]
    feed_search(writer.builder, first, site_of(app.config).orgs)


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


@dataclass
class PageWriter:
    """Draws generated pages as contexts of the theme's template for pages."""

    builder: StandaloneHTMLBuilder
    plan: Plan
    own: Mapping[str, str]
    """The author's pages by the names of the generated ones in whose places they stand."""
    _rows: dict[tuple[int, str, int], str] = field(default_factory=dict)
    """Rows of listings, by the depth of the page's folder, and the review's page and position."""
    _row_places: dict[int, Place] = field(default_factory=dict)

    # What a page holds ---------------------------------------------------------------------------

    def overview(self, kind: str, name: str) -> dict[str, Any]:
        """Draw the page that lists all values of a kind; or, for ``""``, the kinds."""
        place = self._place(name)
        writer = OverviewWriter(place)
        if kind:
            title = str(INDEX_OF[kind].localname)
            content = writer.groups(kind)
        else:
            title = _("Papers")
            content = [node for one in self.plan.groups for node in self._part(writer, one)]
        return self._context(name, title, content)

    def _part(self, writer: OverviewWriter, kind: str) -> Iterator[nodes.Node]:
        """Draw what the overview of all kinds shows of one."""
        section = nodes.section("", ids=[f"papers-by-{kind}"])
        section += nodes.title("", "", writer.heading(kind))
        section += writer.groups(kind, limit=_SHOWN_OF_EACH)
        yield section

    def group_page(self, page: GroupPage) -> dict[str, Any]:
        """Draw the page of one value."""
        place = self._place(page.name)
        content: list[nodes.Node] = [parts.row("paper-facts", *self._facts(page, place))]
        if page.years:
            content.append(parts.row("paper-years", *self._years(page)))
        content += self._listing(page, place)
        has_math = any(run.kind == "math" for review in page.reviews for run in review.paper.title)
        return self._context(page.name, self.title_of(page), content, has_math=has_math)

    def title_of(self, page: GroupPage) -> str:
        """Name a page."""
        title = ListingWriter(self._place(page.name)).group_label(page.kind, page.label)
        title = f"#{title}" if page.kind == "tag" else title
        return title if page.is_first else f"{title} · {page.year or _('Others')}"

    def _facts(self, page: GroupPage, place: Place) -> list[nodes.Node]:
        """Say how many papers there are, and what else is known of the value."""
        facts: list[list[nodes.Node]] = [[self._up(page)], [nodes.Text(_count(page.total, place))]]
        if page.kind == "org":
            facts += [[fact] for fact in self._org_facts(page.label, place)]
        return parts.joined(facts, parts.SEPARATOR)

    def _up(self, page: GroupPage) -> nodes.Node:
        """Link to the overview of a page's kind."""
        uri = self.builder.get_relative_uri(page.name, self.plan.overview(page.kind))
        return nodes.reference("", str(INDEX_OF[page.kind].localname), refuri=uri, internal=True)

    def _org_facts(self, name: str, place: Place) -> Iterator[nodes.Node]:
        orgs = place.site.orgs
        shown = {label for kind, label in self.plan.names if kind == "org"}
        for words, others in (
            (_("Part of"), [parent_name(name, orgs)]),
            (_("Includes"), part_names(name, orgs)),
        ):
            badges = [place.org_badge(other) for other in others if other in shown]
            if badges:
                row = parts.joined([[nodes.Text(words)], *([badge] for badge in badges)], " ")
                yield nodes.inline("", "", *row)
        url = home_page(name, orgs)
        if url:
            yield nodes.reference("", _("Website"), refuri=url, internal=False)

    def _years(self, page: GroupPage) -> list[nodes.Node]:
        """Link to the pages of the other years."""
        years: list[list[nodes.Node]] = []
        for year, name, count in page.years:
            shown = year or _("Others")
            if name == page.name:
                years.append([nodes.strong("", shown), nodes.Text(f" {count}")])
            else:
                uri = self.builder.get_relative_uri(page.name, name)
                link = nodes.reference("", shown, refuri=uri, internal=True)
                years.append([link, nodes.Text(f" {count}")])
        return parts.joined(years, parts.SEPARATOR)

    def _listing(self, page: GroupPage, place: Place) -> list[nodes.Node]:
        """List the reviews; those of a month stand under their posts."""
        if page.kind != "month":
            return [self._list(page.reviews, place)]
        drawn: list[nodes.Node] = []
        for found in group(page.reviews, "post"):
            drawn += [
                ListingWriter(place).group_heading("post", found.label, level=1),
                self._list(found.reviews, place),
            ]
        return drawn

    def _list(self, reviews: Sequence[Review], place: Place) -> nodes.bullet_list:
        rows = "".join(self._row(review, place) for review in reviews)
        return nodes.bullet_list("", parts.raw(rows), classes=["paper-list", "simple"])

    # How it becomes HTML -------------------------------------------------------------------------

    def _row(self, review: Review, place: Place) -> str:
        """Draw a review's row of a list: once for all pages that stand as deep as this.

        It is drawn as from a page that does not exist, in a folder that does not: so its
        relative addresses hold in every folder of that depth.
        """
        depth = place.docname.count("/")
        key = depth, review.docname, review.position
        if key not in self._rows:
            rows = self._row_places.setdefault(depth, self._place(_nowhere(self.plan, depth)))
            item = ListingWriter(rows).item(review)
            self._rows[key] = self._html([nodes.bullet_list("", item)], rows.docname, inside=True)
        return self._rows[key]

    def _place(self, name: str) -> Place:
        return place_of(self.builder, self.builder.env, name)

    def _html(self, content: Sequence[nodes.Node], name: str, *, inside: bool = False) -> str:
        """Write nodes as HTML, as the builder does with a page's document.

        Args:
            content: The nodes.
            name: The page that they stand on.
            inside: Whether to leave out the outermost elements.
        """
        builder = self.builder
        # What `write_doc` sets for each page, and the translators read.
        builder.secnumbers, builder.fignumbers = {}, {}
        builder.imgpath = relative_uri(builder.get_target_uri(name), builder.imagedir)
        builder.current_docname = name
        document = new_document(name)
        document.settings = builder.docsettings
        document += content
        visitor: Any = builder.create_translator(document, builder)
        if not inside:
            document.walkabout(visitor)
            return "".join(visitor.fragment)
        for element in content:
            for child in element.children:
                child.walkabout(visitor)
        return "".join(visitor.body)

    def _context(
        self, name: str, title: str, content: Sequence[nodes.Node], *, has_math: bool = False
    ) -> dict[str, Any]:
        # Where MathJax is needed, Sphinx 8.2 asks the context, and its domain before that.
        self.builder.env.domaindata["math"]["has_equations"][name] = has_math
        section = nodes.section("", nodes.title("", title), *content, ids=[PAGE_ANCHOR])
        return {
            "title": escape(title),
            "body": self._html([section], name),
            "parents": list(self._parents(name)),
            "has_maths_elements": has_math,
        }

    def _parents(self, name: str) -> Iterator[dict[str, str]]:
        """Yield what stands above a page, from the top: breadcrumbs, in themes that have them."""
        top = self.plan.overview()
        own_kind = next((kind for kind, page in self.plan.overviews() if page == name), None)
        if own_kind != "":
            for page in (*self._above(self.own.get(top, top)), top):
                yield self._crumb(name, page)
        if own_kind is None:
            kind = name.removeprefix(f"{self.plan.folder}/").partition("/")[0]
            yield self._crumb(name, self.plan.overview(kind), str(INDEX_OF[kind].localname))

    def _above(self, docname: str) -> list[str]:
        """List the pages above one in the tables of contents, from the top, without the root."""
        above: list[str] = []
        relations, root = self.builder.relations, self.builder.config.root_doc
        parent = relations[docname][0] if docname in relations else None
        while parent and parent != root:
            above.insert(0, parent)
            parent = relations[parent][0] if parent in relations else None
        return above

    def _crumb(self, name: str, page: str, title: str = "") -> dict[str, str]:
        """Link from one page to another, as themes take it."""
        titles, own = self.builder.env.titles, self.own.get(page, page)
        shown = titles[own].astext() if own in titles else title or _("Papers")
        return {"link": self.builder.get_relative_uri(name, page), "title": escape(shown)}


def _nowhere(plan: Plan, depth: int) -> str:
    return "/".join([plan.folder, *"-" * (depth - plan.folder.count("/"))])


def _count(reviews: Sequence[Review], place: Place) -> str:
    """Write ``21 papers``, or ``24 reviews of 21 papers`` where some were reviewed again."""
    papers = place.library.tables.count_papers(reviews)
    shown = parts.papers_text(papers)
    return shown if papers == len(reviews) else _("%d reviews of %s") % (len(reviews), shown)
