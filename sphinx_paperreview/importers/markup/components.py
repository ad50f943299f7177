"""Components of JSX that many sites have, as what MyST and sphinx-design have for them."""

from __future__ import annotations

from sphinx_paperreview.importers.markup import admonitions, videos
from sphinx_paperreview.importers.markup.elements import Element
from sphinx_paperreview.importers.markup.flow import BREAK, NEWLINE, block
from sphinx_paperreview.importers.markup.html_media import read_picture
from sphinx_paperreview.importers.markup.html_page import Page, Rule
from sphinx_paperreview.importers.markup.text import Change


def boxed(page: Page, element: Element, opening: str) -> list[Change]:
    """Put a box of MyST in place of an element, or text where no box can stand."""
    if element.close is None or page.is_in_line(element) or page.has_heading(element):
        return unknown(page, element)
    return [
        Change(element.open.start, element.open.end, opening),
        Change(element.last, element.end, admonitions.CLOSING),
    ]


def tabs(page: Page, element: Element) -> list[Change]:
    """Write a set of tabs."""
    return boxed(page, element, f"{BREAK}:::{{tab-set}}{NEWLINE}")


def tab(page: Page, element: Element) -> list[Change]:
    """Write a tab; it must stand directly in a set of tabs."""
    parent = element.parent
    if parent is None or parent.open.name != "Tabs" or parent.close is None:
        return unknown(page, element)
    label = element.open.get("label", "title", "value") or "Tab"
    return boxed(page, element, f"{BREAK}:::{{tab-item}} {' '.join(label.split())}{NEWLINE}")


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
    return [
        Change(element.open.start, element.open.end, "["),
        Change(element.last, element.end, f"]({to})"),
    ]


def image(page: Page, element: Element) -> list[Change]:
    """Write a picture: ``<Image img=…>``."""
    source = element.open.get("img", "src")
    if not source:
        return unknown(page, element)
    attributes = {**element.open.attributes, "src": source}
    tag = type(element.open)("img", element.open.start, element.open.end, attributes=attributes)
    shown = read_picture(tag)
    mark = shown.inline() if page.is_in_line(element) else block([shown.inline()])
    return [Change(element.open.start, element.end, mark)]


def contents(page: Page, element: Element) -> list[Change]:
    """Leave out a table of contents: themes draw one."""
    return page.without_tags(element)


def unknown(page: Page, element: Element) -> list[Change]:
    """Keep a component that nobody knows as text."""
    message = f"<{element.open.name}> is kept as text; write in Markdown what this component shows"
    page.note(element.open.start, message)
    return page.as_text(element)


COMPONENTS: dict[str, Rule] = {
    "Admonition": admonition,
    "Callout": admonition,
    "Image": image,
    "LiteYouTubeEmbed": youtube,
    "Link": link,
    "ReactPlayer": youtube,
    "TOCInline": contents,
    "TabItem": tab,
    "Tabs": tabs,
    "YouTube": youtube,
    "Youtube": youtube,
}
"""By name, as it is written."""
