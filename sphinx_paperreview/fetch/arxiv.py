"""arXiv's query service (https://info.arxiv.org/help/api/user-manual.html): papers by their ids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from sphinx_paperreview.core.identifiers import InvalidPaperId, PaperId, parse
from sphinx_paperreview.fetch.arxiv_comments import is_withdrawn, venue_of
from sphinx_paperreview.fetch.http import Channel, what_it_is
from sphinx_paperreview.fetch.shapes import record_of
from sphinx_paperreview.metadata.paper_record import PaperRecord

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_ERRORS = ("http://arxiv.org/api/errors", "https://arxiv.org/api/errors")
_VERSION = re.compile(r"v(\d{1,4})")


def ask_arxiv(channel: Channel, ids: Sequence[PaperId]) -> dict[PaperId, PaperRecord]:
    """Ask of several papers at once; those that arXiv does not know are missing.

    An answer may leave some out for no reason: those are asked for once more.

    :raises ServiceError: See `Channel.ask`.
    """
    told = _ask(channel, ids)
    missing = [paper_id for paper_id in ids if paper_id not in told]
    return {**told, **_ask(channel, missing)} if told and missing else told


def _ask(channel: Channel, ids: Sequence[PaperId]) -> dict[PaperId, PaperRecord]:
    # Without max_results, arXiv answers ten of them and does not say so.
    query = {"id_list": ",".join(paper_id.value for paper_id in ids), "max_results": str(len(ids))}
    records = read_feed(channel, channel.ask("/api/query", query))
    return {paper_id: records[paper_id] for paper_id in ids if paper_id in records}


def read_feed(channel: Channel, body: bytes) -> Mapping[PaperId, PaperRecord]:
    """Read an answer.

    :raises ServiceError: It is none, or it tells of an error.
    """
    try:
        feed = fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, RecursionError):
        raise channel.bad_answer(f"{what_it_is(body)} instead of Atom") from None
    if feed.tag != f"{_ATOM}feed":
        raise channel.bad_answer("something else instead of Atom")
    entries = feed.findall(f"{_ATOM}entry")
    for entry in entries:
        if _text(entry, f"{_ATOM}id").startswith(_ERRORS):
            raise channel.bad_answer(f"an error: {_text(entry, f'{_ATOM}summary')[:200]}")
    channel.good_answer()
    return dict(_records(entries))


def _records(entries: Sequence[Element]) -> Iterator[tuple[PaperId, PaperRecord]]:
    for entry in entries:
        try:
            locator = parse(_text(entry, f"{_ATOM}id"))
        except InvalidPaperId:
            continue
        if locator.id.scheme == "arxiv" and _text(entry, f"{_ATOM}title"):
            yield locator.id, _record(entry, locator.id, locator.version)


def _record(entry: Element, paper_id: PaperId, version: str) -> PaperRecord:
    comment = _text(entry, f"{_ARXIV}comment")
    journal_ref = _text(entry, f"{_ARXIV}journal_ref")
    doi = _text(entry, f"{_ARXIV}doi")
    number = _VERSION.fullmatch(version)
    authors = entry.findall(f"{_ATOM}author")
    return record_of(
        {
            "ids": [str(paper_id), *([f"doi:{doi}"] if doi else [])],
            "title": _text(entry, f"{_ATOM}title"),
            "authors": [_text(author, f"{_ATOM}name") for author in authors],
            "venue": venue_of(comment) or journal_ref,
            "published": _text(entry, f"{_ATOM}published")[:10],
            "source": ["arxiv"],
            "fate": {
                "withdrawn": is_withdrawn(comment),
                "comment": comment,
                "journal_ref": journal_ref,
                "versions": int(number[1]) if number else 0,
            },
        }
    )


def _text(element: Element, name: str) -> str:
    return " ".join((element.findtext(name) or "").split())
