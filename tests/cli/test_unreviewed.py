"""An import that finds few reviews says so, and what its author may try."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_paperreview.cli.first_links import FirstLink, first_link, shapes_of
from tests.cli.conftest import Run

REVIEW = "# Kites\n\n## [Kites](https://arxiv.org/abs/2511.21579)\n\nText.\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Paper: <https://arxiv.org/abs/1>", FirstLink("Paper:", "", "arxiv.org")),
        ("* [Link to it](https://arxiv.org/abs/1)", FirstLink("", "Link to it", "arxiv.org")),
        ("> **출처 :** https://www.kites.example/x", FirstLink("출처 :", "", "kites.example")),
        ("See ([Kites](<https://a.example/b c>))", FirstLink("See", "Kites", "a.example")),
        ("% <https://a.example>\n\n<https://b.example>", FirstLink("", "", "b.example")),
        ("---\nurl: https://a.example\n---\n# T\n", None),
        ("[here](other.md), and nothing else", None),
        ("[x](https://[)", FirstLink("", "x", "")),
        (f"{'word ' * 50}<https://a.example>", FirstLink("", "", "a.example")),
        ("", None),
        ("[" * 50_000, None),
    ],
)
def test_the_first_link_of_a_post_is_found(text: str, found: FirstLink | None) -> None:
    assert first_link(text) == found


def test_words_of_one_post_are_no_part_of_a_shape() -> None:
    links = [FirstLink("Paper", name, "a.example") for name in ("Kites", "Lamps", "Ships")]
    shapes = shapes_of([*links, FirstLink("Once", "", "b.example"), None, None])
    assert shapes == {
        "Paper […](https://a.example/…)": 3,
        "no link": 2,
        "<https://b.example/…>": 1,
    }
    assert shapes_of([FirstLink("", "Link", "a.example")] * 2) == {"[Link](https://a.example/…)": 2}


def _write(folder: Path, count: int, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number}.md").write_text(text)


BARE = "# Kites\n\nI read about kites. Have a look at <https://kites.example/paper> some day.\n"


def test_many_posts_without_a_review_are_told(run: Run, tmp_path: Path) -> None:
    _write(tmp_path / "old/notes", 4, BARE)
    _write(tmp_path / "old/papers", 3, REVIEW)
    result = run("import", "old", "posts", "--report", "report.json")
    assert [line for line in result.stderr.splitlines() if not line.startswith("Note: learnt")] == [
        "Note: 4 of 7 posts have no review; their first links look like this:",
        "      4 posts: I read about kites. Have a look at <https://kites.example/…>",
        "      try --mode aggressive, which takes more for a review; --explain says why not",
        "      or --from, which says what they are written for, if that is not markdown",
        "      or old/papers alone: 3 of 3 posts there have one",
    ]
    report = json.loads((tmp_path / "report.json").read_text())["without_review"]
    assert (report["posts"], report["of"], len(report["hints"])) == (4, 7, 3)
    assert list(report["first_links"].values()) == [4]


def test_only_what_was_not_tried_is_advised(run: Run, tmp_path: Path) -> None:
    _write(tmp_path / "old", 3, BARE)
    result = run("import", "old", "posts", "--mode", "aggressive", "--from", "markdown")
    assert "have no review" in result.stderr
    assert "try" not in result.stderr


@pytest.mark.parametrize(("without", "reviewed"), [(2, 0), (3, 7)])
def test_nothing_is_said_where_few_have_none(
    run: Run, tmp_path: Path, without: int, reviewed: int
) -> None:
    _write(tmp_path / "old/notes", without, BARE)
    _write(tmp_path / "old/papers", reviewed, REVIEW)
    result = run("import", "old", "posts", "--report", "report.json")
    assert "have no review" not in result.stderr
    assert json.loads((tmp_path / "report.json").read_text())["without_review"] is None
