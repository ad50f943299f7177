"""What text of MyST from elsewhere may hold: markup that shows it, and does no more."""

from __future__ import annotations

import posixpath
import re
from functools import cache
from urllib.parse import unquote

from sphinx_paperreview.recognising.vocabulary import table

_SLASH = re.compile("%2F", re.IGNORECASE)
"""MyST leaves it as it is."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


def kind_of_directive(name: str) -> str:
    """Give how a directive takes its text: ``body``, ``titled``, ``cut`` or ``literal``.

    Returns:
        ``""`` for one of which nobody knows that it is harmless.
    """
    return _directives().get(name.lower(), "")


def is_harmless_role(name: str) -> bool:
    """Tell whether a role is known to show its text, or to lead elsewhere, and to do no more."""
    lower = name.lower()
    return lower in _roles("names") or lower.startswith(_roles("families"))


def leads_out(target: str, folder: str) -> bool:
    """Tell whether a target is a file outside of the folder that holds all posts.

    Args:
        target: As Markdown has it: a path of POSIX, seen from the page, or from the top.
        folder: Where the page is, relative to the folder that holds all posts.
    """
    bare = re.split(r"[?#]", target.strip().removeprefix("path:"), maxsplit=1)[0]
    path = unquote(_SLASH.sub("%252F", bare))
    if ".." not in path or _SCHEME.match(path):
        return False
    whole = path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path)
    return posixpath.normpath(whole).split("/")[0] == ".."


@cache
def _directives() -> dict[str, str]:
    kinds = table("myst")["directives"]
    return {name: kind for kind, names in kinds.items() for name in names.split()}


@cache
def _roles(key: str) -> tuple[str, ...]:
    return tuple(table("myst")["roles"][key].split())
