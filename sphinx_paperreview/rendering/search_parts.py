"""What Sphinx's search needs to find each part of a Korean, Chinese or Japanese word.

Its index holds words as they are cut: a script of ours looks into them (``paperreview-search.js``).
So each has to stand there whole, as a reader sees it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from unicodedata import is_normalized

from docutils import nodes

from sphinx_paperreview.core.east import east_words
from sphinx_paperreview.rendering.assets import SEARCH_SCRIPT
from sphinx_paperreview.site import site_of
from sphinx_paperreview.sphinx_internals.search import is_widened, keeps_words, widen

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_JOINING = (nodes.strong, nodes.emphasis, nodes.literal, nodes.reference, nodes.inline)
"""What stands in a line without a gap; pictures, formulas and numbers of footnotes part words."""


def add_parts(app: Sphinx, *_args: object) -> tuple[()]:
    """Have whole words added to the index (``doctree-resolved``, ``html-collect-pages``).

    The index is there from when pages are written; all but the first call change nothing.
    """
    indexer: Any = getattr(app.builder, "indexer", None)
    is_on = indexer is not None and site_of(app.config).settings.search_parts
    if is_on and not is_widened(indexer):
        widen(indexer, _decomposed if keeps_words(indexer) else _whole, joined_words)
    return ()


def load_script(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Load the script on the search page, and on no other (``html-page-context``)."""
    del templatename, context, doctree
    if pagename == "search" and site_of(app.config).settings.search_parts:
        app.add_js_file(SEARCH_SCRIPT, loading_method="defer")


def _decomposed(text: str) -> Iterator[str]:
    """Yield the words of a text whose letters are stored in pieces (NFD), as macOS does."""
    if not is_normalized("NFC", text):
        yield from east_words(text)


def _whole(text: str) -> Iterator[str]:
    """Yield the words of a text that a dictionary cuts into smaller ones.

    Such languages leave single letters out; with a blank behind it, one is a part of a longer word.
    """
    yield from (word if len(word) > 1 else f"{word} " for word in east_words(text))


def joined_words(document: nodes.Node) -> list[str]:
    """List the words that markup parts: Sphinx takes ``**확산**은`` for ``확산`` and ``은``."""
    words: set[str] = set()
    for block in _blocks(document):
        texts = list(_texts(block))
        if len(texts) > 1:
            words.update({*east_words("".join(texts))}.difference(*map(east_words, texts)))
    return sorted(words)


def _blocks(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield the lines of a document that hold more than one text."""
    if _is_left_out(node):
        return
    if isinstance(node, nodes.TextElement) and len(node.children) > 1:
        yield node
    else:
        for child in node.children:
            yield from _blocks(child)


def _texts(line: nodes.Node) -> Iterator[str]:
    """Yield the texts of a line, and a break where something stands between them.

    Two elements beside each other are drawn with a gap, as badges are.
    """
    before: nodes.Node | None = None
    for child in line.children:
        if isinstance(child, nodes.Text) and not child.astext():
            continue
        if isinstance(child, nodes.Element) and isinstance(before, nodes.Element):
            yield "\n"
        if isinstance(child, nodes.Text):
            yield child.astext()
        elif isinstance(child, _JOINING) and not _is_left_out(child):
            yield from _texts(child)
        else:
            yield "\n"
        before = child


def _is_left_out(node: nodes.Node) -> bool:
    """Tell what Sphinx's search passes over, and raw HTML, whose tags are no words."""
    if isinstance(node, (nodes.comment, nodes.raw)):
        return True
    return isinstance(node, nodes.Element) and "no-search" in node["classes"]
