"""What an author types as the value of an option, read strictly.

Each function returns a value or raises `InvalidText`, whose message says what was expected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cache

from sphinx_paperreview.core.identifiers import PaperId
from sphinx_paperreview.core.model import Partial
from sphinx_paperreview.core.near_misses import did_you_mean

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_DATE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)"
    r"(?:(\d\d)(\d\d)|[-/._](\d\d?)[-/._](\d\d?)|년\s*(\d\d?)월\s*(\d\d?))(?!\d)"
)
_FORBIDDEN = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\ud800-\\udfff\\ufffe\\uffff]"
)
_UP_TO_BRACKET = re.compile(r"([^<>]*)([<>]|\Z)")
_RATING = re.compile(r"\d(?:\.\d)?", re.ASCII)


class InvalidText(ValueError):
    """A value that is not what its option takes; the message says what it takes."""


def clean_text(text: str) -> str:
    r"""Replace what no file of an output may hold (control characters, lone surrogates) by U+FFFD.

    The set is that of XML 1.0, 2.2, of which an e-book is made, with those that it discourages:
    U+007F ends a run of TeX.

    >>> clean_text("a\x00b")
    'a�b'
    """
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def is_name(text: str) -> bool:
    """Tell whether a text can name an organisation: it has a letter or a digit.

    >>> is_name("…")
    False
    """
    return any(map(str.isalnum, text))


def parse_names(text: str, *, separators: str = ",") -> tuple[str, ...]:
    """Split names at commas, or only at semicolons where the text has one.

    Args:
        text: What the author typed; white space around and inside names is folded.
        separators: What separates names where there is no semicolon.

    >>> parse_names("Google, Meta")
    ('Google', 'Meta')
    >>> parse_names("Foo, Inc.; Meta")
    ('Foo, Inc.', 'Meta')
    """
    separator = ";" if ";" in text else separators
    names = (" ".join(name.split()) for name in text.split(separator))
    return tuple(dict.fromkeys(name for name in names if name))


def parse_tags(text: str) -> tuple[str, ...]:
    """Split tags as `parse_names` does, and take their ``#`` off.

    >>> parse_tags("#video, audio")
    ('video', 'audio')
    """
    names = parse_names(text)
    return tuple(dict.fromkeys(name.lstrip("#").strip() or name for name in names))


def parse_published(text: str) -> Partial:
    """Read an ISO 8601 date, year-month or year.

    >>> parse_published("2025-11")
    Partial(year=2025, month=11, day=0)
    """
    match = _PARTIAL.fullmatch(text.strip())
    if match is None:
        raise InvalidText("expected a date such as 2025, 2025-11 or 2025-11-27")
    year, month, day = (int(part or 0) for part in match.groups())
    try:
        date(year, month or 1, day or 1)
    except ValueError as error:
        raise InvalidText(f"no such date: {error}") from None
    if (month == 0 and match[2]) or (day == 0 and match[3]):
        raise InvalidText("no such date: months and days count from 01")
    return _partial(year, month, day)


def parse_moment(text: str) -> tuple[str, str]:
    """Read an ISO 8601 date, with or without a time of day, as ``(date, time)``.

    The time comes back as ``HH:MM:SS``, or ``""`` where the text has none. A UTC offset is
    accepted and left aside: a post is of the day that its author wrote on it.

    >>> parse_moment("2025-11-27 09:30")
    ('2025-11-27', '09:30:00')
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise InvalidText("expected a date such as 2025-11-27 or 2025-11-27 08:15") from None
    has_time = len(text.strip()) > len("2025-11-27")
    return moment.date().isoformat(), moment.time().isoformat("seconds") if has_time else ""


