"""Real posts, as somebody wrote them, build in every format with nothing lost.

They are not ours to copy: they are read from where they lie, and every expectation is
derived from them at run time.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from sphinx_paperreview.core.identifiers import parse_id
from tests.library import papers_json
from tests.outputs import drawn_blocks, review_sections, text_output
from tests.posts import Written, fold, letters, read_posts
from tests.seeds import seeds_folder
from tests.site import Built, build

CONF = """\
project = "Journal"
author = copyright = "2025, its author"
release = version = "1"
extensions = ["myst_parser", "sphinx_paperreview"]
"""

PAGED = ("html", "dirhtml", "singlehtml")
BUILDERS = (*PAGED, "epub", "latex", "text", "man", "texinfo", "xml", "gettext")

UNKNOWN_ORG = "shaomi"

BuildSeeds = Callable[[str], Built]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a site of the posts."""
    posts = seeds_folder() / "as-myst"
    folder = tmp_path_factory.mktemp("seeds") / "source"
    folder.mkdir()
    for path in posts.rglob("*"):
        if path.is_file():  # the originals may be read-only, and their folders too
            target = folder / path.relative_to(posts)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    names = sorted(path.stem for path in folder.glob("*.md"))
    toctree = ["```{toctree}", *names, "```", ""]
    listing = ["```{paper:list}", ":group-by: org", "```", ""]
    (folder / "conf.py").write_text(CONF, encoding="utf-8")
    (folder / "index.md").write_text(
        "\n".join(["# Journal", "", *toctree, *listing]), encoding="utf-8"
    )
    return folder


@pytest.fixture(scope="module")
def written(source: Path) -> list[Written]:
    """Read what the authors wrote."""
    return read_posts(source)


@pytest.fixture(scope="module")
def build_seeds(source: Path) -> BuildSeeds:
    """Build the site, once for each builder."""
    done: dict[str, Built] = {}

    def run(builder: str) -> Built:
        if builder not in done:
            out = source.parent / builder
            done[builder] = build(source, out, builder, overrides={"nitpicky": True})
        return done[builder]

    return run


@pytest.mark.parametrize("builder", BUILDERS)
def test_the_only_warning_is_the_unknown_organisation(
    build_seeds: BuildSeeds, source: Path, written: list[Written], builder: str
) -> None:
    (review,) = [review for review in written if review.options.get("org") == UNKNOWN_ORG]
    page = source / f"{review.docname}.md"
    lines = page.read_text(encoding="utf-8").splitlines()
    line = lines.index(f":org: {UNKNOWN_ORG}") + 1
    expected = "unknown organisation 'shaomi'; did you mean 'Xiaomi'? [paper.org]"
    assert build_seeds(builder).warnings == (f"{page}:{line}: WARNING: {expected}",)


def test_every_review_and_every_organisation_is_collected(
    build_seeds: BuildSeeds, written: list[Written]
) -> None:
    reviews = build_seeds("html").reviews
    assert len(reviews) == 33
    assert [(review.docname, fold(review.title)) for review in reviews] == [
        (review.docname, fold(review.title)) for review in written
    ]
    orgs = [org for review in reviews for org in review.paper.orgs]
    assert len(orgs) == sum("org" in review.options for review in written) == 14
    assert len(set(orgs)) == 10
    assert UNKNOWN_ORG in orgs


@pytest.mark.parametrize("builder", PAGED)
def test_each_block_stands_once_in_its_own_review(
    build_seeds: BuildSeeds, written: list[Written], builder: str
) -> None:
    """The blocks of each section are those of its source, in their order, and no other."""
    built = build_seeds(builder)
    for docname in dict.fromkeys(review.docname for review in written):
        expected = [review for review in written if review.docname == docname]
        sections = review_sections(_post(built, builder, docname))
        assert len(sections) == len(expected)
        for section, review in zip(sections, expected, strict=True):
            title = section.select_one("h1, h2, h3")
            assert title is not None
            assert fold(title.find(string=True) or "") == fold(review.title)
            assert drawn_blocks(section) == review.blocks


@pytest.mark.parametrize("builder", PAGED)
def test_nothing_of_a_post_stands_outside_its_reviews(
    build_seeds: BuildSeeds, written: list[Written], builder: str
) -> None:
    built = build_seeds(builder)
    for docname in dict.fromkeys(review.docname for review in written):
        page = _post(built, builder, docname)
        sections = review_sections(page)
        post = sections[0].find_parent("section")
        assert post is not None
        for section in sections:
            section.extract()
        assert drawn_blocks(post) == []


