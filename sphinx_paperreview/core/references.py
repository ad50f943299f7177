"""Which review a reference means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sphinx_paperreview.core.identifiers import InvalidPaperId, PaperId, parse_id
from sphinx_paperreview.core.library import Library, fold_title, titles_of
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
    """Find the review that a target names: an id, a URL, a label, an anchor, or a title.

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
        return _chosen((r for r in here if paper_id in r.paper.ids), same, docname)
    title = fold_title(target)
    return (
        _chosen((r for r in here if r.name == target), tables.by_name.get(target, ()), docname)
        or find_anchor(library, target, docname)
        or _chosen(
            (r for r in here if title in titles_of(r)), tables.by_title.get(title, ()), docname
        )
    )


def find_anchor(library: Library, anchor: str, docname: str) -> Found | None:
    """Find the review that has an anchor (``arxiv-2511.21579``)."""
    here = (review for review in library.page_reviews(docname) if review.anchor == anchor)
    return _chosen(here, library.tables.by_anchor.get(anchor, ()), docname)


def _chosen(here: Iterable[Review], found: Sequence[Review], docname: str) -> Found | None:
    """Choose among reviews on this page, those named directly first; else among all."""
    candidates = (
        list(here) or [review for review in found if review.docname == docname] or list(found)
    )
    return Found(candidates[0], _count_papers(candidates)) if candidates else None


def _count_papers(reviews: Sequence[Review]) -> int:
    """Count the papers of some reviews, by the ids that they share."""
    groups: list[set[object]] = []
    for review in reviews:
        ids: set[object] = set(review.paper.ids) or {(review.docname, review.position)}
        touched = [group for group in groups if group & ids]
        groups = [group for group in groups if not group & ids]
        groups.append(ids.union(*touched))
    return len(groups)
