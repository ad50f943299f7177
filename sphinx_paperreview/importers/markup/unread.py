"""What CommonMark leaves as it is typed, though its author meant markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from sphinx_paperreview.importers.markup.flow import rewrite
from sphinx_paperreview.importers.passes import Context
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.shield import shield
from sphinx_paperreview.recognising.text import Change, Text

_STARS = re.compile(r"(?<![*\\])\*\*(?!\*)")
_EMPTY_LINK = re.compile(
    r"\[\[(?P<inner>[^\[\]\n]+)\]\([ \t]*\)\]|(?<![!\]\\])\[(?P<text>[^\[\]\n]+)\]\([ \t]*\)"
)
_ASIA = 0x1100
"""Where Hangul begins; Han and kana follow."""


def convert_open_bold(lines: Sequence[Line], _: Context) -> list[Line]:
    """Make HTML of ``**…)**를``, which Markdown reads as stars: no blank parts the words there."""
    return rewrite(lines, _open_bold, "**")


def _open_bold(text: Text) -> Iterator[Change]:
    rows: dict[int, list[int]] = {}
    for found in shield(text).matches(_STARS, text.text):
        rows.setdefault(text.row(found.start()), []).append(found.start())
    for places in rows.values():
        yield from _bold(text.text, places)


def _bold(text: str, places: Sequence[int]) -> Iterator[Change]:
    """Pair the stars of a line, and take those that are open on one side."""
    if len(places) % 2:
        return
    for start, end in zip(places[::2], places[1::2], strict=True):
        inner = text[start + 2 : end]
        before, after = text[start - 1 : start], text[end + 2 : end + 3]
        is_open = (_is_mark(inner[:1]) and _is_asian(before)) or (
            _is_mark(inner[-1:]) and _is_asian(after)
        )
        if is_open and inner == inner.strip():
            yield Change(start, start + 2, "<strong>")
            yield Change(end, end + 2, "</strong>")


def _is_mark(character: str) -> bool:
    return bool(character) and unicodedata.category(character)[0] in "PS"


def _is_asian(character: str) -> bool:
    return character.isalpha() and ord(character) >= _ASIA


def convert_empty_links(lines: Sequence[Line], _: Context) -> list[Line]:
    """Leave of links to nowhere, ``[code]()``, their words, without the brackets around."""
    return rewrite(lines, _empty_links, "](")


def _empty_links(text: Text) -> Iterator[Change]:
    for found in shield(text).matches(_EMPTY_LINK, text.text):
        yield Change(found.start(), found.end(), found["inner"] or found["text"])
