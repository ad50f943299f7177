"""What several services say of one paper, and what was known before: nothing is lost by asking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from functools import reduce
from typing import Any

from sphinx_paperreview.metadata.paper_record import PaperRecord

_HOMES = ("arxiv", "crossref")
"""The services whose word counts more than that of others: where papers are registered."""

_NEVER = ("ids", "source", "day")
"""Fields that are no word of a service."""


def merge(records: Iterable[PaperRecord]) -> PaperRecord:
    """Make one record of what services say; an earlier one counts more."""
    return reduce(_filled, records)


def renewed(old: PaperRecord, new: PaperRecord, day: str) -> PaperRecord:
    """Give what is known of a paper after it has been asked for again.

    Args:
        old: What was known.
        new: What services say now. What they do not say stays; so does all that was known, where
            they are not those that know best.
        day: Of today; a record in which nothing else has changed keeps its own.
    """
    is_worse = any(home in old.source and home not in new.source for home in _HOMES)
    record = _filled(old, new) if is_worse else _filled(new, old)
    ids = tuple(dict.fromkeys((*old.ids, *new.ids)))  # what it goes by stays in front
    record = replace(record, ids=ids, key=old.key, extra=old.extra, day=old.day)
    return record if record == old else replace(record, day=day)


def _filled(record: PaperRecord, other: PaperRecord) -> PaperRecord:
    """Fill what a record does not say with what another one says."""
    values: dict[str, Any] = {
        field.name: getattr(other, field.name)
        for field in fields(record)
        if field.name not in _NEVER and not _says(record, field.name)
    }
    if record.title:
        values.pop("subtitle", None)  # a title is taken whole
    ids = tuple(dict.fromkeys((*record.ids, *other.ids)))
    source = tuple(sorted({*record.source, *other.source}))
    return replace(record, **values, ids=ids, source=source)


def _says(record: PaperRecord, name: str) -> bool:
    return bool(getattr(record, name) != getattr(_NOTHING, name))


_NOTHING = PaperRecord()
