"""From a page's doctree to the library."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.environment.collectors import EnvironmentCollector

from sphinx_paperreview.authoring.nodes import paper_head, runs_of
from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.posts import read_post
from sphinx_paperreview.core.model import Post, Review
from sphinx_paperreview.site import site_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class PaperCollector(EnvironmentCollector):
    """Files each page's reviews in the library of the `PaperDomain`, by docname."""

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forget a page that is read again or gone."""
        del app
        PaperDomain.of(env).library.clear(docname)

    def merge_other(
        self, app: Sphinx, env: BuildEnvironment, docnames: Set[str], other: BuildEnvironment
    ) -> None:
        """Take over what a parallel worker has read."""
        del app
        PaperDomain.of(env).library.merge(PaperDomain.of(other).library, docnames)

    def get_outdated_docs(
        self,
        app: Sphinx,
        env: BuildEnvironment,
        added: set[str],
        changed: set[str],
        removed: set[str],
    ) -> list[str]:
        """Read the pages with reviews again when ``orgs.toml`` has changed."""
        del added, changed, removed
        domain = PaperDomain.of(env)
        digest = site_of(app.config).orgs_digest
        if domain.orgs_digest == digest:
            return []
        domain.orgs_digest = digest
        return sorted(domain.library.posts)

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """File the reviews of a page that has just been read."""
        heads = list(doctree.findall(paper_head))
        if not heads:
            return
        post = read_post(app.env)
        reviews = tuple(_complete(head, post, position) for position, head in enumerate(heads))
        for head, review in zip(heads, reviews, strict=True):
            head["review"] = review
        PaperDomain.of(app.env).library.add(replace(post, reviews=reviews))


def _complete(head: paper_head, post: Post, position: int) -> Review:
    """Add to a review what is known only now: its page, its place, its final title.

    The title comes from the nodes, after all read transforms: translated, with smart
    quotes, as its heading shows it.
    """
    review = cast("Review", head["review"])
    host = cast("nodes.Element", head.parent)
    title = head.attributes.pop("title", None) or _title_of(host)
    return replace(
        review,
        paper=replace(review.paper, title=runs_of(title), subtitle=_text(head, "paper-subtitle")),
        summary=_text(head, "paper-summary"),
        docname=post.docname,
        anchor=head["anchor"],
        position=position,
        line=head.line or 0,
        date=review.date or post.date,
        time=review.time if review.date else post.time,
        indexed=review.indexed and not post.draft,
    )


def _title_of(host: nodes.Element) -> nodes.Element:
    titles = (nodes.title, nodes.paragraph)
    return next(child for child in host.children if isinstance(child, titles))


def _text(head: paper_head, name: str) -> str:
    return next((child.astext() for child in head.children if name in child["classes"]), "")  # type: ignore[index]  # its children are elements
