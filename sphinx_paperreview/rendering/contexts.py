"""Generated pages as themes take them: HTML, breadcrumbs; and whether they have to be written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from html import escape
from typing import Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.docutils import new_document

from sphinx_paperreview.authoring.nodes import words_of
from sphinx_paperreview.collecting.addresses import PREVIEWED
from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.fingerprints import fingerprint
from sphinx_paperreview.collecting.objects import PAGE_ANCHOR
from sphinx_paperreview.core.looks import Look
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.pages import Plan
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.assets import PREVIEWING
from sphinx_paperreview.rendering.mathjax import ignored
from sphinx_paperreview.rendering.place import Place, place_of
from sphinx_paperreview.rendering.quick_html import quick_html
from sphinx_paperreview.rendering.rows import RowWriter, names_all_orgs
from sphinx_paperreview.sphinx_internals.html import begin_page, local_toctree, note_formulas

TEMPLATE = "page.html"
"""The theme's template for pages without a source."""


@dataclass
class PageContexts:
    """Makes the contexts of the theme's template for pages."""

    builder: StandaloneHTMLBuilder
    plan: Plan
    own: Mapping[str, str]
    """The author's pages by the names of the generated ones in whose places they stand."""
    _rows: dict[tuple[int, Look, str, int], str] = field(default_factory=dict)
    """Rows, by the depth of the page's folder, their look, and the review's page and position."""
    _badges: dict[tuple[int, str], str] = field(default_factory=dict)
    """Those of organisations in such rows, by the depth and the name."""
    _row_places: dict[int, Place] = field(default_factory=dict)
    _with_math: dict[tuple[str, int], bool] = field(default_factory=dict)
    """Which reviews have formulas in their rows, by page and position."""
    _toctrees: dict[int, Callable[..., str] | None] = field(default_factory=dict)

    def shown(self, name: str, view: Callable[[], str]) -> str:
        """Take the fingerprint of a page: of its view, and of what stands above it."""
        return fingerprint([view(), *(crumb["title"] for crumb in self._parents(name))])

    def row(self, review: Review, place: Place, look: Look) -> str:
        """Draw a review's row of a list: once for all pages of one look that stand as deep.

        It is drawn as from a page that does not exist, in a folder that does not: so its
        relative addresses hold in every folder of that depth.
        """
        depth = place.docname.count("/")
        kind, label = look.shared
        if kind != "org":
            return self._row(review, depth, look)
        # All other pages show the same row, with one organisation more.
        whole = self._row(review, depth, replace(look, shared=("", "")))
        badge = self._badge(depth, label)
        if names_all_orgs(review) and f"{badge} " in whole:
            return whole.replace(f"{badge} ", "", 1)
        return self._row(review, depth, look)

    def _row(self, review: Review, depth: int, look: Look) -> str:
        key = depth, look, review.docname, review.position
        if key not in self._rows:
            place = self._row_place(depth)
            item = RowWriter(place, look).item(review)
            self._rows[key] = quick_html(item) or self.html(
                [nodes.bullet_list("", item)], place.docname, inside=True
            )
        return self._rows[key]

    def _badge(self, depth: int, org: str) -> str:
        if (depth, org) not in self._badges:
            badge = quick_html(self._row_place(depth).org_badge(org))
            self._badges[depth, org] = badge or ""
        return self._badges[depth, org]

    def _row_place(self, depth: int) -> Place:
        if depth not in self._row_places:
            self._row_places[depth] = self.place(_nowhere(self.plan, depth))
        return self._row_places[depth]

    def toctree(self, name: str) -> Callable[..., str] | None:
        """Give what themes draw the site's contents with: once for all pages of a depth, as rows.

        Sphinx would draw them again for each page, which takes longer than all else.

        Args:
            name: Where the page stands; not an overview, which ``dirhtml`` puts less deep.
        """
        depth = name.count("/")
        if depth not in self._toctrees:
            draw = local_toctree(self.builder, _nowhere(self.plan, depth))
            self._toctrees[depth] = cache(draw) if draw else None
        return self._toctrees[depth]

    def place(self, name: str) -> Place:
        """Describe a page."""
        return place_of(self.builder, self.builder.env, name)

    def html(self, content: Sequence[nodes.Node], name: str, *, inside: bool = False) -> str:
        """Write nodes as HTML, as the builder does with a page's document.

        Args:
            content: The nodes.
            name: The page that they stand on.
            inside: Whether to leave out the outermost elements.
        """
        builder = self.builder
        begin_page(builder, name)
        document = new_document(name)
        document.settings = builder.docsettings
        document += content
        builder.post_process_images(document)
        visitor: Any = builder.create_translator(document, builder)
        if not inside:
            document.walkabout(visitor)
            return "".join(visitor.fragment)
        for element in content:
            for child in element.children:
                child.walkabout(visitor)
        return "".join(visitor.body)

    def has_math(self, review: Review) -> bool:
        """Tell whether there is a formula in what a row may show; many pages ask."""
        key = review.docname, review.position
        if key not in self._with_math:
            title = PaperDomain.of(self.builder.env).title_of(review)
            texts = (title, review.paper.subtitle, review.summary)
            self._with_math[key] = any(run.kind == "math" for text in texts for run in text)
        return self._with_math[key]

    def context(
        self,
        name: str,
        title: str,
        content: Sequence[nodes.Node],
        *,
        has_math: bool = False,
        parents: Sequence[str] | None = None,
    ) -> dict[str, Any]:
        """Make the context of a page.

        Args:
            name: Where it stands.
            title: Its heading, plain text.
            content: What stands below that.
            has_math: Whether there are formulas in it.
            parents: The author's pages above it; None where others of ours are.
        """
        note_formulas(self.builder, name, has_math=has_math)
        section = nodes.section("", nodes.title("", title), *content, ids=[PAGE_ANCHOR])
        ignored(self.builder, [section])
        body = self.html([section], name)
        return {
            "title": escape(title),
            "body": body,
            PREVIEWING: PREVIEWED in body,
            "parents": list(self._parents(name))
            if parents is None
            else [self._crumb(name, parent) for parent in parents],
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
            yield self._crumb(name, self.plan.overview(kind), kind)

    def _above(self, docname: str) -> list[str]:
        """List the pages above one in the tables of contents, from the top, without the root."""
        above: list[str] = []
        relations, root = self.builder.relations, self.builder.config.root_doc
        parent = relations[docname][0] if docname in relations else None
        while parent and parent != root:
            above.insert(0, parent)
            parent = relations[parent][0] if parent in relations else None
        return above

    def _crumb(self, name: str, page: str, kind: str = "") -> dict[str, str]:
        """Link from one page to another, an author's or the overview of a kind, as themes do."""
        titles, own = self.builder.env.titles, self.own.get(page, page)
        shown = words_of(titles[own]) if own in titles else parts.kind_text(kind)
        return {"link": self.builder.get_relative_uri(name, page), "title": escape(shown)}


def _nowhere(plan: Plan, depth: int) -> str:
    return "/".join([plan.folder, *"-" * (depth - plan.folder.count("/"))])
