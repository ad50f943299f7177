"""What Sphinx's search keeps to itself: the headings of pages, and which pages it keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from sphinx_paperreview.sphinx_internals import Part, report_lost

if TYPE_CHECKING:
    from sphinx.search import IndexBuilder

_TITLES, _PRUNE = "_all_titles", "prune"


def change_titles(
    indexer: IndexBuilder, docnames: Iterable[str], change: Callable[[str], str]
) -> None:
    """Change the headings of pages as the search shows them.

    The indexer takes them from a page's document by itself, and gives them to nobody. Where they
    are gone, the pages are: unchanged headings would be wrong.

    Args:
        indexer: Of a builder that is about to write it.
        docnames: The pages.
        change: Gives the new text of a heading.
    """
    titles: dict[str, list[tuple[str, Any]]] | None = getattr(indexer, _TITLES, None)
    if titles is None:
        report_lost(Part.SEARCH_TITLES)
        leave_out(indexer, docnames)
        return
    for docname in titles.keys() & docnames:
        titles[docname] = [(change(title), at) for title, at in titles[docname]]


def keep(indexer: IndexBuilder, names: Iterable[str]) -> None:
    """Keep pages without a source: before it writes its index, Sphinx drops them."""
    kept = tuple(names)
    _prune(indexer, lambda docnames: [*docnames, *kept])


def leave_out(indexer: IndexBuilder, names: Iterable[str]) -> None:
    """Drop pages, with those that Sphinx drops before it writes its index."""
    dropped = frozenset(names)
    _prune(indexer, lambda docnames: [name for name in docnames if name not in dropped])


def _prune(indexer: IndexBuilder, choose: Callable[[Iterable[str]], list[str]]) -> None:
    prune = getattr(indexer, _PRUNE, None)
    if prune is None:
        report_lost(Part.SEARCH_PAGES)
        return
    setattr(indexer, _PRUNE, lambda docnames: prune(choose(docnames)))
