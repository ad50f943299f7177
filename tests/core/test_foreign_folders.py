"""Folders that programs have filled hold no pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_paperreview.core.foreign_folders import foreign_folders

FOREIGN = [
    (".venv", ".venv/pyvenv.cfg"),
    ("env", "env/pyvenv.cfg"),
    ("tools/.tox/docs", "tools/.tox/docs/pyvenv.cfg"),
    ("conda", "conda/conda-meta/history"),
    ("node_modules", "node_modules/left-pad/package.json"),
    ("theme/node_modules", "theme/node_modules/x/package.json"),
    ("lib", "lib/sphinx_paperreview-0.1.0.dist-info/METADATA"),
    (".git", ".git/HEAD"),
    ("posts/.git", "posts/.git/refs/heads/page.md"),
    ("site", "site/.buildinfo"),
    ("posts/.ipynb_checkpoints", "posts/.ipynb_checkpoints/post-checkpoint.ipynb"),
    ("sphinx-paperreview", "sphinx-paperreview/sphinx_paperreview/extension.py"),
]
PAGES = [
    "pyvenv.cfg",  # the journal stands in an environment: its posts are pages all the same
    "venv/post.md",
    "build/post.md",
    "site-packages/post.md",
    "posts/.git",  # a submodule, which may hold the posts
    "collected/project/.git/HEAD",
    "guide/sphinx_paperreview/index.md",
    ".github/CONTRIBUTING.md",
]


def _write(top: Path, name: str) -> None:
    path = top / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("")


@pytest.mark.parametrize(("folder", "mark"), FOREIGN)
def test_a_folder_that_a_program_has_filled_is_foreign(
    tmp_path: Path, folder: str, mark: str
) -> None:
    """And it alone: neither what is beside it nor, once more, what is in it."""
    _write(tmp_path, mark)
    _write(tmp_path, f"{folder}/x/pyvenv.cfg")
    _write(tmp_path, "posts/post.md")
    assert list(foreign_folders(tmp_path, lambda _: False)) == [folder]


@pytest.mark.parametrize("name", PAGES)
def test_any_other_folder_may_hold_pages(tmp_path: Path, name: str) -> None:
    _write(tmp_path, name)
    found = [
        folder for folder in foreign_folders(tmp_path, lambda _: False) if ".git" not in folder
    ]
    assert found == []


def test_what_is_left_out_anyway_is_not_looked_into(tmp_path: Path) -> None:
    _write(tmp_path, "_build/venv/pyvenv.cfg")
    _write(tmp_path, "_build/pyvenv.cfg")
    assert list(foreign_folders(tmp_path, {"_build"}.__contains__)) == []


def test_what_a_build_writes_into_holds_no_pages(tmp_path: Path) -> None:
    """Not before the first build either: a second one must not see other folders than the first."""
    _write(tmp_path, "public/html/page.md")
    found = foreign_folders(tmp_path, lambda _: False, out=tmp_path / "public/html")
    assert list(found) == ["public/html"]


def test_a_link_to_an_environment_is_one(tmp_path: Path) -> None:
    """As people have it who keep their environments in one place."""
    _write(tmp_path, "home/env/pyvenv.cfg")
    journal = tmp_path / "journal"
    journal.mkdir()
    (journal / ".venv").symlink_to(tmp_path / "home/env")
    assert list(foreign_folders(journal, lambda _: False)) == [".venv"]
