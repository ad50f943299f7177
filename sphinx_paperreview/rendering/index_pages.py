"""Sphinx writes the indices of all domains at every build: ours, only where they have changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.freshness import Freshness
from sphinx_paperreview.collecting.state import fingerprint
from sphinx_paperreview.rendering.files import GeneratedFiles

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.domains import IndexEntry


def write_changed_indices(app: Sphinx, freshness: Freshness) -> None:
    """Let a builder pass over our indices that are as they should be (``builder-inited``)."""
    if PaperDomain.of(app.env).is_paged:
        builder = cast("StandaloneHTMLBuilder", app.builder)
        # No event stands between the choice of indices and their writing.
        write = partial(_write, app, builder.write_domain_indices, freshness)
        builder.write_domain_indices = write  # type: ignore[method-assign]


def _write(app: Sphinx, write: Callable[[], None], freshness: Freshness) -> None:
    """Write the indices of other domains, and those of ours that have changed."""
    builder = cast("StandaloneHTMLBuilder", app.builder)
    files = GeneratedFiles(builder, freshness)
    ours = {f"{PaperDomain.name}-{index.name}" for index in PaperDomain.indices}
    all_indices = builder.domain_indices
    builder.domain_indices = [
        (name, index, content, collapse)
        for name, index, content, collapse in all_indices
        if name not in ours
        or files.is_stale(name, partial(_shown, content))
        or name in app.env.found_docs  # the author's page has just been written over it
    ]
    write()
    builder.domain_indices = all_indices


def _shown(content: Iterable[tuple[str, Sequence[IndexEntry]]]) -> str:
    return fingerprint([(label, [tuple(entry) for entry in entries]) for label, entries in content])
