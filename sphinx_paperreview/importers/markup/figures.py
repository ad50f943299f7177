"""Pictures of other tools' shortcodes, as HTML: `html_pass` says what becomes of them in MyST."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

_PICTURE = re.compile(
    r"[^\s\"'<>|]+\.(?:apng|avif|bmp|gif|jpe?g|png|svg|tiff?|webp)(?:[?#][^\s\"'<>]*)?",
    re.IGNORECASE,
)
_SOURCES = (
    *("src", "url", "path", "image_path", "image", "img", "file", "filename", "image_url"),
    *("source", "name", "image1", "link"),
)
_CAPTIONS = ("caption", "description", "desc", "cap", "text")


def is_picture(path: str) -> bool:
    """Tell whether a path or an address without blanks is that of a picture, by its ending."""
    return bool(_PICTURE.fullmatch(path.strip()))


def figure(values: Mapping[str, str]) -> str:
    """Write a picture, with its caption if it has one, as HTML; ``""`` where there is none.

    Args:
        values: What a shortcode says; many names for one thing are understood.
    """
    known = {key.lower(): value.strip() for key, value in values.items()}
    sources = (key for key in _SOURCES if is_picture(known.get(key, "").replace(" ", "-")))
    key = next(sources, "")
    if not key:
        return ""
    caption = next((known[name] for name in _CAPTIONS if known.get(name)), "")
    target = (
        "" if key == "link" else known.get("link") or known.get("href") or known.get("target", "")
    )
    picture = _tag(
        "img",
        src=known[key],
        alt=known.get("alt") or known.get("title", ""),
        width=known.get("width") or known.get("max-width") or known.get("max_width", ""),
        height=known.get("height", ""),
        align=known.get("align", ""),
        class_=known.get("class", ""),
    )
    if "/" in target or "." in target:
        picture = f"{_tag('a', href=target)}{picture}</a>"
    return f"<figure>{picture}<figcaption>{caption}</figcaption></figure>" if caption else picture


def _tag(name: str, **attributes: str) -> str:
    written = "".join(
        f' {key.rstrip("_")}="{html.escape(value)}"' for key, value in attributes.items() if value
    )
    return f"<{name}{written}>"