def find_date(text: str) -> str:
    """Find the last date in a file name or heading, as an ISO date; ``""`` where there is none.

    ``2025-11-27``, ``2025/11/27``, ``2025.11.27``, ``2025_11_27``, ``20251127`` and
    ``2025년 11월 27일`` are dates; the digits of ``2005.14165`` are none.

    >>> find_date("2025-11-27-papers-review")
    '2025-11-27'
    """
    for match in reversed(list(_DATE.finditer(text))):
        try:
            return date(*map(int, filter(None, match.groups()))).isoformat()
        except ValueError:
            continue
    return ""


def parse_rating(text: str) -> float:
    """Read a rating: 0 to 5, in halves.

    >>> parse_rating("4.5")
    4.5
    """
    stripped = text.strip()
    rating = float(stripped) if _RATING.fullmatch(stripped) else -1.0
    if not (0 <= rating <= 5 and (rating * 2).is_integer()):
        raise InvalidText("expected a number from 0 to 5, in halves")
    return rating


def parse_word(text: str, known: Sequence[str]) -> str:
    """Read one of some words, in any case.

    >>> parse_word("Read", ["read", "to-read"])
    'read'
    """
    word = text.strip().lower()
    if word not in known:
        raise InvalidText("expected one of " + ", ".join(known) + did_you_mean(word, known))
    return word


def parse_year(text: str) -> str:
    """Read a year of four digits.

    >>> parse_year("2025")
    '2025'
    """
    if not (len(text) == 4 and text.isascii() and text.isdigit()):
        raise InvalidText("expected a year such as 2025")
    return text


def without_sign(sign: str, name: str) -> str:
    """Take a sign off a name, where there is one: ``!x`` excludes, ``#x`` is a tag.

    >>> without_sign("#", "#video")
    'video'
    """
    bare = name.removeprefix(sign).strip()
    if not bare:
        raise InvalidText(f"expected a name behind {sign!r}")
    return bare


def series_of(venue: str) -> str:
    """Cut the year off a venue: ``ICLR 2026`` is of the series ``ICLR``.

    >>> series_of("ICLR 2026")
    'ICLR'
    """
    return " ".join(word for word in venue.split() if not word.strip("'’").isdigit())


def parse_labelled_links(text: str) -> tuple[tuple[str, str], ...]:
    """Split ``label <url>`` pairs, separated by ``;``, into ``(label, url)``.

    A bare URL is a pair with an empty label.

    >>> parse_labelled_links("Notes <https://example.org/n>; Talk <https://example.org/t>")
    (('Notes', 'https://example.org/n'), ('Talk', 'https://example.org/t'))
    """
    pairs = []
    for part in _split_links(text):
        stripped = part.strip()
        if stripped.endswith(">") and "<" in stripped:
            label, _, url = stripped[:-1].rpartition("<")
            pairs.append((" ".join(label.split()), url.strip()))
        elif stripped:
            pairs.append(("", stripped))
    return tuple(pairs)


def _split_links(text: str) -> Iterator[str]:
    """Split at each ``;``, but for those inside ``<…>``, which belong to the URL."""
    part: list[str] = []
    for before, mark in _UP_TO_BRACKET.findall(text):
        first, *others = [before] if mark == ">" else before.split(";")
        part.append(first)
        for other in others:
            yield "".join(part)
            part = [other]
        part.append(mark)
    yield "".join(part)


def month_announced(ids: tuple[PaperId, ...]) -> Partial | None:
    """Tell from an arXiv id the month in which the paper was announced.

    New ids begin with YYMM; so does the number of an old one, from 9107 on
    (https://info.arxiv.org/help/arxiv_identifier.html).

    >>> month_announced((PaperId("arxiv", "2511.21579"),))
    Partial(year=2025, month=11, day=0)
    """
    for paper_id in ids:
        if paper_id.scheme == "arxiv":
            digits = paper_id.value.rpartition("/")[2]
            year = int(digits[:2])
            return _partial((1900 if year >= 91 else 2000) + year, int(digits[2:4]))
    return None


@cache
def _partial(year: int, month: int, day: int = 0) -> Partial:
    """Give one record for each date: a journal names few dates, and many times."""
    return Partial(year, month, day)
