"""Read and write ``related.json``: sorted, one block a paper, so that a change reads well.

``data/related.schema.json`` describes its shape.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from sphinx_paperreview.core.paper_id import shorten
from sphinx_paperreview.core.related import Similar
from sphinx_paperreview.metadata.json_items import (
    BEFORE_PAPERS,
    load_versioned,
    problems_of,
    to_json,
    write_versioned,
)
from sphinx_paperreview.metadata.parsed import InvalidFile, Problem

VERSION = 1
"""Raised when a file of the old shape could no longer be read as one of the new."""


def parse_related(text: str) -> tuple[Similar, list[Problem]]:
    """Read a ``related.json``, and say what in it nobody can use; an empty text holds nothing.

    :raises InvalidFile: It is no JSON, of another shape, or of a version that is not known.
    """
    if not text.strip():
        return {}, []
    items, problems = load_versioned(text, VERSION)
    similar: dict[str, dict[str, int]] = {}
    wrong: list[tuple[int, str]] = []
    for number, item in enumerate(items):
        try:
            name, others = _read(item)
            similar.setdefault(name, {}).update(others)
        except InvalidFile as error:
            wrong.append((number, str(error)))
    return similar, [*problems, *problems_of(wrong, text, len(items), BEFORE_PAPERS)]


def _read(item: object) -> tuple[str, Mapping[str, int]]:
    if not isinstance(item, dict) or item.keys() != {"paper", "related"}:
        raise InvalidFile(f'expected {{"paper": …, "related": …}}, not {shorten(json.dumps(item))}')
    name, others = item["paper"], item["related"]
    if not isinstance(name, str) or not isinstance(others, dict):
        raise InvalidFile(f"expected a name and an object, not {shorten(json.dumps(item))}")
    for other, percent in others.items():
        if not isinstance(percent, int) or isinstance(percent, bool) or not 0 < percent <= 100:
            raise InvalidFile(f"{shorten(other)}: expected 1 to 100, not {json.dumps(percent)}")
    return name, others


def format_related(similar: Similar) -> str:
    """Write a ``related.json``: papers by their names, the most similar first in each."""
    return write_versioned((_block(name, similar[name]) for name in sorted(similar)), VERSION)


def _block(name: str, others: Mapping[str, int]) -> str:
    ranked = sorted(others.items(), key=lambda pair: (-pair[1], pair[0]))
    related = ",\n".join(f"        {to_json(other)}: {percent}" for other, percent in ranked)
    fields = f'      "paper": {to_json(name)},\n      "related": {{\n{related}\n      }}'
    return f"    {{\n{fields}\n    }}"
