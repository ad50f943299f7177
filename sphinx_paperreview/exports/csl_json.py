"""CSL-JSON: what Zotero, Pandoc and citeproc take.

Only what version 1.0 of its schema knows: one field more, and Zotero refuses the whole file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sphinx_paperreview.core.runs import plain
from sphinx_paperreview.exports.gathering import Entry
from sphinx_paperreview.exports.kinds import Kind, kind_of, values_of, venue_of
from sphinx_paperreview.exports.names import divide
from sphinx_paperreview.metadata.json_items import to_json
from sphinx_paperreview.metadata.paper_record import PaperRecord
from sphinx_paperreview.metadata.titles import title_runs

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
    yield "title", _text(record.whole_title)
    yield "title-short", _text(record.title) if record.subtitle else ""
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
    doi = next(values_of(record, "doi"), "")
    if arxiv and kind_of(record) == "preprint":
        yield "genre", "preprint"
        yield "publisher", "arXiv"
        yield "number", f"arXiv:{arxiv}"
        doi = doi or f"10.48550/arXiv.{arxiv}"
    elif arxiv:
        yield "archive", "arXiv"
        yield "archive_location", f"arXiv:{arxiv}"
    yield "DOI", doi
    for scheme in ("isbn", "pmid", "pmcid"):
        yield scheme.upper(), next(values_of(record, scheme), "")


def _text(title: str) -> str:
    """Write a title: its formulas between dollars; where it has none, a dollar is a dollar."""
    runs = title_runs(title)
    return title if any(run.kind == "math" for run in runs) else plain(runs)


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
