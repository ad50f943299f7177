"""Headings that say a day, a week or a month: ``2025-11-27``, ``Week 48, 2025``, ``March``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from sphinx_paperreview.recognising.vocabulary import fold_word

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)(?:\s*[年년])?")
_NUMBERS = re.compile(
    r"(?<!\d)(20\d\d)\s*[-./年년]\s*(\d{1,2})(?!\d)(?:\s*[-./월月]\s*(\d{1,2})(?!\d))?[월月日일]?"
)
_DAY_OF_MONTH = re.compile(r"(?<!\d)(\d{1,2})\s*[월月](?:\s*(\d{1,2})\s*[일日])?")
_NAMED = re.compile(
    r"(?:(?<!\d)(?P<before>\d{1,2})(?:st|nd|rd|th)?\s+)?"
    rf"\b(?P<month>{'|'.join(_MONTHS)})[a-z]*\b\.?(?:\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?",
    re.IGNORECASE,
)
_WEEK = re.compile(
    r"\bweek\s*#?(\d{1,2})\b|\bw(\d{1,2})\b|\b(\d{1,2})(?:st|nd|rd|th)\s+week\b"
    rf"|\b({'|'.join(_ORDINALS)})\s+week\b|(?<!\d)(\d{{1,2}})\s*주차?|第\s*(\d{{1,2}})\s*[周週]",
    re.IGNORECASE,
)
_MOST_OTHERS = 4
"""So many words may stand beside a date; in a longer heading it is part of a title."""


@dataclass(frozen=True, slots=True)
class Span:
    """A time, as far as it is known; 0 where it is not."""

    year: int = 0
    month: int = 0
    day: int = 0
    week: int = 0
    """Of the year, or where there is a month, of the month."""

    @property
    def first(self) -> date | None:
        """The first day; None where it is of no month and no week, or does not exist."""
        try:
            if self.year and self.month:
                return date(self.year, self.month, self.day or 1 + 7 * max(self.week - 1, 0))
            return date.fromisocalendar(self.year, self.week, 1) if self.week else None
        except ValueError:
            return None

    def within(self, other: Span) -> Span:
        """Complete what is not said by what is said above."""
        year, month = self.year or other.year, self.month
        if not month and not self.year and (self.day or self.week):
            month = other.month
        return replace(self, year=year, month=month)


def read_span(heading: str) -> Span | None:
    """Read a heading that says when, and hardly more; None for any other."""
    text = heading.strip()
    found: dict[str, int] = {}
    for pattern, read in _READERS:
        match = pattern.search(text)
        values = read(match) if match else {}
        if match and values:
            found = {**values, **found}
            text = f"{text[: match.start()]} {text[match.end() :]}"
    others = fold_word(text).split()
    return Span(**found) if found and len(others) <= _MOST_OTHERS else None


def _numbers(match: re.Match[str]) -> dict[str, int]:
    year, month, day = match.groups()
    values = {"year": int(year), "month": int(month), "day": int(day or 0)}
    return values if 1 <= values["month"] <= len(_MONTHS) else {}


def _of_month(match: re.Match[str]) -> dict[str, int]:
    return {"month": int(match[1]), "day": int(match[2] or 0)}


def _named(match: re.Match[str]) -> dict[str, int]:
    day = int(match["day"] or match["before"] or 0)
    return {"month": _MONTHS.index(match["month"].lower()) + 1, "day": day}


def _week(match: re.Match[str]) -> dict[str, int]:
    told = next(filter(None, match.groups()))
    return {"week": _ORDINALS.get(told.lower()) or int(told)}


_READERS = (
    (_NUMBERS, _numbers),
    (_WEEK, _week),
    (_DAY_OF_MONTH, _of_month),
    (_NAMED, _named),
    (_YEAR, lambda match: {"year": int(match[1])}),
)
