"""``<details>`` blocks: where they begin and end, what is their summary, and what is in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_paperreview.importers.tokens import Reading

_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>details|summary)\b(?P<attributes>[^<>]*)>", re.IGNORECASE
)
_OPEN = re.compile(r"\bopen\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoldLines:
    """A ``<details>`` block that is closed, and stands in no other one."""

    start: int
    """Index of its first line."""
    end: int
    """Index behind its last line."""
    summary: str
    """As written, on one line."""
    inner: tuple[tuple[int, int, int], ...]
    """Line index, start and end column of each line of its content."""
    is_open: bool
    before: str = ""
    """What stands before it in its first line."""
    after: str = ""
    """What stands behind it in its last line."""


@dataclass(frozen=True, slots=True)
class _Tag:
    line: int
    start: int
    end: int
    name: str
    is_closing: bool
    attributes: str


def find_folds(reading: Reading) -> Iterator[FoldLines]:
    """Give the outermost ``<details>`` blocks, in order."""
    depth, opening = 0, 0
    tags = list(_tags(reading))
    for index, tag in enumerate(tags):
        if tag.name != "details":
            continue
        if not tag.is_closing:
            opening = index if depth == 0 else opening
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield _fold(reading.lines, tags[opening : index + 1])
    # What is never closed stays as it is, and so does all that stands behind it.


def _tags(reading: Reading) -> Iterator[_Tag]:
    blocks = {
        row
        for token in reading.tokens
        if token.type == "html_block" and token.map
        for row in range(*token.map)
    }
    inline = _inline_tags(reading) if "<details" in "\n".join(reading.lines).lower() else set()
    for number, line in enumerate(reading.lines):
        for found in _TAG.finditer(line) if "<" in line else ():
            if number in blocks or (number, found.start()) in inline:
                name, attributes = found["name"].lower(), found["attributes"]
                yield _Tag(number, *found.span(), name, bool(found["close"]), attributes)


def _inline_tags(reading: Reading) -> set[tuple[int, int]]:
    """Give the places of tags within paragraphs; what stands in code is none."""
    found = (inline for inline in reading.inlines if "<" in inline.content)
    return {(span.line, span.start) for inline in found for span in inline.spans("html_inline")}


def _fold(lines: tuple[str, ...], tags: list[_Tag]) -> FoldLines:
    first, last = tags[0], tags[-1]
    opening, closing = _summary_tags(lines, tags)
    begin = closing or first
    summary = _between(lines, opening, closing) if opening and closing else ""
    return FoldLines(
        first.line,
        last.line + 1,
        summary,
        tuple(_columns(lines, begin, last)),
        bool(_OPEN.search(first.attributes)),
        lines[first.line][: first.start].strip(),
        lines[last.line][last.end :].strip(),
    )


def _summary_tags(lines: tuple[str, ...], tags: list[_Tag]) -> tuple[_Tag | None, _Tag | None]:
    """Find the summary: the first one, before any block within."""
    if len(tags) > 2 and tags[1].name == tags[2].name == "summary":
        opening, closing = tags[1], tags[2]
        if closing.is_closing and not opening.is_closing and not _between(lines, tags[0], opening):
            return opening, closing
    return None, None


def _columns(lines: tuple[str, ...], begin: _Tag, end: _Tag) -> Iterator[tuple[int, int, int]]:
    for number in range(begin.line, end.line + 1):
        start = begin.end if number == begin.line else 0
        stop = end.start if number == end.line else len(lines[number])
        yield number, start, stop


def _between(lines: tuple[str, ...], begin: _Tag, end: _Tag) -> str:
    text = " ".join(lines[row][start:stop] for row, start, stop in _columns(lines, begin, end))
    return " ".join(text.split())
