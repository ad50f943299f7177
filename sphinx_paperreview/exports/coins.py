"""COinS: what Zotero finds of a paper on a page, in the form of OpenURL 1.0.

Zotero reads the parts in their order. One part without ``=``, or one ``%`` that escapes nothing,
and it finds nothing on the whole page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from sphinx_paperreview.exports.gathering import Entry
from sphinx_paperreview.exports.kinds import Kind, doi_of, kind_of, values_of, venue_of
from sphinx_paperreview.exports.names import divide
from sphinx_paperreview.exports.titles import readable_title
from sphinx_paperreview.metadata.paper_record import PaperRecord


class _Shape(NamedTuple):
    """How a kind of paper is told."""

    format: str
    genre: str
    title: str
    venue: str
    author: str
    item: str = ""
    """A type of Zotero's own. It stands last: it changes what the parts behind it mean."""


_SHAPES: Mapping[Kind, _Shape] = {
    "article": _Shape("journal", "article", "atitle", "jtitle", "au"),
    "paper": _Shape("book", "proceeding", "atitle", "btitle", "au"),
    "book": _Shape("book", "book", "btitle", "series", "au"),
    "preprint": _Shape("dc", "", "title", "source", "creator", "preprint"),
    "other": _Shape("dc", "", "title", "source", "creator", "document"),
}


def format_coins(entry: Entry) -> str:
    """Write a paper as the ``title`` of a span of class ``Z3988``, before HTML escapes it."""
    return "&".join(f"{name}={_encoded(value)}" for name, value in _parts(entry) if value)


@lru_cache(maxsize=1 << 12)  # papers share formats, venues, dates and authors
def _encoded(value: str) -> str:
    return quote(value, safe="", errors="replace")


def _parts(entry: Entry) -> Iterator[tuple[str, str]]:
    record, shape = entry.record, _SHAPES[kind_of(entry.record)]
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", f"info:ofi/fmt:kev:mtx:{shape.format}"
    yield "rft.genre", shape.genre
    # Whatever has a DOI and no authors, Zotero looks up by itself.
    title = readable_title(record.whole_title) or (entry.url if not doi_of(record) else "")
    yield f"rft.{shape.title}", title
    yield f"rft.{shape.venue}", venue_of(record)
    for name in record.authors:
        yield f"rft.{shape.author}", _person(name)
    yield "rft.date", record.published.isoformat() if record.published else ""
    yield from _ids(record)
    yield "rft_id", entry.url
    yield "rft.type", shape.item


def _ids(record: PaperRecord) -> Iterator[tuple[str, str]]:
    doi = doi_of(record)
    yield "rft_id", f"info:doi/{doi}" if doi else ""
    for scheme, prefix in (("isbn", "urn:isbn:"), ("pmid", "info:pmid/")):
        value = next(values_of(record, scheme), "")
        yield "rft_id", f"{prefix}{value}" if value else ""


def _person(name: str) -> str:
    """Write a name as ``Last, First``; ``""`` for one in which there is nothing to be read."""
    divided = divide(name)
    family = " ".join(filter(None, [divided.particle, divided.family]))
    whole = ", ".join(filter(None, [family, divided.given]))
    return whole if any(map(str.isalnum, whole)) else ""
