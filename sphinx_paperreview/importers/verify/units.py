"""A text as a row of words, of which some belong to markup and may be missing on the other side."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from sphinx_paperreview.core.junk import cut_wide

WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+|[^\W\d_A-Za-z\u00c0-\u024f]+|\d+")
URL = re.compile(r"https?://[^\s<>\"'`|\\^{}\[\]]+", re.IGNORECASE)
_ADDED_MARKS = str.maketrans("", "", "<>\\")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS = {name: f"{number:02}" for number, name in enumerate(_MONTHS, 1)}
_TRAILING = ".,;:!?*_)"


@dataclass(frozen=True, slots=True)
class Unit:
    """A word."""

    text: str
    """In small letters; digits, Latin letters and other ones are words of their own."""
    line: int
    """From 1."""
    optional: bool = False
    """Whether it belongs to markup, so that the other side need not have it."""
    label: bool = False
    """Whether it names a link, a field or a column, as ``Paper`` does.

    A review's options do without it, and what was a cell has it before its text.
    """
    linked: int = 0
    """Of the label of a link in which it stands, the number on its line, from 1; else 0."""
    title: bool = False
    """Of a result, whether it is of the page's title, which may be a file's name."""


def fold(text: str) -> str:
    """Fold a word for comparing."""
    return unicodedata.normalize("NFC", text).casefold()


def units_of(
    text: str,
    line: int,
    *,
    optional: Sequence[tuple[int, int]] = (),
    labels: Sequence[tuple[int, int]] = (),
    links: Sequence[tuple[int, int]] = (),
    all_optional: bool = False,
) -> Iterator[Unit]:
    """Give the words of a text.

    Args:
        text: One line.
        line: Its number.
        optional: Stretches of markup in it, in any order.
        labels: Stretches that name links and fields.
        links: Stretches that are labels of links.
        all_optional: Whether all of it is markup.
    """
    bounds = sorted(optional)
    index, end = 0, 0
    for found in WORD.finditer(text):
        while index < len(bounds) and bounds[index][0] <= found.start():
            end = max(end, bounds[index][1])
            index += 1
        at = found.start()
        yield Unit(
            fold(found[0]),
            line,
            optional=all_optional or at < end,
            label=_is_within(at, labels),
            linked=next((i for i, (first, last) in enumerate(links, 1) if first <= at < last), 0),
        )


def _is_within(place: int, bounds: Sequence[tuple[int, int]]) -> bool:
    return any(first <= place < last for first, last in bounds)


def urls_of(text: str) -> Iterator[tuple[str, int, int]]:
    """Give the URLs in a text, without the marks of a sentence behind them, and their places."""
    found = URL.search(text)
    while found:
        url = cut_wide(found[0][: _length(found[0])])
        while url[-1] in _TRAILING and (url[-1] != ")" or url.count("(") < url.count(")")):
            url = url[:-1]
        yield url, found.start(), found.start() + len(url)
        found = URL.search(text, found.start() + len(url))


def _length(url: str) -> int:
    """Find where a URL ends at a parenthesis that opens outside of it."""
    depth = 0
    for index, character in enumerate(url):
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return index
    return len(url)


def bare(text: str) -> str:
    """Undo what an import may do to an address: escapes, percent-encoding, brackets around it."""
    return unquote(text.translate(_ADDED_MARKS))


def shown(units: Iterable[Unit]) -> str:
    """Quote some words in a message."""
    return " ".join(unit.text for unit in units)
