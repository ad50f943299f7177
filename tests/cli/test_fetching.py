"""What services know comes into papers.json; whatever fails, nothing in it is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sphinx_paperreview.cli.contact import _place
from tests.cli.conftest import Run
from tests.fetch.loopback import Answer, Loopback
from tests.fetch.world import PAPERS, as_atom, entry
from tests.site import build

CONTACT = ("--contact", "ada@example.org")
BUSY = Answer(status=429, headers={"Retry-After": "54000"})

POST = """\
# 2025-11-28

:::{paper} 2511.21579
:::

:::{paper} https://huggingface.co/papers/2511.21631
Text that mentions {paper}`2401.00001`.
:::

:::{paper} 10.1145/3485132
:::

:::{paper} https://openreview.net/forum?id=Vota6rFhBQ
:title: Typed by hand
:::

:::{paper}
:title: Without any id
:::
"""
REVIEWED = ["arxiv:2511.21579", "arxiv:2511.21631", "doi:10.1145/3485132"]


@pytest.fixture
def journal(run: Run, tmp_path: Path) -> Path:
    """A journal with one post on four papers, of which one has no id."""
    run("init", ".", "--date", "2025-11-27")
    (tmp_path / "posts/welcome.md").unlink()
    (tmp_path / "posts/2025-11-28.md").write_text(POST)
    return tmp_path


def _papers(journal: Path) -> Mapping[str, dict[str, Any]]:
    """Give what the file has, by the first ids."""
    data = json.loads((journal / "papers.json").read_text())
    return {paper["ids"][0]: paper for paper in data["papers"]}


def test_papers_of_reviews_are_fetched(run: Run, journal: Path, far: Loopback) -> None:
    result = run("fetch", *CONTACT)
    assert result.stdout == "4 papers: 1 known before, 3 fetched, 0 not known\n"
    papers = _papers(journal)
    assert list(papers) == REVIEWED
    harmony = papers["arxiv:2511.21579"]
    assert harmony.pop("day")
    assert harmony == {
        "ids": ["arxiv:2511.21579"],
        "title": "Harmony",
        "subtitle": "Tuning Sound and Picture Together",
        "authors": ["Ada Park", "Bo Li"],
        "org": ["Tencent"],
        "venue": "ICLR 2026",
        "published": "2025-11-26",
        "code": "https://github.com/example/harmony",
        "project": "https://harmony.example.org",
        "source": ["arxiv", "huggingface"],
        "fate": {"comment": "Accepted to ICLR 2026 (Oral)", "versions": 2},
    }
    agents = {request.headers["user-agent"] for request in far.requests}
    assert len(agents) == 1
    assert "(mailto:ada@example.org)" in agents.pop()


def test_a_second_run_asks_nothing_and_changes_nothing(
    run: Run, journal: Path, far: Loopback
) -> None:
    run("fetch", *CONTACT)
    before, asked = (journal / "papers.json").read_bytes(), len(far.requests)
    assert run("fetch").stdout == "4 papers: 4 known before, 0 fetched, 0 not known\n"
    assert len(far.requests) == asked
    run("fetch", "--refresh", *CONTACT)
    assert len(far.requests) == 2 * asked
    assert (journal / "papers.json").read_bytes() == before


def test_mentions_are_fetched_when_asked_for(run: Run, journal: Path, far: Loopback) -> None:
    result = run("fetch", "--mentions", *CONTACT)
    assert result.stdout == "5 papers: 1 known before, 4 fetched, 0 not known\n"
    assert _papers(journal)["arxiv:2401.00001"]["fate"]["withdrawn"] is True


def test_some_papers_alone_may_be_fetched(run: Run, journal: Path, far: Loopback) -> None:
    run("fetch", "--only", "2511.21722, https://arxiv.org/abs/2511.21606v1", *CONTACT)
    assert list(_papers(journal)) == ["arxiv:2511.21606", "arxiv:2511.21722"]


def test_a_dry_run_asks_nobody(run: Run, journal: Path, far: Loopback) -> None:
    result = run("fetch", "--dry-run")
    assert result.stdout.splitlines() == [
        "arxiv:2511.21579  arXiv, Hugging Face",
        "arxiv:2511.21631  arXiv, Hugging Face",
        "doi:10.1145/3485132  Crossref",
    ]
    assert far.requests == []
    assert not (journal / "papers.json").exists()


def test_without_a_connection_it_says_what_no_file_knows(
    run: Run, journal: Path, far: Loopback
) -> None:
    assert run("fetch", "--offline", code=1).stdout.split() == REVIEWED
    run("fetch", *CONTACT)
    asked = len(far.requests)
    assert run("fetch", "--offline").stdout == ""
    assert len(far.requests) == asked


def test_what_nobody_knows_is_named_with_the_reason(run: Run, journal: Path, far: Loopback) -> None:
    text = ":::{paper} 2511.00001\n:::\n\n:::{paper} https://aclanthology.org/P18-1023\n:::\n"
    (journal / "posts/2025-11-28.md").write_text(f"# 2025-11-28\n\n{text}")
    result = run("fetch", *CONTACT, code=1)
    assert "arxiv:2511.00001: arXiv, Hugging Face and DataCite do not know it" in result.stderr
    assert "acl:P18-1023: no service is asked of such ids" in result.stderr
    assert result.stdout == "2 papers: 0 known before, 0 fetched, 2 not known\n"


def test_a_refusal_loses_nothing_and_the_next_run_goes_on(
    run: Run, journal: Path, far: Loopback
) -> None:
    far.next("/huggingface", BUSY)
    result = run("fetch", *CONTACT, code=1)
    assert "Hugging Face does not answer now (HTTP 429)" in result.stderr
    assert "a later run asks again" in result.stderr
    papers = _papers(journal)
    assert "org" not in papers["arxiv:2511.21579"]
    assert papers["arxiv:2511.21579"]["title"] == "Harmony"
    run("fetch", *CONTACT)
    assert _papers(journal)["arxiv:2511.21579"]["org"] == ["Tencent"]
    asked = far.asked("/crossref")
    assert len(asked) == 1, "what was known is not asked again"


def test_no_network_is_no_traceback(run: Run, journal: Path, far: Loopback) -> None:
    for key in ("arxiv", "huggingface", "datacite", "crossref"):
        far.next(f"/{key}", *[Answer(reset=True)] * 9)
    result = run("fetch", *CONTACT, code=1)
    assert "arXiv cannot be reached" in result.stderr
    assert not (journal / "papers.json").exists()


def test_a_withdrawal_is_noted_by_a_refresh(run: Run, journal: Path, far: Loopback) -> None:
    run("fetch", *CONTACT)
    gone = replace(PAPERS[0], comment="This paper has been withdrawn", version=3)
    far.next("/arxiv", as_atom(entry(gone) + entry(PAPERS[1])))
    run("fetch", "--refresh", *CONTACT)
    paper = _papers(journal)["arxiv:2511.21579"]
    assert paper["fate"] == {
        "withdrawn": True,
        "comment": "This paper has been withdrawn",
        "versions": 3,
    }
    assert paper["venue"] == "ICLR 2026"


def test_an_organisation_of_which_nobody_is_sure_is_told(
    run: Run, journal: Path, far: Loopback
) -> None:
    result = run("fetch", "--only", "2511.21722", *CONTACT)
    assert "organisation 'Institute for Rain' of arxiv:2511.21722 is left out" in result.stderr
    assert "a line in orgs.toml makes one known; then run fetch --refresh" in result.stderr
    (journal / "orgs.toml").write_text('[rain]\nname = "Rain"\naliases = ["Institute for Rain"]\n')
    run("fetch", "--only", "2511.21722", "--refresh", *CONTACT)
    assert _papers(journal)["arxiv:2511.21722"]["org"] == ["Rain"]


def test_records_of_the_author_are_left_alone(run: Run, journal: Path, far: Loopback) -> None:
    text = '{"version": 1, "papers": [{"ids": ["arxiv:2511.21579"], "title": "Mine"}]}'
    (journal / "papers.json").write_text(text)
    run("fetch", "--refresh", *CONTACT)
    assert _papers(journal)["arxiv:2511.21579"] == {"ids": ["arxiv:2511.21579"], "title": "Mine"}


def test_what_an_author_writes_of_a_paper_stays_in_front(
    run: Run, journal: Path, far: Loopback
) -> None:
    """Also where it is not all: what is fetched is a record of its own."""
    own = {"ids": ["arxiv:2511.21579"], "org": ["Mine"]}
    (journal / "papers.json").write_text(json.dumps({"version": 1, "papers": [own]}))
    run("fetch", *CONTACT)
    records = json.loads((journal / "papers.json").read_text())["papers"]
    assert records[0] == own
    assert [one["ids"][0] for one in records[1:]] == REVIEWED
    built = build(journal, journal / "_build/html", "html")
    assert built.warnings == ()
    (review,) = [one for one in built.reviews if one.title == "Harmony"]
    assert review.paper.orgs == ("Mine",)


def test_of_reviews_that_name_a_paper_differently_each_is_filled(
    run: Run, journal: Path, far: Loopback
) -> None:
    """A file knows it by its DOI, a third review tells that the others are of it."""
    (journal / "library.bib").write_text("@misc{k, title = {Harmony}, doi = {10.1145/1}}\n")
    with (journal / "conf.py").open("a") as conf:
        conf.write('paperreview_metadata = ["library.bib", "papers.json"]\n')
    for name, ids in {"a": "2511.21579", "b": "10.1145/1", "c": "2511.21579 10.1145/1"}.items():
        (journal / f"posts/{name}.md").write_text(f"# {name}\n\n:::{{paper}} {ids}\n\nText.\n:::\n")
    (journal / "posts/2025-11-28.md").unlink()
    assert run("fetch", "--dry-run").stdout == "arxiv:2511.21579  arXiv, Hugging Face\n"
    run("fetch", *CONTACT)
    assert _papers(journal)["arxiv:2511.21579"]["ids"] == ["arxiv:2511.21579", "doi:10.1145/1"]
    assert run("fetch").stdout == "1 paper: 1 known before, 0 fetched, 0 not known\n"
    built = build(journal, journal / "_build/html", "html")
    assert built.warnings == ()
    assert {(one.title, one.paper.orgs) for one in built.reviews} == {("Harmony", ("Tencent",))}


def test_a_paper_of_a_bibliography_is_asked_of_when_it_is_named(
    run: Run, journal: Path, far: Loopback
) -> None:
    """By its citation key, too: a bibliography knows no organisation and no code."""
    bib = "@misc{park, title = {Harmony}, eprint = {2511.21579}, archiveprefix = {arXiv}}\n"
    (journal / "library.bib").write_text(bib)
    with (journal / "conf.py").open("a") as conf:
        conf.write('paperreview_metadata = ["library.bib", "papers.json"]\n')
    run("fetch", "--only", "park", *CONTACT)
    assert _papers(journal)["arxiv:2511.21579"]["org"] == ["Tencent"]
    result = run("fetch", "--only", "park,2511.21579")
    assert result.stdout == "1 paper: 1 known before, 0 fetched, 0 not known\n"


# What is typed --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "no contact"),
        (("--contact", "ada"), "no contact: 'ada'"),
        (("--contact", "ada@example.org)\r\nX: y"), "no contact"),
        (("--only", "nothing", *CONTACT), "--only: no paper id"),
        (("--offline", "--refresh"), "--offline and --refresh contradict each other"),
        (("--offline", "--dry-run"), "--offline and --dry-run contradict each other"),
        (("--only", "2511.21579", "--mentions"), "--only and --mentions contradict each other"),
    ],
)
def test_what_is_typed_wrong_is_a_usage_error(
    run: Run, journal: Path, far: Loopback, arguments: tuple[str, ...], message: str
) -> None:
    assert message in run("fetch", *arguments, code=2).stderr
    assert far.requests == []


def test_an_address_of_a_service_that_is_none_is_a_usage_error(
    run: Run, journal: Path, far: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERREVIEW_ARXIV_URL", "ftp://example.org")
    assert "PAPERREVIEW_ARXIV_URL: not an http" in run("fetch", *CONTACT, code=2).stderr


def test_a_journal_may_say_who_asks(run: Run, journal: Path, far: Loopback) -> None:
    with (journal / "conf.py").open("a") as conf:
        conf.write('paperreview_contact = "https://example.org/me"\n')
    run("fetch")
    assert "(https://example.org/me)" in far.requests[0].headers["user-agent"]


def test_who_asks_is_asked_once(
    run: Run, journal: Path, far: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    _place().parent.mkdir(parents=True)
    _place().write_text("ada@example.net\n")
    run("fetch")
    assert "(mailto:ada@example.net)" in far.requests[0].headers["user-agent"]


# The file -------------------------------------------------------------------------------------


def test_a_file_that_cannot_be_read_whole_stops_it_before_anybody_is_asked(
    run: Run, journal: Path, far: Loopback
) -> None:
    text = '{"version": 1, "papers": [\n{"ids": ["arxiv:2511.21579"], "title": 3}]}'
    (journal / "papers.json").write_text(text)
    result = run("fetch", *CONTACT, code=1)
    assert "papers.json:2: title: expected a text" in result.stderr
    assert far.requests == []
    assert (journal / "papers.json").read_text() == text


def test_a_folder_that_takes_no_file_stops_it_before_anybody_is_asked(
    run: Run, journal: Path, far: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For root any folder takes files, so the system's answer is made up."""
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode == os.R_OK and access(path, mode))
    assert "no file can be written in this folder" in run("fetch", *CONTACT, code=1).stderr
    assert far.requests == []


