"""Real posts, as they are: their plain headings are the reviews that directives make by hand.

They are not ours to copy: they are read from where they lie. What is taken out is what no Markdown
is, imports of MDX; and those that say no day get the one that the post by hand has.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import fields
from pathlib import Path

import pytest

from sphinx_paperreview.core.model import Review
from tests.importers.test_seeds import TABLE
from tests.seeds import seeds_folder
from tests.site import CONF, Built, build

HEADINGS = "paperreview_headings = {!r}\n"
IMPORT = re.compile(r"^import \w+ from .*\n", re.MULTILINE)
UNKNOWN = "shaomi"


def plain(path: Path) -> str:
    """Give a post as Markdown."""
    text = IMPORT.sub("", path.read_text(encoding="utf-8")).lstrip("\n")
    return text if text.startswith("---") else f"---\ndate: {TABLE[path.name[:3]][1]}\n---\n{text}"


def write(folder: Path, seeds: Path, conf: str) -> Path:
    """Write a site of them, named as those by hand."""
    folder.mkdir()
    names = sorted(row[3] for row in TABLE.values())
    for path in seeds.glob("*.txt"):
        (folder / f"{TABLE[path.name[:3]][3]}.md").write_text(plain(path), encoding="utf-8")
    return finish(folder, names, conf)


def finish(folder: Path, names: list[str], conf: str) -> Path:
    lines = ["# Journal", "", "```{toctree}", *names, "```", "", "```{paper:list}", "```", ""]
    (folder / "index.md").write_text("\n".join(lines), encoding="utf-8")
    (folder / "conf.py").write_text(CONF + conf, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def headings(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the posts as they are."""
    folder = tmp_path_factory.mktemp("plain")
    source = write(folder / "source", seeds_folder(), HEADINGS.format("all-orgs"))
    return build(source, folder / "html", "html")


@pytest.fixture(scope="module")
def directives(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the posts by hand."""
    folder, source = tmp_path_factory.mktemp("typed"), seeds_folder() / "as-myst"
    shutil.copytree(source, folder / "source", copy_function=shutil.copyfile)
    names = sorted(path.stem for path in source.glob("*.md"))
    return build(finish(folder / "source", names, ""), folder / "html", "html")


def said(review: Review) -> dict[str, object]:
    """Give all of a review, but for the line in which it is typed."""
    names = (field.name for field in fields(review) if field.name != "line")
    return {name: getattr(review, name) for name in names}


def test_the_libraries_are_the_same(headings: Built, directives: Built) -> None:
    """Ids, titles, subtitles, organisations, links, dates, anchors, order: every field."""
    assert len(headings.reviews) == 33
    assert list(map(said, headings.reviews)) == list(map(said, directives.reviews))
    assert headings.library.posts.keys() == directives.library.posts.keys()
    for docname, post in headings.library.posts.items():
        other = directives.library.posts[docname]
        assert (post.title, post.date, post.time, post.tags) == (
            *(other.title, other.date, other.time, other.tags),
        )


def test_all_that_is_made_of_them_is_the_same(headings: Built, directives: Built) -> None:
    """Pages of organisations, months …, indices, the listing, data files: to the letter."""
    kinds = ("papers/**/*.html", "paper-*.html", "index.html", "papers.*", "papers/**/*.bib")
    made = {path.relative_to(headings.out) for kind in kinds for path in headings.out.glob(kind)}
    assert len(made) > 20
    for name in made:
        assert (headings.out / name).read_bytes() == (directives.out / name).read_bytes(), name


@pytest.mark.parametrize("docname", sorted(row[3] for row in TABLE.values()))
def test_every_id_and_every_card_is_the_same(
    headings: Built, directives: Built, docname: str
) -> None:
    """Also of headings within reviews; pictures, which are MDX, are what differs."""
    both = headings, directives
    for selector in (
        ".paper-facts",
        ".paper-links",
        ".paper-subtitle",
        ".paper-cite",
        "h1, h2, h3",
    ):
        found, typed = (built.select(selector, docname) for built in both)
        assert list(map(str, found)) == list(map(str, typed))
    found, typed = (built.select("[id]", docname) for built in both)
    assert [tag["id"] for tag in found] == [tag["id"] for tag in typed]


def test_lines_are_those_of_the_headings(headings: Built) -> None:
    for review in headings.reviews:
        source = headings.out.parent / f"source/{review.docname}.md"
        line = source.read_text(encoding="utf-8").splitlines()[review.line - 1]
        assert re.match(r"##? ", line)
        assert str(review.title)[:5] in line


def test_only_the_unknown_organisation_is_asked_about(headings: Built) -> None:
    (found,) = [warning for warning in headings.warnings if "[paper." in warning]
    assert "unknown organisation 'shaomi'; did you mean 'Xiaomi'? [paper.org]" in found


def test_by_default_an_unknown_organisation_is_a_word_of_the_title(
    headings: Built, tmp_path: Path
) -> None:
    """All else is the same; and nothing differs where the site knows it."""
    source = write(tmp_path / "source", seeds_folder(), HEADINGS.format(True))
    built = build(source, tmp_path / "out", "dummy")
    pairs = list(zip(built.reviews, headings.reviews, strict=True))
    (differing,) = [(mine, other) for mine, other in pairs if said(mine) != said(other)]
    assert str(differing[0].title) == f"{differing[1].title} {UNKNOWN}"
    (source / "orgs.toml").write_text(f'[{UNKNOWN}]\nname = "{UNKNOWN}"\n', encoding="utf-8")
    built = build(source, tmp_path / "out", "dummy")
    assert list(map(said, built.reviews)) == list(map(said, headings.reviews))
    assert not any("[paper." in warning for warning in built.warnings)
