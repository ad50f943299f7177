"""Feeds of a site: which there are, what they hold, when they are written, and when they go."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup, Tag

from sphinx_paperreview.rendering import feeds
from tests.conftest import MakeSite
from tests.feeds import addresses, faults, read
from tests.links import dead_addresses
from tests.site import Built, Site, review_page

BASE = "https://example.org/journal/en/latest/"
IDS = "tag:example.org,2026:journal/"

ONE = "\n".join(
    [
        *("---", "date: 2025-11-01 08:15", "updated: 2025-11-05", "author: Ada", "tags: [x]"),
        *("---", "# First post", "", "Intro, see [all](../all.md).", ""),
        *(":::{paper} 2511.00001", ":title: Harmony: *sound* of $x^2$", ":org: NVIDIA"),
        *(":venue: ICLR 2026", ":tags: a", ":summary: Short and $n$.", ":image: a.png", ""),
        *("Text with $x_1$ and a picture.", "", "![A picture](a.png)", "", "```python"),
        *("def f(): ...", "```", "", "[The file](a.bib)", ":::", ""),
    ]
)
TWO = review_page(
    *(":::{paper} 2511.00001", "", "Again, [^1].", "", "[^1]: A note.", ":::", ""),
    *(":::{paper} 2511.00002", ":title: Other", ":org: Apple", "", "See {paper}`2511.00001`."),
    *(":::", "", "```{paper:list}", ":filter:", "```"),
    title="# Second post",
    date="2025-11-12",
)
PAGES: dict[str, str | bytes] = {
    "index.md": "# Home\n\n```{toctree}\n:glob:\n\n**\n```\n",
    "posts/one.md": ONE,
    "posts/two.md": TWO,
    "posts/draft.md": TWO.replace("---\ndate", "---\ndraft: true\ndate").replace("Second", "Draft"),
    "posts/undated.md": review_page(":::{paper} 2511.00003\n\nText.\n:::", date=""),
    "all.md": "# All\n\n```{paper:posts}\n```\n",
    "some.md": "# Some\n\n```{paper:posts}\n:tag: a\n```\n",
    "ada.md": "# Of Ada\n\n```{paper:posts}\n:reviewer: Ada\n```\n",
    "posts/a.png": b"\x89PNG",
    "posts/a.bib": "",
}
CONF = (
    "project = 'Journal'\nhtml_theme = 'basic'\nexclude_patterns = ['out*']\n"
    "myst_enable_extensions = ['dollarmath', 'colon_fence']\n"
    f"html_baseurl = {BASE!r}\n"
)


def _feeds(built: Built) -> dict[str, str]:
    names = {path.relative_to(built.out).as_posix(): path for path in built.out.rglob("*.xml")}
    return {name: names[name].read_text("utf-8") for name in sorted(names)}


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    return make_site(PAGES, CONF)


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("READTHEDOCS_CANONICAL_URL", "READTHEDOCS_VERSION_TYPE"):
        monkeypatch.delenv(name, raising=False)


# What there is -----------------------------------------------------------------------------------


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_feed_is_right_and_leads_to_what_is_there(site: Site, builder: str) -> None:
    built = site.build(builder)
    assert built.warnings == ()
    written = _feeds(built)
    assert written.keys() == {
        *("feed.xml", "digest.xml", "papers/org/apple.xml", "papers/org/nvidia.xml"),
        *("papers/source/arxiv.xml", "papers/tag/a.xml", "papers/tag/x.xml"),
        "papers/venue/iclr-2026.xml",
    }
    for name, text in written.items():
        assert faults(text) == [], name
        assert read(text).feed.id == f"{IDS}{name}"
        assert "Draft" not in text
        assert dead_addresses(built, BASE, addresses(text)) == [], name


def test_addresses_that_lead_nowhere_are_found(site: Site) -> None:
    """What looks for them above sees a wrong one of each kind."""
    wrong = [
        *("posts/one.html", "//example.org/", "javascript:alert(1)", "https:///a"),
        *("https://example.org/other/", f"{BASE}none.html", f"{BASE}posts/one.html#none"),
    ]
    right = [BASE, f"{BASE}posts/one.html#arxiv-2511-00001", "https://arxiv.org/#none"]
    assert dead_addresses(site.build(), BASE, [*wrong, *right]) == sorted(wrong)


@pytest.mark.parametrize("builder", ["singlehtml", "text", "epub", "json"])
def test_other_outputs_have_none(site: Site, builder: str) -> None:
    built = site.build(builder)
    assert [name for name in _feeds(built) if "feed" in name or "papers" in name] == []
    for path in built.out.rglob("*"):
        assert not path.is_file() or b"feed.xml" not in path.read_bytes(), path


def test_posts_are_told_in_full(site: Site) -> None:
    found = read(_feeds(site.build())["feed.xml"])
    assert found.feed.title == "Journal"
    two, one = found.entries
    assert (two.title, two.id) == ("Second post", f"{IDS}posts/two")
    assert (one.published, one.updated) == ("2025-11-01T08:15:00Z", "2025-11-05T00:00:00Z")
    assert (one.author, [tag.term for tag in one.tags]) == ("Ada", ["x", "a"])
    assert one.summary == "Intro, see all."
    html = BeautifulSoup(one.content[0].value, "html.parser")
    published = '<time datetime="2025-11">Nov 2025</time>'
    assert [str(tag) for tag in html.find_all(["h2", "p", "img", "pre"])][:7] == [
        f'<p>Intro, see <a href="{BASE}all.html">all</a>.</p>',
        "<h2>Harmony: <em>sound</em> of <code>x^2</code></h2>",
        f'<img alt="" src="{BASE}_images/a.png"/>',
        f'<p><a href="{BASE}papers/org/nvidia.html">NVIDIA</a> · ICLR 2026 · {published}</p>',
        str(html.find_all("p")[2]),
        "<p><strong>TL;DR</strong> Short and <code>n</code>.</p>",
        "<p>Text with <code>x_1</code> and a picture.</p>",
    ]
    assert html.find_all("p")[2].get_text().startswith("arXiv · PDF · ")
    assert html.select("pre")[0].get_text() == "def f(): ...\n"
    content = BeautifulSoup(two.content[0].value, "html.parser")
    assert content.find(["script", "svg", "form", "h1", "input", "select"]) is None
    assert "Related" not in content.get_text()


@pytest.mark.parametrize("theme", ["alabaster", "furo", "sphinx_rtd_theme", "sphinx_book_theme"])
def test_any_theme_tells_the_same(site: Site, theme: str) -> None:
    """What it draws around an article is not in it; and it names the feeds."""
    expected = _feeds(site.build())["feed.xml"]
    built = site.build(out=site.source.parent / theme, html_theme=theme)
    assert _feeds(built)["feed.xml"] == expected
    assert _alternates(built, "posts/one") == ["feed.xml"]


def test_a_page_has_the_feed_of_its_papers(site: Site) -> None:
    found = read(_feeds(site.build())["papers/source/arxiv.xml"])
    assert found.feed.title == "arXiv · Journal"
    assert [(entry.title, entry.id, entry.updated) for entry in found.entries] == [
        (title, f"{IDS}posts/{place}", f"{day}T00:00:00Z")
        for title, place, day in [
            ("Harmony: sound of $x^2$", "two#arxiv-2511-00001", "2025-11-12"),
            ("Other", "two#arxiv-2511-00002", "2025-11-12"),
            ("Harmony: sound of $x^2$", "one#arxiv-2511-00001", "2025-11-05"),
        ]
    ]
    assert "<p>NVIDIA · ICLR 2026 · Nov 2025 · #a</p>" in found.entries[2].content[0].value


def test_the_digest_tells_the_papers_of_each_week(site: Site) -> None:
    (entry,) = read(_feeds(site.build())["digest.xml"]).entries
    assert entry.id == f"{IDS}digest.xml#2025-W44"
    assert (entry.title, entry.author) == ("Week 44 of 2025 · 1 paper", "Ada")
    html = BeautifulSoup(entry.content[0].value, "html.parser")
    link = html.select_one("h2 a")
    assert link is not None
    assert link["href"] == f"{BASE}posts/one.html#arxiv-2511-00001"
    assert "TL;DR Short and n." in html.get_text()


def _alternates(built: Built, docname: str) -> list[str]:
    links = built.select('link[rel="alternate"][type="application/atom+xml"]', docname)
    return [_there(built, docname, link) for link in links]


def _there(built: Built, docname: str, link: Tag) -> str:
    path = (built.out / f"{docname}.html").parent / unquote(str(link["href"]))
    return path.resolve().relative_to(built.out.resolve()).as_posix()


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_pages_lead_to_the_feeds_of_what_they_show(site: Site, builder: str) -> None:
    built = site.build(builder)
    of_all = ["feed.xml", "digest.xml"]
    expected = {
        "index": (of_all, []),
        "all": (of_all, of_all),
        "some": (of_all, []),
        "ada": (of_all, []),
        "posts/one": (["feed.xml"], []),
        "posts/draft": (["feed.xml"], []),
        "papers/org/nvidia": (["papers/org/nvidia.xml"], ["papers/org/nvidia.xml"]),
        "papers/month/2025-11": ([], []),
        "papers/org/index": ([], []),
        "genindex": ([], []),
    }
    for docname, (head, seen) in expected.items():
        is_folder = builder == "dirhtml" and not docname.endswith("index")
        page = f"{docname}/index" if is_folder else docname
        page = "genindex/index" if builder == "dirhtml" and docname == "genindex" else page
        assert _alternates(built, page) == head, docname
        links = [link for link in built.select(".paper-files a", page) if ".xml" in link["href"]]
        assert [_there(built, page, link) for link in links] == seen, docname


def test_a_page_of_ones_own_leads_to_the_feed_of_its_value(site: Site) -> None:
    """Whoever follows it does not lose it when the author writes the page."""
    before = _feeds(site.build())["papers/org/nvidia.xml"]
    site.write("papers/org/nvidia.md", "# NVIDIA\n\n{paper}`2511.00001`\n")
    built = site.build()
    assert _feeds(built)["papers/org/nvidia.xml"] == before
    assert _alternates(built, "papers/org/nvidia") == ["papers/org/nvidia.xml"]


def test_the_newest_are_in_it(site: Site) -> None:
    written = _feeds(site.build(paperreview_feed_limit=1))
    assert [entry.title for entry in read(written["feed.xml"]).entries] == ["Second post"]
    assert len(read(written["papers/source/arxiv.xml"]).entries) == 1


def test_settings_say_which_there_are(site: Site) -> None:
    assert _feeds(site.build(paperreview_feeds=["posts"])).keys() == {"feed.xml"}
    built = site.build(paperreview_feeds=[])
    assert _feeds(built) == {}
    assert [page for page in ("index", "all", "posts/one") if _alternates(built, page)] == []


def test_ids_survive_a_move(site: Site) -> None:
    """Of language and version always, of the host with the setting."""
    moves: list[dict[str, Any]] = [
        {},
        {"html_baseurl": "https://example.org/journal/ko/v2/"},
        {"paperreview_feed_id": "ada@example.org,2025"},
        {"paperreview_feed_id": "ada@example.org,2025", "html_baseurl": "http://e.net/x/"},
    ]
    ids = [
        [entry.id for text in _feeds(site.build(**move)).values() for entry in read(text).entries]
        for move in moves
    ]
    assert ids[0] == ids[1] != ids[2] == ids[3]


HARD = (
    *("</script>", "]]>", "{", "%", "&", '"', "<b>", "한국어", "שלום", "🔥", "\\x0b", "$x^2$"),
    *("?!…", "&amp;"),
)


def test_no_text_breaks_a_feed(make_site: MakeSite) -> None:
    """As title, summary, author or tag."""
    pages: dict[str, str | bytes] = {"index.md": "# Home\n\n```{toctree}\n:glob:\n\n*\n```\n"}
    for number, text in enumerate((*HARD, "a\x0bb\x1bc")):
        quoted = text.replace("'", "''")
        pages[f"{number}.md"] = (
            f"---\ndate: 2025-11-{number + 1:02}\nauthor: '{quoted if number < 14 else 'x'}'\n---\n"
            f"# Post `` {text} ``\n\n:::{{paper}} 2511.000{number:02}\n:title: '{quoted}'\n"
            f":authors: '{quoted}'\n:summary: '{quoted}'\n:org: '{quoted}'\n\nText `` {text} ``\n"
            ":::\n"
        )
    built = make_site(pages, CONF).build(paperreview_unknown_orgs="ignore")
    written = _feeds(built)
    assert len(read(written["feed.xml"]).entries) == len(HARD) + 1
    for name, text in written.items():
        assert faults(text) == [], name
        read(text)


# Where the site stands ---------------------------------------------------------------------------


def test_without_an_address_a_build_says_so_once_and_warns_of_nothing(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(feeds, "note", said.append)
    built = site.build(html_baseurl="")
    assert built.warnings == ()
    (note,) = said
    assert "paperreview_base_url" in note
    assert _feeds(built) == {}
    assert _alternates(built, "index") == []
    site.build("text", html_baseurl="")
    site.build(html_baseurl="", paperreview_feeds=[])
    site.build()
    assert len(said) == 1


def test_without_a_date_a_build_says_so_and_warns_of_nothing(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(feeds, "note", said.append)
    page = review_page(":::{paper} 2511.00003\n\nText.\n:::", date="")
    site = make_site({"index.md": page}, CONF)
    built = site.build()
    assert (_feeds(built), _alternates(built, "index"), built.warnings) == ({}, [], ())
    (note,) = said
    assert "no post has a date" in note
    site.build(html_baseurl="")
    site.build(paperreview_feeds=[])
    site.write(
        "index.md",
        page.replace(":::{paper} 2511.00003", ":::{paper} 2511.00003\n:date: 2025-11-01"),
    )
    assert _feeds(site.build()).keys() == {"papers/source/arxiv.xml"}
    assert len(said) == 1


WRONG = {
    "relative": "/journal/",
    "a word": "journal",
    "another scheme": "ftp://example.org/",
    "no host": "https:///journal/",
    "a question": "https://example.org/?a=b",
    "a place": "https://example.org/#a",
    "a page": "https://example.org/journal/index.html",
    "a password": "https://me:secret@example.org/",
}


@pytest.mark.parametrize("setting", ["html_baseurl", "paperreview_base_url"])
@pytest.mark.parametrize("kind", WRONG)
def test_an_address_that_is_none_gives_one_warning_and_no_feed(
    site: Site, setting: str, kind: str
) -> None:
    options: dict[str, Any] = {setting: WRONG[kind]}
    built = site.build(**options)
    (warning,) = built.warnings
    assert f"{setting}: " in warning
    assert "[paper.config]" in warning
    assert _feeds(built) == {}


def test_the_first_address_counts(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READTHEDOCS_CANONICAL_URL", "https://c.example/")
    for ours, sphinx_own, address in (
        ("https://a.example", "x", "https://a.example/"),
        ("", "https://b.example/x", "https://b.example/x/"),
        ("", "", "https://c.example/"),
    ):
        built = site.build(paperreview_base_url=ours, html_baseurl=sphinx_own)
        assert read(_feeds(built)["feed.xml"]).entries[0].link == f"{address}posts/two.html"


def test_a_proposal_has_no_feed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READTHEDOCS_VERSION_TYPE", "external")
    built = site.build()
    assert (_feeds(built), built.warnings) == ({}, ())


# A second build ----------------------------------------------------------------------------------


def _touched(site: Site, builder: str = "html") -> set[str]:
    """Build, and name the feeds that were written."""
    out = site.source.parent / f"out-{builder}"
    for path in out.rglob("*.xml"):
        os.utime(path, ns=(1, 1))
    built = site.build(builder)
    return {name for name in _feeds(built) if (built.out / name).stat().st_mtime_ns != 1}


def test_a_build_of_nothing_new_writes_none(site: Site) -> None:
    site.build()
    assert _touched(site) == set()


def test_an_edit_writes_the_feeds_that_show_it(site: Site) -> None:
    site.build()
    site.write("posts/one.md", ONE.replace("Text with", "Words with"))
    assert _touched(site) == {"feed.xml"}
    site.write("posts/two.md", TWO.replace("Other", "Another"))
    assert _touched(site) == {"feed.xml", "papers/org/apple.xml", "papers/source/arxiv.xml"}
    site.write("index.md", "# Home\n\nWords.\n\n```{toctree}\n:glob:\n\n**\n```\n")
    assert _touched(site) == set()


CHANGES: dict[str, tuple[str, str | None]] = {
    "a post goes": ("posts/two.md", None),
    "a text": ("posts/one.md", ONE.replace("Text with", "Words with")),
    "a title": ("posts/one.md", ONE.replace("First post", "The first")),
    "a change is told": ("posts/one.md", ONE.replace("2025-11-05", "2025-11-07")),
    "a date goes": ("posts/two.md", TWO.replace("date: 2025-11-12", "x: y")),
    "a draft": ("posts/one.md", ONE.replace("tags: [x]", "draft: true")),
    "a review goes": ("posts/one.md", ONE.partition(":::")[0]),
    "a page of ones own": ("papers/org/nvidia.md", "# NVIDIA\n\n{paper}`2511.00001`\n"),
    "what a reference shows": ("posts/one.md", ONE.replace("Harmony: *sound*", "Sound")),
}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("name", CHANGES)
def test_what_is_left_is_what_a_clean_build_makes(site: Site, name: str, builder: str) -> None:
    site.build(builder)
    path, text = CHANGES[name]
    if text is None:
        (site.source / path).unlink()
    else:
        site.write(path, text)
    built = site.build(builder)
    clean = site.build(builder, out=built.out.with_name("clean"), fresh=True)
    assert _feeds(built) == _feeds(clean)
    for page in clean.out.rglob("*.html"):
        docname = page.relative_to(clean.out).as_posix().removesuffix(".html")
        assert _alternates(built, docname) == _alternates(clean, docname), docname


def test_no_feed_is_left_where_nothing_has_a_date(site: Site) -> None:
    site.build()
    for name in ("one", "two"):
        (site.source / f"posts/{name}.md").unlink()
    built = site.build()
    assert _feeds(built) == {}
    assert _alternates(built, "index") == []


def test_parallel_builds_write_the_same(site: Site, tmp_path: Path) -> None:
    for number in range(8):
        site.write(f"posts/more-{number}.md", ONE.replace("First", f"Post {number}"))
    one = _feeds(site.build(out=tmp_path / "one"))
    assert one == _feeds(site.build(out=tmp_path / "two", parallel=4))
    site.write("posts/one.md", ONE.replace("Text with", "Words with"))
    site.write("posts/two.md", TWO.replace("Again", "Once more"))
    later = _feeds(site.build(out=tmp_path / "two", parallel=4))
    assert later == _feeds(site.build(out=tmp_path / "three"))
    assert later != one


def test_a_file_of_ones_own_stays(site: Site) -> None:
    site.write("extra/feed.xml", "<mine/>")
    for _ in range(2):
        built = site.build(html_extra_path=["extra"])
        assert built.text("feed.xml") == "<mine/>"
        assert (built.out / "digest.xml").is_file()


def test_a_feed_that_somebody_has_changed_is_not_read(site: Site) -> None:
    """What it says of posts that have not changed is not taken over."""
    built = site.build()
    text = built.text("feed.xml")
    (built.out / "feed.xml").write_text(text.replace("Again", "Never"), encoding="utf-8")
    site.write("posts/one.md", ONE.replace("Text with", "Words with"))
    assert site.build().text("feed.xml") == text.replace("Text with", "Words with")
