"""No imported page falls out of the site: listings of posts lead to it, or a table of contents."""

from __future__ import annotations

import json
import os
import posixpath
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from sphinx_paperreview.cli.contents import write_contents
from sphinx_paperreview.cli.writing import FolderWriter
from tests.cli.conftest import Run
from tests.site import Built, Site

REVIEW = "# A paper\n\n## [Kites](https://arxiv.org/abs/2511.21579)\n\nText.\n"
OLD = {
    "README.md": "# Notes of 2025-01-01\n",
    "about.md": "---\ndate: 2025-01-01\n---\n# About me\n",
    "posts/2025-11-20-essay.md": "# Essay\n",
    "posts/2025-11-21-kites.md": REVIEW,
    "posts/draft.md": "---\ndraft: true\n---\n# Draft\n",
    "posts/hidden.md": "---\npublished: false\n---\n# Hidden\n",
    "노트/주의 집중.md": "# 주의 집중\n",
    "wiki/a: b/[x] *.md": "# Odd name\n",
    "wiki/index.md": "# Wiki\n\n[](attention.md)\n",
    "wiki/attention.md.md": "# Attention\n",
    "wiki/myst.md": "```{note}\nText without a heading.\n```\n",
    "wiki/reviewed.md": REVIEW,
}
IN_TABLE = {
    "README.md",
    "about.md",
    "wiki/a: b/[x] *.md",
    "wiki/attention.md.md",
    "wiki/index.md",
    "- [myst](<wiki/myst.md>)",
    "노트/주의 집중.md",
}


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _build(journal: Path) -> Built:
    return Site(journal.resolve(), {}, conf=(journal / "conf.py").read_text()).build("html")


def _reached(built: Built) -> set[str]:
    """Follow all links from the first page."""
    reached, waiting = {"index.html"}, ["index.html"]
    while waiting:
        page = waiting.pop()
        soup = BeautifulSoup(built.text(page), "html.parser")
        for link in soup.select("a[href]"):
            parts = urlsplit(str(link["href"]))
            target = posixpath.normpath(
                posixpath.join(posixpath.dirname(page), unquote(parts.path))
            )
            is_page = not (parts.scheme or parts.netloc) and target.endswith(".html")
            if is_page and target not in reached and (built.out / target).is_file():
                reached.add(target)
                waiting.append(target)
    return reached


INDEX = "# Home\n\n```{paper:posts}\n```\n"
OWN = {
    "conf.py": "",
    "index.md": INDEX,
    "posts/2025-11-19.md": "# Mine\n\n:::{paper} 1706.03762\n:::\n",
}


@pytest.mark.parametrize("theme", ["alabaster", "furo"])
@pytest.mark.parametrize("kind", ["started", "own"])
def test_every_page_is_reached_and_none_is_missed_by_sphinx(
    run: Run, tmp_path: Path, kind: str, theme: str
) -> None:
    """In a journal that `init` has made, and in any other that lists its posts."""
    _write(tmp_path / "old", OLD)
    if kind == "started":
        run("init", "journal")
    else:
        _write(tmp_path / "journal", OWN)
    run("import", "old", "journal/posts")
    conf = tmp_path / "journal/conf.py"
    conf.write_text(f"{conf.read_text()}\nhtml_theme = '{theme}'\nsuppress_warnings = []\n")
    built = _build(tmp_path / "journal")
    missed = [one for one in built.warnings if "toctree" in one]
    assert all("wiki/myst.md" in one for one in missed)
    pages = {f"posts/{name.removesuffix('.md')}.html" for name in OLD}
    drafts = {"posts/posts/draft.html", "posts/posts/hidden.html"}
    assert pages - _reached(built) == drafts


def test_the_table_has_what_is_no_post(run: Run, tmp_path: Path) -> None:
    _write(tmp_path / "old", OLD)
    result = run("import", "old", "posts", "--report", "report.json")
    assert (
        "new  posts/contents.md  leads to 7 pages that no listing of posts shows\n" in result.stdout
    )
    lines = (tmp_path / "posts/contents.md").read_text(encoding="utf-8").splitlines()
    assert {line for line in lines if ".md" in line} == IN_TABLE
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["contents"] == {"target": "contents.md", "outcome": "new", "pages": 7}


