"""CSL-JSON: what Zotero, Pandoc and citeproc take.

Only what version 1.0 of its schema knows: one field more, and Zotero refuses the whole file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sphinx_paperreview.exports.gathering import Entry
from sphinx_paperreview.exports.kinds import Kind, doi_of, kind_of, values_of, venue_of
from sphinx_paperreview.exports.names import divide
from sphinx_paperreview.exports.titles import readable_title
from sphinx_paperreview.metadata.json_items import to_json
from sphinx_paperreview.metadata.paper_record import PaperRecord

_TYPES: Mapping[Kind, str] = {
    "article": "article-journal",
    "paper": "paper-conference",
    "book": "book",
    "preprint": "article",
    "other": "document",
}


def format_csl(items: Iterable[str]) -> str:
    r"""Write a file of some items.

    >>> format_csl(["{}", "{}"])
    '[\n{},\n{}\n]\n'
    """
    return "[\n" + ",\n".join(items) + "\n]\n"


def format_item(entry: Entry) -> str:
    """Write the item of a paper, in a line."""
    item = {name: value for name, value in _fields(entry) if value}
    return f"  {to_json(item)}"


def _fields(entry: Entry) -> Iterator[tuple[str, object]]:
    record = entry.record
    yield "id", record.key
    yield "citation-key", record.key
    yield "type", _TYPES[kind_of(record)]
    yield "title", readable_title(record.whole_title)
    yield "title-short", readable_title(record.title) if record.subtitle else ""
    yield "author", [_person(name) for name in record.authors]
    yield "container-title", venue_of(record)
    published = record.published
    if published:
        known = [published.year, published.month, published.day]
        parts = known[: known.index(0)] if 0 in known else known
        yield "issued", {"date-parts": [parts]}
    yield from _ids(record)
    yield "URL", entry.url


def _ids(record: PaperRecord) -> Iterator[tuple[str, object]]:
    arxiv = next(values_of(record, "arxiv"), "")
    if arxiv and kind_of(record) == "preprint":
        yield "genre", "preprint"
        yield "publisher", "arXiv"
        yield "number", f"arXiv:{arxiv}"
    elif arxiv:
        yield "archive", "arXiv"
        yield "archive_location", f"arXiv:{arxiv}"
    yield "DOI", doi_of(record)
    for scheme in ("isbn", "pmid", "pmcid"):
        yield scheme.upper(), next(values_of(record, scheme), "")


def _person(name: str) -> Mapping[str, str]:
    divided = divide(name)
    if not divided.given:
        return {"literal": name}
    parts = {
        "family": divided.family,
        "given": divided.given,
        "non-dropping-particle": divided.particle,
    }
    return {part: text for part, text in parts.items() if text}
