"""The guides: each block of each page is tried, and the figures of the comparison are measured."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from sphinx_paperreview.cli.main import program
from sphinx_paperreview.core.orgs import parse_orgs
from tests.conftest import MakeSite
from tests.site import CONF, Built, review_page

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
GUIDES = sorted(path for path in (DOCS / "how-to").glob("*.md") if path.stem != "index")
STYLES = ROOT / "sphinx_paperreview/static/paperreview.css"

BLOCK = re.compile(r"^(`{3,})(\w+)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
LANGUAGES = {"console", "css", "html", "md", "python", "toml"}

POST = review_page(":::{paper} 2006.11239", ":title: DDPM", ":tags: diffusion", "", "Text.", ":::")

each_guide = pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)


def _blocks(path: Path, language: str) -> list[str]:
    found = BLOCK.findall(path.read_text(encoding="utf-8"))
    return [text for _fence, name, text in found if name == language]


def _build(make_site: MakeSite, path: Path, **files: str) -> Built:
    """Build what a guide says: its lines in conf.py, and its pages beside one post."""
    pages: dict[str, str | bytes] = {
        f"page{number}.md": text for number, text in enumerate(_blocks(path, "md"))
    }
    pages |= {"index.md": "# Home\n\n{ref}`paper-papers`\n", "posts/2025-11-27.md": POST, **files}
    pages["library.bib"] = (DOCS / "examples/metadata/library.bib").read_bytes()
    pages["_static/journal.css"] = "\n".join(_blocks(path, "css"))
    # The inventory of another journal: any that there is, of no papers.
    pages["group.inv"] = b"# Sphinx inventory version 2\n# Project: g\n# Version: 1\n" + (
        b"# The remainder of this file is compressed using zlib.\n"
        + bytes.fromhex("789c0300000000 01")
    )
    conf = 'html_theme = "furo"\nsuppress_warnings = ["toc.not_included"]\n'
    site = make_site(pages)
    site.write("conf.py", "".join([CONF, conf, *_blocks(path, "python")]))
    return site.build()


def test_each_guide_is_in_the_list() -> None:
    listed = (DOCS / "how-to/index.md").read_text(encoding="utf-8")
    (names,) = re.findall(r"```\{toctree\}\n:maxdepth: 1\n\n(.*?)```", listed, re.DOTALL)
    assert sorted(names.split()) == [path.stem for path in GUIDES]


@each_guide
def test_a_guide_has_blocks_that_are_tried(path: Path) -> None:
    names = {name for _fence, name, _text in BLOCK.findall(path.read_text(encoding="utf-8"))}
    assert names
    assert names <= LANGUAGES


@each_guide
def test_what_a_guide_says_builds(make_site: MakeSite, path: Path) -> None:
    built = _build(make_site, path)
    assert built.warnings == ()
    for number, text in enumerate(_blocks(path, "md")):
        assert "{paper" in text
        assert built.select(
            ".paper-review, .paper-list, .paper-posts, .paper-empty", f"page{number}"
        )


@each_guide
def test_commands_of_a_guide_are_there_with_their_options(path: Path) -> None:
    for line in "".join(_blocks(path, "console")).splitlines():
        prompt, name, command, *arguments = shlex.split(line)
        assert (prompt, name) == ("$", "sphinx-paperreview")
        asked = program.commands[command]
        asked.make_parser(click.Context(asked)).parse_args(arguments)


@each_guide
def test_names_in_a_style_sheet_are_ours(path: Path) -> None:
    """A custom property is one that the package sets, and asks for; a class one that it draws."""
    ours = STYLES.read_text(encoding="utf-8")
    text = path.read_text(encoding="utf-8")
    for name in {*re.findall(r"--paper-[\w-]+", text)}:
        assert f"  {name}: " in ours, name
        assert f"var({name})" in ours, name
    for name in {*re.findall(r"(?m)^\.(paper-[\w-]+)", "".join(_blocks(path, "css")))}:
        assert f".{name}" in ours, name


@each_guide
def test_tables_of_a_guide_are_organisations(path: Path) -> None:
    for text in _blocks(path, "toml"):
        orgs, problems = parse_orgs(text)
        assert (len(orgs), problems) == (1, [])


def test_generated_pages_stand_where_the_guide_puts_them(make_site: MakeSite) -> None:
    built = _build(make_site, DOCS / "how-to/existing-site.md")
    assert (built.out / "reading/by/tag/diffusion.html").is_file()
    assert not (built.out / "papers/tag").exists()


def test_a_key_of_a_bibliography_is_a_whole_review(make_site: MakeSite) -> None:
    built = _build(make_site, DOCS / "how-to/zotero.md")
    assert (
        "U-Net: " in built.texts("section.paper-review > h1, section.paper-review > h2", "page0")[0]
    )
    assert (built.out / "page1.csl.json").is_file()


def test_each_reviewer_has_a_page(make_site: MakeSite) -> None:
    built = _build(make_site, DOCS / "how-to/reading-group.md")
    names = {path.stem for path in (built.out / "papers/reviewer").glob("*.html")}
    assert {"ada-park", "jisoo-kim", "sam-reyes"} <= names


@pytest.mark.parametrize("number", [0, 1])
def test_comments_stand_at_the_foot_of_posts_alone(make_site: MakeSite, number: int) -> None:
    path = DOCS / "how-to/comments.md"
    template = _blocks(path, "html")[number]
    built = _build(make_site, path, **{"_templates/page.html": template})
    drawn = "article > script[src*=giscus], article > p > a[href*=discussions]"
    assert len(built.select(drawn, "posts/2025-11-27")) == 1
    assert built.select(drawn, "index") == []


# The comparison -------------------------------------------------------------------------------

COLUMNS = {
    "index pages": "index pages",
    "nothing changed": "no-op",
    "one title edited": "one title edited",
    "a post added": "a post added",
    "built from nothing": "clean",
    "memory": "peak memory",
}
"""Columns of the comparison, and those of the measured table."""

Table = dict[str, dict[str, str]]


def _tables(text: str) -> list[Table]:
    """Read all tables: rows by the first cell, cells by the heading of their column."""
    tables = []
    for block in re.findall(r"(?m)(?:^\|.*\n)+", text):
        heading, _line, *rows = (
            [cell.strip() for cell in line[1:-1].split("|")] for line in block.splitlines()
        )
        tables.append({row[0]: dict(zip(heading[1:], row[1:], strict=True)) for row in rows})
    return tables


def _measured(posts: str) -> Table:
    results = (ROOT / "benchmarks/RESULTS.md").read_text(encoding="utf-8")
    return _tables(results.partition(f"\n## {posts} posts, ")[2])[0]


@pytest.mark.parametrize(
    ("path", "posts"),
    [("docs/explanation/compared.md", ("100", "1,000")), ("README.md", ("1,000",))],
    ids=["the comparison", "README"],
)
def test_figures_are_the_measured_ones(path: str, posts: tuple[str, ...]) -> None:
    tables = [
        table
        for table in _tables((ROOT / path).read_text(encoding="utf-8"))
        if "nothing changed" in table.get("plain MyST", {})
    ]
    for shown, size in zip(tables, posts, strict=True):
        measured = _measured(size)
        assert len(shown) > 4
        for system, cells in shown.items():
            expected = {name: measured[system][COLUMNS[name]] for name in cells}
            assert cells == expected, (size, system)
