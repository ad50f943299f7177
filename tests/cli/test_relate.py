"""``relate`` writes which reviews are about the same, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sphinx_paperreview.metadata.related_json import format_related, parse_related
from tests.cli.conftest import Run
from tests.cli.test_documented import EXAMPLES
from tests.similar import SPARSE, related_posts
from tests.site import Site, review_page

ONE, OTHER = "arxiv:2511.00001", "arxiv:2511.00002"


@pytest.fixture
def journal(run: Run, tmp_path: Path) -> Site:
    """Twenty reviews, where the program runs: the first two are about the same."""
    return Site(tmp_path, related_posts(*SPARSE, count=20))


def _related(journal: Site) -> dict[str, dict[str, int]]:
    papers = json.loads((journal.source / "related.json").read_text(encoding="utf-8"))["papers"]
    return {paper["paper"]: paper["related"] for paper in papers}


def test_a_journal_is_related(journal: Site, run: Run) -> None:
    assert (
        run("relate").output == "      new  related.json  2 of 20 papers related, 2 lists changed\n"
    )
    found = _related(journal)
    assert list(found) == [ONE, OTHER]
    assert list(found[ONE]) == [OTHER]
    assert found[ONE][OTHER] == found[OTHER][ONE]
    built = journal.build()
    assert built.warnings == ()
    assert built.texts(".paper-related a", "p00") == ["P1"]


def test_a_second_run_changes_nothing(journal: Site, run: Run) -> None:
    """Nor does it where posts have moved, or where a build has been there."""
    run("relate")
    path = journal.source / "related.json"
    before = path.stat().st_mtime_ns
    (journal.source / "p00.md").rename(journal.source / "z.md")
    journal.build(out=journal.source / "_build/html")
    result = run("relate")
    assert result.output == "unchanged  related.json  2 of 20 papers related, 0 lists changed\n"
    assert path.stat().st_mtime_ns == before


def test_check_tells_whether_the_file_is_out_of_date(journal: Site, run: Run) -> None:
    path = journal.source / "related.json"
    assert "related.json is out of date" in run("relate", "--check", code=1).output
    assert not path.exists()
    run("relate")
    assert run("relate", "--check").output == ""
    journal.write("p05.md", related_posts(*SPARSE, *[SPARSE[0]] * 4)["p05.md"])
    before = path.read_bytes()
    run("relate", "--check", code=1)
    assert path.read_bytes() == before
    result = run("relate")
    assert " replaced  related.json  3 of 20 papers related, 3 lists changed" in result.output


@pytest.mark.parametrize("lines", [[":no-index:"], ["draft"]])
def test_what_nothing_lists_is_left_out(journal: Site, run: Run, lines: list[str]) -> None:
    options = [line for line in lines if line.startswith(":")]
    page = review_page(":::{paper} 2511.00002", ":title: P1", *options, "", SPARSE[1], ":::")
    journal.write("p01.md", page if options else page.replace("---\n#", "draft: true\n---\n#"))
    run("relate")
    assert _related(journal) == {}


def test_a_paper_without_an_id_goes_by_its_title(journal: Site, run: Run) -> None:
    """A second one of that title, of another paper, counts for nothing."""
    page = review_page(":::{paper}", ":title: “A” talk", "", SPARSE[1], ":::", date="2025-11-28")
    journal.write("p01.md", page)
    journal.write("p02.md", page.replace(SPARSE[1], "Filler2 wording2.").replace("-28", "-27"))
    run("relate")
    assert _related(journal).keys() == {ONE, 'title:"a" talk'}
    assert journal.build().texts(".paper-related a", "p00") == ["“A” talk"]


def test_all_reviews_of_a_paper_are_one_text(journal: Site, run: Run) -> None:
    page = review_page(":::{paper} https://arxiv.org/abs/2511.00012v2", "", SPARSE[1], ":::")
    journal.write("p01.md", page)
    run("relate")
    assert _related(journal).keys() == {ONE, "arxiv:2511.00012"}


@pytest.mark.parametrize("posts", [0, 1])
def test_a_journal_of_hardly_anything(run: Run, tmp_path: Path, posts: int) -> None:
    site = Site(tmp_path, related_posts(*SPARSE[:posts], count=posts))
    run("relate")
    assert _related(site) == {}
    run("relate", "--check")


def test_as_many_are_written_as_cards_show(run: Run, tmp_path: Path) -> None:
    """Ten at the least; all fifteen are about the same."""
    site = Site(tmp_path, related_posts(*[SPARSE[0]] * 15, count=100))
    run("relate")
    assert {len(others) for others in _related(site).values()} == {10}
    site.write("conf.py", (tmp_path / "conf.py").read_text() + "paperreview_related = 12\n")
    run("relate")
    assert {len(others) for others in _related(site).values()} == {12}
    assert len(site.build().select(".paper-related a", "p00")) == 12


FOREIGN: dict[str, tuple[str | bytes, str]] = {
    "another program's": ('{"items": []}', "expected {"),
    "of another version": ('{"version": 2, "papers": []}', "version 2 is not known"),
    "in conflict": ("<<<<<<< ours\n", "no JSON"),
    "in no UTF-8": (b"\xff\xfe\x00", "codec can't decode"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_file_that_is_not_ours_is_left_alone(journal: Site, run: Run, name: str) -> None:
    content, message = FOREIGN[name]
    journal.write("related.json", content)
    before = (journal.source / "related.json").read_bytes()
    result = run("relate", code=1)
    assert message in result.output
    assert "remove it to have a new one" in result.output
    assert (journal.source / "related.json").read_bytes() == before


def test_a_folder_in_its_place_is_said(journal: Site, run: Run) -> None:
    (journal.source / "related.json").mkdir()
    for arguments in (["relate"], ["relate", "--check"]):
        assert "Error: related.json: Is a directory\n" in run(*arguments, code=1).output


def test_the_file_that_the_pages_show_is_one() -> None:
    text = (EXAMPLES / "related.json").read_text(encoding="utf-8")
    similar, problems = parse_related(text)
    assert problems == []
    assert format_related(similar) == text


def test_the_texts_count_and_not_the_machine(journal: Site, run: Run, monkeypatch: Any) -> None:
    """Nor the order in which pages were read."""
    run("relate")
    before = (journal.source / "related.json").read_bytes()
    (journal.source / "related.json").unlink()
    for number in reversed(range(20)):
        path = journal.source / f"p{number:02d}.md"
        path.rename(journal.source / f"q{99 - number}.md")
    run("relate")
    assert (journal.source / "related.json").read_bytes() == before
