"""A long page of many weeks or months, cut into a post of each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import PurePosixPath
from typing import NamedTuple

from markdown_it.common.utils import normalizeReference

from sphinx_paperreview.importers.dated_headings import Span, read_span
from sphinx_paperreview.importers.decoding import decode
from sphinx_paperreview.importers.matter import split
from sphinx_paperreview.importers.places import anchors_of
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.tokens import Reading, read

_ANCHOR = re.compile(r"(?P<before>\]\(\s*<?|\bhref=[\"']?)#(?P<anchor>[^\s()<>\"']+)")
_TARGET = re.compile(r"<\w+[^<>]*?\s(?:name|id)=[\"']?([^\s\"'<>]+)", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\s{0,3}\[(\^[^\[\]]+)\]:")
_LABEL = re.compile(r"\[([^\[\]]+)\]")
_DEEPEST = 6
_LEAST = 2
"""A page of fewer such parts stays whole."""


class Period(Enum):
    """What a post is about once a page is cut."""

    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a page that becomes a post of its own."""

    path: str
    """Relative to the imported folder, as if it were a file beside the page."""
    data: bytes
    page: str
    """The page that it is a part of."""
    first: int = 1
    """The line of the page with which its text begins, from 1."""
    above: int = 0
    """How many lines of front matter stand above that text."""

    def line(self, number: int) -> int:
        """Give the line of the page for one of the piece; 0 for what is of the piece as a whole."""
        return max(number - self.above, 1) + self.first - 1 if number else 0


class _Part(NamedTuple):
    start: int
    end: int
    span: Span
    headings: int = 1
    """How many headings of a time it has."""
    above: str = ""
    """What headings above say of the time, where its own does not say the year."""


def split_page(
    data: bytes, path: str, period: Period, *, taken: frozenset[str] = frozenset()
) -> tuple[Piece, ...]:
    """Cut a page by its dated headings: first what is left of it, then a piece of each period.

    Only the page itself where it has none. Links to what stands in another piece lead there; what
    a piece links to by a name is defined in it, too. No piece has a path that is taken.
    """
    decoded = decode(data, lambda _line, _message: None)
    _, lines = split(decoded, lambda _line, _message: None)
    above = len(decoded) - len(lines)
    reading = read(lines)
    parts = list(_merged(_dated_parts(reading, period), period))
    if len(parts) < _LEAST:
        return (Piece(path, data, path),)
    names = list(_names(parts, path, period, taken))
    owners = _owners(reading, parts, [path, *names])
    kept = _without(range(len(lines)), parts)
    first = [*decoded[:above], *(_linked(lines[i], path, owners) for i in kept)]
    pieces = [Piece(path, _encoded(first), path)]
    for part, name in zip(parts, names, strict=True):
        front = _front(part, period)
        rows = range(part.start, part.end)
        body = [_linked(lines[row], name, owners) for row in rows]
        if part.above and part.headings == 1:
            body[0] = Line(f"{body[0].text.rstrip(' #')} ({part.above})", body[0].number)
        body += _definitions(reading, lines, rows)
        number = above + part.start + 1
        pieces.append(Piece(name, _encoded([*front, *body]), path, number, len(front)))
    return tuple(pieces)


def _dated_parts(reading: Reading, period: Period) -> Iterator[_Part]:
    """Give the parts of a page below headings that say a time of a period."""
    headings = list(_headings(reading))
    spans, above = [Span()] * (_DEEPEST + 1), [""] * (_DEEPEST + 1)
    done = 0
    for index, (level, row, text) in enumerate(headings):
        said = read_span(text)
        span = said.within(spans[level - 1]) if said else spans[level - 1]
        spans[level:] = [span] * (_DEEPEST + 1 - level)
        around = "" if said and said.year else above[level - 1]
        told = " ".join(filter(None, (text, around))) if said else around
        above[level:] = [told] * (_DEEPEST + 1 - level)
        is_part = said is not None and span.first is not None and row >= done
        if is_part and not _is_parted(headings, index, span, period):
            done = _end_of(headings, index, len(reading.lines))
            yield _Part(row, done, span, above=around)


def _headings(reading: Reading) -> Iterator[tuple[int, int, str]]:
    for token, inline in zip(reading.tokens, reading.tokens[1:], strict=False):
        if token.type == "heading_open" and token.level == 0 and token.map:
            yield int(token.tag[1:]), token.map[0], inline.content


def _end_of(headings: Sequence[tuple[int, int, str]], index: int, last: int) -> int:
    level = headings[index][0]
    return next((row for other, row, _ in headings[index + 1 :] if other <= level), last)


