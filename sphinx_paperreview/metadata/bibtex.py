"""Read BibTeX and BibLaTeX: the fields that cards show, as people write them."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_paperreview.core.paper_id import shorten
from sphinx_paperreview.metadata.identifying import ids_among, is_preprint_server
from sphinx_paperreview.metadata.latex import decode
from sphinx_paperreview.metadata.paper_record import PaperRecord, read_record
from sphinx_paperreview.metadata.parsed import Parsed, Problem

if TYPE_CHECKING:
    from bibtexparser.library import Library
    from bibtexparser.model import Block, Entry

Fields = Mapping[str, str]
"""Of an entry, by their names in small letters; of one that stands twice, the first."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_VENUES = ("venue", "booktitle", "journal", "journaltitle")
_ESCAPED = re.compile(r"\\([_%&#~])|[{}]")
_GROUP = r"(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*"
_PART = re.compile(
    rf'\s*(?:"((?:[^"{{}}]|\{{{_GROUP}\}})*)"|\{{({_GROUP})\}}|([^\s#{{}}",]+))\s*(?:#|$)'
)
_JOINED = re.compile(f"(?:{_PART.pattern})+")
"""Texts in quotes or braces, numbers and names of macros, with ``#`` between."""
_DEEPEST = 9
_SPACE = re.compile(r"\s+")


def parse_bibtex(text: str) -> Parsed:
    """Read a ``.bib`` file; an entry that is broken is said, and no other is lost."""
    # Nothing is loaded where a site has no such file, or none that has changed.
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415

    with _silent():
        library = parse_string(text)
    records: list[PaperRecord] = []
    problems: list[Problem] = []
    strings = {name.lower(): str(string.value) for name, string in library.strings_dict.items()}
    for entry, line, wrong in _entries(library):
        if entry is None:
            problems += (Problem(line, message) for message in wrong)
            continue
        record, more = read_record(_plain(entry, _fields(entry, strings)))
        problems += (Problem(line, message) for message in [*wrong, *more])
        if record.ids or record.key:
            records.append(record)
    return Parsed(tuple(records), tuple(problems))


@contextmanager
def _silent() -> Iterator[None]:
    """Let the library say nothing: what it says stands in the blocks that it gives."""
    logger = logging.getLogger("bibtexparser")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _entries(library: Library) -> Iterator[tuple[Entry | None, int, list[str]]]:
    """Yield entries, with their lines and what is wrong with them; None where one is lost."""
    from bibtexparser.middlewares import RemoveEnclosingMiddleware  # noqa: PLC0415
    from bibtexparser.model import Entry, ParsingFailedBlock  # noqa: PLC0415

    bare = RemoveEnclosingMiddleware()
    for block in library.blocks:
        line = (block.start_line or 0) + 1
        if isinstance(block, Entry):
            yield block, line, []
        elif isinstance(block, ParsingFailedBlock):
            saved = block.ignore_error_block
            entry = bare.transform_entry(saved, library) if isinstance(saved, Entry) else None
            yield entry, line, [_reason(block, is_kept=entry is not None)]


def _reason(block: Block, *, is_kept: bool) -> str:
    from bibtexparser.model import DuplicateBlockKeyBlock  # noqa: PLC0415

    if isinstance(block, DuplicateBlockKeyBlock):
        return f"a second entry has the key {shorten(block.key)}; in texts it names the first"
    error = " ".join(str(getattr(block, "error", "")).partition(" Note:")[0].split())
    if is_kept:
        return error
    begin = " ".join((block.raw or "").split())
    return f"an entry that cannot be read is left out: {shorten(begin)}"


def _fields(entry: Entry, strings: Mapping[str, str]) -> Fields:
    fields: dict[str, str] = {}
    for field in entry.fields:
        value = str(field.value)
        if field.enclosing == "no-enclosing":
            value = _joined(value, strings)
        fields.setdefault(field.key.lower(), _SPACE.sub(" ", value).strip())
    return fields


def _joined(value: str, strings: Mapping[str, str], depth: int = 0) -> str:
    """Join what stands between ``#``, macros too, which the library leaves to us.

    Args:
        value: As it stands in the file.
        strings: The file's macros, by their names in small letters.
        depth: Of macros in macros: one that holds itself ends somewhere.
    """
    if not _JOINED.fullmatch(value) or depth > _DEEPEST:
        return value
    return "".join(
        quoted or braced or _joined(strings[name.lower()], strings, depth + 1)
        if name.lower() in strings
        else quoted or braced or name
        for quoted, braced, name in _PART.findall(value)
    )


