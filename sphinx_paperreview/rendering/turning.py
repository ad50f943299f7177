"""How a reader turns from one leaf of a long listing to the others."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_paperreview.core.leaves import FIRST, Turning
from sphinx_paperreview.messages import _
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.html_head import add_to_head
from sphinx_paperreview.rendering.place import Place

if TYPE_CHECKING:
    from sphinx.application import Sphinx

TURNED = "paperreview_turning"
"""Mark of the context of a page that is a leaf: the tags for its head."""


def turning_row(place: Place, turning: Turning, *, is_dated: bool = True) -> list[nodes.Node]:
    """Draw links to the leaves before and behind a page, and to some by their numbers."""
    html = turning_html(place, turning, is_dated=is_dated)
    return [parts.raw(html)] if html else []


def turning_html(place: Place, turning: Turning, *, is_dated: bool = True) -> str:
    """Write these links; ``""`` for a page that is the only one.

    Args:
        place: The page.
        turning: What it can be turned to.
        is_dated: Whether the leaves go from the newest to the oldest.
    """
    if not (turning.before or turning.behind):
        return ""
    words = (_("Newer"), _("Older")) if is_dated else (_("Previous"), _("Next"))
    before = _link(place, turning.before, "prev", words[0])
    behind = _link(place, turning.behind, "next", words[1])
    numbers = "".join(f"<li>{item}</li>" for item in _numbers(place, turning, is_dated=is_dated))
    listed = f"<ol>{numbers}</ol>" if numbers else ""
    said = escape(_("Pages"))
    opening = f'<nav class="paper-turning {parts.NO_SEARCH}" aria-label="{said}">'
    return f"{opening}{before}{listed}{behind}</nav>\n"


def turning_tags(place: Place, turning: Turning) -> list[str]:
    """Write for programs which leaf stands before a page, and which behind it."""
    ways = (("prev", turning.before), ("next", turning.behind))
    return [f'<link rel="{rel}" href="{_uri(place, name)}" />' for rel, name in ways if name]


def add_turning(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Put these tags into the head of a page (``html-page-context``)."""
    del app, pagename, templatename, doctree
    if TURNED in context:
        add_to_head(context, *context[TURNED])


def leaf_text(number: int) -> str:
    """Name a leaf by its number."""
    return _("Page %s") % number


def _numbers(place: Place, turning: Turning, *, is_dated: bool) -> Iterator[str]:
    first = _("Newest") if is_dated else "1"
    for leaf in turning.shown:
        if leaf is None:
            yield "…"
            continue
        shown = escape(first) if leaf.number == FIRST else str(leaf.number)
        if leaf.number == turning.here:
            yield f'<span aria-current="page">{shown}</span>'
        else:
            # Who hears it hears more than a number.
            name = escape(_("Page %s") % shown)
            said = f' aria-label="{name}"' if shown.isdecimal() else ""
            yield f'<a href="{_uri(place, leaf.name)}"{said}>{shown}</a>'


def _link(place: Place, name: str, rel: str, words: str) -> str:
    if not name:
        return ""
    return f'<a class="paper-{rel}" rel="{rel}" href="{_uri(place, name)}">{escape(words)}</a>'


def _uri(place: Place, name: str) -> str:
    return escape(place.builder.get_relative_uri(place.docname, name))
