"""What Sphinx's search keeps to itself: headings of pages, which pages it keeps, their words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_paperreview.sphinx_internals import Part, report_lost

if TYPE_CHECKING:
    from sphinx.search import IndexBuilder

_TITLES, _PRUNE, _FEED, _SPLIT = "_all_titles", "prune", "feed", "split"

_CLAUSE = "強化学習の応用と課題および我们提出一种新的方法"
"""One word to whoever cuts at blanks and marks alone."""


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


def keeps_words(indexer: IndexBuilder) -> bool:
    """Tell whether the language of the search cuts texts at blanks and marks alone."""
    split = getattr(indexer.lang, _SPLIT, None)
    return split is not None and list(split(_CLAUSE)) == [_CLAUSE]


def is_widened(indexer: IndexBuilder) -> bool:
    """Tell whether `widen` has been here: there is an indexer for each build."""
    return _FEED in vars(indexer)


def widen(
    indexer: IndexBuilder,
    words_of_text: Callable[[str], Iterable[str]],
    words_of_page: Callable[[nodes.document], Iterable[str]],
) -> None:
    """Give an index more words than its language cuts texts into.

    Args:
        indexer: Of a builder that is about to write pages.
        words_of_text: The words to add for each text of a page.
        words_of_page: Those to add for a page as a whole, as the keywords of a page are.
    """
    split, feed = getattr(indexer.lang, _SPLIT, None), getattr(indexer, _FEED, None)
    if split is None or feed is None:
        report_lost(Part.SEARCH_WORDS)
        return
    setattr(indexer.lang, _SPLIT, lambda text: [*split(text), *words_of_text(text)])
    setattr(indexer, _FEED, partial(_feed, feed, words_of_page))


def _feed(
    feed: Callable[..., None],
    words_of_page: Callable[[nodes.document], Iterable[str]],
    docname: str,
    filename: str,
    title: str,
    doctree: nodes.document,
) -> None:
    words = ",".join(words_of_page(doctree))
    if not words:
        feed(docname, filename, title, doctree)
        return
    keywords = nodes.meta("", name="keywords", content=words)
    doctree.append(keywords)
    try:
        feed(docname, filename, title, doctree)
    finally:
        doctree.remove(keywords)  # it is for the index alone: the page is written later
