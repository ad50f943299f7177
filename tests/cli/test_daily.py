"""From an empty folder to a post on the day's papers: picked by number, and nothing typed twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_paperreview.cli import contact, daily
from sphinx_paperreview.cli.picking import parse_pick
from tests.cli.conftest import Run
from tests.fetch.loopback import Answer, Loopback
from tests.fetch.world import DAY, PAPERS, as_json, daily_item
from tests.site import build

DAILY = ("new", "--from", "hf-daily", "--date", DAY, "--contact", "ada@example.org")
POST = f"posts/{DAY}.md"


@pytest.fixture
def journal(run: Run, tmp_path: Path) -> Path:
    """A journal as `init` leaves it."""
    run("init", ".", "--date", "2025-11-24")
    return tmp_path


def test_papers_are_picked_by_number(run: Run, journal: Path, far: Loopback) -> None:
    assert run(*DAILY, "--pick", "1,3-4").stdout == f"{POST}\n"
    text = (journal / POST).read_text()
    assert [line for line in text.splitlines() if line.startswith(":::{")] == [
        ":::{paper} 2511.21579",
        ":::{paper} 2511.21592",
        ":::{paper} 2511.21606",
    ]
    papers = json.loads((journal / "papers.json").read_text())["papers"]
    assert [paper["title"] for paper in papers] == [
        "Harmony",
        "A Bound of $O(n^2)$ & More",
        "Reading Slowly",
    ]
    assert (len(far.asked("/huggingface")), len(far.asked("/arxiv"))) == (1, 1)


def test_the_post_asks_for_what_is_not_sure(run: Run, journal: Path, far: Loopback) -> None:
    run(*DAILY, "--pick", "1,6")
    sure, unsure = (journal / POST).read_text().split(":::{paper} ")[1:]
    assert ":org:" not in sure
    assert "\n% Harmony: Tuning Sound and Picture Together\n" in sure
    assert "\n:org:\n" in unsure
    assert "% The organisation, as a service calls it: Institute for Rain; no table" in unsure


def test_a_list_without_a_paper_that_is_liked_says_so(
    run: Run, journal: Path, far: Loopback
) -> None:
    result = run(*DAILY, "--min-upvotes", "1000")
    assert (result.stdout, result.stderr) == ("", "Note: none of 6 papers has 1000 upvotes\n")


def test_a_morning(run: Run, journal: Path, far: Loopback) -> None:
    """Five papers cost one line; a second run doubles nothing, and the journal builds."""
    typed = "--pick 1-5"
    run(*DAILY, *typed.split())
    post, papers = (journal / POST).read_bytes(), (journal / "papers.json").read_bytes()
    assert len(typed) / 5 <= 2
    again = run(*DAILY, *typed.split())
    assert (again.stdout, "5 papers left out" in again.stderr) == ("", True)
    assert (journal / POST).read_bytes() == post
    assert (journal / "papers.json").read_bytes() == papers
    assert post.count(b":::{paper}") == 5
    built = build(journal, journal / "_build/html", "html", overrides={"nitpicky": True})
    assert built.warnings == ()
    page = f"posts/{DAY}"
    assert len(built.select("section.paper-review", page)) == 5
    titles = built.texts("section.paper-review > h2", page)
    assert [title.rstrip("¶#").strip() for title in titles] == [
        "Harmony", "Wide Maps for Small Robots", "A Bound of O(n2) & More", "Reading Slowly",
        "Counting Sheep",
    ]  # fmt: skip
    assert built.texts("section.paper-review .paper-org", page) == [
        "Tencent", "NVIDIA", "Fudan University", "Stanford University", "KAIST",
    ]  # fmt: skip
    assert len(built.texts("section.paper-review .paper-authors", page)) == 5
    assert built.texts("section.paper-review .paper-subtitle", page) == [
        "Tuning Sound and Picture Together", "Agents that Turn Back",
    ]  # fmt: skip
    assert built.texts("section.paper-review .paper-venue-name", page) == ["ICLR 2026", "CVPR 2026"]
    assert len(built.select("section.paper-review .paper-link-code", page)) == 1


def test_papers_that_the_journal_names_are_marked_and_left_out(
    run: Run, journal: Path, far: Loopback
) -> None:
    (journal / "posts/old.md").write_text("# 2025-11-20\n\nSee {paper}`2511.21631`.\n")
    lines = run(*DAILY).stdout.splitlines()
    assert lines[2].endswith("named in posts/old.md:3")
    assert lines[1].endswith("Together")
    run(*DAILY, "--pick", "1-2")
    assert "2511.21631" not in (journal / POST).read_text()


def test_without_a_choice_the_list_is_shown_and_nothing_written(
    run: Run, journal: Path, far: Loopback
) -> None:
    result = run(*DAILY)
    head, first, *_others, last = result.stdout.splitlines()
    assert head.split() == ["UP", "ORG", "TITLE"]
    assert first.split()[:4] == ["1", "41", "Tencent", "Harmony:"]
    assert last.split()[:2] == ["6", "1"]
    assert "nothing is written" in result.stderr
    assert not (journal / POST).exists()


def test_papers_are_picked_by_upvotes(run: Run, journal: Path, far: Loopback) -> None:
    run(*DAILY, "--min-upvotes", "12")
    assert (journal / POST).read_text().count(":::{paper}") == 3
    run(*DAILY, "--append", "--min-upvotes", "3", "--pick", "4-6")
    assert (journal / POST).read_text().count(":::{paper}") == 5


@pytest.mark.parametrize(
    ("arguments", "query"),
    [(("--week", "2025-W48"), "week=2025-W48"), (("--week", "2025W48"), "week=2025-W48"),
     (("--trending",), "sort=trending")],
)  # fmt: skip
def test_a_week_and_what_is_trending_are_lists_too(
    run: Run, journal: Path, far: Loopback, arguments: tuple[str, ...], query: str
) -> None:
    run(*DAILY, *arguments, "--pick", "2")
    assert far.asked("/huggingface") == [f"/huggingface/api/daily_papers?{query}&limit=100"]
    assert "2511.21631" in (journal / POST).read_text()


def test_a_post_of_that_day_gets_them_with_append(run: Run, journal: Path, far: Loopback) -> None:
    run("new", "--date", DAY, "2401.00009")
    assert "is there already" in run(*DAILY, "--pick", "1", code=1).stderr
    run(*DAILY, "--pick", "1", "--append")
    assert (journal / POST).read_text().count(":::{paper}") == 2


def test_titles_from_elsewhere_stay_in_their_comment(
    run: Run, journal: Path, far: Loopback
) -> None:
    wicked = daily_item(PAPERS[4])
    wicked["paper"]["title"] = "One\n:::\n\n# Two\x00 % \u2028```{eval-rst}"  # type: ignore[index]
    far.next("/huggingface", as_json([wicked]))
    far.next("/arxiv", Answer(status=403))
    run(*DAILY, "--pick", "1")
    built = build(journal, journal / "_build/html", "html", overrides={"nitpicky": True})
    assert built.warnings == ()
    assert built.texts("h1", f"posts/{DAY}")[0].startswith(DAY)


# What is asked --------------------------------------------------------------------------------


def test_on_a_terminal_the_author_is_asked(
    run: Run, journal: Path, far: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who asks, and which papers; a wrong answer is asked again."""
    for module in (contact, daily):
        monkeypatch.setattr(module, "has_terminal", lambda: True)
    answers = ["ada@example.org", "0", "seven", "2, 4-5"]
    result = run(*DAILY[:-2], typed="\n".join(answers))
    assert contact._place().read_text() == "ada@example.org\n"
    assert "there are papers 1 to 6" in result.stderr
    assert "'seven': expected numbers and ranges" in result.stderr
    assert (journal / POST).read_text().count(":::{paper}") == 3


