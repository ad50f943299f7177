"""Generated pages in Sphinx's own search."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape, unescape
from typing import TYPE_CHECKING, Any

import sphinx
from docutils import nodes
from sphinx.util.docutils import new_document

from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.core.group_pages import GroupPage
from sphinx_paperreview.core.orgs import OrgTable
from sphinx_paperreview.sphinx_internals.search import change_titles, keep

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

TITLES_ARE_HTML = sphinx.version_info < (9,)
"""Whether the search writes titles into its results as they are: a title may hold a script."""


def escape_titles(app: Sphinx) -> tuple[()]:
    """Let the search of Sphinx 8 show the headings of posts as text (``html-collect-pages``).

    Titles come from elsewhere. Those of pages that are not read again have been escaped before.
    """
    indexer: Any = getattr(app.builder, "indexer", None)
    if TITLES_ARE_HTML and indexer is not None:
        posts = PaperDomain.of(app.env).library.posts
        change_titles(indexer, posts, lambda title: escape(unescape(title)))
    return ()


def feed_search(
    builder: StandaloneHTMLBuilder, pages: Iterable[tuple[GroupPage, str]], orgs: OrgTable
) -> None:
    """Let the search find pages by their titles, and organisations by all their names.

    The papers that a page lists are found on their own pages.

    Args:
        builder: The builder, whose index is about to be written.
        pages: The generated pages with their titles.
        orgs: The site's organisations.
    """
    indexer: Any = getattr(builder, "indexer", None)
    if indexer is None:
        return
    names = []
    document = new_document("")
    for page, title in pages:
        org = orgs.find(page.label) if page.kind == "org" else None
        document.clear()
        document += nodes.title("", title)
        document += nodes.paragraph("", " ".join(org.aliases if org else ()))
        shown = escape(title) if TITLES_ARE_HTML else title
        path = str(builder.env.doc2path(page.name, base=False))
        indexer.feed(page.name, path, shown, document)
        names.append(page.name)
    keep(indexer, names)
