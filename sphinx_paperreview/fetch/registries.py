"""The registries of DOIs, DataCite and Crossref, and OpenAlex: what they say of one paper."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from sphinx_paperreview.core.identifiers import PaperId
from sphinx_paperreview.core.people import first_name_first
from sphinx_paperreview.fetch.http import Channel
from sphinx_paperreview.fetch.shapes import at, list_at, plain_title, record_of, text_at
from sphinx_paperreview.metadata.paper_record import PaperRecord

_OF_ARXIV = "10.48550/arxiv."
"""What DOIs of arXiv begin with (https://info.arxiv.org/help/doi.html)."""


def doi_of(paper_id: PaperId) -> str:
    """Give the DOI of an arXiv paper, or of a DOI itself."""
    return paper_id.value if paper_id.scheme == "doi" else f"{_OF_ARXIV}{paper_id.value}"


def ask_datacite(channel: Channel, paper_id: PaperId) -> PaperRecord:
    """Ask DataCite of a paper.

    :raises ServiceError: See `Channel.ask`.
    """
    data = channel.ask_json(f"/dois/{quote(doi_of(paper_id), safe='/')}")
    said = at(data, "data", "attributes")
    titles = [title for title in list_at(said, "titles") if not text_at(title, "titleType")]
    title = text_at(titles, 0, "title")
    if paper_id.scheme == "doi":
        title = plain_title(title)  # arXiv's have formulas in them
    dates = (text_at(date, "date") for date in _dates(said))
    return _checked(
        channel,
        {
            "ids": [str(paper_id)],
            "title": title,
            "authors": list(_names(list_at(said, "creators"), "givenName", "familyName")),
            "published": next(filter(None, dates), "")[:10] or _year(said),
            "source": ["datacite"],
        },
    )


def _dates(said: object) -> Iterator[object]:
    for kind in ("Submitted", "Issued", "Available"):
        yield from (one for one in list_at(said, "dates") if text_at(one, "dateType") == kind)


def _year(said: object) -> str:
    year = at(said, "publicationYear")
    return str(year) if isinstance(year, (int, str)) else ""


def ask_crossref(channel: Channel, paper_id: PaperId) -> PaperRecord:
    """Ask Crossref of a DOI; abstracts are not kept, since they may be somebody's.

    :raises ServiceError: See `Channel.ask`.
    """
    data = channel.ask_json(f"/works/{quote(paper_id.value, safe='')}")
    said = at(data, "message")
    return _checked(
        channel,
        {
            "ids": [str(paper_id)],
            "title": plain_title(text_at(said, "title", 0)),
            "subtitle": plain_title(text_at(said, "subtitle", 0)),
            "authors": list(_names(list_at(said, "author"), "given", "family")),
            "venue": plain_title(text_at(said, "container-title", 0)).replace(r"\$", "$"),
            "published": _issued(list_at(said, "issued", "date-parts", 0)),
            "source": ["crossref"],
        },
    )


def _issued(parts: list[object]) -> str:
    """Write year, month and day, of which some may be missing."""
    numbers = [part for part in parts[:3] if isinstance(part, int) and 0 < part < 10_000]
    return "-".join(f"{number:0{4 if i == 0 else 2}d}" for i, number in enumerate(numbers))


def ask_openalex(channel: Channel, paper_id: PaperId) -> list[str]:
    """Ask OpenAlex for the institutions of a paper's authors, in their order, each once.

    :raises ServiceError: See `Channel.ask`.
    """
    data = channel.ask_json(f"/works/doi:{quote(doi_of(paper_id), safe='/')}")
    if not isinstance(at(data, "authorships"), list):
        raise channel.bad_answer("JSON of another shape")
    channel.good_answer()
    institutions = (
        institution
        for authorship in list_at(data, "authorships")
        for institution in list_at(authorship, "institutions")
    )
    names = (" ".join(text_at(one, "display_name").split())[:200] for one in institutions)
    return list(dict.fromkeys(filter(None, names)))


def _names(people: list[object], given: str, family: str) -> Iterator[str]:
    """Yield names as people are called; a group has one name."""
    for person in people:
        parts = text_at(person, given), text_at(person, family)
        name = " ".join(filter(None, parts)) or first_name_first(text_at(person, "name"))
        if name:
            yield name


def _checked(channel: Channel, fields: dict[str, object]) -> PaperRecord:
    """Make a record of an answer, which has a title at the least."""
    record = record_of(fields)
    if not record.title:
        raise channel.bad_answer("JSON of another shape")
    channel.good_answer()
    return record
