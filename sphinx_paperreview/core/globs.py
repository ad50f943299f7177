"""Globs of docnames, as Sphinx reads them in a ``toctree``.

``*`` and ``?`` stay within a folder, ``**`` crosses them, ``[2-4x]`` is one of these characters,
``[!2-4]`` any other one but a ``/``. Sphinx makes regular expressions of them, of which some
take for ever.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from functools import lru_cache

Step = Callable[[str, Set[int]], Set[int]]
"""Gives for a text, and the places up to which it was matched, those up to which it is then."""

Ranges = tuple[tuple[str, str], ...]
"""First and last characters."""

_PIECE = re.compile(
    r"\*\*|\*|\?|\[(?P<sign>!?+)(?P<members>\][^\]]*|[^\]]+)\]|(?P<text>\[|[^*?\[]+)"
)
"""A bracket that nothing closes is itself."""

_RANGE = re.compile(r"(.)-(.)|(.)", re.DOTALL)
_FOLDER = ("/", "/")


def matches_glob(docname: str, glob: str) -> bool:
    """Tell whether a glob matches a whole docname, in time that grows with their lengths alone.

    >>> matches_glob("posts/2025/day", "posts/*")
    False
    >>> matches_glob("posts/2025/day", "posts/**")
    True
    """
    ends: Set[int] = {0}
    for step in _steps(glob):
        ends = step(docname, ends)
    return len(docname) in ends


@lru_cache(maxsize=1 << 10)
def _steps(glob: str) -> tuple[Step, ...]:
    return tuple(map(_step, _PIECE.finditer(glob)))


def _step(piece: re.Match[str]) -> Step:
    if piece["text"]:
        return _literal(piece["text"])
    if piece["members"]:
        ranges = tuple(_ranges(piece["members"]))
        return _any_but((*ranges, _FOLDER)) if piece["sign"] else _any_of(ranges)
    return {"*": _within_folder, "**": _across_folders, "?": _any_but((_FOLDER,))}[piece[0]]


def _ranges(members: str) -> Iterator[tuple[str, str]]:
    for first, last, single in _RANGE.findall(members):
        yield (first or single, last or single)


def _literal(text: str) -> Step:
    return lambda name, starts: {at + len(text) for at in starts if name.startswith(text, at)}


def _any_of(ranges: Ranges) -> Step:
    return lambda name, starts: {at + 1 for at in starts if _is_in(name[at : at + 1], ranges)}


def _any_but(ranges: Ranges) -> Step:
    return lambda name, starts: {
        at + 1 for at in starts if at < len(name) and not _is_in(name[at], ranges)
    }


def _is_in(character: str, ranges: Ranges) -> bool:
    return any(first <= character <= last for first, last in ranges)


def _within_folder(name: str, starts: Set[int]) -> Set[int]:
    ends: set[int] = set()
    for at in starts:
        if at not in ends:  # else all that can be reached from there is
            end = name.find("/", at)
            ends.update(range(at, (end if end >= 0 else len(name)) + 1))
    return ends


def _across_folders(name: str, starts: Set[int]) -> Set[int]:
    return set(range(min(starts, default=len(name) + 1), len(name) + 1))
