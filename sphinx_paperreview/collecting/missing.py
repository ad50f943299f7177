"""References to what nobody reviewed here: to the paper's source, as a last resort."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_paperreview.authoring.nodes import nodes_of
from sphinx_paperreview.collecting.addresses import refer
from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.core.badges import home_page
from sphinx_paperreview.core.identifiers import PaperId
from sphinx_paperreview.core.references import find_anchor, find_review, id_of
from sphinx_paperreview.core.sources import name_of
from sphinx_paperreview.site import site_of

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def resolve_missing(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.Element
) -> nodes.Element | None:
    """Resolve what no domain and no other site could (``missing-reference``)."""
    domain, kind = node.get("refdomain"), node.get("reftype")
    if domain == "std" and kind == "ref":
        return _label(app, env, node, contnode)
    if domain != PaperDomain.name and kind != "any":
        return None
    if kind in {"org", "tag"}:
        url = home_page(node["reftarget"], site_of(app.config).orgs) if kind == "org" else ""
        # A badge needs no page behind it.
        return nodes.reference("", "", contnode, internal=False, refuri=url) if url else contnode
    paper_id = id_of(node["reftarget"])
    return _source(app, node, contnode, paper_id) if paper_id else None


def _label(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.Element
) -> nodes.Element | None:
    """Resolve ``{ref}`` to an id or an anchor of a review, though Sphinx has lowered its case."""
    library = PaperDomain.of(env).library
    target, docname = node["reftarget"], node.get("refdoc", env.docname)
    for name in (target, library.tables.by_lower.get(target, "")):
        find = find_anchor if id_of(name) is None else find_review
        found = find(library, name, docname)
        if found:
            return refer(found, docname, app.builder, node, contnode)
    return None


def _source(
    app: Sphinx, node: pending_xref, contnode: nodes.Element, paper_id: PaperId
) -> nodes.reference | None:
    sources = site_of(app.config).sources
    if not node.get("refexplicit"):
        title = nodes_of(site_of(app.config).knowledge.title_of(paper_id))
        contnode = nodes.inline("", "", *(title or [nodes.Text(name_of(paper_id, sources))]))
    home = sources.home(paper_id)
    url = home.url_for(paper_id) if home else paper_id.value
    if not url.startswith(("http://", "https://")):
        return None  # an ISBN has no page
    return nodes.reference("", "", contnode, internal=False, refuri=url)
