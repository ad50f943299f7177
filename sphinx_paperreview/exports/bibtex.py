"""BibTeX, which biber and BibTeX read as they are: a fixed list of fields, in one order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sphinx_paperreview.exports.gathering import Entry
from sphinx_paperreview.exports.kinds import Kind, kind_of, values_of, venue_of
from sphinx_paperreview.exports.latex import encode, encode_name, encode_title, encode_url
from sphinx_paperreview.metadata.paper_record import PaperRecord

_TYPES: Mapping[Kind, tuple[str, str]] = {
    "article": ("article", "journal"),
    "paper": ("inproceedings", "booktitle"),
    "book": ("book", "venue"),
    "preprint": ("misc", "venue"),
    "other": ("misc", "venue"),
}
"""The type of entry, and the field for the venue."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""Macros that BibTeX and biber know."""

HEAD = "% Papers, written by sphinx-paperreview\n"


def format_bibtex(entries: Iterable[str]) -> str:
    r"""Write a ``.bib`` file of some entries, below a line that says who has written it.

    >>> format_bibtex(["@misc{a}"])
    '% Papers, written by sphinx-paperreview\n\n@misc{a}'
    """
    return "\n".join([HEAD, *entries])


def format_entry(entry: Entry) -> str:
    """Write the entry of a paper."""
    kind, _venue = _TYPES[kind_of(entry.record)]
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(entry))
    return f"@{kind}{{{entry.record.key},\n{fields}}}\n"


def _fields(entry: Entry) -> Iterator[tuple[str, str]]:
    record = entry.record
    for name, value in (*_words(record), *_date(record), *_ids(entry)):
        if value:
            yield name, value if name == "month" else f"{{{value}}}"


def _words(record: PaperRecord) -> Iterator[tuple[str, str]]:
    yield "author", " and ".join(map(encode_name, record.authors))
    # BibTeX knows no subtitle, and would leave it out.
    yield "title", encode_title(record.whole_title)
    yield "shorttitle", encode_title(record.title) if record.title and record.subtitle else ""
    _kind, venue = _TYPES[kind_of(record)]
    yield venue, encode(venue_of(record))


def _date(record: PaperRecord) -> Iterator[tuple[str, str]]:
    """Yield the date in parts: biber warns of a year beside a date, and BibTeX knows no date."""
    published = record.published
    if published:
        yield "year", f"{published.year:04d}"
        yield "month", _MONTHS[published.month - 1] if published.month else ""
        yield "day", str(published.day or "")


def _ids(entry: Entry) -> Iterator[tuple[str, str]]:
    record = entry.record
    arxiv = next(values_of(record, "arxiv"), "")
    if arxiv:
        yield "eprint", arxiv
        # BibTeX's styles ask for the one, biblatex and Zotero for the other.
        yield "archiveprefix", "arXiv"
        yield "eprinttype", "arxiv"
    surest = [arxiv]
    for scheme in ("doi", "isbn", "pmid", "pmcid"):
        value = next(values_of(record, scheme), "")
        yield scheme, encode_url(value)
        surest.append(value if scheme in {"doi", "isbn"} else "")
    yield "url", "" if any(surest) else encode_url(entry.url)
