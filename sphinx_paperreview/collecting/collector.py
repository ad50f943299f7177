"""From a page's doctree to the library."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Set
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeGuard, cast

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment.collectors import EnvironmentCollector

from sphinx_paperreview.authoring.nodes import OWN_TITLE, nodes_of, paper_head, runs_of
from sphinx_paperreview.collecting.answers import note_answers, pages_answered_otherwise
from sphinx_paperreview.collecting.citations import note_citations
from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.filed_by_page import FILED
from sphinx_paperreview.collecting.guards import all_guards, guards_of
from sphinx_paperreview.collecting.mentions import mentions_of
from sphinx_paperreview.collecting.names import defer_links, note_names, shows_title
from sphinx_paperreview.collecting.posts import mark_post, opening_text, read_post
from sphinx_paperreview.collecting.state import page_digest
from sphinx_paperreview.collecting.uses import (
    Uses,
    number_listings,
    references_of,
    telling_nodes,
    uses_of,
)
from sphinx_paperreview.core.model import Mentioning, Post, Review
from sphinx_paperreview.core.pending import typed
from sphinx_paperreview.core.query import Listing
from sphinx_paperreview.core.runs import Run, plain
from sphinx_paperreview.core.unsettled import Unsettled, unsettled_of
from sphinx_paperreview.front_matter import declares_post
from sphinx_paperreview.site import site_of
from sphinx_paperreview.sphinx_internals.myst import kept_slugs

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class PaperCollector(EnvironmentCollector):
    """Files each page's reviews in the library of the `PaperDomain`, by docname."""

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forget a page that is read again or gone."""
        del app
        domain = PaperDomain.of(env)
        domain.collected.clear(docname)
        for key in FILED:
            domain.data[key].pop(docname, None)

    def merge_other(
        self, app: Sphinx, env: BuildEnvironment, docnames: Set[str], other: BuildEnvironment
    ) -> None:
        """Leave it to the `PaperDomain`, which Sphinx hands the worker's data."""

    def get_outdated_docs(
        self,
        app: Sphinx,
        env: BuildEnvironment,
        added: set[str],
        changed: set[str],
        removed: set[str],
    ) -> list[str]:
        """Read all pages again when ``orgs.toml`` has changed: any may name an organisation.

        And those of which a build that was killed has left half a doctree, which Sphinx takes
        for a whole one.
        """
        del added, changed, removed
        domain = PaperDomain.of(env)
        digest = site_of(app.config).orgs_digest
        if domain.orgs_digest == digest:
            half = {name for name in env.all_docs if _is_half_written(app, name)}
            return sorted({*half, *pages_answered_otherwise(app, env)})
        domain.orgs_digest = digest
        pages_answered_otherwise(app, env)
        return sorted(env.all_docs)

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """File what a page that has just been read reviews, mentions and shows."""
        domain, docname = PaperDomain.of(app.env), app.env.docname
        domain.just_read.add(docname)
        note_answers(app.env)
        heads = list(doctree.findall(paper_head))
        defer_links(doctree, heads, docname)
        found = telling_nodes(doctree)
        note_citations(app.env, found)
        references = references_of(found, docname)
        uses = uses_of(found, references)
        if uses != Uses():
            domain.uses[docname] = pickle.dumps(uses)
        exports = tuple(filter(_is_exported, uses.listings))
        if exports:
            domain.exports[docname] = exports
        listings = tuple(number_listings(found))
        if listings:
            domain.listings[docname] = listings
        guards = all_guards([*heads, *found])
        if guards:
            domain.collected.add_guards(docname, guards)
        is_post = heads or declares_post(app.env)
        post = self._file_reviews(app, doctree, heads) if is_post else None
        _retitle_links(found, [head["review"] for head in heads])
        mentions = mentions_of(references, heads)
        if mentions:
            # A page that only mentions papers is no post: what its head says is its own affair.
            post = post or read_post(app.env, doctree, is_post=False)
            domain.collected.add_mentions(Mentioning.of(post, mentions))
        if post or uses != Uses():
            post = domain.collected.posts.get(docname) or post
            domain.digests[docname] = page_digest(post, mentions, uses)
        unsettled = unsettled_of(post, mentions)
        if unsettled != Unsettled():
            domain.unsettled[docname] = pickle.dumps(unsettled)

    def _file_reviews(self, app: Sphinx, doctree: nodes.document, heads: list[paper_head]) -> Post:
        """File the post that a page is; give what it says of itself, without its reviews."""
        post = read_post(app.env, doctree)
        mark_post(app.env, post)
        reviews = tuple(_complete(head, post, position) for position, head in enumerate(heads))
        for head, review in zip(heads, reviews, strict=True):
            head["review"] = review
        excerpt = post.excerpt or opening_text(doctree)
        PaperDomain.of(app.env).collected.add(replace(post, reviews=reviews, excerpt=excerpt))
        _note_slugs(app.env.metadata[post.docname], reviews)
        note_names(app.env, heads)
        return post


