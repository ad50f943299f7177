"""What `sphinxcontrib-bibtex`, where a site uses it, cites: ``{cite}`` names papers, too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import ExtensionError

from sphinx_paperreview.core.references import id_of
from sphinx_paperreview.metadata.bibtex import ids_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_DOMAIN = "cite"
_IDS = "paper_ids"
"""Attribute of a citation: the papers that it names, each by the id of which one is surest."""


def note_citations(env: BuildEnvironment, found: Iterable[nodes.Element]) -> None:
    """Note at each citation which papers it names, as the bibliographies of the site know them.

    A page is read again when one of these changes: that extension sees to it.

    Args:
        env: Sphinx's.
        found: Nodes of a page that has been read.
    """
    cited = [node for node in found if _is_citation(node)]
    if not cited:
        return
    entries = _entries(env)
    for node in cited:
        keys = (key.strip() for key in str(node.get("reftarget", "")).split(","))
        found_ids = (_id(entries[key]) for key in keys if key in entries)
        node[_IDS] = list(dict.fromkeys(filter(None, found_ids)))


def cited_ids(node: nodes.Element) -> list[str]:
    """Give the ids of the papers that a citation names."""
    return list(node.get(_IDS, ()))


def _is_citation(node: nodes.Element) -> bool:
    return isinstance(node, addnodes.pending_xref) and node.get("refdomain") == _DOMAIN


def _entries(env: BuildEnvironment) -> Mapping[str, Any]:
    try:
        domain: Any = env.get_domain(_DOMAIN)
    except ExtensionError:  # the domain of somebody else, by the same name, that is gone
        return {}
    data = getattr(getattr(domain, "bibdata", None), "data", None)
    return cast("Mapping[str, Any]", getattr(data, "entries", {}))


def _id(entry: Any) -> str:
    """Give the surest id of an entry, by which reviews mostly go; ``""`` where it has none."""
    fields = {str(name).lower(): str(value) for name, value in entry.fields.items()}
    known = (id_of(name) for name in ids_of(fields, str(entry.type)))
    return next((str(paper_id) for paper_id in known if paper_id), "")
