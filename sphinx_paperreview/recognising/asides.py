"""Short remarks behind a title: venue, award, year, rating, organisation."""

from __future__ import annotations

import re
from functools import cache

from sphinx_paperreview.core.orgs import builtin_orgs
from sphinx_paperreview.core.values import InvalidText, parse_published
from sphinx_paperreview.recognising.blanks import BLANKS
from sphinx_paperreview.recognising.facts import Facts, Gathering
from sphinx_paperreview.recognising.vocabulary import venues

_TRACK = (
    r"(?:\s*(?:[-,:]\s*)?"
    r"(?:Workshops?|Findings|Demos?|Industry(?:\s+Track)?|Main|D&B(?:\s+Track)?))?"
)
_AWARD = re.compile(
    r"(?:oral|spotlight|poster|highlight|notable[\s-]top[\s-]?\d+%|best\s+(?:student\s+|demo\s+)?paper"
    r"(?:\s+(?:award|runner[\s-]?up|honou?rable\s+mention|candidate|finalist))?|outstanding\s+paper"
    r"(?:\s+award)?|honou?rable\s+mention|test\s+of\s+time(?:\s+award)?|award\s+candidate"
    r"|runner[\s-]?up)(?:\s+(?:presentation|paper|award))?",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NAME = r"(?P<name>[A-Za-z]{3})[a-z]*\.?,?"
_DATES = (
    re.compile(_YEAR),
    re.compile(rf"{_NAME}\s+(?:(?P<day>\d{{1,2}}),?\s+)?{_YEAR}"),
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_NAME}\s+{_YEAR}"),
    re.compile(rf"(?P<month>0?[1-9]|1[0-2])[./-]{_YEAR}"),
    re.compile(r"arXiv\W?(?P<short>\d\d)(?P<month>\d\d)(?P<day>\d\d)?", re.IGNORECASE),
    re.compile(rf"{_YEAR}[./-](?P<month>\d\d?)(?:[./-](?P<day>\d\d?))?"),
    re.compile(rf"{_YEAR}\s*[年년]\s*(?P<month>\d\d?)\s*[月월](?:\s*(?P<day>\d\d?)\s*[日일])?"),
)
_ARXIV_MONTH = re.compile(r"arXiv[\s,:]+(?P<published>(?:19|20)\d\d[./-]\d\d?)", re.IGNORECASE)
_LONGEST = 300
"""Longer texts are no remarks; to read all of each that begins with one would take long."""

_LONGEST_ORG = 80
_FULL_STARS, _EMPTY_STARS = "⭐★🌟", "☆✩"
_STARS = re.compile(rf"[{_FULL_STARS}]️?(?:\s*[{_FULL_STARS}{_EMPTY_STARS}½]️?)*")
_NUMBER = re.compile(
    r"(?P<value>\d{1,3}(?:\.\d+)?)\s*(?:/\s*(?P<scale>5|10|100)(?:\.0)?)?(?:점|点|分|stars?)?"
)
_RANGE = re.compile(r"(\d(?:\.\d)?)\s*[-–—~]\s*(\d(?:\.\d)?)")
_BETWEEN = re.compile(rf"{BLANKS}(?:[,;·|/、]|\s[-–—]\s|\(|\)|\[|\])\s*")


@cache
def _venue() -> re.Pattern[str]:
    names = sorted(venues(), key=lambda name: (-len(name), name))
    spelt = "|".join(re.escape(name).replace(r"\ ", r"\s*") for name in names)
    year = r"(?:[\s_-]*(?:(?P<year>(?:19|20)\d\d)|['’](?P<short>\d\d)|(?P<bare>\d\d)\b))?"
    name = rf"(?:Findings\s+of\s+)?(?:{spelt})"
    return re.compile(rf"(?P<name>{name}){year}(?P<track>{_TRACK})(?P<rest>.*)", re.DOTALL)


def read_aside(text: str) -> Facts | None:
    """Read a remark such as ``ICLR 2026 Oral``, ``2025``, ``⭐⭐⭐``; None for any other."""
    if len(text) > _LONGEST:
        return None
    stripped = text.strip(" \t.*_`")
    whole = _read_one(stripped)
    if whole is not None:
        return whole
    parts = [part for part in _BETWEEN.split(stripped) if part]
    if len(parts) < 2:
        return None
    gathering = Gathering()
    for part in parts:
        one = _read_one(part)
        if one is None or not gathering.add(one):
            return None
    return gathering.facts


def _read_one(text: str) -> Facts | None:
    if text and (venue := read_venue(text)):
        return venue
    if _AWARD.fullmatch(text):
        return Facts(award=text)
    if published := read_published(text):
        return Facts(published=published)
    if rating := read_stars(text):
        return Facts(rating=rating)
    if len(text) <= _LONGEST_ORG and builtin_orgs().find(text) is not None:
        return Facts(orgs=(text,))
    return None


def read_venue(text: str) -> Facts | None:
    """Read a known venue, with the award behind it: ``NeurIPS 2023 (Spotlight)``."""
    if dated := _ARXIV_MONTH.fullmatch(text.strip()):
        return Facts(venue="arXiv", published=read_published(dated["published"]))
    found = _venue().fullmatch(text.strip())
    if found is None:
        return None
    rest = found["rest"].strip(" ,;:()[]-–—|")
    if rest and not _AWARD.fullmatch(rest):
        return None
    short = found["short"] or found["bare"]
    year = found["year"] or (f"20{short}" if short else "")
    parts = (found["name"], year, found["track"].strip(" ,:-"))
    return Facts(venue=" ".join(part for part in parts if part), award=rest)


def read_published(text: str) -> str:
    """Read a year, month or day as an ISO date, or give ``""``."""
    found = next(filter(None, (form.fullmatch(text.strip()) for form in _DATES)), None)
    return _iso(**found.groupdict()) if found else ""


def _iso(
    year: str = "", month: str = "", day: str | None = None, *, name: str = "", short: str = ""
) -> str:
    if name:
        month = str(_MONTHS.index(name.lower()) + 1) if name.lower() in _MONTHS else "0"
    parts = (f"{int(part):02d}" for part in (month, day) if part)
    iso = "-".join([year or f"20{short}", *parts])
    try:
        parse_published(iso)
    except InvalidText:
        return ""
    return iso


def read_stars(text: str) -> str:
    """Count stars, of which the empty ones do not count; ``""`` where there are none."""
    if not _STARS.fullmatch(text.strip()):
        return ""
    full = sum(text.count(star) for star in _FULL_STARS)
    return _in_halves(full + (0.5 if "½" in text else 0))


def read_rating(text: str) -> str:
    """Read the value of a rating as 0 to 5 in halves: stars, ``4.5``, ``9/10``, ``3.5 - 4``.

    Of a range it is the lower end. ``""`` where the text is anything else.
    """
    stripped = text.strip(" \t.*_`")
    if stars := read_stars(stripped):
        return stars
    if span := _RANGE.fullmatch(stripped):
        return _in_halves(min(float(span[1]), float(span[2])))
    found = _NUMBER.fullmatch(stripped)
    if found is None:
        return ""
    return _in_halves(float(found["value"]) * 5 / float(found["scale"] or 5))


def is_range(text: str) -> bool:
    """Tell a rating from one value to another."""
    return _RANGE.fullmatch(text.strip(" \t.*_`")) is not None


def _in_halves(value: float) -> str:
    return f"{value:g}" if 0 <= value <= 5 and (value * 2) % 1 == 0 else ""
