"""What a file says of a paper, checked field by field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sphinx_paperreview.core.identifiers import InvalidPaperId, PaperId, parse_id, safe_url
from sphinx_paperreview.core.model import Partial
from sphinx_paperreview.core.near_misses import near_or_all
from sphinx_paperreview.core.paper_id import shorten, shown
from sphinx_paperreview.core.records import Record
from sphinx_paperreview.core.values import (
    InvalidText,
    clean_text,
    parse_moment,
    parse_published,
)
from sphinx_paperreview.metadata.titles import harmful_formulas, title_runs, title_text

TAKEN = ("title", "subtitle", "authors", "org", "venue", "published", "code", "project")
"""The fields that a review may take from a record, under the names of the directive's options."""

LONGEST = 1000
"""Characters of one text; the longest titles of papers have some 400."""
REVIEWS = "reviews"
"""Field of the ``papers.json`` of a journal's output: where each paper was reviewed.

It says nothing of the paper itself: it is kept, and nobody reads it.
"""
MOST = 10_000
"""Names in one list; doi:10.1103/PhysRevLett.114.191803 has 5,154 authors."""


@dataclass(frozen=True, slots=True)
class Fate(Record):
    """What became of a paper after its first version."""

    withdrawn: bool = False
    comment: str = ""
    """arXiv's: ``Accepted to ICLR 2026``, or why it was withdrawn."""
    journal_ref: str = ""
    versions: int = 0
    """Number of the newest version; 0 where it is not known."""


@dataclass(frozen=True, slots=True)
class PaperRecord(Record):
    """What one file says of one paper; what it does not say is empty."""

    ids: tuple[PaperId, ...] = ()
    """All names of the paper, the one that it goes by first."""
    key: str = ""
    """Citation key."""
    title: str = ""
    r"""Text, with formulas as ``$…$``; ``\$`` is a dollar. So is the subtitle."""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    """As people are called: ``First Last``."""
    org: tuple[str, ...] = ()
    venue: str = ""
    published: Partial | None = None
    code: str = ""
    """An http or https URL, as is the project's."""
    project: str = ""
    source: tuple[str, ...] = ()
    """Keys of the services that the record comes from: ``arxiv``, ``huggingface`` …"""
    day: str = ""
    """ISO 8601 date on which what the record says was fetched."""
    fate: Fate = Fate()
    extra: Mapping[str, object] = field(default_factory=dict, hash=False)
    """What else a file says, under names that are not ours: kept when the file is written."""

    @property
    def whole_title(self) -> str:
        """Title and subtitle, as the paper itself has them; ``""`` where neither is known."""
        parts = filter(None, (self.title, self.subtitle))
        # A dollar of one that encloses nothing might enclose a formula with one of the other.
        return ": ".join(title_text(title_runs(part)) if "$" in part else part for part in parts)

    @property
    def withdrawn(self) -> bool:
        """Whether the paper has been withdrawn: the one part of its fate that pages show."""
        return self.fate.withdrawn


Reader = Callable[[object], Any]


def read_record(data: Mapping[str, object]) -> tuple[PaperRecord, list[str]]:
    """Read a record from plain data, in the shape of ``papers.json``.

    Returns:
        What could be read, and what was wrong with the rest. A record that has neither an id
        nor a key can be found by nobody: that is wrong as well.
    """
    values: dict[str, Any] = {}
    extra: dict[str, object] = {}
    problems: list[str] = []
    for name, raw in data.items():
        if name not in _READERS:
            extra[name] = raw
            if name != REVIEWS:
                problems.append(f"unknown field {shorten(name)}{near_or_all(name, _READERS)}")
            continue
        try:
            values[name], wrong = _READERS[name](raw)
        except ValueError as error:
            wrong = [str(error)]
        problems += (f"{name}: {message}" for message in wrong)
    record = PaperRecord(**values, extra=extra)
    if not (record.ids or record.key or data.get("ids")):  # of wrong ids something is said already
        problems.append("neither ids nor key: nothing tells which paper this is")
    return record, problems


