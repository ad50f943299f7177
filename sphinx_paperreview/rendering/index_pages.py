"""The pages of our indices: how they are drawn, and that only those that have changed are written.

Sphinx writes the indices of all domains at every build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, partial
from html import escape
from importlib import resources
from typing import TYPE_CHECKING, Any, cast

import jinja2
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.fingerprints import fingerprint
from sphinx_paperreview.collecting.freshness import Freshness
from sphinx_paperreview.collecting.index_leaves import IndexLeaf
from sphinx_paperreview.collecting.indices import (
    ReviewIndex,
    entry_anchor,
    entry_of,
    index_at,
    indices_of,
)
from sphinx_paperreview.collecting.objects import PAGE_ANCHOR
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.contexts import TEMPLATE
from sphinx_paperreview.rendering.files import GeneratedFiles
from sphinx_paperreview.rendering.place import place_of
from sphinx_paperreview.rendering.turning import TURNED, leaf_text, turning_html, turning_tags
from sphinx_paperreview.sphinx_internals.html import DomainIndex, choose_indices

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


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
    domain = PaperDomain.of(app.env)
    if templatename != "domainindex.html" or index_at(domain, pagename) is None:
        return None
    builder = cast("StandaloneHTMLBuilder", app.builder)
    context |= _context(builder, domain, pagename, domain.index_leaves(pagename).leaves[0])
    return TEMPLATE


def collect_index_leaves(
    app: Sphinx, freshness: Freshness
) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the pages of long indices that have changed, but the first (``html-collect-pages``)."""
    domain = PaperDomain.of(app.env)
    if not domain.is_paged:
        return
    builder = cast("StandaloneHTMLBuilder", app.builder)
    files = GeneratedFiles(builder, freshness)
    indices = sorted(indices_of(domain))
    if files.are_left(*(f"{page}/" for page in indices)):
        return
    for page in indices:
        for leaf in domain.index_leaves(page).leaves[1:]:
            if leaf.name not in app.env.found_docs and files.is_stale(
                leaf.name, partial(_shown, domain, page, leaf)
            ):
                yield leaf.name, _context(builder, domain, page, leaf), TEMPLATE


def _context(
    builder: StandaloneHTMLBuilder, domain: PaperDomain, page: str, leaf: IndexLeaf
) -> dict[str, Any]:
    """Make the context of a page of an index, which begins at another page, or here."""
    index = cast("ReviewIndex", index_at(domain, page))
    place = place_of(builder, domain.env, leaf.name)
    uri_of = partial(builder.get_relative_uri, leaf.name)
    leaves, number = domain.index_leaves(page), leaf.turning.here
    title = parts.SEPARATOR.join([str(index.localname), *([leaf_text(number)] if number else [])])
    body = _template().render(
        title=title,
        page_anchor=PAGE_ANCHOR,
        uri_of=cache(uri_of),
        entries=[
            (text, f"{uri_of(leaves.places[label])}#{entry_anchor(label)}")
            for text, label in leaves.entries
        ],
        groups=[
            {
                "label": index.heading(one.label),
                "anchor": entry_anchor(one.label) if one.is_start else "",
                "entries": map(entry_of, one.reviews),
            }
            for one in leaf.stretches
        ],
        turning=turning_html(place, leaf.turning, is_dated=index.is_newest_first),
    )
    return {"title": escape(title), "body": body, TURNED: turning_tags(place, leaf.turning)}


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
        or files.is_stale(name, partial(_shown_first, domain, name))
        or name in app.env.found_docs  # the author's page has just been written over it
    ]


def _shown_first(domain: PaperDomain, page: str) -> str:
    return _shown(domain, page, domain.index_leaves(page).leaves[0])


def _shown(domain: PaperDomain, page: str, leaf: IndexLeaf) -> str:
    """Take the fingerprint of what a page of an index shows."""
    rows = [
        (one.label, one.is_start, [tuple(entry_of(review)) for review in one.reviews])
        for one in leaf.stretches
    ]
    leaves = domain.index_leaves(page)
    places = [(text, leaves.places[label]) for text, label in leaves.entries]
    return fingerprint([rows, places, leaf.turning])
