"""The properties of pages that Notion exports as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from sphinx_paperreview.importers.passes import Context
from sphinx_paperreview.recognising.lines import Line

_PROPERTY = re.compile(r"(?P<key>\w[^:`*\[\]<>]{0,40}):[ \t]+(?P<value>\S.*)")
_TIME = re.compile(r"[ \t]+(?:\d{1,2}:\d{2}|→).*|^@")
_DAYS = frozenset(("date", "created", "created time", "read", "날짜", "생성일", "日期", "创建时间"))
_TAGS = frozenset(("tags", "tag", "keywords", "태그", "标签"))


def properties(lines: Sequence[Line]) -> Mapping[str, tuple[str, ...]]:
    """Give the properties of a page as front matter would say them; what they are stays text."""
    found: dict[str, tuple[str, ...]] = {}
    for row in _rows(lines):
        text = _PROPERTY.fullmatch(lines[row].text)
        key, value = (text["key"].strip().lower(), text["value"].strip()) if text else ("", "")
        if key in _TAGS:
            found.setdefault("tags", tuple(part.strip() for part in value.split(",")))
        else:
            key, value = ("created", _TIME.sub("", value)) if key in _DAYS else (key, value)
            found.setdefault(key, (value,))
    return found


def convert_properties(lines: Sequence[Line], _: Context) -> list[Line]:
    """Put a blank line between properties: Markdown would make one paragraph of them."""
    rows = frozenset(_rows(lines))
    return [
        each
        for row, line in enumerate(lines)
        for each in ([line, Line("", line.number)] if row in rows else [line])
    ]


def _rows(lines: Sequence[Line]) -> Iterator[int]:
    """Give where properties stand: in the first paragraph below the title, all of its lines."""
    written = (row for row, line in enumerate(lines) if line.text.strip())
    title = next(written, None)
    start = next(written, None)
    if title is None or start is None or not lines[title].text.startswith("# "):
        return
    rows = range(start, len(lines))
    end = next((row for row in rows if not lines[row].text.strip()), len(lines))
    if all(_PROPERTY.fullmatch(lines[row].text) for row in range(start, end)):
        yield from range(start, end)
