"""Fingerprints of what a site holds: where none has changed, no page need be looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.federation import papers_elsewhere
from sphinx_paperreview.collecting.fingerprints import fingerprint
from sphinx_paperreview.collecting.shown import text_by_sphinx
from sphinx_paperreview.collecting.uses import Uses
from sphinx_paperreview.core.model import Mention, Post
from sphinx_paperreview.site import site_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def page_digest(post: Post | None, mentions: Iterable[Mention], uses: Uses) -> str:
    """Take the fingerprint of what a page tells others, and of what it shows of them.

    Its lines are of no interest: text above a review moves it, and nothing else changes.
    """
    # Beside the post: its ``repr`` leaves them out.
    reviews = [replace(review, line=0) for review in (post.reviews if post else ())]
    return fingerprint([post, reviews, tuple(mentions), uses])


def _shown(env: BuildEnvironment) -> Iterator[tuple[str, str, str]]:
    """Yield what references within titles and sentences show, but for those to papers."""
    domain = PaperDomain.of(env)
    for docname in domain.unsettled:
        for pending in domain.unsettled_of(docname).references:
            yield docname, str(pending), text_by_sphinx(env, pending, docname)


def state_of(env: BuildEnvironment) -> str:
    """Take the fingerprint of all on which a view may depend, but for the configuration."""
    std, domain = env.domaindata["std"], PaperDomain.of(env)
    guards = sorted({guard for found in domain.collected.guards.values() for guard in found})
    return fingerprint(
        [
            sorted(domain.digests.items()),
            list(map(domain.shows, guards)),
            sorted(env.found_docs),
            sorted((docname, title.astext()) for docname, title in env.titles.items()),
            sorted(env.toctree_includes.items()),
            sorted(std["anonlabels"].items()),
            papers_elsewhere(env),
            site_of(env.config).knowledge.digest,
            site_of(env.config).relations.digest,
            sorted(_shown(env)),
        ]
    )
