"""Dates of posts from the history of their repository, for those that nothing else dates."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_paperreview.cli.git_dates import first_days
from tests.cli.conftest import Run
from tests.programs import program

Git = Callable[..., None]

MOVED = "".join(f"Line {number} of it.\n" for number in range(20))


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """Run git in the folder ``old``, which becomes a repository: ``git("add", ".")``."""
    executable = program("git", package="git")
    folder = tmp_path / "old"
    folder.mkdir()
    nothing = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    people = {
        f"GIT_{who}_{what}": "a@example.org"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }

    def run_git(*arguments: str, day: str = "2020-01-01") -> None:
        # The committer's clock is another one: a history may have been written anew.
        dates = {
            "GIT_AUTHOR_DATE": f"{day}T23:30:00-11:00",
            "GIT_COMMITTER_DATE": "2025-05-05T00:00",
        }
        env = {**os.environ, **nothing, **people, **dates}
        subprocess.run([executable, *arguments], cwd=folder, env=env, check=True)

    run_git("init", "--quiet")
    return run_git


def commit(git: Git, day: str, old: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = old / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git("add", "--all")
    git("commit", "--quiet", "--allow-empty", "--message", day, day=day)


def test_a_file_is_of_the_day_of_its_first_commit(git: Git, tmp_path: Path) -> None:
    """By its author's clock; later changes do not count, and what is no part of it has no day."""
    old = tmp_path / "old"
    commit(git, "2021-02-03", old, {"a.md": "# A\n", "노트/주의 집중\t\n.md": "# N\n"})
    commit(git, "2022-02-03", old, {"a.md": "# A\n\nMore.\n", "b.md": "# B\n"})
    (old / "new.md").write_text("# New\n")
    days = {"a.md": "2021-02-03", "노트/주의 집중\t\n.md": "2021-02-03", "b.md": "2022-02-03"}
    assert first_days(old) == days


def test_renames_are_followed(git: Git, tmp_path: Path) -> None:
    """Also several, with changes; what has the old name later is another file."""
    old = tmp_path / "old"
    commit(git, "2021-01-01", old, {"a.md": MOVED})
    git("mv", "a.md", "b.md")
    commit(git, "2021-01-02", old, {"b.md": MOVED + "One more.\n"})
    commit(git, "2021-01-03", old, {"a.md": "# Another\n"})
    git("mv", "b.md", "c.md")
    commit(git, "2021-01-04", old, {})
    days = first_days(old)
    assert (days["c.md"], days["a.md"]) == ("2021-01-01", "2021-01-03")


def test_a_name_that_another_file_had_before_says_nothing(git: Git, tmp_path: Path) -> None:
    old = tmp_path / "old"
    commit(git, "2021-01-01", old, {"c.md": "# Gone\n"})
    git("rm", "--quiet", "c.md")
    commit(git, "2021-01-02", old, {"a.md": MOVED})
    git("mv", "a.md", "c.md")
    commit(git, "2021-01-03", old, {})
    assert first_days(old)["c.md"] == "2021-01-02"


def test_a_folder_within_is_enough(git: Git, tmp_path: Path) -> None:
    old = tmp_path / "old"
    commit(git, "2021-01-01", old, {"docs/노트/a.md": "# A\n", "b.md": "# B\n"})
    assert first_days(old / "docs") == {"노트/a.md": "2021-01-01"}


def test_what_dates_a_post_itself_comes_first(git: Git, run: Run, tmp_path: Path) -> None:
    files = {
        "front.md": "---\ndate: 2019-01-01\n---\n# F\n",
        "2019-01-02.md": "# N\n",
        "heading.md": "# Papers of 2019-01-03\n",
        "노트/none.md": "# None\n",
        "README.md": "# Read me\n",
    }
    commit(git, "2021-02-03", tmp_path / "old", files)
    run("import", "old", "posts", "--dates", "git")
    heads = {name: (tmp_path / "posts" / name).read_text().split("---")[1] for name in files}
    assert heads == {
        "front.md": "\ndate: 2019-01-01\npost: true\n",
        "2019-01-02.md": "\ndate: 2019-01-02\npost: true\n",
        "heading.md": "\ndate: 2019-01-03\npost: true\n",
        "노트/none.md": "\ndate: 2021-02-03\npost: true\n",
        "README.md": "\ndate: 2021-02-03\n",
    }
    assert "5 posts (5 unchanged)" in run("import", "old", "posts", "--dates", "git").stdout
    run("import", "old/노트/none.md", "alone", "--dates", "git")
    assert "date: 2021-02-03\n" in (tmp_path / "alone/none.md").read_text()


def test_without_the_option_nobody_asks_git(git: Git, run: Run, tmp_path: Path) -> None:
    commit(git, "2021-02-03", tmp_path / "old", {"a.md": "# A\n"})
    run("import", "old", "posts")
    assert (tmp_path / "posts/a.md").read_text() == "# A\n"


def test_a_history_that_lacks_its_beginning_dates_nothing(
    git: Git, run: Run, tmp_path: Path
) -> None:
    old = tmp_path / "old"
    commit(git, "2021-01-01", old, {"a.md": "# A\n"})
    commit(git, "2021-01-02", old, {"b.md": "# B\n"})
    git("clone", "--quiet", "--depth", "1", old.as_uri(), str(tmp_path / "shallow"))
    result = run("import", "shallow", "posts", "--dates", "git", code=1)
    assert result.stderr == (
        "Error: the clone around shallow is shallow, so git does not know when its files were "
        "added: git fetch --unshallow brings the rest\n"
    )
    assert not (tmp_path / "posts").exists()


def test_a_folder_without_a_history_is_told(git: Git, run: Run, tmp_path: Path) -> None:
    (tmp_path / "old/a.md").write_text("# A\n")
    (line,) = run("import", "old", "posts", "--dates", "git", code=1).stderr.splitlines()
    assert line.startswith("Error: git tells no dates of old: ")
    assert "does not have any commits yet" in line
    shutil.rmtree(tmp_path / "old/.git")
    (line,) = run("import", "old", "posts", "--dates", "git", code=1).stderr.splitlines()
    assert "not a git repository" in line


def test_a_machine_without_git_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text("# A\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run("import", "a.md", "posts", "--dates", "git", code=1)
    assert result.stderr == "Error: --dates git needs the program git, which is not there\n"


def test_nothing_runs_that_a_repository_names(git: Git, run: Run, tmp_path: Path) -> None:
    old, mark = tmp_path / "old", tmp_path / "ran"
    commit(git, "2021-01-01", old, {"a.md": MOVED, ".gitattributes": "*.md diff=x\n"})
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {mark}\n")
    script.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "diff.external", "diff.x.textconv", "gpg.program"):
        git("config", key, str(script))
    git("config", "log.showSignature", "true")
    run("import", "old", "posts", "--dates", "git")
    assert not mark.exists()


def test_no_variable_leads_to_another_repository(
    git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git sets some for what it runs itself."""
    commit(git, "2021-01-01", tmp_path / "old", {"a.md": "# A\n"})
    monkeypatch.setenv("GIT_DIR", str(tmp_path))
    assert first_days(tmp_path / "old") == {"a.md": "2021-01-01"}
