"""Components of JSX that many sites have, as what MyST and sphinx-design have for them."""

from __future__ import annotations

import re
from dataclasses import replace

from sphinx_paperreview.importers.markup import admonitions, videos
from sphinx_paperreview.importers.markup.figures import is_picture
from sphinx_paperreview.importers.markup.flow import BREAK, NEWLINE, block
from sphinx_paperreview.importers.markup.html_media import read_picture
from sphinx_paperreview.importers.markup.html_page import Page, Rule
from sphinx_paperreview.recognising.elements import Element
from sphinx_paperreview.recognising.tags import Expression
from sphinx_paperreview.recognising.text import Change

_ENTRY = re.compile(r"\{([^{}]*)\}")
_PROPERTY = re.compile(r"(\w+)\s*:\s*(['\"])(.*?)\2")


def boxed(page: Page, element: Element, opening: str) -> list[Change]:
    """Put a box of MyST in place of an element, or text where no box can stand."""
    if element.close is None or page.is_in_line(element) or page.has_heading(element):
        return unknown(page, element)
    return page.wrapped(element, opening, admonitions.CLOSING)


def tabs(page: Page, element: Element) -> list[Change]:
    """Write a set of tabs."""
    return boxed(page, element, f"{BREAK}:::{{tab-set}}{NEWLINE}")


def tab(page: Page, element: Element) -> list[Change]:
    """Write a tab; it must stand directly in a set of tabs."""
    parent = element.parent
    if parent is None or parent.open.name != "Tabs" or parent.close is None:
        return unknown(page, element)
    value = element.open.get("value")
    label = element.open.get("label", "title") or _label(parent, value) or value or "Tab"
    return boxed(page, element, f"{BREAK}:::{{tab-item}} {' '.join(label.split())}{NEWLINE}")


def _label(tabs: Element, value: str) -> str:
    """Find the label of a tab where the set of tabs says it."""
    values = tabs.open.attributes.get("values")
    code = values.code if isinstance(values, Expression) else ""
    for entry in _ENTRY.findall(code):
        found: dict[str, str] = {key: text for key, _, text in _PROPERTY.findall(entry)}
        if found.get("value") == value:
            return found.get("label", "")
    return ""


def admonition(page: Page, element: Element) -> list[Change]:
    """Write an admonition."""
    kind = element.open.get("type") or "note"
    return boxed(page, element, admonitions.opening(kind, element.open.get("title")))


def youtube(page: Page, element: Element) -> list[Change]:
    """Write a link to a film."""
    address = element.open.get("url", "src")
    video = element.open.get("id", "youTubeId", "videoId", "videoID")
    if not (address or video):
        return unknown(page, element)
    shown = videos.link(address or videos.youtube(video), element.open.get("title"))
    mark = shown if page.is_in_line(element) else block([shown])
    return [Change(element.open.start, element.end, mark)]


def link(page: Page, element: Element) -> list[Change]:
    """Write a link: ``<Link to=…>``."""
    to = element.open.get("to", "href")
    source = page.source(element)
    if element.close is None or not to or "\n" in source:
        return unknown(page, element)
    return page.wrapped(element, "[", f"]({to})")


def image(page: Page, element: Element) -> list[Change]:
    """Write a picture: ``<Image img=… />``, ``<Figure src=… caption=… />``."""
    source = element.open.get("img", "src")
    if not is_picture(source) or not element.open.is_empty:
        return unknown(page, element)
    shown = read_picture(
        replace(element.open, attributes={**element.open.attributes, "src": source})
    )
    shown = replace(shown, caption=" ".join(element.open.get("caption").split()))
    is_block = (shown.is_sized or shown.caption) and not page.is_in_line(element)
    mark = shown.block() if is_block else f"{shown.inline()} {shown.caption}".rstrip()
    return [Change(element.open.start, element.end, mark)]


def unknown(page: Page, element: Element) -> list[Change]:
    """Keep a component that nobody knows as text."""
    message = f"<{element.open.name}> is kept as text; write in Markdown what this component shows"
    page.note(element.open.start, message)
    return page.as_text(element)


def component(page: Page, element: Element) -> list[Change]:
    """Write a component that may be anything: a picture if it has one, else the text that it is."""
    return image(page, element) if element.open.get("img", "src") else unknown(page, element)


COMPONENTS: dict[str, Rule] = {
    "Admonition": admonition,
    "Callout": admonition,
    "LiteYouTubeEmbed": youtube,
    "Link": link,
    "ReactPlayer": youtube,
    "TOCInline": Page.without_tags,
    "TabItem": tab,
    "Tabs": tabs,
    "YouTube": youtube,
    "Youtube": youtube,
}
"""By name, as it is written."""
