"""Hugging Face's papers: what it says of one, and its lists of a day, a week, and the moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from sphinx_paperreview.core.identifiers import InvalidPaperId, PaperId, parse_id
from sphinx_paperreview.core.values import clean_text
from sphinx_paperreview.fetch.http import Channel
from sphinx_paperreview.fetch.organizations import Organization
from sphinx_paperreview.fetch.refusals import ServiceError
from sphinx_paperreview.fetch.shapes import at, list_at, record_of, text_at
from sphinx_paperreview.metadata.paper_record import PaperRecord

_LIMIT = 100
"""The most papers that one answer has."""

_MOST_PAGES = 10


@dataclass(frozen=True, slots=True)
class HubPaper:
    """What Hugging Face says of a paper."""

    id: PaperId
    record: PaperRecord
    """Without its organisation."""
    organization: Organization | None = None
    upvotes: int = 0


def ask_huggingface(channel: Channel, paper_id: PaperId) -> HubPaper:
    """Ask of one paper, by its arXiv id.

    :raises ServiceError: See `Channel.ask`.
    """
    data = channel.ask_json(f"/api/papers/{quote(paper_id.value, safe='')}")
    found = _read(data)
    if found is None or found.id != paper_id:
        raise channel.bad_answer("JSON of another shape")
    channel.good_answer()
    return found


def ask_daily(channel: Channel, parameters: Mapping[str, str]) -> list[HubPaper]:
    """Ask for a list of papers, in the order of the service.

    A week has more papers than one answer takes. A page may hold fewer than it could, so that only
    one that is half empty is the last for sure; what is trending has no end.

    Args:
        channel: To Hugging Face.
        parameters: ``date`` (``2025-11-27``), ``week`` (``2025-W48``) or ``sort`` (``trending``).

    :raises ServiceError: See `Channel.ask`.
    """
    papers = _page(channel, {**parameters, "limit": str(_LIMIT)})
    count = len(papers)
    for number in range(1, _MOST_PAGES if "sort" not in parameters else 1):
        if count < _LIMIT // 2:
            break
        try:
            page = _page(channel, {**parameters, "limit": str(_LIMIT), "p": str(number)})
        except ServiceError as error:
            channel.tell(f"{error}; the list has its first {len(papers)} papers")
            break
        count = len(page) if page.keys() - papers.keys() else 0
        papers |= {paper_id: one for paper_id, one in page.items() if paper_id not in papers}
    return list(papers.values())


def _page(channel: Channel, parameters: Mapping[str, str]) -> dict[PaperId, HubPaper]:
    """Ask for a page of a list."""
    data = channel.ask_json("/api/daily_papers", parameters)
    if not isinstance(data, list):
        raise channel.bad_answer("JSON of another shape")
    papers = {paper.id: paper for paper in map(_read, data) if paper}
    if data and not papers:
        raise channel.bad_answer("JSON of another shape")
    channel.good_answer()
    return papers


def _read(data: object) -> HubPaper | None:
    """Read a paper; what is told of it may stand in the paper, or around it."""
    layers = [layer for layer in (at(data, "paper"), data) if isinstance(layer, Mapping)]
    value = next((found for layer in layers if (found := text_at(layer, "id"))), "")
    try:
        paper_id = parse_id(value)
    except InvalidPaperId:
        return None
    return HubPaper(paper_id, _record(paper_id, layers), _organization(layers), _upvotes(layers))


def _record(paper_id: PaperId, layers: list[Mapping[str, object]]) -> PaperRecord:
    def text(name: str) -> str:
        return next((found for layer in layers if (found := text_at(layer, name))), "")

    authors = next((found for layer in layers if (found := list_at(layer, "authors"))), [])
    return record_of(
        {
            "ids": [str(paper_id)],
            "title": text("title"),
            "authors": list(filter(None, (text_at(author, "name") for author in authors))),
            "published": text("publishedAt")[:10],
            "code": text("githubRepo"),
            "project": text("projectPage"),
            "source": ["huggingface"],
        }
    )


def _organization(layers: list[Mapping[str, object]]) -> Organization | None:
    for layer in layers:
        names = (_line(text_at(layer, "organization", key)) for key in ("name", "fullname"))
        organization = Organization(*names)
        if str(organization):
            return organization
    return None


def _line(text: str) -> str:
    return " ".join(clean_text(text).split())[:200]


def _upvotes(layers: list[Mapping[str, object]]) -> int:
    return next(_numbers(layers), 0)


def _numbers(layers: list[Mapping[str, object]]) -> Iterator[int]:
    for layer in layers:
        found = layer.get("upvotes")
        if isinstance(found, int) and not isinstance(found, bool):
            yield found
