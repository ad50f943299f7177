"""Elements of Distill, in which many blogs of conferences are written."""

from __future__ import annotations

from sphinx_paperreview.importers.markup.flow import BREAK
from sphinx_paperreview.importers.markup.html_blocks import fenced
from sphinx_paperreview.importers.markup.html_page import Page, Rule
from sphinx_paperreview.recognising.elements import Element
from sphinx_paperreview.recognising.text import Change


def citation(page: Page, element: Element) -> list[Change]:
    """Show the keys of a citation in brackets."""
    keys = element.open.get("key", "bibtex-key")
    if not keys:
        return page.as_text(element)
    page.note(element.open.start, f"a citation of {keys!r} is kept as text; link to the paper")
    return [Change(element.open.start, element.end, f"\\[{keys}\\]")]


def footnote(page: Page, element: Element) -> list[Change]:
    """Put a footnote into parentheses, where it is."""
    if element.close is None:
        return page.as_text(element)
    return page.wrapped(element, " (", ")")


def code(page: Page, element: Element) -> list[Change]:
    """Write code: in a block between fences."""
    source = page.source(element)
    if element.close is None or page.is_in_line(element) or "\n" not in source:
        return page.as_text(element)
    depth = page.text.depth(element.open.start)
    mark = fenced(source, element.open.get("language"), depth=depth)
    return [Change(element.open.start, element.end, mark)]


def formula(page: Page, element: Element) -> list[Change]:
    """Write a formula."""
    source = page.source(element).strip()
    if element.close is None or not source or "$" in source:
        return page.as_text(element)
    if "block" in element.open.attributes and not page.is_in_line(element):
        return [Change(element.open.start, element.end, f"{BREAK}$${source}$${BREAK}")]
    return [Change(element.open.start, element.end, f"${' '.join(source.split())}$")]


DISTILL: dict[str, Rule] = {
    "d-article": Page.without_tags,
    "d-cite": citation,
    "d-code": code,
    "d-figure": Page.without_tags,
    "d-footnote": footnote,
    "d-math": formula,
    "swiper-container": Page.without_tags,
    "swiper-slide": Page.without_tags,
}
"""By kind."""
