"""What would run in a reader's browser: in pictures, and in HTML that stays HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from xml.parsers import expat

_RUNS = frozenset(["applet", "embed", "frame", "handler", "iframe", "listener", "object", "script"])
"""Elements that run something, or that show a page within the page."""

_ADDRESSES = frozenset(
    ["action", "background", "by", "data", "formaction", "from", "href", "src", "to", "values"]
)
"""Attributes that hold addresses, or to which SVG sets those of others."""

_BLANKS = re.compile(r"[\x00-\x20]+")
_RUNNING = re.compile(r"(?:javascript|vbscript):|data:text/html", re.IGNORECASE)
"""Addresses that run as they are opened; browsers leave blanks in them out."""


def runs(element: str) -> bool:
    """Tell whether an element, by its name, runs something."""
    return element.rpartition(":")[2].lower() in _RUNS


def runs_as_address(text: str) -> bool:
    """Tell whether a text holds an address that runs as it is opened."""
    return _RUNNING.search(_BLANKS.sub("", html.unescape(text))) is not None


def is_harmless(attribute: str, value: str | None) -> bool:
    """Tell whether an attribute of HTML or SVG makes nothing run."""
    name = attribute.rpartition(":")[2].lower()
    text = _BLANKS.sub("", value or "").lower()
    if name.startswith("on") or name == "srcdoc":
        return False
    if name == "attributename":  # of an animation, which sets another attribute
        return not text.startswith("on")
    addresses = text.split(";") if name == "values" else [text]
    return name not in _ADDRESSES or not any(map(_RUNNING.match, addresses))


class _Found(Exception):
    """The picture bears a script."""


def bears_script(data: bytes) -> bool:
    """Tell whether an SVG picture would run something; what follows its first error runs not."""

    def look(element: str, attributes: Mapping[str, str]) -> None:
        if runs(element) or not all(is_harmless(*each) for each in attributes.items()):
            raise _Found

    parser = expat.ParserCreate()
    parser.StartElementHandler = look
    try:
        parser.Parse(data, True)
    except _Found:
        return True
    except (expat.ExpatError, ValueError, LookupError):
        return False
    return False
