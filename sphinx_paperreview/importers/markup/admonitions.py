"""Admonitions, folded boxes and centred boxes, as MyST writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sphinx_paperreview.importers.markup.flow import BREAK, NEWLINE
from sphinx_paperreview.recognising.tags import kinds

_HEADING = re.compile(r"([ \t>]*)#{1,6}[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*")

DIRECTIVES = kinds("attention caution danger error hint important note tip warning")
"""Admonitions that docutils draws with a title of their own, in the reader's language."""

_LIKE: Mapping[str, str] = {
    other: kind
    for kind, others in {
        "danger": "bug critical fail failure missing",
        "hint": "faq help question",
        "note": "abstract cite default details example info notice primary quote secondary summary "
        "tldr todo",
        "tip": "check done success",
        "warning": "alert",
    }.items()
    for other in others.split()
} | {kind: kind for kind in DIRECTIVES}
"""Kinds of admonitions that other tools have, and the one of docutils that looks like it."""

DROPDOWN = "dropdown"


def is_kind(name: str) -> bool:
    """Tell whether some tool has an admonition of that name."""
    return name.lower() in _LIKE


def opening(kind: str, title: str = "", *, unknown: str = "note") -> str:
    """Write how an admonition begins, with the marks of `flow`; `nest` makes its colons enough.

    Args:
        kind: What the other tool calls it.
        title: Inline Markdown; without it, the kind is the title.
        unknown: What it looks like if no tool is known to have such a kind.
    """
    name = kind.lower()
    like = _LIKE.get(name, unknown)
    if not title and name == like:
        return _opening(f":::{{{like}}}")
    shown = " ".join(title.split()) or kind.capitalize()
    return _opening(f":::{{admonition}} {shown}", f":class: {like}")


def untitled(kind: str) -> str:
    """Write how an admonition begins that has no title in the other tool."""
    return _opening(f":::{{{_LIKE.get(kind.lower(), 'note')}}}")


def folded(title: str, *, is_open: bool = False) -> str:
    """Write how a box begins that a reader can fold."""
    shown = " ".join(title.split()) or "Details"
    return _opening(f":::{{{DROPDOWN}}} {shown}", *([":open:"] if is_open else []))


def in_tab(line: str) -> str:
    """Write a heading as bold text: a part of a page cannot begin within a tab."""
    found = _HEADING.fullmatch(line)
    return line if found is None or "**" in line else f"{found[1]}**{found[2]}**"


def aligned(side: str) -> str:
    """Write how a box begins whose text is at the left, the right or the center."""
    ends = {"left": "start", "right": "end"}
    return _opening(f":::{{div}} sd-text-{ends.get(side, side)}")


def _opening(*lines: str) -> str:
    return BREAK + "".join(f"{line}{NEWLINE}" for line in lines)


CLOSING = f"{NEWLINE}:::{BREAK}"
"""How all of them end."""
