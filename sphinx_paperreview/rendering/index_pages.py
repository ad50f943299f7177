"""The pages of our indices: how they are drawn, and that only those that have changed are written.

Sphinx writes the indices of all domains at every build.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, partial
from html import escape
from importlib import resources
from typing import TYPE_CHECKING, Any, cast

import jinja2
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.fingerprints import fingerprint
from sphinx_paperreview.collecting.freshness import Freshness
from sphinx_paperreview.collecting.indices import entry_anchor, entry_of, index_at
from sphinx_paperreview.collecting.objects import PAGE_ANCHOR
from sphinx_paperreview.rendering.contexts import TEMPLATE
from sphinx_paperreview.rendering.files import GeneratedFiles
from sphinx_paperreview.sphinx_internals.html import DomainIndex, choose_indices

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.domains import IndexEntry


def write_changed_indices(app: Sphinx, freshness: Freshness) -> None:
    """Let a builder pass over our indices that are as they should be (``builder-inited``)."""
    if PaperDomain.of(app.env).is_paged:
        builder = cast("StandaloneHTMLBuilder", app.builder)
        choose_indices(builder, partial(_stale, app, builder, freshness))


def draw_index(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> str | None:
    """Draw the page of an index of ours, for the theme's template of pages (``html-page-context``).

    Sphinx's own template makes ids of the labels as they are: ``C#`` would be none in EPUB.
    """
    del doctree
    index = index_at(PaperDomain.of(app.env), pagename)
    if index is None or templatename != "domainindex.html":
        return None
    groups = [
        {
            "label": index.heading(found.label),
            "anchor": entry_anchor(found.label),
            "entries": map(entry_of, found.reviews),
        }
        for found in index.groups()
    ]
    title = str(index.localname)
    body = _template().render(
        title=title, groups=groups, page_anchor=PAGE_ANCHOR, pathto=context["pathto"]
    )
    context |= {"title": escape(title), "body": body}
    return TEMPLATE


@cache
def _template() -> jinja2.Template:
    text = resources.files("sphinx_paperreview").joinpath("templates/index.html").read_text("utf-8")
    return jinja2.Environment(autoescape=True).from_string(text)


def _stale(
    app: Sphinx,
    builder: StandaloneHTMLBuilder,
    freshness: Freshness,
    indices: Iterable[DomainIndex],
) -> list[DomainIndex]:
    """Choose the indices of other domains, and those of ours that have changed."""
    files = GeneratedFiles(builder, freshness)
    domain = PaperDomain.of(app.env)
    return [
        (name, index, content, collapse)
        for name, index, content, collapse in indices
        if index_at(domain, name) is None
        or files.is_stale(name, partial(_shown, content))
        or name in app.env.found_docs  # the author's page has just been written over it
    ]


def _shown(content: Iterable[tuple[str, Iterable[IndexEntry]]]) -> str:
    return fingerprint([(label, [tuple(entry) for entry in entries]) for label, entries in content])