@pytest.mark.parametrize("builder", [name for name in BUILDERS if name not in PAGED])
def test_each_review_speaks_in_other_formats(
    build_seeds: BuildSeeds, written: list[Written], builder: str
) -> None:
    """How each review begins is there as often as its author wrote it.

    Once, or as often where another sentence begins in the same way.
    """
    output = letters(text_output(build_seeds(builder).out, builder))
    source = letters(" ".join(block.text for review in written for block in review.blocks))
    for review in written:
        marker = letters(review.marker)
        assert marker
        if builder == "gettext":  # one message for the same text on one page
            assert marker in output
        else:
            assert output.count(marker) == source.count(marker), review.marker


def _post(built: Built, builder: str, docname: str) -> BeautifulSoup:
    """Give the page of a post, or its part of the one page of all."""
    if builder == "html":
        return built.page(docname)
    if builder == "dirhtml":
        return built.page(f"{docname}/index")
    part = built.page().find(id=f"document-{docname}")
    assert part is not None
    section = part.find_next("section")
    return BeautifulSoup(str(section), "html.parser")


# Generated pages ---------------------------------------------------------------------------------


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize(
    ("name", "facts", "rows"),
    [
        ("org/google", "Organisations · 2 papers · Website", 2),
        ("org/stability", "Organisations · 2 papers · Website", 2),
        ("org/shaomi", "Organisations · 1 paper", 1),
        ("month/2025-11", "Months · 24 reviews of 21 papers", 24),
    ],
)
def test_a_value_has_one_page_with_all_its_reviews(
    build_seeds: BuildSeeds, builder: str, name: str, facts: str, rows: int
) -> None:
    """``stability`` and ``stability ai`` are one organisation, ``shaomi`` is not Xiaomi."""
    built = build_seeds(builder)
    page = f"papers/{name}" if builder == "html" else f"papers/{name}/index"
    assert built.texts(".paper-facts", page) == [facts]
    assert len(built.select("ul.paper-list > li", page)) == rows


def test_each_organisation_of_the_posts_has_a_page(build_seeds: BuildSeeds) -> None:
    """Ten names, and an overview of them that counts their papers."""
    built = build_seeds("html")
    assert len(list((built.out / "papers/org").glob("*.html"))) == 10 + 1
    items = built.texts("ul.paper-groups > li", "papers/org/index")
    assert len(items) == 10
    assert sum(int(item.split()[-1]) for item in items) == 14


# From a file -------------------------------------------------------------------------------------

_REVIEW = re.compile(r"^(:{3,}\{paper\} (\S+).*\n)((?::[\w-]+:.*\n)+)", re.MULTILINE)
_FIELD = re.compile(r"^:(title|subtitle|org): (.*)\n", re.MULTILINE)
_MARKUP = re.compile(r"[*_`$\\<\[{]")
"""What a title may hold that is no mere text: it stays where its author typed it."""


def _moved(text: str, papers: dict[str, dict[str, object]]) -> str:
    """Move what directives say of papers into records; what an earlier one says stays."""

    def move(review: re.Match[str]) -> str:
        name, fields = str(parse_id(review[2])), dict(_FIELD.findall(review[3]))
        record = {
            key: re.split("[;,] *", value) if key == "org" else value
            for key, value in fields.items()
            if not _MARKUP.search(value)
        }
        if record.keys() != fields.keys():
            return review[0]
        if papers.setdefault(name, {"ids": [name], **record}) != {"ids": [name], **record}:
            return review[0]
        return review[1] + _FIELD.sub("", review[3])

    return _REVIEW.sub(move, text)


def test_what_a_file_says_is_drawn_as_if_it_were_typed(
    source: Path, build_seeds: BuildSeeds, tmp_path: Path
) -> None:
    """Titles, subtitles and organisations moved into ``papers.json``: every page the same."""
    papers: dict[str, dict[str, object]] = {}
    moved = tmp_path / "source"
    shutil.copytree(source, moved)
    for path in moved.glob("*.md"):
        path.write_text(_moved(path.read_text(encoding="utf-8"), papers), encoding="utf-8")
    (moved / "papers.json").write_text(papers_json(*papers.values()), encoding="utf-8")
    assert sum("title" in record for record in papers.values()) > 15
    built, typed = build(moved, tmp_path / "html", "html"), build_seeds("html")
    assert len(built.warnings) == len(typed.warnings)
    pages = {path.relative_to(typed.out) for path in typed.out.rglob("*.html")}
    assert pages == {path.relative_to(built.out) for path in built.out.rglob("*.html")}
    assert [
        page.as_posix()
        for page in sorted(pages)
        if (typed.out / page).read_bytes() != (built.out / page).read_bytes()
    ] == []