def write_record(record: PaperRecord) -> dict[str, object]:
    """Give a record as plain data, in the order of its fields, without those that are empty."""
    written = {name: _plain(getattr(record, name)) for name in _READERS}
    return {name: value for name, value in written.items() if value} | dict(record.extra)


def _plain(value: object) -> object:
    if isinstance(value, Partial):
        return value.isoformat()
    if isinstance(value, Fate):
        said = ((name, getattr(value, name)) for name in _FATE)
        return {name: part for name, part in said if part}
    if isinstance(value, tuple):
        return [str(part) for part in value]
    return value


# Readers: each gives a value and what was wrong with a part of it, or raises ValueError -----------

Read = tuple[Any, list[str]]


def _ids(raw: object) -> Read:
    ids: dict[PaperId, None] = {}
    problems = []
    for text in _list(raw):
        try:
            ids[parse_id(text)] = None
        except InvalidPaperId as error:
            problems.append(str(error))
    return tuple(ids), problems


def _text(raw: object) -> Read:
    if not isinstance(raw, str):
        raise InvalidText(f"expected a text, not {shown(raw)}")
    text = _line(raw)
    if len(text) > LONGEST:
        return text[: LONGEST - 1] + "…", [
            f"longer than {LONGEST} characters: {shorten(text)}; cut"
        ]
    return text, []


def _title(raw: object) -> Read:
    text, problems = _text(raw)
    return text, [*problems, *(harmful_formulas(text) if "$" in text else ())]


def _texts(raw: object) -> Read:
    names = dict.fromkeys(filter(None, map(_line, _list(raw))))
    problems = [f"more than {MOST} entries; the others are left out"] if len(names) > MOST else []
    long = [name for name in names if len(name) > LONGEST]
    problems += (f"longer than {LONGEST} characters: {shorten(name)}; left out" for name in long)
    return tuple(name for name in list(names)[:MOST] if len(name) <= LONGEST), problems


def _published(raw: object) -> Read:
    return _partial(_text(raw)[0]), []


@lru_cache(maxsize=1 << 10)
def _partial(text: str) -> Partial:
    return parse_published(text)


def _url(raw: object) -> Read:
    text, too_long = _text(raw)
    if too_long:
        raise InvalidText(f"expected a URL of at most {LONGEST} characters")
    return safe_url(text), []


def _day(raw: object) -> Read:
    return parse_moment(_text(raw)[0])[0], []


def _fate(raw: object) -> Read:
    if not isinstance(raw, dict):
        raise InvalidText(f"expected an object, not {shown(raw)}")
    values, problems = {}, [f"unknown field {shorten(name)}" for name in raw if name not in _FATE]
    for name in filter(raw.__contains__, _FATE):
        try:
            values[name], wrong = _FATE[name](raw[name])
        except ValueError as error:
            wrong = [str(error)]
        problems += (f"{name}: {message}" for message in wrong)
    return Fate(**values), problems


def _flag(raw: object) -> Read:
    if not isinstance(raw, bool):
        raise InvalidText(f"expected true or false, not {shown(raw)}")
    return raw, []


def _count(raw: object) -> Read:
    if isinstance(raw, bool) or not isinstance(raw, int) or raw < 0:
        raise InvalidText(f"expected a whole number, not {shown(raw)}")
    return raw, []


def _list(raw: object) -> list[str]:
    if not isinstance(raw, list) or not all(isinstance(text, str) for text in raw):
        raise InvalidText(f"expected a list of texts, not {shown(raw)}")
    return raw


def _line(text: str) -> str:
    """Fold a text to one line without control characters."""
    return " ".join(clean_text(text).split())


_FATE: Mapping[str, Reader] = {
    "withdrawn": _flag,
    "comment": _text,
    "journal_ref": _text,
    "versions": _count,
}

_READERS: Mapping[str, Reader] = {
    "ids": _ids,
    "key": _text,
    "title": _title,
    "subtitle": _title,
    "authors": _texts,
    "org": _texts,
    "venue": _text,
    "published": _published,
    "code": _url,
    "project": _url,
    "source": _texts,
    "day": _day,
    "fate": _fate,
}
"""By the names of a record's fields, in their order."""