def _plain(entry: Entry, fields: Fields) -> dict[str, object]:
    """Give an entry in the shape of ``papers.json``."""
    found = {
        "ids": ids_of(fields, entry.entry_type),
        "key": entry.key,
        **_titles(fields),
        "authors": list(_authors(fields.get("author", ""))),
        "venue": _venue(fields),
        "published": _published(fields),
    }
    return {name: value for name, value in found.items() if value}


def ids_of(fields: Mapping[str, str], kind: str) -> list[str]:
    """Give the ids that the fields of an entry name, the surest first.

    Args:
        fields: By their names in small letters, as they stand in the file.
        kind: Of the entry: ``article``, ``book`` ….
    """
    return ids_among(_ids(fields, kind.lower()), _bare(fields, "url"))


def _titles(fields: Fields) -> Mapping[str, str]:
    """Give title and subtitle: BibTeX has both in one, beside a short title."""
    names = ("title", "subtitle", "shorttitle")
    title, subtitle, short = (decode(fields.get(name, "")) for name in names)
    head, colon, rest = title[: len(short)], title[len(short) :][:2], title[len(short) + 2 :]
    if short and not subtitle and (head, colon) == (short, ": "):
        title, subtitle = short, rest
    return {"title": title, "subtitle": subtitle}


def _ids(fields: Fields, kind: str) -> Iterator[str]:
    """Yield what names the paper, the surest first."""
    eprint = _bare(fields, "eprint") or _bare(fields, "arxivid")
    archive = (fields.get("eprinttype") or fields.get("archiveprefix") or "arxiv").lower()
    if eprint and archive in {"arxiv", "pubmed"}:
        yield f"{'arxiv' if archive == 'arxiv' else 'pmid'}:{eprint}"
    for scheme in ("doi", "pmid", "pmcid"):
        if scheme in fields:
            yield f"{scheme}:{_bare(fields, scheme)}"
    if "isbn" in fields and kind == "book":  # else that of the whole proceedings
        yield f"isbn:{_bare(fields, 'isbn')}"
    yield from (fields[name] for name in ("journal", "volume") if name in fields)


def _bare(fields: Fields, name: str) -> str:
    """Give an id or a URL without what LaTeX asks for in it."""
    return _ESCAPED.sub(r"\1", fields.get(name, ""))


def _text(latex: str) -> str:
    """Read what is no title: a dollar in it is a dollar."""
    return decode(latex).replace(r"\$", "$")


def _venue(fields: Fields) -> str:
    venues = (_text(fields[name]) for name in _VENUES if fields.get(name))
    return next((venue for venue in venues if not is_preprint_server(venue)), "")


def _published(fields: Fields) -> str:
    """Give the date as far as it is known, in ISO 8601."""
    date = _DATE.match(fields.get("date", ""))
    if date:
        return "-".join(filter(None, date.groups()))
    year, month = _YEAR.search(fields.get("year", "")), _month(fields.get("month", ""))
    if not year or not month:
        return year[0] if year else ""
    day = fields.get("day", "")
    return f"{year[0]}-{month:02d}" + (f"-{int(day):02d}" if day.isdecimal() else "")


def _month(text: str) -> int:
    """Read a month: ``11``, ``nov``, ``November``."""
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else 0
    short = text.strip("{}\"'. ")[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _authors(text: str) -> Iterator[str]:
    """Yield authors with their first names first; ``and others`` is nobody."""
    from bibtexparser.middlewares.names import split_multiple_persons_names  # noqa: PLC0415

    names = split_multiple_persons_names(text) if text else []
    return (_name(name) for name in names if name != "others")


@lru_cache(maxsize=1 << 14)
def _name(latex: str) -> str:
    from bibtexparser.middlewares.names import (  # noqa: PLC0415
        InvalidNameError,
        parse_single_name_into_parts,
    )

    try:
        return _text(parse_single_name_into_parts(latex).merge_first_name_first)
    except InvalidNameError:
        return _text(latex)
