"""Films and pages shown within a page, as links to them."""

from __future__ import annotations

import re

from sphinx_paperreview.importers.markup.pictures import escape_brackets, target

_YOUTUBE = re.compile(
    r"(?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/embed/(?P<id>[\w-]+)(?:\?(?P<query>\S*))?"
)
_VIMEO = re.compile(r"(?:https?:)?//player\.vimeo\.com/video/(?P<id>\d+)\S*")
_BILIBILI = re.compile(
    r"(?:https?:)?//player\.bilibili\.com/player\.html\?(?:\S*&)?bvid=(?P<id>\w+)\S*"
)
_START = re.compile(r"(?:^|&)start=(\d+)")


def youtube(video: str) -> str:
    """Give the address of a film on YouTube."""
    return f"https://www.youtube.com/watch?v={video}"


def vimeo(video: str) -> str:
    """Give the address of a film on Vimeo."""
    return f"https://vimeo.com/{video}"


def page_of(address: str) -> str:
    """Give the page that shows what an address only puts into other pages."""
    found = _YOUTUBE.fullmatch(address)
    if found:
        start = _START.search(found["query"] or "")
        return youtube(found["id"]) + (f"&t={start[1]}s" if start else "")
    if found := _VIMEO.fullmatch(address):
        return vimeo(found["id"])
    if found := _BILIBILI.fullmatch(address):
        return f"https://www.bilibili.com/video/{found['id']}"
    return f"https:{address}" if address.startswith("//") else address


def link(address: str, title: str = "") -> str:
    """Write a link to a film or page, with its title or, without one, its address as text."""
    page = page_of(address)
    if title:
        return f"[{escape_brackets(title)}]({target(page)})"
    if re.fullmatch(r"https?://[^\s<>]+", page):
        return f"<{page}>"
    return f"[{escape_brackets(page.rpartition('/')[2] or page)}]({target(page)})"
