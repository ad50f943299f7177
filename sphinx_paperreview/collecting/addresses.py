"""Where a reference leads: to a review, or to the page of an organisation, a tag, a month."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from sphinx_paperreview.authoring.nodes import nodes_of, words_of
from sphinx_paperreview.collecting.indices import PaperIndex, entry_anchor, index_page
from sphinx_paperreview.core.badges import parent_name
from sphinx_paperreview.core.library import Library
from sphinx_paperreview.core.lookup import Found
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.orgs import OrgTable
from sphinx_paperreview.core.pages import Plan
from sphinx_paperreview.messages import _
from sphinx_paperreview.site import site_of

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder

PAGED = frozenset({"html", "dirhtml"})
"""The builders that have a page for each organisation, tag, venue, source and month."""

PREVIEWED = "paper-previewed"
"""Class of a link to a review that shows a preview of it; the script of previews knows it, too."""


@dataclass(frozen=True)
class Groups:
    """Where a builder's output shows the reviews that have something in common."""

    builder: Builder
    library: Library
    plan: Plan
    """The generated pages; an empty one where the output has none."""
    index_pages: frozenset[str]
    """The indices that are pages of the output."""
    entry_page: Callable[[str, str], str]
    """Names the page of an index, given its first one, on which a group begins."""

    def place_of(self, kind: str, label: str) -> tuple[str, str] | None:
        """Give page and anchor of a group, or nothing where this output shows no such group."""
        if kind == "post":
            return (label, "") if label in self.library.posts else None
        if (kind, label) in self.plan.names:
            return self.plan.names[kind, label], ""
        page = index_page(kind)
        if page in self.index_pages and label in self.library.tables.labels(kind):
            return self.entry_page(page, label), entry_anchor(label)
        return None

    def overview_of(self, kind: str) -> str:
        """Name the page that lists all groups of a kind; ``""`` where there is none."""
        page = index_page(kind)
        return self.plan.overview(kind) or (page if page in self.index_pages else "")

    @property
    def overview_of_all(self) -> str:
        """Name the page that leads to all reviews; ``""`` where there is none."""
        index = f"paper-{PaperIndex.name}"
        return self.plan.overview() or (index if index in self.index_pages else "")

    def link(
        self, kind: str, label: str, docname: str, content: nodes.Element, title: str | None = None
    ) -> nodes.Element:
        """Link from a page to a group; where there is nothing to lead to, give the text alone."""
        place = self.place_of(kind, label)
        return _link(self.builder, docname, place, content, title) if place else content


def link_to_review(
    builder: Builder,
    fromdocname: str,
    review: Review,
    content: nodes.Element,
    *,
    says: str | None = None,
) -> nodes.reference:
    """Link to a review; where the output knows no such place, give the text alone.

    Args:
        builder: Of the output.
        fromdocname: The page that the link stands on.
        review: Where it leads.
        content: What it shows.
        says: The words of that, where they are known: reading them from nodes takes long.
    """
    said, title = words_of(content) if says is None else says, review.title
    # A title that repeats the text would be read out twice, and make long listings longer.
    told = title if said != title else None
    link = _link(builder, fromdocname, (review.docname, review.anchor), content, told)
    if link is not content and has_preview(builder, review):
        link["classes"].append(PREVIEWED)
    return link


def has_preview(builder: Builder, review: Review) -> bool:
    """Tell whether links to a review show a preview of it."""
    is_on = builder.name in PAGED and site_of(builder.config).settings.previews
    return is_on and review.indexed


def link_to_page(
    builder: Builder, fromdocname: str, docname: str, content: nodes.Element, *, anchor: str = ""
) -> nodes.reference:
    """Link to a page, or an id on it; where the output does not hold it, give the text alone."""
    return _link(builder, fromdocname, (docname, anchor), content)


def _link(
    builder: Builder,
    fromdocname: str,
    place: tuple[str, str],
    content: nodes.Element,
    title: str | None = None,
) -> nodes.reference:
    """Link to a page and an id on it; where the output has no such place, give the text alone.

    A man page has no links inside it, and a PDF may leave pages out.
    """
    text = cast("nodes.reference", content)  # Sphinx only puts it into the tree
    if builder.format == "man":
        return text
    try:
        return make_refnode(builder, fromdocname, *place, content, title)
    except NoUri:
        return text


def part_of(name: str, orgs: OrgTable) -> str | None:
    """Say to which other organisation one belongs, if it does."""
    parent = parent_name(name, orgs)
    return _("Part of %s") % parent if parent else None


def own_pages(builder: Builder, docnames: Iterable[str], names: Iterable[str]) -> dict[str, str]:
    """Find the pages of an author's own that stand in the places of generated ones.

    With ``dirhtml``, ``papers`` has the address of ``papers/index``.

    Args:
        builder: Gives pages their addresses.
        docnames: The author's pages.
        names: Names of generated pages.

    Returns:
        The author's page by the name of the generated one.
    """
    uris = {name: builder.get_target_uri(name) for name in names}
    if not uris:
        return {}
    own = {builder.get_target_uri(docname): docname for docname in sorted(docnames)}
    return {name: own[uri] for name, uri in uris.items() if uri in own}


def has_index_pages(builder: Builder) -> bool:
    """Tell whether a builder makes pages of indices: those of HTML, but for ``singlehtml``."""
    return hasattr(builder, "domain_indices") and builder.name != "singlehtml"


def refer(
    found: Found,
    fromdocname: str,
    builder: Builder,
    node: pending_xref,
    contnode: nodes.Element,
) -> nodes.reference:
    """Link to a review; the text is what its heading shows, unless the author gave one."""
    review = found.review
    if not node.get("refexplicit"):
        contnode = nodes.inline("", "", *nodes_of(review.paper.title))
    return link_to_review(builder, fromdocname, review, contnode)