@pytest.mark.parametrize(
    ("text", "picked"),
    [("1", [0]), ("1,3-5", [0, 2, 3, 4]), ("5 - 6 , 1", [0, 4, 5]), ("all", [0, 1, 2, 3, 4, 5]),
     (" ALL ", [0, 1, 2, 3, 4, 5]), ("2 2,1-2", [0, 1]), ("1–2", [0, 1])],
)  # fmt: skip
def test_numbers_and_ranges_are_read(text: str, picked: list[int]) -> None:
    assert parse_pick(text, 6) == picked


@pytest.mark.parametrize(
    "text", ["", " , ", "0", "7", "3-1", "1-7", "x", "1-", "-2", "1-2-3", "9" * 9, "alle", "1;2"]
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"expected|there are papers 1 to 6"):
        parse_pick(text, 6)


# What is typed wrong, and what fails ----------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("new", "--pick", "1"), "--pick needs --from hf-daily"),
        (("new", "--min-upvotes", "0"), "--min-upvotes needs --from hf-daily"),
        (("new", "--trending"), "--trending needs --from hf-daily"),
        ((*DAILY, "2511.21579"), "give no ID with it"),
        ((*DAILY, "--no-fetch"), "--no-fetch contradicts it"),
        ((*DAILY, "--week", "2025-W48", "--trending"), "--week and --trending contradict"),
        ((*DAILY, "--week", "2025-W60"), "expected a week such as 2025-W48"),
        ((*DAILY, "--week", "48"), "expected a week such as 2025-W48"),
        ((*DAILY, "--pick", "9"), "--pick '9': there are papers 1 to 6"),
        (("new", "--from", "hf-daily"), "no contact"),
    ],
)
def test_what_is_typed_wrong_is_a_usage_error(
    run: Run, journal: Path, far: Loopback, arguments: tuple[str, ...], message: str
) -> None:
    assert message in run(*arguments, code=2).stderr
    assert not (journal / POST).exists()


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (Answer(b"[]"), f"Hugging Face has no papers of {DAY}"),
        (Answer(status=403), "Hugging Face denies access"),
        (Answer(b"<html>"), "Hugging Face answered a web page instead of JSON"),
        (Answer(b'{"error": "x"}'), "Hugging Face answered JSON of another shape"),
    ],
)
def test_without_a_list_nothing_is_written(
    run: Run, journal: Path, far: Loopback, answer: Answer, message: str
) -> None:
    far.next("/huggingface", answer)
    assert message in run(*DAILY, "--pick", "all", code=1).stderr
    assert not (journal / POST).exists()
    assert not (journal / "papers.json").exists()


