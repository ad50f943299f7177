"""The items of a JSON file, each with the line in which it begins; and how our own are written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from sphinx_paperreview.core.paper_id import shorten, shown
from sphinx_paperreview.metadata.paper_record import PaperRecord
from sphinx_paperreview.metadata.parsed import InvalidFile, Parsed, Problem

ReadItem = Callable[[Mapping[str, object]], tuple[PaperRecord, list[str]]]

BEFORE_PAPERS = r'.*?"papers"\s*:\s*\['
"""Matches what stands before the items that `load_versioned` gives."""

_ENCODER = json.JSONEncoder(ensure_ascii=False)
_BETWEEN = re.compile(r"[\s,]*")


def load_json(text: str) -> object:
    """Read JSON.

    :raises InvalidFile: It is none, or nested too deep for anybody to read.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise InvalidFile(f"no JSON: {error.msg}", line=error.lineno) from None
    except (ValueError, RecursionError) as error:
        raise InvalidFile(f"no JSON that can be read: {error}") from None


def load_versioned(text: str, version: int) -> tuple[list[object], list[Problem]]:
    """Read the items of a file of ours, ``{"version": 1, "papers": […]}``.

    :raises InvalidFile: It is no JSON, of another shape, or of another version.
    """
    data = load_json(text)
    if not isinstance(data, dict) or not isinstance(data.get("papers"), list):
        raise InvalidFile(f'expected {{"version": {version}, "papers": [...]}}')
    said = data.get("version")
    if said is None:
        raise InvalidFile(f'no version: expected "version": {version} beside "papers"')
    if said != version or isinstance(said, bool):
        found = shorten(json.dumps(said)).strip("'")
        raise InvalidFile(f"version {found} is not known (expected {version})")
    unknown = (name for name in data if name not in ("version", "papers"))
    return data["papers"], [Problem(0, f"unknown field {shorten(name)}") for name in unknown]


def read_items(text: str, items: Sequence[object], read: ReadItem, *, before: str) -> Parsed:
    """Read the items of a list; what is wrong with one says nothing of the others.

    Args:
        text: The file, as which the items were read.
        items: What its list holds.
        read: Reads one of them.
        before: A pattern of what stands in the file before the list's first item.
    """
    records: list[PaperRecord] = []
    wrong: list[tuple[int, str]] = []
    for number, item in enumerate(items):
        if not isinstance(item, Mapping):
            wrong.append((number, f"expected an object, not {shown(item)}"))
            continue
        record, problems = read(item)
        wrong += ((number, problem) for problem in problems)
        if record.ids or record.key:
            records.append(record)
    return Parsed(tuple(records), problems_of(wrong, text, len(items), before))


def problems_of(
    wrong: Sequence[tuple[int, str]], text: str, count: int, before: str
) -> tuple[Problem, ...]:
    """Say where items stand of which something is wrong.

    Args:
        wrong: Numbers of items, from 0, each with what is wrong.
        text: The file.
        count: How many items its list holds.
        before: A pattern of what stands in the file before the first.
    """
    lines = _lines_of(text, count, before) if wrong else ()
    return tuple(Problem(lines[number], told) for number, told in wrong)


def write_versioned(blocks: Iterable[str], version: int) -> str:
    """Write what `load_versioned` reads: a block of lines an item, so that a change reads well."""
    papers = ",\n".join(blocks)
    listed = f"[\n{papers}\n  ]" if papers else "[]"
    return f'{{\n  "version": {version},\n  "papers": {listed}\n}}\n'


def to_json(value: object) -> str:
    """Write a value within a line, in the letters of its language."""
    return _ENCODER.encode(value)


def _lines_of(text: str, count: int, before: str) -> list[int]:
    """Tell in which line each item of a list begins; 0 where that cannot be told."""
    start = re.match(before, text, re.DOTALL)
    if start is None:
        return [0] * count
    lines, line, counted, position = [], 1, 0, start.end()
    decoder = json.JSONDecoder()
    for _number in range(count):
        space = _BETWEEN.match(text, position)
        position = space.end() if space else position
        line, counted = line + text.count("\n", counted, position), position
        lines.append(line)
        _item, position = decoder.raw_decode(text, position)
    return lines
