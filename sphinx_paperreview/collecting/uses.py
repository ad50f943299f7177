"""What a page shows that stands elsewhere: its listings, and what it refers to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docutils import nodes
from sphinx import addnodes

from sphinx_paperreview.authoring.nodes import LISTINGS
from sphinx_paperreview.core.pages import Overview
from sphinx_paperreview.core.post_query import PostListing
from sphinx_paperreview.core.query import Listing

AnyListing = Listing | PostListing | Overview

_BY_LABEL = frozenset({"ref", "any", "myst", "paper"})
"""Types of references that may name a review: by id, title, anchor or label."""


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """A reference as its author typed it."""

    kind: str
    """``review`` (by any name), ``place`` (page and anchor), ``org`` or ``tag``."""
    target: str
    """What is named; of a place: ``docname#anchor``."""


@dataclass(frozen=True, slots=True)
class Uses:
    """What one page shows that stands elsewhere."""

    listings: tuple[AnyListing, ...] = ()
    """In the order of the page."""
    references: tuple[Reference, ...] = ()
    """Each once, sorted."""


def uses_of(doctree: nodes.document) -> Uses:
    """Read from a page, before its references are resolved, what it shows."""
    places = [node for node in doctree.findall() if isinstance(node, LISTINGS)]
    return Uses(
        listings=tuple(node["listing"] for node in places),
        references=tuple(sorted(set(_references(doctree)))),
    )


def _references(doctree: nodes.document) -> Iterator[Reference]:
    for node in doctree.findall(addnodes.pending_xref):
        kind, target = node.get("reftype", ""), node.get("reftarget") or ""
        if node.get("refdomain") == "doc":  # MyST's own: page and anchor
            yield Reference("place", f"{target}#{node.get('reftargetid') or ''}")
        elif kind in _BY_LABEL:
            yield Reference("review", target)
        elif kind in {"org", "tag"}:
            yield Reference(kind, target)
