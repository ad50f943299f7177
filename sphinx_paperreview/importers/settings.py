"""Front matter that would configure a build, or run something in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import yaml

from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.yaml_text import InvalidYaml, read_yaml

_SETTINGS = frozenset(
    ["myst", "substitutions", "html_meta", "mystnb", "jupytext", "kernelspec", "file_format", "<<"]
)
"""Keys that MyST and MyST-NB read: extensions of the syntax, templates, code to run.

``<<`` puts keys in from elsewhere.
"""

_ENDS = ("---", "...")


def without_settings(
    lines: Sequence[Line], note: Callable[[int, str], None], more: frozenset[str] = frozenset()
) -> list[Line]:
    """Make comments of what front matter says to MyST, not to readers.

    Args:
        lines: A whole page, front matter and all.
        note: Takes a line number and a message.
        more: Keys that the post's own generator reads.
    """
    end = _end(lines)
    settings = _SETTINGS | more
    found = settings & _keys(lines[1:end])
    if not found:
        return list(lines)
    note(
        lines[0].number,
        f"kept as a comment, as it would configure a build: {', '.join(sorted(found))}",
    )
    front = [lines[0], *_commented(lines[1:end], settings)]
    left = _keys(front[1:])
    if left and not settings & left:
        return [*front, *lines[end:]]
    hidden = [Line(f"% {line.text}", line.number) for line in lines[: end + 1]]
    return [*hidden, *lines[end + 1 :]]


def _end(lines: Sequence[Line]) -> int:
    """Give the index of the line that ends front matter, as MyST reads it; 0 without any."""
    if not lines or not lines[0].text.startswith("---"):
        return 0
    ends = (row for row, line in enumerate(lines[1:], 1) if line.text.startswith(_ENDS))
    return next(ends, len(lines))


def _keys(lines: Sequence[Line]) -> frozenset[str]:
    try:
        found = read_yaml("\n".join(line.text for line in lines), typed=False)
    except InvalidYaml:
        return frozenset()
    return frozenset(map(str, found)) if isinstance(found, dict) else frozenset()


def _commented(lines: Sequence[Line], settings: frozenset[str]) -> list[Line]:
    """Make comments of the lines in which settings stand."""
    root = yaml.compose("\n".join(line.text for line in lines), yaml.SafeLoader)
    starts = [(key.start_mark.line, key.value) for key, _ in root.value] if root else []
    rows = {
        row
        for (start, key), (after, _) in pairwise([*starts, (len(lines), "")])
        if key in settings
        for row in range(start, after)
    }
    return [
        Line(f"# {line.text}", line.number) if row in rows else line
        for row, line in enumerate(lines)
    ]
