"""Tags and outputs of Liquid in a text."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_TAG = re.compile(r"\s*(?P<name>[\w-]+)\s*(?P<rest>.*?)\s*", re.DOTALL)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_CLOSINGS = {"{{": "}}", "{%": "%}"}
_LONGEST = 3000
"""Of a tag or an output, in characters."""


def marked(text: str, closings: Mapping[str, str]) -> Iterator[tuple[int, int, str, str]]:
    """Find what stands between marks, left to right: start, end, opening mark, and the inner text.

    It goes over no blank line, and holds no further mark of its kind.
    """
    opening, position = re.compile("|".join(map(re.escape, closings))), 0
    while found := opening.search(text, position):
        position = found.end()
        end = text.find(closings[found[0]], position, position + _LONGEST)
        inner = text[position:end]
        if end > 0 and found[0][:2] not in inner and not _BLANK_LINE.search(inner):
            position = end + len(closings[found[0]])
            yield found.start(), position, found[0], inner


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
    for start, end, mark, inner in marked(text, _CLOSINGS):
        content = inner.strip().removeprefix("-").removesuffix("-").strip()
        found = _TAG.fullmatch(content)
        if mark == "{{":
            yield Item(start, end, "", content)
        elif found:
            yield Item(start, end, found["name"], found["rest"])


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
