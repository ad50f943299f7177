"""What a page shows that stands elsewhere: its listings, and what it refers to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from docutils import nodes
from sphinx import addnodes

from sphinx_paperreview.authoring.nodes import found_in, paper_listing
from sphinx_paperreview.collecting.citations import cited_ids
from sphinx_paperreview.core.identifiers import InvalidPaperId, parse_id
from sphinx_paperreview.core.model import Reference
from sphinx_paperreview.core.post_query import PostListing
from sphinx_paperreview.core.query import Listing

_KINDS = {"paper": "paper", "ref": "label", "any": "label", "myst": "label"} | {
    kind: kind for kind in ("org", "tag")
}
"""What kinds of references the types of Sphinx's may be."""

_TELLING = (paper_listing, addnodes.pending_xref, nodes.reference)
"""The nodes that tell: one walk through the page finds them all."""


@dataclass(frozen=True, slots=True)
class Uses:
    """What one page shows that stands elsewhere."""

    listings: tuple[object, ...] = ()
    """What its listings are asked for, in the order of the page."""
    references: tuple[Reference, ...] = ()
    """Each once, sorted."""


def telling_nodes(doctree: nodes.document) -> list[nodes.Element]:
    """List the nodes of a page that tell what it shows, before references are resolved."""
    return found_in(doctree, *_TELLING)


Referring = tuple[nodes.Element, Reference]
"""A node, and what it refers to."""


def references_of(found: Iterable[nodes.Element], docname: str) -> list[Referring]:
    """Tell which of the telling nodes of a page refer to what may be a paper, and the like."""
    return [(node, reference) for node in found for reference in _references(node, docname)]


def uses_of(found: Iterable[nodes.Element], references: Iterable[Referring]) -> Uses:
    """Read from the telling nodes of a page, and their references, what it shows."""
    return Uses(
        listings=tuple(node["listing"] for node in found if isinstance(node, paper_listing)),
        references=tuple(sorted({reference for _node, reference in references})),
    )


def number_listings(found: Iterable[nodes.Element]) -> Iterator[tuple[int, object]]:
    """Number the listings of a page, and yield those that may have leaves.

    The number stays with the node, also where an output leaves out others.
    """
    for number, node in enumerate(one for one in found if isinstance(one, paper_listing)):
        node["number"] = number
        if isinstance(node["listing"], (Listing, PostListing)):
            yield number, node["listing"]


def _references(node: nodes.Element, docname: str) -> Iterator[Reference]:
    """Yield what a node refers to; a citation may name several papers."""
    yield from link_references(node)
    reference = _reference_of(node, docname)
    if reference:
        yield reference


def link_references(node: nodes.Element) -> list[Reference]:
    """Give the papers that an ordinary link, or a citation, leads to: most often one or none."""
    if isinstance(node, nodes.reference):
        found = _link_of(node)
        return [found] if found else []
    return [Reference("link", name) for name in cited_ids(node)]


def _reference_of(node: nodes.Element, docname: str) -> Reference | None:
    """Tell what a node refers to, if that may be a paper, an organisation or a tag."""
    if isinstance(node, nodes.reference):
        return _local(node, docname)
    if not isinstance(node, addnodes.pending_xref):
        return None
    kind, target = node.get("reftype", ""), node.get("reftarget") or ""
    if node.get("refdomain") == "doc":  # MyST's own: page and anchor
        return Reference("place", f"{target}#{node.get('reftargetid') or ''}")
    if node.get("intersphinx"):  # `{external:paper}` and the like
        return Reference("external", target) if kind == "paper" else None
    return Reference(_KINDS[kind], target) if kind in _KINDS else None


def _link_of(node: nodes.reference) -> Reference | None:
    """Tell which page of the web an ordinary link leads to, as the id of what may be a paper."""
    url = node.get("refuri", "")
    if node.get("internal") or not url.startswith(("http://", "https://")):
        return None
    with suppress(InvalidPaperId):
        return Reference("link", str(parse_id(url)))
    return None


def _local(node: nodes.reference, docname: str) -> Reference | None:
    """Tell what ``[](#anchor)`` leads to on its own page: MyST has resolved it already."""
    anchor = node.get("refid") if node.get("id_link") else None
    return Reference("place", f"{docname}#{anchor}") if anchor else None
