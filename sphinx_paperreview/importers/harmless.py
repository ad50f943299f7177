"""What text of MyST from elsewhere may hold: markup that shows it, and does no more."""

from __future__ import annotations

import html
import posixpath
import re
import tomllib
from functools import cache
from importlib import resources
from urllib.parse import unquote

_BLANKS = re.compile(r"[\x00-\x20]+")
_RUNS = re.compile(r"(?:javascript|vbscript):|data:text/html", re.IGNORECASE)
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
    return lower in _words("roles", "names") or lower.startswith(_families())


def runs_as_address(text: str) -> bool:
    """Tell whether a text holds an address that runs as it is opened."""
    return _RUNS.search(_BLANKS.sub("", html.unescape(text))) is not None


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
    return {name: kind for kind, names in _table()["directives"].items() for name in names.split()}


@cache
def _words(table: str, key: str) -> frozenset[str]:
    return frozenset(_table()[table][key].split())


@cache
def _families() -> tuple[str, ...]:
    return tuple(sorted(_words("roles", "families")))


@cache
def _table() -> dict[str, dict[str, str]]:
    path = resources.files("sphinx_paperreview") / "data/myst.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