def test_a_second_run_changes_nothing_and_a_later_one_adds(run: Run, tmp_path: Path) -> None:
    """What its author has made of the table stays."""
    _write(tmp_path / "old", {"wiki/a.md": "# A\n", "b.md": "# B\n"})
    run("import", "old", "posts")
    table = tmp_path / "posts/contents.md"
    mine = table.read_text().replace("# Other pages", "# Wiki") + "\nMine.\n"
    table.write_text(mine)
    assert "contents.md" not in run("import", "old", "posts").stdout
    assert table.read_text() == mine
    _write(tmp_path / "old", {"wiki/c.md": "# C\n", "d/e.md": "# E\n"})
    assert "replaced  posts/contents.md" in run("import", "old", "posts").stdout
    assert table.read_text() == mine.replace("wiki/a.md\n", "wiki/a.md\nwiki/c.md\n") + (
        "\n```{toctree}\n:caption: d\n:maxdepth: 1\n\nd/e.md\n```\n"
    )


def test_a_page_of_that_name_stays(run: Run, tmp_path: Path) -> None:
    """Whether it came with the import or stands there already."""
    _write(tmp_path / "posts", {"contents-2.md": "# Mine\n"})
    _write(tmp_path / "old", {"Contents.md": "# Theirs\n"})
    run("import", "old", "posts")
    assert (tmp_path / "posts/contents-2.md").read_text() == "# Mine\n"
    assert "Contents.md" in (tmp_path / "posts/contents-3.md").read_text()


@pytest.mark.parametrize("place", ["folder", "pipe", "link"])
def test_what_is_no_file_is_left_alone(run: Run, tmp_path: Path, place: str) -> None:
    (tmp_path / "posts").mkdir()
    at = tmp_path / "posts/contents.md"
    if place == "folder":
        at.mkdir()
    elif place == "pipe":
        os.mkfifo(at)
    else:
        at.symlink_to(tmp_path / "nowhere")
    _write(tmp_path / "old", {"a.md": "# A\n"})
    run("import", "old", "posts")
    assert "a.md" in (tmp_path / "posts/contents-2.md").read_text()


def test_where_all_are_posts_there_is_no_table(run: Run, tmp_path: Path) -> None:
    _write(tmp_path / "old", {"2025-11-20.md": "# Day\n", "kites.md": REVIEW})
    run("import", "old", "posts", "--report", "report.json")
    assert not (tmp_path / "posts/contents.md").exists()
    assert json.loads((tmp_path / "report.json").read_text())["contents"] is None


def test_nothing_is_written_in_a_dry_run(run: Run, tmp_path: Path) -> None:
    _write(tmp_path / "old", {"a.md": "# A\n"})
    assert "new  posts/contents.md" in run("import", "old", "posts", "--dry-run").stdout
    assert not (tmp_path / "posts").exists()


@pytest.mark.parametrize("at", ["journal", "journal/posts"])
def test_in_a_journal_its_own_pages_stay(run: Run, tmp_path: Path, at: str) -> None:
    """What has their names gets another one, and links to it follow; each page is reached."""
    pages = {
        "index.md": "# Old home\n\n[Readme](README.md)\n",
        "README.md": "# Read me\n",
        "wiki/index.md": "# Wiki\n\n[Home](../index.md)\n",
    }
    _write(tmp_path / "old", pages)
    run("init", "journal")
    home = (tmp_path / at / "index.md").read_text()
    assert "index.md: the journal itself has the name" in run("import", "old", at).stdout
    assert "3 posts (3 unchanged)" in run("import", "old", at).stdout
    assert (tmp_path / at / "index.md").read_text() == home
    readme = "README-2" if at == "journal" else "README"
    assert f"]({readme}.md)" in (tmp_path / at / "index-2.md").read_text()
    built = _build(tmp_path / "journal")
    assert built.warnings == ()
    wanted = {f"{at}/{name}.html" for name in ("index-2", readme, "wiki/index")}
    assert {page.removeprefix("journal/") for page in wanted} <= _reached(built)


def test_a_table_of_many_folders_takes_as_long_as_one_of_one(tmp_path: Path) -> None:
    """Each line is looked at once, whatever their number: counted by what Python calls."""
    few, many = (_calls(tmp_path / str(number), number) for number in (100, 400))
    assert many < 5 * few


def _calls(folder: Path, number: int) -> int:
    writer = FolderWriter(folder)
    write_contents(writer, [f"{one}/old.md" for one in range(number)], [])
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        write_contents(writer, [f"{one}/new.md" for one in range(number)], [])
    finally:
        sys.setprofile(None)
    return calls
