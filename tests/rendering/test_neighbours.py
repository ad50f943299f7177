"""The foot of a post: the older and the newer one."""

from __future__ import annotations

import json

import pytest

from tests.conftest import MakeSite
from tests.outputs import text_output
from tests.site import Built, Site, review_page

REVIEW = [":::{paper} 2511.21579", ":title: Harmony", "", "Text.", ":::"]
INDEX = "# Home\n\n```{toctree}\n:glob:\n\n*\n```\n"


def page(title: str, date: str, *options: str) -> str:
    review = [*REVIEW[:2], *options, *REVIEW[2:]]
    return review_page(*review, title=f"# {title}", date=date)


PAGES = {
    "index.md": INDEX,
    "first.md": page("First", "2025-01-01"),
    "noon.md": page("Noon", "2025-01-02 12:00"),
    "eve.md": page("Eve", "2025-01-02 20:00"),
    "same-a.md": page("2025-01-03 a", "2025-01-03"),
    "same-b.md": page("2025-01-03 b", "2025-01-03"),
    "draft.md": page("Draft", "2025-01-04").replace("---\n", "---\ndraft: true\n", 1),
    "hidden.md": page("Hidden", "2025-01-05", ":no-index:"),
    "undated.md": page("Undated", "").replace("date: \n", "tags: [x]\n"),
    "last.md": page("Last", "2025-01-06"),
}  # fmt: skip


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build a journal of dated posts, and of pages that are none."""
    built = Site(tmp_path_factory.mktemp("journal") / "source", PAGES).build()  # alabaster
    assert built.warnings == ()
    return built


def feet(built: Built, docname: str) -> list[str]:
    return built.texts("nav.paper-neighbours > a", docname)


def test_each_post_leads_to_the_older_and_the_newer_one(journal: Built) -> None:
    """By date, time and page: the order of all listings; each with its date, once."""
    assert {name: feet(journal, name) for name in ("first", "noon", "eve")} == {
        "first": ["Newer Noon Jan 2, 2025"],
        "noon": ["Older First Jan 1, 2025", "Newer Eve Jan 2, 2025"],
        "eve": ["Older Noon Jan 2, 2025", "Newer 2025-01-03 b"],
    }
    assert feet(journal, "same-b") == ["Older Eve Jan 2, 2025", "Newer 2025-01-03 a"]
    assert feet(journal, "same-a") == ["Older 2025-01-03 b", "Newer Last Jan 6, 2025"]
    assert feet(journal, "last") == ["Older 2025-01-03 a"]


@pytest.mark.parametrize("docname", ["index", "draft", "hidden", "undated"])
def test_a_page_that_is_no_dated_post_has_none(journal: Built, docname: str) -> None:
    """Nor has a draft, or a page of which nothing is indexed."""
    assert not journal.select("nav.paper-neighbours", docname)


def test_the_foot_stands_behind_the_reviews(journal: Built) -> None:
    """Last of the page, in no section of it; with a name for those who hear the page."""
    (foot,) = journal.select("nav.paper-neighbours", "noon")
    assert foot["aria-label"] == "Older and newer posts"
    assert not foot.find_parent("section")
    assert not foot.find_next_sibling()
    assert [link["href"] for link in foot.select("a")] == ["first.html", "eve.html"]


@pytest.mark.parametrize("suffix", ["md", "rst"])
def test_the_foot_stands_behind_the_footnotes(make_site: MakeSite, suffix: str) -> None:
    """And the foot of a review before them: they are part of its text."""
    texts = {
        "md": f"---\ndate: 2025-01-01\n---\n# A\n\n{ALONE_MD}\nText.[^n]\n\n[^n]: A note.\n",
        "rst": f":date: 2025-01-01\n\nA\n=\n\n{ALONE_RST}\nText. [#]_\n\n"
        ".. rubric:: Footnotes\n\n.. [#] A note.\n",
    }
    other = page("B", "2025-01-02", ":tags: t").replace("21579", "21692")
    pages = {"index.md": INDEX, f"a.{suffix}": texts[suffix], "b.md": other}
    built = make_site(pages).build()
    assert built.warnings == ()
    ours = built.select(".paper-foot, .rubric, aside.footnote, .paper-neighbours", "a")
    names = [name for tag in ours for name in tag.get_attribute_list("class")[:1]]
    heading = ["rubric"] if suffix == "rst" else []
    assert names == ["paper-foot", *heading, "footnote", "paper-neighbours"]


ALONE_MD = ":::{paper} 2511.21579\n:tags: t\n:::\n"
ALONE_RST = ".. paper:: 2511.21579\n   :tags: t\n"


def test_pages_without_a_heading_have_a_foot_too(make_site: MakeSite) -> None:
    """Behind all their reviews."""
    other = [line.replace("21579", "21692") for line in REVIEW]
    pages = {
        "index.md": INDEX,
        "a.md": review_page(*REVIEW, "", *other, title="", date="2025-01-01"),
        "b.md": page("B", "2025-01-02"),
    }
    built = make_site(pages).build(suppress_warnings=["toc.no_title", "toc.not_readable"])
    (foot,) = built.select("nav.paper-neighbours", "a")
    assert not foot.find_parent("section")
    assert len(foot.find_previous_siblings("section", class_="paper-review")) == 2


def test_a_page_about_one_paper_has_a_foot(make_site: MakeSite) -> None:
    """Behind its text."""
    whole = review_page(":::{paper} 2511.21579", ":::", "", "Text.", date="2025-01-01")
    pages = {"index.md": INDEX, "a.md": whole, "b.md": page("B", "2025-01-02")}
    assert feet(make_site(pages).build(), "a") == ["Newer B Jan 2, 2025"]


def test_the_only_post_has_no_foot(make_site: MakeSite) -> None:
    """It has no neighbours."""
    built = make_site({"index.md": page("Only", "2025-01-01")}).build()
    assert built.select(".paper-review")
    assert not built.select("nav.paper-neighbours")


def test_a_search_finds_no_post_by_the_title_of_another(journal: Built) -> None:
    """The foot is no part of the text that search reads."""
    text = journal.text("searchindex.js")
    index = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    assert "newer" not in index["terms"]


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "epub", "latex", "text", "xml"])
def test_only_pages_of_a_site_have_a_foot(make_site: MakeSite, builder: str) -> None:
    """A book is read from front to back."""
    pages = {"index.md": INDEX, "a.md": PAGES["first.md"], "b.md": PAGES["last.md"]}
    conf = 'project = "Home"\ncopyright = "2025"\nversion = "1"\n'
    built = make_site(pages, conf).build(builder)
    assert built.warnings == ()
    if builder == "dirhtml":
        (link,) = built.select("nav.paper-neighbours a", "a/index")
        assert link["href"] == "../b/"
    else:
        assert "Newer" not in text_output(built.out, builder)


# The bar of a theme ------------------------------------------------------------------------------

BARS: dict[str, tuple[str, dict[str, object], bool]] = {
    "furo": ("furo", {}, True),
    "pydata": ("pydata_sphinx_theme", {}, True),
    "pydata, hidden": ("pydata_sphinx_theme", {"show_prev_next": False}, False),
    "book": ("sphinx_book_theme", {}, True),
    "rtd": ("sphinx_rtd_theme", {}, True),
    "rtd, top": ("sphinx_rtd_theme", {"prev_next_buttons_location": "top"}, False),
    "rtd, none": ("sphinx_rtd_theme", {"prev_next_buttons_location": None}, False),
    "alabaster": ("alabaster", {}, False),
    "alabaster, both": ("alabaster", {"show_relbars": True}, True),
    "alabaster, bottom": ("alabaster", {"show_relbar_bottom": "true"}, True),
    "basic": ("basic", {}, True),
    "classic": ("classic", {}, True),
    "haiku": ("haiku", {}, True),
}
"""Theme, its options, and whether it has a bar at the foot."""

POSTS = {
    "index.md": "# Home\n\n```{toctree}\n:reversed:\n:glob:\n\n*\n```\n",
    "a.md": page(r"First & \<b\>", "2025-01-01"),
    "b.md": page("Second", "2025-01-02"),
    "c.md": page("Third", "2025-01-03"),
}


def _hrefs(built: Built, docname: str) -> list[tuple[str, str]]:
    """List the links in a page's head to the pages beside it."""
    links = built.select("link[rel=prev], link[rel=next]", docname)
    return sorted((str(link["rel"][0]), str(link["href"])) for link in links)