def _is_exported(listing: object) -> TypeGuard[Listing]:
    return isinstance(listing, Listing) and bool(listing.export)


def _is_half_written(app: Sphinx, docname: str) -> bool:
    """Tell whether a page's doctree lacks its end: the mark with which each pickle stops."""
    try:
        # Of each page, at each build: as lightly as Python can.
        with open(f"{app.doctreedir}/{docname}.doctree", "rb", buffering=0) as file:  # noqa: PTH123
            file.seek(-1, os.SEEK_END)
            return file.read() != pickle.STOP
    except OSError:  # there is none, which Sphinx sees itself; or it is empty
        return True


def _complete(head: paper_head, post: Post, position: int) -> Review:
    """Add to a review what is known only now: its page, its place, its final title.

    The title comes from the nodes, after all read transforms: translated, with smart
    quotes, as its heading shows it.
    """
    review = cast("Review", head["review"])
    host = cast("nodes.Element", head.parent)
    title = _child(head, OWN_TITLE) or _title_of(host)
    return replace(
        review,
        paper=replace(review.paper, title=runs_of(title), subtitle=_runs(head, "paper-subtitle")),
        summary=_runs(head, "paper-summary"),
        image=_picture(head),
        typed_title=title.rawsource if title.get("translated") else "",
        docname=post.docname,
        anchor=head["anchor"],
        position=position,
        line=head.line or 0,
        date=review.date or post.date,
        time=review.time if review.date else post.time,
        post_tags=post.tags,
        reviewers=review.reviewers or post.reviewers,
        indexed=review.indexed and not post.draft,
        guards=guards_of(head),
    )


def _note_slugs(metadata: dict[str, Any], reviews: Iterable[Review]) -> None:
    """Let ``[](page.md#anchor)`` find reviews where MyST looks, those of reST pages too."""
    slugs = kept_slugs(metadata)
    for review in reviews:
        title = plain(typed(review.paper.title))
        for anchor in review.anchors:
            slugs[anchor] = (review.line, review.anchor, title)


def _retitle_links(found: Iterable[nodes.Element], reviews: Iterable[Review]) -> None:
    """Let ``[](#anchor)`` on a review's own page show what its heading shows.

    MyST has resolved it already, with the title as it was typed.
    """
    titles = {review.anchor: review.paper.title for review in reviews}
    for link in (node for node in found if isinstance(node, nodes.reference)):
        title = titles.get(link.get("refid", ""))
        if title and shows_title(link):
            shown = cast("nodes.Element", link.children[0])
            shown.children = []
            shown += nodes_of(title)


def _title_of(host: nodes.Element) -> nodes.Element:
    titles = (nodes.title, nodes.paragraph)
    return next(child for child in host.children if isinstance(child, titles))


def _runs(head: paper_head, name: str) -> tuple[Run, ...]:
    child = _child(head, name)
    return runs_of(child) if child is not None else ()


def _picture(head: paper_head) -> str:
    """Name the thumbnail's file as Sphinx has found it; of several formats, one for browsers."""
    image = _child(head, "paper-thumbnail")
    found: dict[str, str] = image.get("candidates", {}) if image is not None else {}
    kinds = ("*", *StandaloneHTMLBuilder.supported_image_types)
    return next((found[kind] for kind in kinds if kind in found), "")


def _child(head: paper_head, name: str) -> nodes.Element | None:
    children = cast("list[nodes.Element]", head.children)
    return next((child for child in children if name in child["classes"]), None)
