"""The head of an HTML page, where programs read what nobody sees."""

from __future__ import annotations

from typing import Any

_TAGS = "metatags"
"""What all themes that extend Sphinx's own write into the head of a page as it stands."""


def add_to_head(context: dict[str, Any], *tags: str) -> None:
    r"""Add tags to the head of a page, each on a line of its own.

    >>> context = {"metatags": '<meta name="a" />'}
    >>> add_to_head(context, '<meta name="b" />')
    >>> context["metatags"]
    '<meta name="a" />\n<meta name="b" />\n'
    """
    context[_TAGS] = "\n".join([context.get(_TAGS, ""), *tags, ""])
