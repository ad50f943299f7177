"""``tag:`` URIs (RFC 4151): names that stay when what they name moves to another host."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

_SINCE = "2026"
"""When a host was its owner's, for all that they tell us: ids must not depend on a clock."""

_VERSION = re.compile(
    r"/[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?/(?:latest|stable|main|master|v?\d[^/]*)/\Z"
)
"""The end of an address of Read the Docs: its language and its version."""

_UNQUOTED = "/?:@!$&'()*+,;=~"  # RFC 4151, 2.1: what a specific part may hold


def tag_prefix(entity: str, base_url: str) -> str:
    """Give what all names of a site begin with.

    Args:
        entity: Who names, and since when: ``example.org,2025``; ``""``: the host of the site.
        base_url: Where the site stands. Language and version are no part of a name; another folder
            is, since each folder of a host may hold a site.

    >>> tag_prefix("", "https://me.example.org/journal/en/latest/")
    'tag:me.example.org,2026:journal/'
    >>> tag_prefix("ada@example.org,2025", "https://me.example.org/journal/")
    'tag:ada@example.org,2025:'
    """
    if entity:
        has_end = entity.endswith(("/", ":"))
        return f"tag:{entity}" if has_end else f"tag:{entity}{'/' if ':' in entity else ':'}"
    split = urlsplit(base_url)
    path = _VERSION.sub("/", split.path).lstrip("/")
    return f"tag:{split.hostname},{_SINCE}:{_quoted(unquote(path))}"


def tag_uri(prefix: str, name: str, fragment: str = "") -> str:
    """Name a page, a file or a place on a page.

    >>> tag_uri("tag:example.org,2025:", "posts/one two", "a")
    'tag:example.org,2025:posts/one%20two#a'
    """
    return f"{prefix}{_quoted(name)}" + (f"#{_quoted(fragment)}" if fragment else "")


def _quoted(text: str) -> str:
    return quote(text, safe=_UNQUOTED)
