"""A few papers, and the services that know them, each speaking in its own shape."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qs, unquote, urlsplit

from tests.fetch.loopback import Answer, Loopback

DAY = "2025-11-27"


@dataclass(frozen=True)
class Known:
    """A paper that the services know."""

    id: str
    title: str
    authors: tuple[str, ...]
    published: str = "2025-11-26"
    organization: tuple[str, str] | None = None
    """Short and full name, as Hugging Face has them."""
    comment: str = ""
    journal_ref: str = ""
    doi: str = ""
    version: int = 1
    code: str = ""
    project: str = ""
    upvotes: int = 10
    institutions: tuple[str, ...] = ()


PAPERS = (
    Known(
        "2511.21579",
        "Harmony: Tuning Sound and Picture  Together",
        ("Ada Park", "Bo Li"),
        organization=("tencent", "Tencent"),
        comment="Accepted to ICLR 2026 (Oral)",
        code="https://github.com/example/harmony",
        project="https://harmony.example.org",
        upvotes=41,
        version=2,
    ),
    Known(
        "2511.21631",
        "Wide Maps for Small Robots",
        ("Cho Yuna",),
        organization=("nvidia", "NVIDIA"),
        comment="12 pages, CVPR 2026",
        upvotes=33,
    ),
    Known(
        "2511.21592",
        "A Bound of $O(n^2)$ & More",
        ("Dana Ruiz", "Émile Noël"),
        organization=("FudanNLP", "Fudan University"),
        upvotes=12,
    ),
    Known(
        "2511.21606",
        "Reading Slowly: Agents that Turn Back",
        ("Eun Kim",),
        organization=("stanford-reading", "Stanford University"),
        code="javascript:alert(1)",
        upvotes=7,
    ),
    Known(
        "2511.21688",
        "Counting Sheep",
        ("F. Quist",),
        organization=("kaist-ai", "KAIST AI"),
        upvotes=3,
    ),
    Known(
        "2511.21722",
        "Below the Line",
        ("Gil Moon",),
        organization=("AI4Rain", "Institute for Rain"),
        upvotes=1,
        institutions=("Seoul National University", "Institute for Rain"),
    ),
)
"""Those of one day, most liked first."""

OTHERS = (
    Known("2511.21700", "Counting </script><b>Sheep</b>", ("F. Quist",)),
    Known(
        "2401.00001",
        "On Nothing",
        ("Hal Void",),
        published="2024-01-01",
        comment="This paper has been withdrawn by the author due to an error in Lemma 2",
        version=3,
    ),
    Known(
        "hep-th/9901001",
        "Strings, Old and New",
        ("I. Bosch",),
        published="1999-01-01",
        journal_ref="Phys. Rev. D 60, 013009 (1999)",
        doi="10.1103/example.60.013009",
    ),
)
DOIS = {
    "10.1145/3485132": {
        "title": ["Caches <i>revisited</i> for $5"],
        "subtitle": [],
        "author": [
            {"given": "Jo", "family": "Sand", "affiliation": [{"name": "Somewhere"}]},
            {"name": "The Cache Group"},
        ],
        "container-title": ["Communications of the Example"],
        "issued": {"date-parts": [[2021, 9]]},
        "URL": "https://doi.org/10.1145/3485132",
        "type": "journal-article",
    }
}


def papers() -> dict[str, Known]:
    """Give all papers of arXiv by their ids."""
    return {paper.id: paper for paper in (*PAPERS, *OTHERS)}


def world() -> Loopback:
    """Make a server that plays all services, each below a folder of its name."""
    return Loopback(_respond)


def addresses(url: str) -> dict[str, str]:
    """Give the environment in which the program asks this server."""
    names = ("huggingface", "arxiv", "datacite", "crossref", "openalex")
    return {f"PAPERREVIEW_{name.upper()}_URL": f"{url}/{name}" for name in names}


def _respond(request: str) -> Answer:
    split = urlsplit(request)
    _, service, *rest = unquote(split.path).split("/", 2)
    query = {name: values[0] for name, values in parse_qs(split.query).items()}
    said = _SERVICES[service](f"/{''.join(rest)}", query)
    return Answer(b"not found", status=404) if said is None else said


# Services -------------------------------------------------------------------------------------


def _huggingface(path: str, query: Mapping[str, str]) -> Answer | None:
    if path == "/api/daily_papers":
        wanted = query.get("date", DAY) == DAY
        return as_json([daily_item(paper) for paper in PAPERS] if wanted else [])
    paper = papers().get(path.removeprefix("/api/papers/"))
    return as_json(hub_paper(paper)) if paper and paper not in OTHERS else None


def hub_paper(paper: Known) -> dict[str, object]:
    """Tell of a paper as Hugging Face does."""
    told: dict[str, object] = {
        "id": paper.id,
        "authors": [
            {"_id": f"{i:024x}", "name": name, "hidden": False}
            for i, name in enumerate(paper.authors)
        ],
        "publishedAt": f"{paper.published}T18:59:59.000Z",
        "submittedOnDailyAt": f"{DAY}T00:33:05.000Z",
        "title": paper.title,
        "summary": "A summary, which nobody keeps.",
        "upvotes": paper.upvotes,
        "ai_summary": "A summary by a machine, which nobody keeps.",
        "ai_keywords": ["words"],
    }
    if paper.organization:
        name, fullname = paper.organization
        told["organization"] = {"_id": "0" * 24, "name": name, "fullname": fullname}
    if paper.code:
        told |= {"githubRepo": paper.code, "githubStars": 5}
    return told | ({"projectPage": paper.project} if paper.project else {})


def daily_item(paper: Known) -> dict[str, object]:
    """Tell of a paper as the daily list does."""
    told = hub_paper(paper)
    around = {"organization": told.pop("organization")} if "organization" in told else {}
    return {
        "paper": told,
        "publishedAt": told["publishedAt"],
        "title": paper.title,
        "numComments": 2,
        "isAuthorParticipating": False,
        **around,
    }


def _arxiv(path: str, query: Mapping[str, str]) -> Answer | None:
    if path != "/api/query":
        return None
    most = int(query.get("max_results", "10"))
    found = [papers()[name] for name in query["id_list"].split(",") if name in papers()]
    return as_atom("".join(map(entry, found[:most])))


def as_atom(entries: str) -> Answer:
    """Answer as arXiv does."""
    text = f"""<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" \
xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/x</id>
  <title>arXiv Query: search_query=</title>
  <updated>2026-11-30T00:00:00Z</updated>
  <opensearch:totalResults>1</opensearch:totalResults>{entries}
