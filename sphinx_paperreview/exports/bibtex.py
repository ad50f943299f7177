"""BibTeX, which biber and BibTeX read as they are: a fixed list of fields, in one order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sphinx_paperreview.core.model import Partial
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
    record = entry.record
    kind, _venue = _TYPES[kind_of(record)]
    fields = (*_words(record), *date_fields(record.published), *_ids(entry))
    return format_fields(kind, record.key, fields)


def format_fields(kind: str, key: str, fields: Iterable[tuple[str, str]]) -> str:
    r"""Write an entry of fields, without those that are empty.

    >>> format_fields("misc", "key", [("title", "A"), ("month", "nov"), ("url", "")])
    '@misc{key,\n  title = {A},\n  month = nov,\n}\n'
    """
    written = (
        (name, value if name == "month" else f"{{{value}}}") for name, value in fields if value
    )
    lines = "".join(f"  {name} = {value},\n" for name, value in written)
    return f"@{kind}{{{key},\n{lines}}}\n"


def _words(record: PaperRecord) -> Iterator[tuple[str, str]]:
    yield "author", " and ".join(map(encode_name, record.authors))
    # BibTeX knows no subtitle, and would leave it out.
    yield "title", encode_title(record.whole_title)
    yield "shorttitle", encode_title(record.title) if record.title and record.subtitle else ""
    _kind, venue = _TYPES[kind_of(record)]
    yield venue, encode(venue_of(record))


def date_fields(published: Partial | None) -> Iterator[tuple[str, str]]:
    """Yield a date in parts: biber warns of a year beside a date, and BibTeX knows no date."""
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
