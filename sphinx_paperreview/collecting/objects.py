"""What a site's papers, organisations and tags are called in search and in its inventory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sphinx_paperreview.collecting.indices import entry_anchor
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.pages import Plan
from sphinx_paperreview.core.slugs import slug
from sphinx_paperreview.core.tables import Tables

Object = tuple[str, str, str, str, str, int]
"""As Sphinx takes it: name, display name, type, docname, anchor, priority."""

SEARCHED, NOT_SEARCHED = 1, -1
"""Priorities of objects in Sphinx's search."""

PAGE_ANCHOR = "paper-page"
"""The id of a generated page's section: an object without one has no link in Sphinx's search."""


def objects_of(
    tables: Tables, plan: Plan, page_of: Callable[[str, str], str]
) -> tuple[Object, ...]:
    """List a site's objects.

    A paper stands under each of its ids, at its newest review. Its display name holds
    the id, since Sphinx's search does not index digits. A paper without id is named
    by its title: a name that equals its anchor breaks Sphinx's search links.

    Args:
        tables: What the library knows of all pages.
        plan: The pages that this build generates.
        page_of: Names the page that shows a group, by its kind and label; ``""`` if none does.
    """
    papers = (entry for reviews in tables.papers for entry in _paper_objects(reviews))
    groups = (
        _group_object(kind, found.label, plan, page_of)
        for kind in ("org", "tag")
        for found in tables.groups(kind)
    )
    return (*papers, *filter(None, groups))


def _paper_objects(reviews: Sequence[Review]) -> Iterator[Object]:
    newest = reviews[0]
    title, place = newest.title, (newest.docname, newest.anchor, SEARCHED)
    ids = dict.fromkeys(str(pid) for review in reviews for pid in review.paper.ids)
    for name in ids:
        yield name, f"{title} ({name})", "paper", *place
    if not ids:
        yield f"title:{slug(title) or title}", title, "paper", *place


def _group_object(
    kind: str, label: str, plan: Plan, page_of: Callable[[str, str], str]
) -> Object | None:
    """Give an organisation or a tag: on its page, else in its index."""
    page = page_of(kind, label)
    if (kind, label) in plan.names:
        return label, label, kind, page, PAGE_ANCHOR, SEARCHED
    return (label, label, kind, page, entry_anchor(label), NOT_SEARCHED) if page else None
