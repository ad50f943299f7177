"""A journal whose authors type ids alone, and whose papers are attacks that services tell."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from sphinx_paperreview.core.orgs import Org, OrgTable
from sphinx_paperreview.core.paper_id import PaperId
from sphinx_paperreview.fetch.gather import Gatherer
from sphinx_paperreview.fetch.http import Channel, Clock
from sphinx_paperreview.fetch.services import services
from sphinx_paperreview.fetch.store import Store
from tests.attacks import ATTACKS, CANARY, word
from tests.fetch.conftest import AGENT, Pretence
from tests.fetch.loopback import Answer, Loopback
from tests.fetch.world import Known, addresses, as_atom, as_json, entry, hub_paper
from tests.site import Site

_MONTHS = ("2511", "2512")
"""Papers of the one are reviewed, those of the other are mentioned alone."""


def _papers() -> dict[str, Known]:
    """Let every field of a paper be an attack; the services know each twice."""
    papers = {}
    for month in _MONTHS:
        for number, (name, attack) in enumerate(ATTACKS.items(), 1):
            paper_id, text = f"{month}.{number:05}", f"{attack} {word(name)}"
            papers[paper_id] = Known(
                paper_id,
                text,
                (text, f"{text} B"),
                organization=(attack, text),
                comment=f"Accepted to {text}",
                journal_ref=text,
                code=attack,
                project=f"https://example.org/{attack}",
            )
        papers[f"{month}.09999"] = Known(f"{month}.09999", "x" * 1_000_000, ("y" * 1_000_000,))
    return papers


def _respond(request: str) -> Answer:
    """Let Hugging Face tell all; arXiv, whose XML takes no control characters, what it can."""
    split, papers = urlsplit(request), _papers()
    if split.path.startswith("/huggingface"):
        paper = papers[split.path.rpartition("/")[2]]
        return as_json(hub_paper(paper))
    if not split.path.startswith("/arxiv"):
        return Answer(status=404)
    wanted = [papers[name] for name in parse_qs(split.query)["id_list"][0].split(",")]
    return as_atom("".join(entry(one) for one in wanted if _is_xml(one)))


def _is_xml(paper: Known) -> bool:
    return paper.title.isprintable() and len(paper.title) < 10_000


def fetched(folder: Path, conf: str = "") -> Site:
    """Fetch the papers, and write the journal."""
    papers = _papers()
    names = [f"Org {text}" for paper in papers.values() if paper.organization
             for text in paper.organization[1:]]  # fmt: skip
    store = Store(folder / "papers.json")
    with Loopback(_respond).running() as far:
        known = services(addresses(far.url))
        clock: Clock = Pretence().clock
        channels = {key: Channel(one, AGENT, clock=clock) for key, one in known.items()}
        orgs = OrgTable(tuple(Org(f"o{i}", name) for i, name in enumerate(names)))
        for batch in Gatherer(channels, orgs).gather([PaperId("arxiv", one) for one in papers]):
            store.put([one.record for one in batch if one.record], "2025-11-28")
    reviewed = [one for one in papers if one.startswith(_MONTHS[0])]
    mentioned = [one for one in papers if one.startswith(_MONTHS[1])]
    reviews = "".join(f":::{{paper}} {one}\n\nText.\n:::\n\n" for one in reviewed)
    styles = ("list", "table", "cards")
    lists = "".join(f"```{{paper:list}}\n:style: {one}\n:filter:\n```\n\n" for one in styles)
    roles = "\n\n".join(f"{{paper}}`{one}`, {{any}}`{one}`" for one in mentioned)
    (folder / "canary.txt").write_text(CANARY)
    pages: dict[str, str | bytes] = {
        "index.md": "# Home\n\n```{toctree}\n2025-11-27\nall\n```\n",
        "2025-11-27.md": f"# Post\n\n{reviews}",
        "all.md": f"# All\n\n{lists}\n\n{roles}\n\n```{{paper:mentions}}\n```\n",
        "papers.json": store.path.read_bytes(),
    }
    return Site(folder / "source", pages, conf)