</feed>"""
    return Answer(text.encode(), headers={"Content-Type": "application/atom+xml"})


def entry(paper: Known) -> str:
    """Tell of a paper as arXiv does: a long title goes on in a second line."""
    authors = "".join(f"<author><name>{escape(name)}</name></author>" for name in paper.authors)
    optional = {"comment": paper.comment, "journal_ref": paper.journal_ref, "doi": paper.doi}
    others = "".join(f"<arxiv:{n}>{escape(v)}</arxiv:{n}>" for n, v in optional.items() if v)
    title = escape(paper.title).replace(" ", "\n  ", 2)
    return f"""
  <entry>
    <id>http://arxiv.org/abs/{paper.id}v{paper.version}</id>
    <title>{title}</title>
    <updated>2025-12-20T00:00:00Z</updated>
    <summary>A summary, which nobody keeps.</summary>
    <published>{paper.published}T18:59:59Z</published>
    <category term="cs.CV" scheme="http://arxiv.org/schemas/atom"/>
    {others}{authors}
  </entry>"""


ERROR = """
  <entry>
    <id>https://arxiv.org/api/errors#incorrect_id_format_for_x</id>
    <title>Error</title>
    <summary>incorrect id format for x</summary>
  </entry>"""


def _datacite(path: str, _query: Mapping[str, str]) -> Answer | None:
    paper = papers().get(path.removeprefix("/dois/10.48550/arxiv."))
    if paper is None:
        return None
    creators = []
    for name in paper.authors:
        given, _, family = name.rpartition(" ")
        creators.append({"name": f"{family}, {given}", "givenName": given, "familyName": family})
    attributes = {
        "doi": f"10.48550/arxiv.{paper.id}",
        "creators": creators,
        "titles": [{"title": paper.title}],
        "publicationYear": int(paper.published[:4]),
        "dates": [{"date": f"{paper.published}T18:59:59Z", "dateType": "Submitted"}],
    }
    return as_json({"data": {"id": attributes["doi"], "type": "dois", "attributes": attributes}})


def _crossref(path: str, _query: Mapping[str, str]) -> Answer | None:
    work = DOIS.get(path.removeprefix("/works/"))
    said = {"status": "ok", "message-type": "work", "message": work}
    return as_json(said) if work else None


def _openalex(path: str, _query: Mapping[str, str]) -> Answer | None:
    paper = papers().get(path.removeprefix("/works/doi:10.48550/arxiv."))
    if paper is None:
        return None
    named = [{"display_name": name, "ror": "https://ror.org/0"} for name in paper.institutions]
    return as_json({"id": "https://openalex.org/W1", "authorships": [{"institutions": named}]})


def as_json(value: object) -> Answer:
    """Answer in JSON."""
    return Answer(json.dumps(value).encode(), headers={"Content-Type": "application/json"})


_SERVICES = {
    "huggingface": _huggingface,
    "arxiv": _arxiv,
    "datacite": _datacite,
    "crossref": _crossref,
    "openalex": _openalex,
}
