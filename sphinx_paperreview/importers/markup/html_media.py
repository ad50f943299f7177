"""Pictures, figures and films of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from sphinx_paperreview.importers.markup import pictures, videos
from sphinx_paperreview.importers.markup.flow import block
from sphinx_paperreview.importers.markup.html_page import LONGEST, Page
from sphinx_paperreview.importers.markup.pictures import Picture
from sphinx_paperreview.recognising.elements import Element
from sphinx_paperreview.recognising.tags import Tag, kinds
from sphinx_paperreview.recognising.text import Change

_WRAPPERS = kinds("a center div figcaption figure p picture source span")
_TAG = re.compile(r"<[^<>]*>|&nbsp;")
_ABOVE = re.compile(r"<img\b[^<>]*>(?:</\w+>)*[ \t>]*\n(?:[ \t>]*\n)+[ \t>]*$")
_SMALL = re.compile(r"\d\d?(?:\.\d+)?px")
"""Of signs and badges in a line of text."""

_NEAR = 600


def read_picture(tag: Tag, *, align: str = "", target: str = "") -> Picture:
    """Read the attributes of a picture.

    Args:
        tag: The tag of the picture.
        align: Where what is around it puts it.
        target: Where what is around it leads.
    """
    style = pictures.declarations(tag.get("style"))
    width = (
        pictures.length(style.get("width", ""))
        or pictures.length(tag.get("width"))
        or pictures.length(style.get("max-width", ""))
    )
    height = pictures.length(style.get("height", "")) or pictures.length(tag.get("height"))
    source = tag.get("src", "data-src")
    is_local = "://" not in source and not source.startswith(("//", "data:"))
    zoom = pictures.scale(style.get("zoom", "")) if is_local and not width else ""
    return Picture(
        source,
        tag.get("alt"),
        width="" if width == "100%" else width,
        height="" if height.endswith(("%", "vw")) else height,
        scale=zoom,
        align=_align(tag, style) or align,
        target=target,
    )


def _align(tag: Tag, style: pictures.Style) -> str:
    margins = style.get("margin", ""), style.get("margin-left", "")
    is_centred = style.get("display") == "block" and any("auto" in margin for margin in margins)
    if is_centred or {"center", "align-center", "aligncenter"} & set(tag.get("class").split()):
        return "center"
    return pictures.alignment(style.get("float", ""), tag.get("align"))


def picture(page: Page, element: Element) -> list[Change]:
    """Write a picture, as a block where that says more than Markdown can."""
    tag = element.open
    if not tag.get("src", "data-src"):
        return page.as_text(element)
    shown = read_picture(tag)
    if not (shown.is_sized or shown.align):
        return [Change(tag.start, element.end, shown.inline())]
    is_large = not _SMALL.fullmatch(shown.width or shown.height)
    if page.is_in_line(element) or not _stands_apart(page, element, at_edge=is_large):
        if shown.is_sized:
            page.note(
                tag.start,
                "a picture within a line loses its size; give it a line of its own to keep it",
            )
        return [Change(tag.start, element.end, shown.inline())]
    if not shown.align and _ABOVE.search(page.text.text[max(0, tag.start - _NEAR) : tag.start]):
        shown = replace(shown, is_below=True)
    return [Change(tag.start, element.end, shown.block())]


def _stands_apart(page: Page, element: Element, *, at_edge: bool = False) -> bool:
    """Tell whether a picture stands apart from text.

    Args:
        page: The page.
        element: The picture, or the link around it.
        at_edge: Whether it is enough that no text stands before it in its line, or behind it.
    """
    text, start, end = page.text, element.open.start, element.end
    free = [
        page.has_only_tags(text.prefix_end(start), start),
        page.has_only_tags(end, text.line_end(end)),
    ]
    return any(free) if at_edge else all(free)


def linked_picture(page: Page, element: Element) -> str:
    """Write a link whose only content is a picture; ``""`` where it is more."""
    tag = only_picture(page, element)
    if tag is None:
        return ""
    shown = read_picture(tag, target=element.open.get("href"))
    is_block = shown.is_sized and not element.around & {"table", "a"}
    if is_block and _stands_apart(page, element):
        return "" if page.is_in_line(element) else shown.block()
    return shown.inline()


def only_picture(page: Page, element: Element) -> Tag | None:
    """Give the picture that is all that an element shows."""
    if element.last - element.open.end > LONGEST or _TAG.sub("", page.source(element)).strip():
        return None
    inner = list(page.within(element))
    found = [part.open for part in inner if part.kind == "img" and part.open.get("src", "data-src")]
    if len(found) != 1 or any(part.kind not in {"img", "br", *_WRAPPERS} for part in inner):
        return None
    return found[0]


def picture_target(page: Page, element: Element) -> str:
    """Give where a click on the first picture within an element leads."""
    parents = (part.parent for part in page.within(element) if part.kind == "img")
    links = (parent.open.get("href") for parent in parents if parent and parent.kind == "a")
    return next(filter(None, links), "")


def figure(page: Page, element: Element) -> list[Change]:
    """Write a picture with its caption; other figures only lose their tags."""
    inner = list(page.within(element)) if element.close else []
    captions = [part for part in inner if part.kind == "figcaption"]
    images = [part.open for part in inner if part.kind == "img" and part.open.get("src")]
    if len(images) != 1 or len(captions) > 1 or page.is_in_line(element):
        return page.without_tags(element)
    if _rest(page, element, captions) or page.depth > 3:
        return page.without_tags(element)
    caption = " ".join(line.strip() for line in page.fragment(captions[0])) if captions else ""
    around = _align(element.open, pictures.declarations(element.open.get("style")))
    shown = read_picture(images[0], align=around, target=picture_target(page, element))
    return [Change(element.open.start, element.end, replace(shown, caption=caption).block())]


def _rest(page: Page, element: Element, captions: Iterable[Element]) -> str:
    """Give the text of a figure that is no caption."""
    source, start, rest = page.text.text, element.open.end, []
    for caption in captions:
        rest.append(source[start : caption.open.start])
        start = caption.end
    return _TAG.sub("", "".join([*rest, source[start : element.last]])).strip()


def film(page: Page, element: Element) -> list[Change]:
    """Write a link to a film or a page: no page that is built asks another site for anything."""
    address = element.open.get("src", "data-src", "data") or _sources(page, element)
    if not address:
        is_text = not any(element.open.attributes.values())
        return page.as_text(element) if is_text else page.without_tags(element)
    shown = videos.link(address, element.open.get("title"))
    mark = shown if page.is_in_line(element) else block([shown])
    start = element.open.start
    if page.is_blank(element):
        return [Change(start, element.end, mark)]
    # Words for those who see no film, or the rest of a page whose author closed nothing.
    _, *closing = page.without_tags(element)
    return [Change(start, element.open.end, mark), *closing]


def _sources(page: Page, element: Element) -> str:
    found = (part.open.get("src") for part in page.within(element) if part.kind == "source")
    return next(filter(None, found), "")
