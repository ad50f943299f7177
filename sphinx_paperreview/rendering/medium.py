"""What an output format can show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_paperreview.collecting.addresses import PAGED

if TYPE_CHECKING:
    from sphinx.builders import Builder


@dataclass(frozen=True, slots=True)
class Medium:
    """How cards are drawn for one builder."""

    boxes: bool = False
    """Rows, badges and chips that a style sheet arranges (HTML, epub); else plain paragraphs."""
    roles: bool = False
    """Words by their classes, which a package of ours defines (LaTeX)."""
    icons: bool = False
    """Inline SVG before the words of a link."""
    folds: bool = False
    """``<details>``."""
    web: bool = False
    """A web site, beside which there may be others (html, dirhtml, singlehtml)."""
    spelled_urls: bool = False
    """URLs written out, where a link cannot be followed (text, man)."""
    only_texts: bool = False
    """Nothing but what an author wrote, for translators (gettext)."""
    pages: bool = False
    """A reader goes from page to page in a browser: posts say which is next, listings have
    filters (html, dirhtml)."""
    review_links: bool = False
    """A link to a paper is followed by one to its review; where links can be followed at all."""
    only_typed_links: bool = False
    """No generated links: checking four of them for each paper would hammer the services."""


def medium_of(builder: Builder) -> Medium:
    """Tell what a builder's output can show."""
    if builder.name == "gettext":
        return Medium(only_texts=True)
    if builder.name == "linkcheck":
        return Medium(only_typed_links=True)
    if builder.format == "html":
        web, pages = builder.name != "epub", builder.name in PAGED
        return Medium(boxes=True, icons=web, folds=web, web=web, pages=pages, review_links=True)
    is_latex = builder.format == "latex"
    is_text = builder.format in {"text", "man", "xml", "pseudoxml"}
    return Medium(spelled_urls=is_text, review_links=not is_text, roles=is_latex)
