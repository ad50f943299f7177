"""The names of reviews that an output may leave out: no reference must lead to nothing.

Sphinx and MyST note labels and anchors when a page is read, for all outputs alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes

from sphinx_paperreview.authoring.nodes import paper_head
from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.guards import guards_of
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.sphinx_internals.myst import kept_slugs

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_TABLES = ("labels", "anonlabels", "slugs")
"""Where names are looked up: Sphinx's labels, with and without a title; MyST's anchors."""


def note_names(env: BuildEnvironment, heads: Iterable[paper_head]) -> None:
    """Keep what Sphinx and MyST know of such reviews of the page that is being read."""
    tables = _tables(env, env.docname)
    found = [
        (guards_of(head), table, name, tables[table][name])
        for head in heads
        if guards_of(head)
        for name in _names_within(cast("nodes.Element", head.parent))
        for table in _TABLES
        if name in tables[table]
    ]
    if found:
        PaperDomain.of(env).names[env.docname] = found


def settle_names(app: Sphinx, env: BuildEnvironment) -> None:
    """Let Sphinx and MyST know the names of what this output shows alone (``env-updated``)."""
    del app
    domain = PaperDomain.of(env)
    for docname, found in sorted(domain.names.items()):
        tables = _tables(env, docname)
        for guards, table, name, known in found:
            if all(map(domain.shows, guards)):
                tables[table].setdefault(name, known)
            elif tables[table].get(name) == known:
                del tables[table][name]


def _tables(env: BuildEnvironment, docname: str) -> Mapping[str, dict[str, Any]]:
    """Give what is known of names: of those of all pages, but for MyST's, which are a page's."""
    std = env.domaindata["std"]
    slugs = kept_slugs(env.metadata[docname])
    return {"labels": std["labels"], "anonlabels": std["anonlabels"], "slugs": slugs}


def _names_within(host: nodes.Element) -> Iterator[str]:
    """Yield what a review and its headings are called, and their ids, each once."""
    elements = list(host.findall(nodes.Element))
    yield from dict.fromkeys(
        name for element in elements for key in ("names", "ids") for name in element[key]
    )


# Links within a page -----------------------------------------------------------------------------


def defer_links(doctree: nodes.document, heads: Iterable[paper_head], docname: str) -> None:
    """Let links within a page to such reviews be resolved for each output.

    MyST and reST have resolved them already, when the page was read.
    """
    guarded = {
        name: head
        for head in heads
        if guards_of(head)
        for name in cast("nodes.Element", head.parent)["ids"]
    }
    for link in list(doctree.findall(nodes.reference)) if guarded else ():
        head = guarded.get(link.get("refid", ""))
        if head is not None and not set(guards_of(head)) <= set(guards_of(link)):
            link.replace_self(_deferred(link, head, docname))


def _deferred(link: nodes.reference, head: paper_head, docname: str) -> addnodes.pending_xref:
    """Refer to a review as the role does: by its paper, which has a source in any case."""
    review = cast("Review", head["review"])
    target = str(review.paper.ids[0]) if review.paper.ids else head["anchor"]
    words = [] if shows_title(link) else link.children
    return addnodes.pending_xref(
        "",
        nodes.inline("", "", *(words or [nodes.Text(target)])),
        refdomain=PaperDomain.name,
        reftype="paper",
        reftarget=target,
        refdoc=docname,
        refexplicit=bool(words),
        refwarn=True,
    )


def shows_title(link: nodes.reference) -> bool:
    """Tell whether MyST has given a link the title of what it leads to, for want of words."""
    shown = link.children[0] if len(link.children) == 1 else None
    return bool(
        link.get("id_link") and isinstance(shown, nodes.inline) and "std-ref" in shown["classes"]
    )
