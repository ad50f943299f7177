"""A journal is found, and a new post is named like the others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from sphinx_paperreview.cli.folders import path_of_post
from tests.cli.conftest import Run

NAMES: list[tuple[Sequence[str], str]] = [
    ((), "posts/2026-01-02"),
    (("about", "index"), "posts/2026-01-02"),
    (("posts/2025-11-27",), "posts/2026-01-02"),
    (("2025-11-27",), "2026-01-02"),
    (("blog/2025-11-27", "notes/2025-11-28", "old/2025-01-01"), "notes/2026-01-02"),
    (("posts/2025-11-27-harmony",), "posts/2026-01-02"),
    (("posts/papers-2025-11-27",), "posts/papers-2026-01-02"),
    (("posts/20251127",), "posts/20260102"),
    (("posts/2025_11_27",), "posts/2026_01_02"),
    (("posts/2025/2025-11-27",), "posts/2026/2026-01-02"),
    (("posts/2025/11/27",), "posts/2026/01/02"),
    (("posts/2025/11/27/index",), "posts/2026/01/02/index"),
    (("posts/2025-11/2025-11-27",), "posts/2026-01/2026-01-02"),
    (("posts/2025/11/20251127",), "posts/2026/01/20260102"),
    (("2025-11-27/index",), "2026-01-02/index"),
    (("12025/2025-11-27",), "12025/2026-01-02"),
    (("posts/2025년 11월 27일",), "posts/2026-01-02"),
    (("posts/2025-1-5",), "posts/2026-01-02"),
    (("_build/2027-01-01", ".venv/2027-01-01", "node_modules/2027-01-01"), "posts/2026-01-02"),
]


@pytest.mark.parametrize(("pages", "expected"), NAMES)
def test_a_post_stands_beside_the_newest_one(
    tmp_path: Path, pages: Sequence[str], expected: str
) -> None:
    for page in pages:
        path = tmp_path / f"{page}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# Page\n")
    path = path_of_post(tmp_path, "2026-01-02")
    assert path.relative_to(tmp_path).as_posix() == f"{expected}.md"


def test_a_post_of_an_environment_is_none(tmp_path: Path) -> None:
    """Whatever the environment is called, and also where the journal stands within one."""
    for folder in (tmp_path, tmp_path / "tools/lib/2027"):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "pyvenv.cfg").write_text("")
        (folder / "2025-11-27.md").write_text("# Page\n")
    assert path_of_post(tmp_path, "2026-01-02") == tmp_path / "2026-01-02.md"


@pytest.mark.parametrize(
    ("conf", "here"),
    [
        (".", "."),
        (".", "posts/2025"),
        ("docs", "."),
        ("source", "."),
        ("docs/source", "."),
        ("docs", "docs/posts"),
    ],
)
def test_a_journal_is_found_from_where_its_author_is(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, conf: str, here: str
) -> None:
    for folder in (conf, here):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    (tmp_path / conf / "conf.py").write_text("")
    monkeypatch.chdir(tmp_path / here)
    run("new", "--date", "2025-11-27")
    assert (tmp_path / conf / "posts/2025-11-27.md").is_file()


def test_a_journal_may_be_named(run: Run, tmp_path: Path) -> None:
    for name in ("one", "other"):
        run("init", name, "--date", "2025-11-27")
    result = run("new", "--journal", "other", "--date", "2025-11-28")
    assert result.stdout == "other/posts/2025-11-28.md\n"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 1, "no conf.py in this folder, in docs, or above"),
        (("--journal", "empty"), 1, "no conf.py in empty"),
        (("--journal", "missing"), 2, "'missing' does not exist"),
    ],
)
def test_no_journal_is_one_clear_line(
    run: Run, tmp_path: Path, arguments: Sequence[str], code: int, message: str
) -> None:
    (tmp_path / "empty").mkdir()
    assert message in run("new", *arguments, code=code).stderr.splitlines()[-1]
