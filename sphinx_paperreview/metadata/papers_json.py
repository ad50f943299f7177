"""Read and write ``papers.json``: sorted, one block a paper, so that a change reads well.

``data/papers.schema.json`` describes its shape.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from sphinx_paperreview.core.paper_id import shorten
from sphinx_paperreview.metadata.json_items import load_json, read_items
from sphinx_paperreview.metadata.parsed import InvalidFile, Parsed, Problem
from sphinx_paperreview.metadata.record import PaperRecord, read_record, write_record

VERSION = 1
"""Raised when a file of the old shape could no longer be read as one of the new."""


def parse_papers(text: str) -> Parsed:
    """Read a ``papers.json``; an empty text holds no paper.

    :raises InvalidFile: It is no JSON, of another shape, or of a version that is not known.
    """
    if not text.strip():
        return Parsed()
    data = load_json(text)
    if not isinstance(data, dict) or not isinstance(data.get("papers"), list):
        raise InvalidFile(f'expected {{"version": {VERSION}, "papers": [...]}}')
    version = data.get("version")
    if version != VERSION or isinstance(version, bool):
        found = shorten(json.dumps(version)).strip("'")
        raise InvalidFile(f"version {found} is not known (expected {VERSION})")
    unknown = (name for name in data if name not in ("version", "papers"))
    problems = (Problem(0, f"unknown field {shorten(name)}") for name in unknown)
    parsed = read_items(text, data["papers"], read_record, before=r'.*?"papers"\s*:\s*\[')
    return Parsed(parsed.records, (*problems, *parsed.problems))


def format_papers(records: Iterable[PaperRecord]) -> str:
    """Write records as a ``papers.json``, sorted by their first ids; a field stands in a line."""
    blocks = map(_block, sorted(records, key=_first_id))
    papers = ",\n".join(blocks)
    listed = f"[\n{papers}\n  ]" if papers else "[]"
    return f'{{\n  "version": {VERSION},\n  "papers": {listed}\n}}\n'


def _first_id(record: PaperRecord) -> tuple[bool, str, str]:
    return not record.ids, str(record.ids[0]) if record.ids else "", record.key


def _block(record: PaperRecord) -> str:
    fields = (
        f"      {_json(name)}: {_json(value)}" for name, value in write_record(record).items()
    )
    return "    {\n" + ",\n".join(fields) + "\n    }"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
