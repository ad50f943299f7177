"""Which review a reference means."""

from __future__ import annotations

from functools import lru_cache

from sphinx_paperreview.core.identifiers import InvalidPaperId, PaperId, parse_id
from sphinx_paperreview.core.library import Library
from sphinx_paperreview.core.lookup import Found
from sphinx_paperreview.core.model import Reference
from sphinx_paperreview.core.titles import fold_label, fold_title

_BY_ID = frozenset({"paper", "external", "label"})
"""Kinds of references whose target may be an id, as its author typed it."""


@lru_cache(maxsize=1 << 14)
def id_of(target: str) -> PaperId | None:
    """Read a target as an id or URL of a paper, if it is one.

    >>> str(id_of("arXiv:2511.21579"))
    'arxiv:2511.21579'
    >>> id_of("Harmony")
    """
    try:
        return parse_id(target)
    except InvalidPaperId:
        return None


def named_id(kind: str, target: str) -> PaperId | None:
    """Give the id in the fields of a reference; None where it names a paper in another way.

    >>> str(named_id("paper", "2511.21579"))
    'arxiv:2511.21579'
    """
    if kind == "link":
        return PaperId.read(target)
    return id_of(target) if kind in _BY_ID else None


def find_referred(library: Library, reference: Reference, docname: str) -> Found | None:
    """Find the review to which a reference on a page leads, as rendering resolves it.

    A link to a page of no known source, such as a paper's code, leads to the one paper whose
    review has that link; to none where several have it.
    """
    if reference.kind in {"paper", "external"}:
        return find_review(library, reference.target, docname)
    if reference.kind == "place":
        page, _, anchor = reference.target.partition("#")
        return library.lookup(page).find("anchor", anchor)
    if reference.kind == "link":
        return _find_linked(library, PaperId.read(reference.target), docname)
    if reference.kind == "label":
        return _find_labelled(library, reference.target, docname)
    return None


def find_review(library: Library, target: str, docname: str) -> Found | None:
    """Find the review that a target names: an id, a URL, a label, an anchor, a title.

    A title may be cut at its colon, where no paper has the short one for its whole title.

    One on the same page comes first, else the newest. A draft, or a review with
    ``no-index``, is found from its own page alone.

    Args:
        library: All reviews.
        target: What the author typed.
        docname: The page on which the reference stands.
    """
    paper_id = id_of(target)
    if paper_id is not None:
        return _find_id(library, paper_id, docname)
    return (
        _find_named(library, "label", fold_label(target), docname)
        or find_anchor(library, target, docname)
        or _find_named(library, "title", fold_title(target), docname)
        or _find_named(library, "short title", fold_title(target), docname)
    )


def find_anchor(library: Library, anchor: str, docname: str) -> Found | None:
    """Find the review that has an anchor (``arxiv-2511-21579``, or the older form with a dot)."""
    return _find_named(library, "anchor", anchor, docname)


def _find_linked(library: Library, paper_id: PaperId, docname: str) -> Found | None:
    found = _find_id(library, paper_id, docname)
    if found or paper_id.scheme != "url":
        return found
    lookup, url = library.tables.lookup, paper_id.value
    linking = lookup.find("url", url)
    here = lookup.find("url on a page", (docname, url))
    return (here or linking) if linking and linking.papers == 1 else None


def _find_labelled(library: Library, target: str, docname: str) -> Found | None:
    """Find what ``{ref}`` or ``{any}`` names; Sphinx has lowered the case of some."""
    for name in dict.fromkeys((target, library.tables.by_lower.get(target, target))):
        paper_id = id_of(name)
        found = (
            _find_id(library, paper_id, docname)
            if paper_id
            else _find_named(library, "label", fold_label(name), docname)
            or find_anchor(library, name, docname)
        )
        if found:
            return found
    return None


def _find_id(library: Library, paper_id: PaperId, docname: str) -> Found | None:
    """Find the review of the paper that has an id, on a page also by another id of that paper."""
    named = library.lookup(docname).find("id", paper_id)
    if named:
        return named
    tables = library.tables
    same = tables.by_id.get(paper_id)
    if not same:
        return None
    here = tables.lookup.find("paper on a page", (docname, tables.paper_key(same[0])))
    return here or Found(same[0])


def _find_named(library: Library, kind: str, name: str, docname: str) -> Found | None:
    """Find the review that goes by a name, one on a page first; `Lookup` tells the kinds."""
    return library.lookup(docname).find(kind, name) or library.tables.lookup.find(kind, name)
