"""Which review a reference means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sphinx_paperreview.core.identifiers import InvalidPaperId, PaperId, parse_id
from sphinx_paperreview.core.library import Library
from sphinx_paperreview.core.model import Reference, Review
from sphinx_paperreview.core.titles import fold_label, fold_title, short_title

_BY_ID = frozenset({"paper", "external", "label"})
"""Kinds of references whose target may be an id, as its author typed it."""


@dataclass(frozen=True, slots=True)
class Found:
    """The review that a reference leads to."""

    review: Review
    papers: int = 1
    """How many papers go by that name; more than one is ambiguous."""


@lru_cache(maxsize=1 << 14)
def id_of(target: str) -> PaperId | None:
    """Read a target as an id or URL of a paper, if it is one."""
    try:
        return parse_id(target)
    except InvalidPaperId:
        return None


def named_id(kind: str, target: str) -> PaperId | None:
    """Give the id in the fields of a reference; None where it names a paper in another way."""
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
        reviews = library.page_reviews(page)
        return next((Found(review) for review in reviews if review.anchor == anchor), None)
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
        _find_label(library, fold_label(target), docname)
        or find_anchor(library, target, docname)
        or _find_title(library, fold_title(target), docname)
        or _find_short_title(library, fold_title(target), docname)
    )


def find_anchor(library: Library, anchor: str, docname: str) -> Found | None:
    """Find the review that has an anchor (``arxiv-2511.21579``)."""
    here = (review for review in library.page_reviews(docname) if review.anchor == anchor)
    return _chosen(library, here, library.tables.by_anchor.get(anchor, ()), docname=docname)


def _find_linked(library: Library, paper_id: PaperId, docname: str) -> Found | None:
    found = _find_id(library, paper_id, docname)
    if found or paper_id.scheme != "url":
        return found
    linking = library.tables.linking_to(paper_id.value)
    found = _chosen(library, (), linking, docname=docname)
    papers = {library.tables.paper_key(review) for review in linking}
    return found if len(papers) == 1 else None


def _find_labelled(library: Library, target: str, docname: str) -> Found | None:
    """Find what ``{ref}`` or ``{any}`` names; Sphinx has lowered the case of some."""
    for name in dict.fromkeys((target, library.tables.by_lower.get(target, target))):
        paper_id = id_of(name)
        found = (
            _find_id(library, paper_id, docname)
            if paper_id
            else _find_label(library, fold_label(name), docname)
            or find_anchor(library, name, docname)
        )
        if found:
            return found
    return None


def _find_id(library: Library, paper_id: PaperId, docname: str) -> Found | None:
    same = library.tables.by_id.get(paper_id, ())
    here = library.page_reviews(docname)
    named = (review for review in here if paper_id in review.paper.ids)
    return _chosen(library, named, same, docname=docname)


def _find_label(library: Library, label: str, docname: str) -> Found | None:
    here = (r for r in library.page_reviews(docname) if label and fold_label(r.name) == label)
    return _chosen(library, here, library.tables.by_name.get(label, ()), docname=docname)


def _find_title(library: Library, title: str, docname: str) -> Found | None:
    here = (r for r in library.page_reviews(docname) if title and fold_title(r.title) == title)
    return _chosen(library, here, library.tables.by_title.get(title, ()), docname=docname)


def _find_short_title(library: Library, title: str, docname: str) -> Found | None:
    reviews = library.page_reviews(docname)
    here = (r for r in reviews if title and fold_title(short_title(r)) == title)
    return _chosen(library, here, library.tables.by_short_title.get(title, ()), docname=docname)


def _chosen(
    library: Library, here: Iterable[Review], found: Sequence[Review], *, docname: str
) -> Found | None:
    """Choose among reviews on this page, those named directly first; else among all."""
    candidates = (
        list(here) or [review for review in found if review.docname == docname] or list(found)
    )
    papers = set(map(library.tables.paper_key, candidates))
    return Found(candidates[0], len(papers)) if candidates else None