@pytest.mark.parametrize("name", BARS)
def test_a_page_has_one_bar(make_site: MakeSite, name: str) -> None:
    """The theme's, if it has one, else ours; whatever else it shows follows the dates, too."""
    theme, options, has_bar = BARS[name]
    built = make_site(POSTS).build(html_theme=theme, html_theme_options=options)
    assert built.warnings == ()
    assert bool(built.select("nav.paper-neighbours", "b")) != has_bar
    body = built.page("b").body
    assert body
    for foot in body.select("nav.paper-neighbours"):
        foot.decompose()
    if has_bar:
        places = [str(link["href"]) for link in body.select("a[href='a.html'], a[href='c.html']")]
        assert {*places} == {"a.html", "c.html"}
    assert _hrefs(built, "b") == [("next", "c.html"), ("prev", "a.html")]
    assert _hrefs(built, "a") == [("next", "b.html")]
    assert _hrefs(built, "c") == [("prev", "b.html")]


def test_titles_in_the_bar_of_a_theme_are_no_markup(make_site: MakeSite) -> None:
    built = make_site(POSTS).build(html_theme="furo")
    (link,) = built.select("a.prev-page", "b")
    assert "First & <b>" in link.get_text()
    assert "First &amp; &lt;b&gt;" in str(link)


def test_a_classic_bar_says_which_post_is_which(make_site: MakeSite) -> None:
    """It shows words, not titles."""
    built = make_site(POSTS).build(html_theme="classic")
    links = built.select(".related a[accesskey]", "b")
    found = {(str(link["accesskey"][0]), link.get_text(), str(link["href"])) for link in links}
    assert {("N", "newer", "c.html"), ("P", "older", "a.html")} <= found


@pytest.mark.parametrize(
    ("choice", "theme", "own", "beside"),
    [
        ("own", "furo", True, "a.html"),
        ("theme", "alabaster", False, "a.html"),
        ("none", "furo", False, "c.html"),
        ("none", "alabaster", False, "c.html"),
    ],
)
def test_a_site_chooses_its_bar(
    make_site: MakeSite, choice: str, theme: str, own: bool, beside: str
) -> None:
    """Without any, a theme follows the table of contents, which is reversed here."""
    built = make_site(POSTS).build(html_theme=theme, paperreview_post_bar=choice)
    assert built.warnings == ()
    assert bool(built.select("nav.paper-neighbours", "b")) == own
    assert ("prev", beside) in _hrefs(built, "b")


def test_the_bar_of_a_theme_is_never_stale(make_site: MakeSite) -> None:
    """It shows the title of another page."""
    site = make_site(POSTS)
    site.build(html_theme="furo")
    site.write("a.md", POSTS["a.md"].replace("First", "Renamed"))
    again = site.build(html_theme="furo")
    assert "Renamed" in again.select("a.prev-page", "b")[0].get_text()
