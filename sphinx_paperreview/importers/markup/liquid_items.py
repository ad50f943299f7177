"""Tags and outputs of Liquid in a text."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_OPENING = re.compile(r"\{\{|\{%")
_TAG = re.compile(r"\s*(?P<name>[\w-]+)\s*(?P<rest>.*?)\s*", re.DOTALL)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_CLOSINGS = {"{{": "}}", "{%": "%}"}
_LONGEST = 3000
"""Of a tag or an output, in characters."""


@dataclass(frozen=True, slots=True)
class Item:
    """A tag ``{% … %}`` or an output ``{{ … }}``, and where it stands."""

    start: int
    end: int
    name: str
    """Of the tag; ``""`` for an output."""
    content: str
    """What follows the name."""


def items(text: str) -> Iterator[Item]:
    """Find all tags and outputs, left to right. A tag may hold outputs."""
    position = 0
    while opening := _OPENING.search(text, position):
        item = _item(text, opening)
        position = item.end if item else opening.end()
        if item:
            yield item


def _item(text: str, opening: re.Match[str]) -> Item | None:
    end = text.find(_CLOSINGS[opening[0]], opening.end(), opening.end() + _LONGEST)
    inner = text[opening.end() : end] if end > 0 else opening[0]
    if opening[0] in inner or _BLANK_LINE.search(inner):
        return None
    content = inner.strip().removeprefix("-").removesuffix("-").strip()
    if opening[0] == "{{":
        return Item(opening.start(), end + 2, "", content)
    found = _TAG.fullmatch(content)
    return Item(opening.start(), end + 2, found["name"], found["rest"]) if found else None


class BlockEnds:
    """Where the blocks of a text end."""

    def __init__(self, found: Sequence[Item]) -> None:
        self._ends: dict[str, deque[int]] = {}
        for index, item in enumerate(found):
            if item.name.startswith("end"):
                self._ends.setdefault(item.name, deque()).append(index)

    def end(self, name: str, index: int) -> int | None:
        """Give the index of the item that ends a block which begins before some index."""
        ends = self._ends.get(f"end{name}", deque())
        while ends and ends[0] < index:
            ends.popleft()
        return ends[0] if ends else None