def test_without_arxiv_the_list_tells_enough(run: Run, journal: Path, far: Loopback) -> None:
    far.next("/arxiv", Answer(status=403))
    result = run(*DAILY, "--pick", "1")
    assert "arXiv denies access" in result.stderr
    (paper,) = json.loads((journal / "papers.json").read_text())["papers"]
    assert (paper["title"], paper["org"], paper["source"]) == (
        "Harmony", ["Tencent"], ["huggingface"],
    )  # fmt: skip


# Ids, fetched ---------------------------------------------------------------------------------


def test_ids_are_fetched_when_asked_for(run: Run, journal: Path, far: Loopback) -> None:
    run("new", "--date", DAY, "--fetch", "--contact", "ada@example.org", "2511.21579",
        "https://openreview.net/forum?id=Vota6rFhBQ", "A paper without a link")  # fmt: skip
    first, second, third = (journal / POST).read_text().split(":::{paper}")[1:]
    assert ":title:" not in first
    assert ":title:\n" in second
    assert ":title: A paper without a link\n" in third
    assert len(json.loads((journal / "papers.json").read_text())["papers"]) == 1


def test_a_journal_may_fetch_always(run: Run, journal: Path, far: Loopback) -> None:
    with (journal / "conf.py").open("a") as conf:
        conf.write('paperreview_fetch = True\npaperreview_contact = "ada@example.org"\n')
    run("new", "--date", DAY, "2511.21579")
    assert (journal / "papers.json").exists()
    asked = len(far.requests)
    run("new", "--date", "2025-11-28", "--no-fetch", "2511.21631")
    assert len(far.requests) == asked


def test_nothing_is_fetched_unless_asked_for(run: Run, journal: Path, far: Loopback) -> None:
    run("new", "--date", DAY, "2511.21579")
    assert far.requests == []


def test_without_a_network_the_ids_are_written_alone(
    run: Run, journal: Path, far: Loopback
) -> None:
    for key in ("arxiv", "huggingface", "datacite"):
        far.next(f"/{key}", *[Answer(reset=True)] * 9)
    result = run("new", "--date", DAY, "--fetch", "--contact", "a@example.org", "2511.21579")
    assert "arXiv cannot be reached" in result.stderr
    assert "by their ids alone" in result.stderr
    assert ":::{paper} 2511.21579\n:title:\n" in (journal / POST).read_text()
