"""What a page shows that stands elsewhere: its listings, and what it refers to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    found = [node for node in doctree.findall(nodes.Element) if isinstance(node, _TELLING)]
    return Uses(
        listings=tuple(node["listing"] for node in found if isinstance(node, LISTINGS)),
        references=tuple(sorted(set(_references(found)))),
    )


_TELLING = (*LISTINGS, addnodes.pending_xref)
"""The nodes that tell: one walk through the page finds them all."""


def _references(found: Iterable[nodes.Element]) -> Iterator[Reference]:
    for node in found:
        if not isinstance(node, addnodes.pending_xref):
            continue
        kind, target = node.get("reftype", ""), node.get("reftarget") or ""
        if node.get("refdomain") == "doc":  # MyST's own: page and anchor
            yield Reference("place", f"{target}#{node.get('reftargetid') or ''}")
        elif kind in _BY_LABEL:
            yield Reference("review", target)
        elif kind in {"org", "tag"}:
            yield Reference(kind, target)
