"""What references show that stand in titles and in quoted sentences: what their page says there."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.util.logging import suppress_logging

from sphinx_paperreview.authoring.nodes import words_of
from sphinx_paperreview.collecting.federation import reviews_elsewhere
from sphinx_paperreview.core.library import Library
from sphinx_paperreview.core.model import Reference, Review
from sphinx_paperreview.core.pending import Pending, Show, as_typed, settle_runs
from sphinx_paperreview.core.references import find_referred, find_review, id_of
from sphinx_paperreview.core.runs import Run
from sphinx_paperreview.core.sources import SourceTable, name_of
from sphinx_paperreview.site import site_of
from sphinx_paperreview.sphinx_internals.myst import kept_slugs

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

_ANY = frozenset({"any", "myst"})
"""Roles that ask for whatever goes by a name."""

_LABELS = _ANY | {"ref"}


class _AnyBuilder:
    """Stands for all builders: where a reference leads is of no interest, and all have a place."""

    name = "html"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Give any address."""
        del from_, to, typ
        return ""


@dataclass(frozen=True)
class Shown:
    """Tells what references show, when all pages are known."""

    env: BuildEnvironment
    library: Library
    sources: SourceTable

    def on(self, docname: str) -> Show:
        """Give what tells what references on a page show."""
        return lambda pending: self.runs(pending, docname)

    def runs(
        self, pending: Pending, docname: str, seen: frozenset[tuple[str, int]] = frozenset()
    ) -> tuple[Run, ...]:
        """Tell what a reference on a page shows.

        Args:
            pending: The reference.
            docname: The page.
            seen: The reviews, by page and position, whose titles lead here.
        """
        review = self._review(pending, docname)
        if review is None:
            return self._without_review(pending, docname)
        place = review.docname, review.position
        if place in seen:
            return as_typed(pending)
        return settle_runs(
            review.paper.title,
            lambda inner: self.runs(inner, review.docname, seen | {place}),
        )

    def _review(self, pending: Pending, docname: str) -> Review | None:
        """Find the review whose title a reference shows, as rendering resolves it."""
        if pending.external:
            return None
        if pending.kind == "paper":
            named = find_review(self.library, pending.target, docname)
            return named.review if named else None
        if pending.domain == "doc":
            return self._at(pending.target, pending.anchor)
        if pending.kind not in _LABELS:
            return None
        std = self.env.domaindata["std"]
        label = pending.target.lower()
        if label in std["labels"]:
            return self._at(*std["labels"][label][:2])
        labelled = self._at(*std["anonlabels"].get(label, ("", "")))
        found = find_referred(self.library, Reference("label", pending.target), docname)
        return labelled or (found.review if found else None)

    def _at(self, docname: str, anchor: str) -> Review | None:
        reviews = self.library.page_reviews(docname)
        return next((review for review in reviews if review.anchor == anchor), None)

    def _without_review(self, pending: Pending, docname: str) -> tuple[Run, ...]:
        named = pending.kind in {"paper", *_ANY}
        paper_id = id_of(pending.target) if named else None
        elsewhere = reviews_elsewhere(
            self.env, [paper_id] if paper_id else [], site=pending.inventory
        )
        if elsewhere:
            return (Run(elsewhere[0].title),)
        shown = text_by_sphinx(self.env, pending, docname)
        title = site_of(self.env.config).knowledge.title_of(paper_id) if paper_id else ()
        if title and not shown:
            return title
        return (Run(shown or (name_of(paper_id, self.sources) if paper_id else pending.typed)),)


def text_by_sphinx(env: BuildEnvironment, pending: Pending, docname: str) -> str:
    """Tell what Sphinx and MyST show for a reference on a page; ``""`` for what they do not know.

    Of papers they know no more than the domain, which is not asked.
    """
    if pending.kind == "paper":
        return ""
    if pending.domain == "doc":
        return _text_on_page(env, pending)
    with suppress_logging():  # whoever resolves the reference itself says what is wrong with it
        return next(filter(None, map(words_of, _resolved(env, pending, docname))), "")


def _resolved(env: BuildEnvironment, pending: Pending, docname: str) -> Iterator[nodes.Element]:
    """Yield what a reference may become."""
    asked = [("std", "ref"), ("std", "doc")] if pending.kind in _ANY else [_role_of(pending)]
    content = nodes.inline("", pending.typed)
    for domain, role in () if pending.external else asked:
        node = _node(pending, docname, domain, role)
        target = pending.target.lower() if role == "ref" else pending.target
        builder = cast("Builder", _AnyBuilder())
        found = env.get_domain(domain).resolve_xref(
            env, docname, builder, role, target, node, content
        )
        if found is not None:
            yield found
    if getattr(env.config, "intersphinx_mapping", None):
        node = _node(pending, docname, *_role_of(pending))
        yield from filter(None, [_found_elsewhere(env, node, pending)])


def _role_of(pending: Pending) -> tuple[str, str]:
    return pending.domain, pending.kind


def _node(pending: Pending, docname: str, domain: str, role: str) -> addnodes.pending_xref:
    return addnodes.pending_xref(
        "",
        nodes.inline("", pending.typed),
        refdomain=domain,
        reftype=role,
        reftarget=pending.target,
        refexplicit=pending.explicit,
        refdoc=docname,
    )


def _found_elsewhere(
    env: BuildEnvironment, node: addnodes.pending_xref, pending: Pending
) -> nodes.Element | None:
    """Ask the inventories of other sites."""
    # Where intersphinx is not used, it need not be loaded.
    from sphinx.ext import intersphinx  # noqa: PLC0415

    content = nodes.inline("", pending.typed)
    node["reftype"] = "any" if pending.kind in _ANY else pending.kind
    if not pending.external:
        return intersphinx.resolve_reference_detect_inventory(env, node, content)
    if not pending.inventory:
        return intersphinx.resolve_reference_any_inventory(env, False, node, content)
    if not intersphinx.inventory_exists(env, pending.inventory):
        return None
    return intersphinx.resolve_reference_in_inventory(env, pending.inventory, node, content)


def _text_on_page(env: BuildEnvironment, pending: Pending) -> str:
    """Tell what MyST shows for a link to a page, or to an id on it."""
    page, anchor = pending.target, pending.anchor
    if page not in env.titles:
        return ""
    if not anchor:
        return words_of(env.titles[page])
    slugs = kept_slugs(env.metadata[page])
    if anchor in slugs:
        return slugs[anchor][2]
    labels = env.domaindata["std"]["labels"].items()
    by_id = (text for _line, place, text in slugs.values() if place == anchor)
    by_label = (
        title
        for name, (docname, place, title) in labels
        if docname == page and anchor in {name, place}
    )
    return next(itertools.chain(by_id, by_label), "")
