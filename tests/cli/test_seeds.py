"""Real posts come along by the command line, from where they lie."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.seeds import seeds_folder
from tests.site import build


@pytest.fixture
def seeds() -> list[Path]:
    """The posts, as their authors wrote them."""
    return sorted(seeds_folder().glob("*.txt"))


def test_five_posts_become_a_journal(run: Run, tmp_path: Path, seeds: list[Path]) -> None:
    """With all their papers and pictures, and no word lost; a second time changes nothing."""
    run("init", ".", "--date", "2025-11-28")
    posts = []
    for seed in seeds:
        run("import", str(seed), "posts", "--verify", "--report", "report.json")
        posts += json.loads((tmp_path / "report.json").read_text())["posts"]
    assert sum(len(post["papers"]) for post in posts) == 33
    assert all(post["date"] for post in posts)
    for asset in (asset for post in posts for asset in post["assets"]):
        copied = (tmp_path / "posts" / asset["path"]).read_bytes()
        assert copied == (seeds[0].parent / asset["path"]).read_bytes()

    for seed in seeds:
        assert "(1 unchanged)" in run("import", str(seed), "posts").stdout
    built = build(tmp_path, tmp_path / "_build/html", "html", overrides={"nitpicky": True})
    assert len(built.reviews) == 33 + 1
    # A misspelt organisation, and a link to a post that is not among them.
    kinds = [warning.rpartition("[")[2] for warning in built.warnings]
    assert sorted(kinds) == ["myst.xref_missing]", "paper.org]"]