@pytest.mark.parametrize("moment", [1, 3, 5])
def test_killed_at_any_moment_it_leaves_a_whole_file(
    run: Run, journal: Path, far: Loopback, moment: int
) -> None:
    """The server ends the process when it has been asked so many times."""
    run("fetch", "--only", "2511.21722", *CONTACT)
    before = _papers(journal)
    far.requests.clear()
    program = "import sphinx_paperreview.fetch.gather as gather, sphinx_paperreview.cli.main as cli"
    command = [sys.executable, "-c", f"{program}; gather.BATCH = 1; cli.main()"]
    process = subprocess.Popen([*command, "fetch", *CONTACT], cwd=journal)
    respond = far.answer

    def answer(path: str) -> Answer:
        if len(far.requests) >= moment:
            process.send_signal(signal.SIGKILL)
        return respond(path)

    far.answer = answer  # type: ignore[method-assign]
    process.wait(60)
    far.answer = respond  # type: ignore[method-assign]
    papers = _papers(journal)
    assert before.items() <= papers.items()
    run("fetch", *CONTACT)
    assert {*_papers(journal)} == {"arxiv:2511.21722", *REVIEWED}


def test_a_journal_with_what_was_fetched_builds(run: Run, journal: Path, far: Loopback) -> None:
    run("fetch", *CONTACT)
    assert build(journal, journal / "_build/html", "html").warnings == ()


def test_what_another_file_knows_is_not_asked(run: Run, journal: Path, far: Loopback) -> None:
    """A library may know some; services are asked of the others."""
    with (journal / "conf.py").open("a") as conf:
        conf.write('paperreview_metadata = ["library.bib", "data/papers.json"]\n')
    bib = "@misc{park, title = {Harmony}, eprint = {2511.21579}, archiveprefix = {arXiv}}\n"
    (journal / "library.bib").write_text(bib)
    (journal / "data").mkdir()
    result = run("fetch", "--refresh", *CONTACT)
    assert result.stdout == "4 papers: 2 known before, 2 fetched, 0 not known\n"
    assert (journal / "data/papers.json").exists()
    assert not (journal / "papers.json").exists()


def test_a_journal_that_does_not_read_the_file_is_told(
    run: Run, journal: Path, far: Loopback
) -> None:
    with (journal / "conf.py").open("a") as conf:
        conf.write("paperreview_metadata = []\n")
    result = run("fetch", *CONTACT)
    assert "paperreview_metadata does not name 'papers.json'" in result.stderr
