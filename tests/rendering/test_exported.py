"""Files of papers: which there are, what they hold, when they are written, and when they go."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from sphinx_paperreview.metadata.bibtex import parse_bibtex
from sphinx_paperreview.metadata.csl_json import parse_csl
from sphinx_paperreview.metadata.papers_json import parse_papers
from tests.conftest import MakeSite
from tests.exports.papers import HARD
from tests.library import papers_json, papers_schema
from tests.site import Built, Site, review_page

ONE = review_page(
    *(":::{paper} 2511.00001", ":title: Harmony: *sound* of $x^2$", ":org: NVIDIA"),
    *(":authors: Ada Lovelace; 최지우", ":venue: ICLR 2026", ":published: 2025-11-26"),
    *(":code: https://example.org/code", "", "Text.", ":::"),
    title="# First post",
    date="2025-11-01",
)
TWO = review_page(
    *(":::{paper} arxiv:2511.00001", "", "Again.", ":::", "", ":::{paper} 2511.00002"),
    *(":title: Other", ":tags: a", "", "Text.", ":::"),
    title="# Second post",
    date="2025-11-02",
)
LIST = (
    "# List\n\n```{paper:list}\n:export: bib csl\n```\n\n"
    "```{paper:list}\n:tag: a\n:export: bib\n```\n"
)
PAGES = {
    "index.md": "# Home\n\n```{toctree}\n:glob:\n\n**\n```\n",
    "posts/one.md": ONE,
    "posts/two.md": TWO,
    "list.md": LIST,
}
CONF = "html_theme = 'basic'\nexclude_patterns = ['out*']\n"
JOURNAL = ["papers.bib", "papers.csl.json", "papers.json"]


def _files(built: Built) -> dict[str, str]:
    """Read the files of papers."""
    paths = [*built.out.rglob("*.bib"), *built.out.rglob("*.csl.json"), built.out / "papers.json"]
    names = {path.relative_to(built.out).as_posix(): path for path in paths if path.is_file()}
    return {name: names[name].read_text("utf-8") for name in sorted(names)}


def _keys(text: str) -> list[str]:
    return [record.key for record in parse_bibtex(text).records]


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    return make_site(PAGES, CONF)


# What there is -----------------------------------------------------------------------------------


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_journal_its_pages_and_its_listings_have_files(site: Site, builder: str) -> None:
    built = site.build(builder)
    assert built.warnings == ()
    files = _files(built)
    of_pages = [name for name in files if name.startswith("papers/")]
    assert {"papers/org/nvidia.bib", "papers/tag/a.bib", "papers/month/2025-11.bib"} <= {*of_pages}
    others = [name for name in files if name not in of_pages]
    assert others == sorted([*JOURNAL, "list.bib", "list.csl.json", "list.2.bib"])


@pytest.mark.parametrize("builder", ["singlehtml", "text", "epub"])
def test_other_outputs_have_none(site: Site, builder: str) -> None:
    built = site.build(builder)
    assert _files(built) == {}
    assert [path for path in built.out.rglob("*") if b"list.bib" in _bytes(path)] == []


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def test_each_paper_is_there_once_with_all_that_its_reviews_say(site: Site) -> None:
    files = _files(site.build(html_baseurl="https://example.org/journal/"))
    assert _keys(files["papers.bib"]) == ["lovelace2025harmony", "other2025"]
    assert [one.key for one in parse_csl(files["papers.csl.json"]).records] == [
        "lovelace2025harmony",
        "other2025",
    ]
    data = json.loads(files["papers.json"])
    papers_schema().validate(data)
    assert parse_papers(files["papers.json"]).problems == ()
    assert data["papers"][0] == {
        "ids": ["arxiv:2511.00001"],
        "key": "lovelace2025harmony",
        "title": "Harmony: sound of $x^2$",
        "authors": ["Ada Lovelace", "최지우"],
        "org": ["NVIDIA"],
        "venue": "ICLR 2026",
        "published": "2025-11-26",
        "code": "https://example.org/code",
        "reviews": [
            {
                "url": f"https://example.org/journal/posts/{page}.html#arxiv-2511-00001",
                "post": post,
                "date": date,
            }
            for page, post, date in [
                ("two", "Second post", "2025-11-02"),
                ("one", "First post", "2025-11-01"),
            ]
        ],
    }


def test_a_file_of_a_listing_holds_what_it_lists(site: Site) -> None:
    files = _files(site.build())
    assert _keys(files["list.bib"]) == ["lovelace2025harmony", "other2025"]
    assert _keys(files["list.2.bib"]) == _keys(files["papers/tag/a.bib"]) == ["other2025"]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_links_lead_to_the_files(site: Site, builder: str) -> None:
    built = site.build(builder)
    pages = [built.out / name for name in _pages(builder)]
    for page in pages:
        soup = built.page(page.relative_to(built.out).as_posix().removesuffix(".html"))
        links = soup.select(".paper-files a")
        assert [link.get_text() for link in links if link["href"]]
        for link in links:
            assert (page.parent / str(link["href"])).resolve().is_file(), link


def _pages(builder: str) -> list[str]:
    end = "/index.html" if builder == "dirhtml" else ".html"
    return [f"{name}{end}" for name in ("list", "papers/org/nvidia", "papers/month/2025-11")]


def test_a_link_is_no_word_of_the_search(site: Site) -> None:
    assert "csl" not in site.build().text("searchindex.js").lower().partition('"titles"')[0]


def test_settings_say_which(site: Site) -> None:
    built = site.build(paperreview_files=["csl"], paperreview_page_files=["csl"])
    files = _files(built)
    assert [name for name in JOURNAL if name in files] == ["papers.csl.json"]
    assert "papers/org/nvidia.csl.json" in files
    assert "papers/org/nvidia.bib" not in files
    assert built.texts(".paper-files a", "papers/org/nvidia") == ["CSL-JSON"]


NAMES = {
    "papers": ["papers.1.bib", "papers.2.bib"],
    "notes.2": ["notes.2.1.bib", "notes.2.2.bib"],
    "한글 제목": ["한글 제목.bib", "한글 제목.2.bib"],
}


@pytest.mark.parametrize("docname", NAMES)
def test_no_two_files_have_one_name(make_site: MakeSite, docname: str) -> None:
    listing = "```{paper:list}\n:export: bib\n```\n\n"
    built = make_site({**PAGES, f"{docname}.md": f"# List\n\n{listing * 2}"}, CONF).build()
    files = _files(built)
    assert {"papers.bib", *NAMES[docname]} <= files.keys()
    links = [str(link["href"]) for link in built.select(".paper-files a", docname)]
    assert len(links) == 2
    assert "papers.bib" not in links


# A second build ----------------------------------------------------------------------------------


def _times(built: Built) -> dict[str, int]:
    return {name: (built.out / name).stat().st_mtime_ns for name in _files(built)}


def test_a_build_of_nothing_new_writes_none(site: Site) -> None:
    first = site.build()
    for name in _files(first):
        os.utime(first.out / name, ns=(1, 1))
    assert set(_times(site.build()).values()) == {1}


def test_an_edit_writes_the_files_that_tell_of_it_alone(site: Site) -> None:
    first = site.build()
    for name in _files(first):
        os.utime(first.out / name, ns=(1, 1))
    site.write("posts/two.md", TWO.replace("Other", "Another"))
    built = site.build()
    written = {name for name, time in _times(built).items() if time != 1}
    assert "papers/org/nvidia.bib" not in written
    assert {"papers/tag/a.bib", "list.2.bib", *JOURNAL} <= written
    assert _files(built) == _files(site.build(out=built.out.with_name("clean"), fresh=True))


CHANGES = {
    "a post goes": ("posts/two.md", None),
    "all posts go": ("posts", None),
    "a listing goes": ("list.md", "# List\n"),
    "a listing has none": ("list.md", LIST.replace(":export: bib csl\n", "")),
    "a page of ones own comes": ("papers/org/nvidia.md", "# NVIDIA\n\n{paper}`2511.00001`\n"),
    "a key comes": (
        "papers.json",
        papers_json({"ids": ["arxiv:2511.00002"], "key": "mine", "title": "Known"}),
    ),
}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("name", CHANGES)
def test_what_is_left_is_what_a_clean_build_makes(site: Site, name: str, builder: str) -> None:
    before = _files(site.build(builder))
    path, text = CHANGES[name]
    if text is None:
        pages = [path] if path.endswith(".md") else ["posts/one.md", "posts/two.md"]
        for page in pages:
            (site.source / page).unlink()
    else:
        site.write(path, text)
    built = site.build(builder)
    clean = site.build(builder, out=built.out.with_name("clean"), fresh=True)
    assert _files(built) == _files(clean) != before


def test_two_builds_have_the_same_files(site: Site, tmp_path: Path) -> None:
    one = site.build(out=tmp_path / "one")
    assert _files(one) == _files(site.build(out=tmp_path / "two", parallel=2))


def test_a_file_of_ones_own_stays(make_site: MakeSite) -> None:
    """At any build, also when ours were there before."""
    own = "% mine\n"
    site = make_site({**PAGES, "extra/papers.bib": own, "extra/list.bib": own}, CONF)
    site.build()
    for _ in range(2):
        built = site.build(html_extra_path=["extra"])
        assert built.text("papers.bib") == built.text("list.bib") == own
        assert (built.out / "papers.json").is_file()


# Hard input --------------------------------------------------------------------------------------


def test_no_text_breaks_a_file(make_site: MakeSite) -> None:
    """As title, author, and venue of papers; nor does a paper without an id, a date, a word."""
    reviews = [
        line
        for text in (*HARD, "?!…")
        for line in (
            ":::{paper}",
            f":title: '{text}'",
            f":authors: {text}; Ada {text}",
            "",
            "T.",
            ":::",
            "",
        )
    ]
    reviews += [":::{paper} https://example.org/a_b%20c", "", "T.", ":::"]
    post = "---\norphan: true\n---\n# Post\n\n" + "\n".join(reviews)
    built = make_site({"index.md": post}, CONF).build(paperreview_unknown_orgs="ignore")
    files = _files(built)
    bib, csl = parse_bibtex(files["papers.bib"]), parse_csl(files["papers.csl.json"])
    data = json.loads(files["papers.json"])
    papers_schema().validate(data)
    assert bib.problems == csl.problems == ()
    assert len(bib.records) == len(csl.records) == len(data["papers"]) == len(built.reviews)
    keys = [record.key for record in bib.records]
    assert keys == sorted(keys)
    assert sorted(keys) == sorted(record.key for record in csl.records)
    by_key = {record.key: record for record in bib.records}
    assert {one["key"]: one.get("authors", []) for one in data["papers"]} == {
        key: list(record.authors) for key, record in by_key.items()
    }


def test_a_bib_file_comes_out_as_it_went_in(make_site: MakeSite) -> None:
    """The records of a file of Zotero, with its keys, though everything else was rewritten."""
    bib = r"""
@inproceedings{Key2017, title = {{BERT}: {\"U}ber \$5 \& $x^2$}, booktitle = {ICLR 2026},
  author = {M{\"u}ller, J{\"o}rg and {Acme, Inc.} and 최지우}, year = 2017, month = jun,
  eprint = {1706.03762}, archiveprefix = {arXiv}}
@article{other, title = {Other}, subtitle = {Of $n$ words}, journal = {Nature}, date = {2020-02-03},
  doi = {10.1145/3485132}}
"""
    post = review_page(":::{paper} 1706.03762\n:::", "", ":::{paper} 10.1145/3485132\n:::")
    conf = f"{CONF}paperreview_metadata = ['in.bib']\n"
    built = make_site({"index.md": post, "in.bib": bib}, conf).build()
    assert built.warnings == ()
    out = parse_bibtex(built.text("papers.bib"))
    assert out.problems == ()
    known = {record.key: record for record in parse_bibtex(bib).records}
    assert {record.key: record for record in out.records} == known
