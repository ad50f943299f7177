"""Blocks of HTML: boxes, headings, lists, quotes, code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_paperreview.importers.code import fence_around
from sphinx_paperreview.importers.markup import admonitions
from sphinx_paperreview.importers.markup.flow import block
from sphinx_paperreview.importers.markup.html_media import (
    only_picture,
    picture_target,
    read_picture,
)
from sphinx_paperreview.importers.markup.html_page import DEEPEST, Page, plain, trimmed
from sphinx_paperreview.importers.markup.pictures import Style, alignment, declarations
from sphinx_paperreview.recognising.elements import Element
from sphinx_paperreview.recognising.tags import Tag
from sphinx_paperreview.recognising.text import Change

_CENTRED = frozenset(("align-center", "center", "centered", "text-center"))
_CODE_TAG = re.compile(r"\s*<code\b[^<>]*>|</code\s*>\s*$", re.IGNORECASE)
_LANGUAGE = re.compile(r"(?:language|lang|highlight|brush)[-:]\s*([\w+#.-]+)")
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
"""What a list of Markdown may begin with (CommonMark, 5.2)."""

_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def box(page: Page, element: Element) -> list[Change]:
    """Take a box away from around its content; one that aligns it becomes a box of MyST."""
    if element.close is None or page.is_in_line(element):
        return page.without_tags(element)
    side = box_side(element.open)
    tag = only_picture(page, element)
    if tag is not None:
        shown = read_picture(tag, align=side, target=picture_target(page, element))
        mark = shown.block() if shown.is_sized or shown.align else block([shown.inline()])
        return [Change(element.open.start, element.end, mark)]
    is_bare = side in ("", "left") or _is_aligned(element)
    if is_bare or page.has_heading(element) or page.is_blank(element):
        return page.without_tags(element)
    return page.wrapped(element, admonitions.aligned(side), admonitions.CLOSING)


def box_side(tag: Tag) -> str:
    """Tell where a box puts what it holds: ``left``, ``right``, ``center`` or ``""``."""
    if tag.kind == "center" or _CENTRED & set(tag.get("class").split()):
        return "center"
    style = declarations(tag.get("style"))
    return _flexed(style) or alignment(style.get("text-align", ""), tag.get("align"))


def _flexed(style: Style) -> str:
    is_flexed = "flex" in style.get("display", "")
    return alignment(style.get("justify-content", "")) if is_flexed else ""


def _is_aligned(element: Element) -> bool:
    """Tell whether a box around it aligns it already."""
    parent = element.parent
    return parent is not None and parent.close is not None and bool(box_side(parent.open))


def heading(page: Page, element: Element) -> list[Change]:
    """Write a heading."""
    if element.close is None or page.depth >= DEEPEST:
        return page.without_tags(element)
    title = " ".join(line.strip() for line in page.fragment(element))
    if page.is_in_line(element) or not title or "```" in title:
        return page.without_tags(element)
    marks = "#" * int(element.kind[1])
    return [Change(element.open.start, element.end, block([f"{marks} {title}"]))]


def quote(page: Page, element: Element) -> list[Change]:
    """Write a quote."""
    if element.close is None or page.is_in_line(element) or page.depth >= DEEPEST:
        return page.without_tags(element)
    lines = [f"> {line}".rstrip() for line in page.fragment(element)]
    return [Change(element.open.start, element.end, block(lines))]


def item_list(page: Page, element: Element) -> list[Change]:
    """Write a list; what has anything between its items only loses its tags."""
    if page.is_in_line(element) or page.depth >= DEEPEST:
        return page.without_tags(element)
    items = [part for part in page.children(element) if part.kind == "li"]
    if not items or _between(page, element, items):
        return page.without_tags(element)
    start = element.open.get("start")
    number = int(start) if _NUMBER.fullmatch(start) else 1
    lines: list[str] = []
    for index, item in enumerate(items):
        mark = "-" if element.kind == "ul" else f"{(number + index) % 10**9}."
        lines += listed(page.fragment(item), mark)
    return [Change(element.open.start, element.end, block(lines))]


def listed(lines: list[str], mark: str) -> Iterator[str]:
    """Write lines as a list item."""
    first, *rest = lines or [""]
    yield f"{mark} {first}".rstrip()
    indent = " " * (len(mark) + 1)
    yield from (f"{indent}{line}".rstrip() for line in rest)


def definitions(page: Page, element: Element) -> list[Change]:
    """Write a list of terms: MyST has none unless it is asked to, so terms become bold items."""
    if page.is_in_line(element) or page.depth >= DEEPEST:
        return page.without_tags(element)
    parts = [part for part in page.children(element) if part.kind in ("dt", "dd")]
    if not parts or _between(page, element, parts):
        return page.without_tags(element)
    lines: list[str] = []
    for part in parts:
        content = page.fragment(part)
        if part.kind == "dt":
            lines += listed([f"**{line}**" for line in content], "-")
        else:
            lines += ["", *(f"  {line}".rstrip() for line in content)]
    return [Change(element.open.start, element.end, block(lines))]


def _between(page: Page, element: Element, parts: list[Element]) -> str:
    """Give what an element holds beside its parts."""
    start, found = element.open.end, []
    for part in parts:
        found.append(page.text.text[start : part.open.start])
        start = part.end
    return "".join([*found, page.text.text[start : element.last]]).strip()


def preformatted(page: Page, element: Element) -> list[Change]:
    """Write code between fences."""
    if element.close is None or page.is_in_line(element):
        return page.as_text(element)
    source = page.source(element)
    language = _LANGUAGE.search(element.open.get("class") + " " + source.partition(">")[0])
    code = plain(_LINE_BREAK.sub("\n", _CODE_TAG.sub("", source))).strip("\n")
    mark = fenced(code, language[1] if language else "", depth=page.text.depth(element.open.start))
    return [Change(element.open.start, element.end, mark)]


def fenced(code: str, language: str, *, depth: int = 0, numbered: bool = False) -> str:
    """Write code between fences that are longer than all in it, with the marks of `flow`.

    Args:
        code: Lines of code.
        language: What highlights it, or ``""``.
        depth: How many characters of each line belong to the lists and quotes around it.
        numbered: Whether lines have numbers.
    """
    lines = [line[min(depth, len(line) - len(line.lstrip(" >"))) :] for line in code.split("\n")]
    ticks = fence_around(code)
    opening = [f"{ticks}{language}"]
    if numbered:
        opening = [f"{ticks}{{code-block}} {language}".rstrip(), ":linenos:", ""]
    return block([*opening, *trimmed(lines), ticks])


def rule(page: Page, element: Element) -> list[Change]:
    """Write a horizontal rule."""
    mark = " " if page.is_in_line(element) else block(["***"])
    return [Change(element.open.start, element.open.end, mark)]


def script(page: Page, element: Element) -> list[Change]:
    """Hide a script or style sheet in a comment: no page that is built asks another site for it."""
    if page.is_in_line(element) or not (element.close or element.open.is_empty):
        return page.as_text(element)
    message = f"<{element.kind}> is kept as a comment; remove it, or let conf.py add it"
    page.note(element.open.start, message)
    lines = page.text.text[element.open.start : element.end].split("\n")
    return [Change(element.open.start, element.end, block(f"% {line}".rstrip() for line in lines))]


def checkbox(page: Page, element: Element) -> list[Change]:
    """Write a box that is ticked, or not."""
    if element.open.get("type") != "checkbox":
        return page.as_text(element)
    mark = "[x]" if "checked" in element.open.attributes else "[ ]"
    return [Change(element.open.start, element.open.end, mark)]
