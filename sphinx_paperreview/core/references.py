"""Which review a reference means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sphinx_paperreview.core.identifiers import InvalidPaperId, PaperId, parse_id
from sphinx_paperreview.core.library import Library, fold_label, fold_title, short_title
from sphinx_paperreview.core.model import Review


@dataclass(frozen=True, slots=True)
class Found:
    """The review that a reference leads to."""

    review: Review
    papers: int = 1
    """How many papers go by that name; more than one is ambiguous."""


def id_of(target: str) -> PaperId | None:
    """Read a target as an id or URL of a paper, if it is one."""
    try:
        return parse_id(target)
    except InvalidPaperId:
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
    here = library.page_reviews(docname)
    tables = library.tables
    paper_id = id_of(target)
    if paper_id is not None:
        same = tables.by_id.get(paper_id, ())
        named = (review for review in here if paper_id in review.paper.ids)
        return _chosen(library, named, same, docname=docname)
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
    papers = {_paper_of(library, review) for review in candidates}
    return Found(candidates[0], len(papers)) if candidates else None


def _paper_of(library: Library, review: Review) -> object:
    """Give what all reviews of one paper have in common: the place of the newest one."""
    newest = next(iter(library.reviews_of(review)), None)
    if newest is None and review.paper.ids:
        return review.paper.ids[0]
    newest = newest or review
    return newest.docname, newest.position
