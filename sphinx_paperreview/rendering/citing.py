"""How to cite a paper: BibTeX that unfolds on its card, and what Zotero finds there."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from docutils import nodes

from sphinx_paperreview.core.model import Review
from sphinx_paperreview.messages import _
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.place import Place


def bibtex_of(place: Place, review: Review) -> str:
    """Give what a card shows of its paper as BibTeX, as files have it; ``""`` where nothing."""
    is_shown = place.medium.pages and place.site.settings.cite
    return place.domain.bibliography.write_of("bib", review) if is_shown else ""


def cite(place: Place, review: Review) -> Iterator[nodes.Element]:
    """Draw a review's paper as BibTeX."""
    text = bibtex_of(place, review)
    if text:
        yield unfolding(_("Cite"), text)


def coins(place: Place, review: Review) -> Iterator[nodes.raw]:
    """Tell Zotero of a review's paper, once a page; nobody sees or hears it."""
    papers = place.domain.bibliography
    if place.medium.pages and papers.leads(review):
        text = papers.write_of("coins", review)
        if text:
            yield parts.raw(f'<span class="Z3988" title="{escape(text)}" hidden></span>')


def unfolding(label: str, text: str) -> nodes.container:
    """Fold BibTeX away behind a label; a script puts a button beside it.

    No writer's block of code: that would be coloured, at a cost, and is not to be read. And one
    piece of HTML, not a node for each element: whatever looks through a page looks at each.
    """
    before, after = escape(_("Copy")), escape(_("Copied"))
    said = f'data-copy="{before}" data-copied="{after}"'
    block = f'<pre class="paper-bibtex" dir="ltr" {said}>{escape(text.rstrip())}</pre>'
    summary = f"{parts.icon('quote').astext()}<span>{escape(label, quote=False)}</span>"
    content = f'<div class="paper-citation docutils">\n{block}</div>\n'
    fold = parts.box(
        "paper-fold", parts.raw(f"<details><summary>{summary}</summary>{content}</details>")
    )
    # The words of the card itself are found.
    fold["classes"] += ["paper-cite", parts.NO_SEARCH]
    return fold