def _is_parted(
    headings: Sequence[tuple[int, int, str]], index: int, span: Span, period: Period
) -> bool:
    """Tell a month whose weeks are parts themselves."""
    if period is Period.MONTH or span.day or span.week:
        return False
    level = headings[index][0]
    for below, _, text in headings[index + 1 :]:
        if below <= level:
            return False
        said = read_span(text)
        if said and (said.day or said.week):
            return True
    return False


def _merged(parts: Iterator[_Part], period: Period) -> Iterator[_Part]:
    """Put parts together that stand one below the other, and are of one period."""
    last: _Part | None = None
    for part in parts:
        is_same = last and last.end == part.start
        if last and is_same and _name(last.span, period) == _name(part.span, period):
            last = _Part(last.start, part.end, last.span, last.headings + 1)
            continue
        if last:
            yield last
        last = part
    if last:
        yield last


def _name(span: Span, period: Period) -> str:
    """Name a period: ``2025-11``, ``2025-w48``, ``2025-11-w1``."""
    first = span.first or date.min
    if period is Period.MONTH or not (span.day or span.week):
        return f"{first:%Y-%m}"
    if span.week and span.month:
        return f"{first:%Y-%m}-w{span.week}"
    year, week, _ = first.isocalendar()
    return f"{year}-w{week:02}"


def _names(
    parts: Sequence[_Part], path: str, period: Period, taken: frozenset[str]
) -> Iterator[str]:
    """Name the file of each piece, by the page and its period."""
    page, seen = PurePosixPath(path), Counter[str]()
    before = "" if page.stem.lower() in ("readme", "index", "_index") else f"{page.stem}-"
    for part in parts:
        wanted = f"{before}{_name(part.span, period)}"
        name = str(page.with_name(f"{wanted}{page.suffix}"))
        while seen[name] or name in taken:
            seen[wanted] += 1
            name = str(page.with_name(f"{wanted}-{seen[wanted] + 1}{page.suffix}"))
        seen[name] += 1
        yield name


def _front(part: _Part, period: Period) -> list[Line]:
    """Give the date of a piece; and a title, where it has several headings that would be one."""
    day = part.span.first or date.min
    title = [f"title: {_name(part.span, period)}"] if part.headings > 1 else []
    return [Line(text, 0) for text in ("---", f"date: {day.isoformat()}", *title, "---")]


def _owners(reading: Reading, parts: Sequence[_Part], names: Sequence[str]) -> dict[str, str]:
    """Give by each anchor of the page what leads to it: a piece, and ``#`` where not to its top."""
    page, *pieces = names
    starts = [part.start for part in parts]

    def owner(row: int) -> str:
        index = bisect_right(starts, row) - 1
        is_in_piece = index >= 0 and row < parts[index].end
        top = "" if is_in_piece and row == parts[index].start else "#"
        return f"{pieces[index] if is_in_piece else page}{top}"

    headings = [one for one in reading.inlines if one.kind == "heading_open"]
    anchors = anchors_of((one.plain, one.content) for one in headings)
    owners: dict[str, str] = {}
    for heading, slugs in zip(headings, anchors, strict=True):
        owners.update({slug: owner(heading.line) for slug in slugs if slug not in owners})
    for row, line in enumerate(reading.lines):
        for found in _TARGET.finditer(line) if "<" in line else ():
            owners.setdefault(found[1].lower(), owner(row))
    return owners


def _linked(line: Line, path: str, owners: Mapping[str, str]) -> Line:
    """Lead links of a line to the pieces that their anchors are in."""

    def led(found: re.Match[str]) -> str:
        to, mark, _ = owners.get(found["anchor"].lower(), f"{path}#").partition("#")
        if to == path:
            return found[0]
        anchor = f"#{found['anchor']}" if mark else ""
        return f"{found['before']}{PurePosixPath(to).name}{anchor}"

    return Line(_ANCHOR.sub(led, line.text), line.number) if "#" in line.text else line


def _definitions(reading: Reading, lines: Sequence[Line], rows: range) -> list[Line]:
    """Give what defines the names by which a piece links, and its footnotes, from elsewhere."""
    text = "\n".join(lines[row].text for row in rows)
    used = {normalizeReference(label) for label in _LABEL.findall(text)}
    found = [
        row
        for label, reference in reading.references.items()
        if label in used
        for row in range(*reference["map"])
    ]
    found += [
        row
        for row, line in enumerate(reading.lines)
        if (note := _FOOTNOTE.match(line)) and normalizeReference(note[1]) in used
    ]
    outside = sorted(row for row in set(found) if row not in rows)
    return [Line("", 0), *(lines[row] for row in outside)] if outside else []


def _without(rows: range, parts: Sequence[_Part]) -> list[int]:
    taken = {row for part in parts for row in range(part.start, part.end)}
    return [row for row in rows if row not in taken]


def _encoded(lines: Sequence[Line]) -> bytes:
    return ("\n".join(line.text for line in lines).rstrip() + "\n").encode(errors="surrogateescape")
