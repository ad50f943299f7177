"""Read and write ``papers.json``: sorted, one block a paper, so that a change reads well.

``data/papers.schema.json`` describes its shape.
"""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_paperreview.metadata.json_items import (
    BEFORE_PAPERS,
    load_versioned,
    read_items,
    to_json,
    write_versioned,
)
from sphinx_paperreview.metadata.paper_record import PaperRecord, read_record, write_record
from sphinx_paperreview.metadata.parsed import Parsed

VERSION = 1
"""Raised when a file of the old shape could no longer be read as one of the new."""


def parse_papers(text: str) -> Parsed:
    """Read a ``papers.json``; an empty text holds no paper.

    :raises InvalidFile: It is no JSON, of another shape, or of a version that is not known.
    """
    if not text.strip():
        return Parsed()
    items, problems = load_versioned(text, VERSION)
    parsed = read_items(text, items, read_record, before=BEFORE_PAPERS)
    return Parsed(parsed.records, (*problems, *parsed.problems))


def format_papers(records: Iterable[PaperRecord]) -> str:
    """Write records as a ``papers.json``, sorted by their first ids; a field stands in a line.

    Those that were fetched stand behind those that were not: of two records the first counts.
    """
    return write_versioned(map(_block, sorted(records, key=_order)), VERSION)


def _order(record: PaperRecord) -> tuple[bool, bool, str, str]:
    first = str(record.ids[0]) if record.ids else ""
    return bool(record.source), not record.ids, first, record.key


def _block(record: PaperRecord) -> str:
    fields = (
        f"      {to_json(name)}: {to_json(value)}" for name, value in write_record(record).items()
    )
    return "    {\n" + ",\n".join(fields) + "\n    }"
