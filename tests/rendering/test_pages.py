"""Generated pages as they are drawn: which there are, what they show, where they lead."""

from __future__ import annotations

import shutil
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sphinx.builders.html import StandaloneHTMLBuilder

from tests.conftest import MakeSite
from tests.links import dead_links
from tests.site import Built, Site, review_page

TOCTREE = "```{toctree}\n:glob:\n:hidden:\n\nposts/*\n```\n"

SCRIPT = "<script>alert(1)</script>"
QUOTED = "Kim & 'Sons' \"Lab\""

NEW = review_page(
    ":::{paper} 2511.00001", ":title: Alpha", ":org: google, 한빛 연구소", ":tags: video, 방법",
    ":venue: ICLR 2026", "", "Text.", ":::", "",
    ":::{paper} 2511.00002", ":title: Beta in $O(n)$", ":org: 测试实验室", ":tags: video", "",
    "Text.", ":::",
    title="# Thursday",
)  # fmt: skip
OLD = review_page(
    ":::{paper} 2511.00001", ":title: Alpha", ":org: google", ":tags: video", "", "Text.", ":::",
    "", ":::{paper}", ":title: Gamma", "", "Text.", ":::",
    title="# Monday", date="2025-10-20",
)  # fmt: skip
HIDDEN = {
    "posts/draft.md": "---\ndraft: true\ndate: 2024-01-01\n---\n# Draft\n\n"
    ":::{paper} 2511.00003\n:title: Secret\n:org: NVIDIA\n:tags: secret\n\nText.\n:::\n",
    "posts/quiet.md": review_page(
        ":::{paper} 2511.00004", ":title: Quiet", ":org: Meta", ":tags: secret", ":no-index:", "",
        "Text.", ":::", date="2024-02-02",
    ),
}  # fmt: skip
PAGES = {"index.md": f"# Home\n\n{TOCTREE}", "posts/new.md": NEW, "posts/old.md": OLD, **HIDDEN}

CONF = 'project = "Journal"\npaperreview_unknown_orgs = "ignore"\n'

EXPECTED = {
    "papers/index",
    *("papers/org/index", "papers/org/google", "papers/org/한빛-연구소", "papers/org/测试实验室"),
    *("papers/tag/index", "papers/tag/video", "papers/tag/방법"),
    *("papers/venue/index", "papers/venue/iclr-2026"),
    *("papers/source/index", "papers/source/arxiv"),
    *("papers/month/index", "papers/month/2025-11", "papers/month/2025-10"),
}


def generated(built: Built, folder: str = "papers") -> set[str]:
    """Name the pages in the folder of generated ones, as their docnames."""
    paths = (path.relative_to(built.out) for path in (built.out / folder).rglob("*.html"))
    return {path.with_suffix("").as_posix() for path in paths}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the site in html."""
    return Site(tmp_path_factory.mktemp("pages") / "source", PAGES, CONF).build()


# Which there are ---------------------------------------------------------------------------------


def test_each_value_has_a_page(built: Built) -> None:
    """And each kind an overview; drafts and ``no-index`` give none."""
    assert built.warnings == ()
    assert generated(built) == EXPECTED


def test_dirhtml_has_the_same_pages(make_site: MakeSite) -> None:
    """As folders."""
    built = make_site(PAGES, CONF).build("dirhtml")
    assert built.warnings == ()
    found = {name.removesuffix("/index") for name in generated(built)}
    assert found == {name.removesuffix("/index") for name in EXPECTED}


def test_the_folder_is_the_sites_choice(make_site: MakeSite) -> None:
    """Also one within another."""
    built = make_site(PAGES, CONF).build(paperreview_pages="docs/all")
    assert built.warnings == ()
    assert generated(built) == set()
    assert {name.replace("docs/all", "papers") for name in generated(built, "docs")} == EXPECTED
    assert set(dead_links(built)) == set()


def test_kinds_are_the_sites_choice(make_site: MakeSite) -> None:
    """Badges of other kinds lead to their indices."""
    site = make_site(PAGES, CONF)
    built = site.build(paperreview_page_kinds=["tag", "month"])
    assert built.warnings == ()
    assert generated(built) == {
        name for name in EXPECTED if name.split("/")[1] in {"index", "tag", "month"}
    }
    orgs = {str(link["href"]) for link in built.select("a.paper-org", "posts/old")}
    assert orgs == {"../paper-orgs.html#cap-Google"}
    assert set(dead_links(built)) == set()


@pytest.mark.parametrize("line", ['paperreview_pages = ""', "paperreview_page_kinds = []"], ids=str)
def test_a_site_may_have_none(make_site: MakeSite, line: str) -> None:
    """Badges lead to the indices, and nothing is left in the output."""
    built = make_site(PAGES, CONF + line).build()
    assert built.warnings == ()
    assert generated(built) == set()
    assert not (built.out / "papers").exists()
    links = {str(link["href"]) for link in built.select("a.paper-org, a.paper-tag", "posts/old")}
    assert links == {"../paper-orgs.html#cap-Google", "../paper-tags.html#cap-video"}
    assert set(dead_links(built)) == set()


@pytest.mark.parametrize(
    "builder", ["singlehtml", "epub", "json", "pickle", "text", "latex", "xml"]
)
def test_other_outputs_have_none(make_site: MakeSite, builder: str) -> None:
    """Also when the pages were read for html, and there badges led to them."""
    site = make_site(PAGES, CONF + 'copyright = "2025"\nversion = "1"\n')
    html, out = site.source.parent / "one" / "out", site.source.parent / "two" / "out"
    site.build("html", out=html)
    shutil.copytree(html.parent / "doctrees-out", out.parent / "doctrees-out")
    built = site.build(builder, out=out)
    assert built.warnings == ()
    assert not [path for path in built.out.rglob("*") if "papers" in path.parts]
    texts = (path.read_text("utf-8") for path in built.out.rglob("*.html"))
    assert not [text for text in texts if "papers/org" in text]


# What they show ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("org/google", ["Alpha", "Alpha"]),
        ("org/한빛-연구소", ["Alpha"]),
        ("org/测试实验室", ["Beta in \\(O(n)\\)"]),
        ("tag/video", ["Alpha", "Beta in \\(O(n)\\)", "Alpha"]),
        ("tag/방법", ["Alpha"]),
        ("venue/iclr-2026", ["Alpha"]),
        ("source/arxiv", ["Alpha", "Beta in \\(O(n)\\)", "Alpha"]),
        ("month/2025-11", ["Alpha", "Beta in \\(O(n)\\)"]),
        ("month/2025-10", ["Alpha", "Gamma"]),
    ],
)
def test_a_page_lists_the_reviews_of_its_value(built: Built, name: str, rows: list[str]) -> None:
    """Newest first, each with its organisations and its date."""
    assert built.texts("ul.paper-list > li .paper-title", f"papers/{name}") == rows


def test_a_row_is_that_of_a_listing(built: Built) -> None:
    """The title leads to the review, the badges to their pages; the page's own is not repeated."""
    row, _older = built.select("ul.paper-list > li", "papers/org/google")
    links = row.select("a:not(.paper-link, .paper-tag)")
    assert [(str(link["href"]), link.get_text()) for link in links] == [
        ("../../posts/new.html#arxiv-2511-00001", "Alpha"),
        ("../org/%ED%95%9C%EB%B9%9B-%EC%97%B0%EA%B5%AC%EC%86%8C.html", "한빛 연구소"),
    ]
    assert [date.get_text() for date in row.select(".paper-date")] == ["2025-11-27"]


@pytest.mark.parametrize(
    ("name", "title", "facts"),
    [
        ("org/google", "Google", "Organisations · 2 reviews of 1 paper · Website"),
        ("org/한빛-연구소", "한빛 연구소", "Organisations · 1 paper"),
        ("tag/video", "#video", "Tags · 3 reviews of 2 papers"),
        ("tag/방법", "#방법", "Tags · 1 paper"),
        ("venue/iclr-2026", "ICLR 2026", "Venues · 1 paper"),
        ("source/arxiv", "arXiv", "Sources · 3 reviews of 2 papers"),
        ("month/2025-11", "November 2025", "Months · 2 papers"),
    ],
)
def test_a_page_says_what_it_is(built: Built, name: str, title: str, facts: str) -> None:
    """In its heading, in the window's title, and in a line with the number of papers."""
    page = built.page(f"papers/{name}")
    for link in page.select("a.headerlink"):
        link.extract()
    assert [tag.get_text() for tag in page.select("section > h1")] == [title]
    assert page.title is not None
    assert page.title.get_text().startswith(f"{title} ")
    assert built.texts("p.paper-facts", f"papers/{name}") == [facts]


def test_a_month_lists_its_posts(built: Built) -> None:
    """Each with a link, above its reviews."""
    (heading,) = built.select(".paper-group", "papers/month/2025-11")
    assert heading.get_text() == "Thursday"
    assert heading.select("a[href='../../posts/new.html']")


def test_a_month_names_a_post_as_it_is_called_now(make_site: MakeSite) -> None:
    """A heading is no part of any review."""
    site = make_site(PAGES, CONF)
    site.build()
    site.write("posts/new.md", NEW.replace("# Thursday", "# Friday"))
    assert site.build().texts(".paper-group", "papers/month/2025-11") == ["Friday"]


@pytest.mark.parametrize(
    ("kind", "items"),
    [
        ("org", ["Google 1", "测试实验室 1", "한빛 연구소 1"]),
        ("tag", ["#video 2", "#방법 1"]),
        ("venue", ["ICLR 2026 1"]),
        ("source", ["arXiv 2"]),
        ("month", ["November 2025 2", "October 2025 2"]),
    ],
)
def test_an_overview_counts_papers(built: Built, kind: str, items: list[str]) -> None:
    """A paper that was reviewed twice is one; each item leads to its page."""
    name = f"papers/{kind}/index"
    assert sorted(built.texts("ul.paper-groups > li", name)) == sorted(items)
    assert len(built.select("ul.paper-groups > li a", name)) == len(items)


def test_overviews_have_the_most_first(make_site: MakeSite) -> None:
    """Months have the newest first."""
    page = review_page(
        ":::{paper} 2511.00003", ":title: Delta", ":tags: zebra", "", "Text.", ":::", "",
        ":::{paper} 2511.00004", ":title: Epsilon", ":tags: zebra", "", "Text.", ":::", "",
        ":::{paper} 2511.00005", ":title: Zeta", ":tags: zebra, apple", "", "Text.", ":::",
        date="2025-12-01",
    )  # fmt: skip
    built = make_site(PAGES | {"posts/newer.md": page}, CONF).build()
    assert built.texts("ul.paper-groups > li", "papers/tag/index") == [
        *("#zebra 3", "#video 2", "#apple 1", "#방법 1"),
    ]
    assert built.texts("ul.paper-groups > li a", "papers/month/index") == [
        *("December 2025", "November 2025", "October 2025"),
    ]


def test_the_overview_of_all_has_a_part_for_each_kind(built: Built) -> None:
    """With a link to the pages of its values."""
    headings = [text.rstrip("¶") for text in built.texts("section section > h2", "papers/index")]
    assert headings == ["Organisations", "Tags", "Venues", "Sources", "Months"]
    assert built.select("section section a[href='org/google.html']", "papers/index")


def test_a_long_part_leads_to_all_of_its_kind(make_site: MakeSite) -> None:
    """The overview of all shows the largest, and says how many more there are."""
    tags = ", ".join(f"t{number}" for number in range(30))
    post = review_page(":::{paper} 2511.00001", ":title: A", f":tags: {tags}", "", "T.", ":::")
    built = make_site({"index.md": post}).build()
    (rest,) = built.select("#papers-by-tag .paper-rest a", "papers/index")
    assert (rest["href"], rest.get_text()) == ("tag/index.html", "and 6 more")
    assert len(built.select("#papers-by-tag li", "papers/index")) == 24
    assert len(built.select("ul.paper-groups > li", "papers/tag/index")) == 30


def test_an_organisation_tells_of_its_relatives(make_site: MakeSite) -> None:
    """Of those that have pages, and where its own site is."""
    orgs = (
        '[mother]\nname = "Mother"\nurl = "https://example.org/"\n'
        '[child]\nname = "Child"\nparent = "mother"\n'
        '[other]\nname = "Other"\nparent = "mother"\n'
    )
    post = review_page(":::{paper} 2511.00001", ":title: A", ":org: mother, child", "", "T.", ":::")
    built = make_site({"index.md": post, "orgs.toml": orgs}).build()
    assert built.warnings == ()
    mother, child = (built.texts(".paper-facts", f"papers/org/{name}") for name in ORG_PAIR)
    assert mother == ["Organisations · 1 paper · Includes Child · Website"]
    assert child == ["Organisations · 1 paper · Part of Mother"]
    assert built.select(".paper-facts a[href='https://example.org/']", "papers/org/mother")
    assert built.select(".paper-facts a[href='mother.html']", "papers/org/child")


ORG_PAIR = ("mother", "child")


def test_a_series_of_venues_gathers_its_years(make_site: MakeSite) -> None:
    """Where there are several; a venue without a year is a part of the series, too."""
    venues = (
        "ICLR 2025",
        "ICLR 2026",
        "ICLR",
        "NeurIPS 2025",
        "Nature",
        "2026",
        "2025",
        "CVPR '24",
    )
    posts = [
        "\n".join(
            (f":::{{paper}} 2511.{n + 1:05d}", f":title: P{n}", f":venue: {venue}", ":::", "")
        )
        for n, venue in enumerate(venues)
    ]
    site = make_site({"index.md": "# Journal\n\n" + "\n".join(posts)})
    built = site.build()
    assert built.warnings == ()
    assert built.texts(".paper-facts", "papers/venue/iclr") == [
        "Venues · 3 papers · Includes ICLR 2026 ICLR 2025"
    ]
    assert built.texts(".paper-facts", "papers/venue/iclr-2026") == [
        "Venues · 1 paper · Part of ICLR"
    ]
    assert set(built.texts("ul.paper-list .paper-title", "papers/venue/iclr")) == {"P0", "P1", "P2"}
    assert not (built.out / "papers/venue/neurips.html").exists()
    site.write("index.md", "# Journal\n\n" + "\n".join(posts[1:2]))
    again = site.build()
    assert not (again.out / "papers/venue/iclr.html").exists()
    assert again.texts(".paper-facts", "papers/venue/iclr-2026") == ["Venues · 1 paper"]


@pytest.mark.parametrize(("name", "wanted"), [("tag/video", True), ("tag/방법", False)])
def test_formulas_of_titles_are_drawn(built: Built, name: str, wanted: bool) -> None:
    """The script that draws them is loaded where a listed title has one."""
    found = built.select("script[src*='mathjax']", f"papers/{name}")
    assert bool(found) is wanted


# What surrounds them -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "above"),
    [
        ("papers/index", []),
        ("papers/tag/index", [("../index.html", "Papers")]),
        ("papers/tag/video", [("../index.html", "Papers"), ("index.html", "Tags")]),
    ],
)
def test_breadcrumbs_lead_up(make_site: MakeSite, name: str, above: list[tuple[str, str]]) -> None:
    """In a theme that has them."""
    built = make_site(PAGES, CONF).build(html_theme="sphinx_rtd_theme")
    assert built.warnings == ()
    _home, *links = built.select(".wy-breadcrumbs a", name)
    assert [(str(link["href"]), link.get_text()) for link in links] == above


def test_breadcrumbs_take_in_the_authors_own_pages(make_site: MakeSite) -> None:
    """An overview of theirs brings what stands above it, and its title."""
    own = {
        "index.md": f"# Home\n\n```{{toctree}}\nshelf\n```\n{TOCTREE}",
        "shelf.md": "# Shelf\n\n```{toctree}\npapers/index\n```\n",
        "papers/index.md": "# All & sundry\n\n```{paper:list}\n```\n",
    }
    built = make_site(PAGES | own, CONF).build(html_theme="sphinx_rtd_theme")
    assert built.warnings == ()
    _home, *links = built.select(".wy-breadcrumbs a", "papers/tag/video")
    assert [(str(link["href"]), link.get_text()) for link in links] == [
        ("../../shelf.html", "Shelf"), ("../index.html", "All & sundry"), ("index.html", "Tags"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("builder", "address"), [("html", "papers/tag/video.html"), ("dirhtml", "papers/tag/video/")]
)
def test_a_page_says_what_its_own_address_is(
    make_site: MakeSite, builder: str, address: str
) -> None:
    """In the canonical link, where the site says what its address is."""
    built = make_site(PAGES, CONF).build(builder, html_baseurl="https://example.org/j/")
    name = "papers/tag/video" if builder == "html" else "papers/tag/video/index"
    (link,) = built.select("link[rel=canonical]", name)
    assert link["href"] == f"https://example.org/j/{address}"


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_contents_of_the_site_are_drawn_once(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, builder: str
) -> None:
    """For all pages of values, however many; each shows what a page of its own would show."""
    drawn: list[str] = []
    draw = StandaloneHTMLBuilder._get_local_toctree

    def note(self: StandaloneHTMLBuilder, docname: str, *args: Any, **kwargs: Any) -> str:
        drawn.append(docname)
        return draw(self, docname, *args, **kwargs)

    monkeypatch.setattr(StandaloneHTMLBuilder, "_get_local_toctree", note)
    pages = _nasty() | {"posts/p0/deep.md": "# Deep\n", "papers/org/ours.md": "# Ours\n"}
    pages["index.md"] += "\n```{toctree}\nposts/p0/deep\npapers/org/ours\n```\n"
    built = make_site(pages, CONF).build(builder, html_theme="furo")
    overviews = [name for name in drawn if name.startswith("papers/") and "-" not in name]
    assert len([name for name in drawn if name == "papers/-/-"]) <= 2
    assert len(overviews) <= 2 * 7, overviews
    assert list(dead_links(built)) == []
    name = "papers/tag/c-sharp" if builder == "html" else "papers/tag/c-sharp/index"
    links = {str(link["href"]) for link in built.select(".sidebar-tree a", name)}
    expected = {
        "html": {"../../posts/p0/deep.html", "../org/ours.html"},
        "dirhtml": {"../../../posts/p0/deep/", "../../org/ours/"},
    }
    assert links > expected[builder]


# Where things lead -------------------------------------------------------------------------------

NASTY_TAGS = [
    "a/b", "..", "../../x", "c#", "100%", "%2e%2e", "🔥", "index", "a b", "x" * 300, "con", "?q=1",
    "a&b", SCRIPT, "한글 태그", "<b>bold</b>", "مرحبا", "&copy",
]  # fmt: skip
NASTY_ORGS = [QUOTED, SCRIPT, "!!!", "A.B.", "50%25", "y" * 300, "index", "?", "Lab #1"]


def _nasty() -> dict[str, str]:
    """Write a post for each nasty name, and a page that refers to all of them."""
    names = list(zip(NASTY_TAGS, [*NASTY_ORGS, *NASTY_ORGS], strict=True))
    posts = {
        f"posts/p{number}.md": review_page(
            f":::{{paper}} 2511.{number + 1:05d}", f":title: Paper {number} of $n$ & <i>co</i>",
            f":org: {org};", f":tags: {tag}", f":venue: {tag}", "", "Text.", ":::",
            title=f"# Post {number} & <i>co</i>", date=f"2025-{number % 12 + 1:02d}-01",
        )
        for number, (tag, org) in enumerate(names)
    }  # fmt: skip
    roles = [f"* {{paper:tag}}`{tag}`" for tag in ("a/b", "🔥", "index", "한글 태그")]
    roles += [f"* {{paper:org}}`{org}`" for org in ("A.B.", "Lab #1")]
    listings = [f"```{{paper:list}}\n:group-by: {key}\n```" for key in ("org", "tag month")]
    listings += ["```{paper:list}\n:style: table\n:columns: title org tags\n```"]
    return {"index.md": "\n\n".join(["# Home", TOCTREE, *roles, *listings]), **posts}


NASTY_BUILDS = [("html", "alabaster"), ("dirhtml", "furo"), ("html", "sphinx_rtd_theme")]


@pytest.fixture(scope="module", params=NASTY_BUILDS, ids=" ".join)
def nasty(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the nasty site."""
    builder, theme = request.param
    site = Site(tmp_path_factory.mktemp("nasty") / "source", _nasty(), CONF)
    return site.build(builder, html_theme=theme, html_baseurl="https://example.org/")


def test_every_link_of_a_nasty_site_leads_somewhere(nasty: Built) -> None:
    """Whatever a name holds: files and anchors are there, on generated pages and others."""
    assert list(dead_links(nasty)) == []


def test_every_badge_of_a_nasty_site_is_a_link(nasty: Built) -> None:
    """On cards, in listings, in roles and on generated pages."""
    badges = 0
    for path in nasty.out.rglob("*.html"):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for badge in page.select(".paper-org, .paper-tag"):
            assert badge.name == "a" or badge.find_parent("a"), (path, badge)
            badges += 1
    assert badges > 10 * len(NASTY_TAGS)


def test_names_are_shown_as_they_are(nasty: Built) -> None:
    """In the heading, in the window's title, in breadcrumbs: no name becomes markup."""
    shown = set()
    for path in (nasty.out / "papers").rglob("*.html"):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        assert not page.select("h1 > b, h1 > script, title > *, #paper-page i, .wy-breadcrumbs b")
        code = page.select("script:not([type='application/json'])")
        assert not [tag for tag in code if "alert" in tag.get_text()]
        assert page.title is not None
        heading = page.select("section#paper-page > h1")[0]
        text = heading.find(string=True)
        assert page.title.get_text().startswith(str(text)[:20])
        shown.add(str(text))
    assert {f"#{tag}" for tag in NASTY_TAGS} - shown == set()
    assert set(NASTY_ORGS) - shown == set()


def test_a_nasty_site_gives_few_warnings(nasty: Built) -> None:
    """Of names that are nearly the same, or no names, and of nothing else."""
    warnings = [warning.partition("WARNING: ")[2] for warning in nasty.warnings]
    texts = [warning.partition(":")[0] for warning in warnings]
    assert [text for text in texts if "is no name of" not in text] == NEARLY
    nameless = {text.partition(" is no name of")[0] for text in texts if text not in NEARLY}
    assert nameless == {"'!!!'", "'?'"}


NEARLY = [
    f"{kind} {name!r} is nearly 'a b'" for kind in ("tag", "venue") for name in ("a&b", "a/b")
]


# An author's own pages ---------------------------------------------------------------------------

OWN = "---\norphan: true\n---\n# Our own page\n\nOf *Google*.\n"
OWN_LIST = OWN + "\n```{paper:list}\n:org: google\n```\n"


@pytest.mark.parametrize(
    ("builder", "path", "name"),
    [
        ("html", "papers/org/google.md", "papers/org/google"),
        ("html", "papers/index.md", "papers/index"),
        ("html", "papers/tag/index.md", "papers/tag/index"),
        ("dirhtml", "papers/org/google.md", "papers/org/google"),
        ("dirhtml", "papers/org/google/index.md", "papers/org/google"),
        ("dirhtml", "papers.md", "papers/index"),
        ("dirhtml", "papers/tag.md", "papers/tag/index"),
    ],
)
def test_an_authors_own_page_wins(make_site: MakeSite, builder: str, path: str, name: str) -> None:
    """With a warning, unless it lists papers: then it is meant to stand there."""
    site = make_site(PAGES | {path: OWN}, CONF)
    built = site.build(builder)
    (warning,) = built.warnings
    assert warning.startswith(f"{site.source / path}: WARNING: this page stands in the place of")
    assert f"({name!r})" in warning
    assert warning.endswith("[paper.page]")
    file = name if builder == "html" else f"{name.removesuffix('/index')}/index"
    assert built.texts("section > h1", file)[0].startswith("Our own page")
    site.write(path, OWN_LIST)
    again = site.build(builder)
    assert again.warnings == ()
    assert again.texts("section > h1", file)[0].startswith("Our own page")
    assert set(dead_links(again)) == set()


def test_a_page_beside_a_generated_one_is_in_nobodys_way(make_site: MakeSite) -> None:
    """With html, ``papers.html`` is another file than ``papers/index.html``."""
    built = make_site(PAGES | {"papers.md": OWN, "papers/org/google/more.md": OWN}, CONF).build()
    assert built.warnings == ()
    assert generated(built) > EXPECTED


# Values that are alike ---------------------------------------------------------------------------


def test_values_that_are_alike_are_told_where_the_second_stands(make_site: MakeSite) -> None:
    """At its newest review, in every build that reads anything; both have pages."""
    pages = {
        "posts/a.md": review_page(":::{paper} 2511.00001", ":tags: Video", "", "Text.", ":::"),
        "posts/b.md": review_page(
            ":::{paper} 2511.00002", "", "Text.", ":::", "",
            ":::{paper} 2511.00003", ":tags: video", "", "Text.", ":::",
        ),
        "posts/c.md": review_page(
            ":::{paper} 2511.00004", ":tags: video", "", "Text.", ":::", date="2025-01-01"
        ),
    }  # fmt: skip
    site = make_site(pages, CONF)
    for text in ("# Home", "# Home again"):
        site.write("index.md", f"{text}\n\n{TOCTREE}")
        built = site.build()
        (warning,) = built.warnings
        assert warning == (
            f"{site.source}/posts/b.md:11: WARNING: tag 'video' is nearly 'Video': both ask for "
            "the page 'papers/tag/video'; if they are one, write them alike [paper.page]"
        )
    assert len([name for name in generated(built) if "tag/video" in name]) == 2
    assert built.texts("section#paper-page > h1", "papers/tag/video") == ["#Video¶"]
    (badge,) = built.select("a.paper-tag", "posts/c")
    other = str(badge["href"]).removeprefix("../").removesuffix(".html")
    assert built.texts("section#paper-page > h1", other) == ["#video¶"]


def test_names_of_one_organisation_have_one_page(make_site: MakeSite) -> None:
    """Named by its key, which stays when the name changes."""
    post = review_page(
        ":::{paper} 2511.00001", ":org: stability", "", "Text.", ":::", "",
        ":::{paper} 2511.00002", ":org: stability ai", "", "Text.", ":::",
    )  # fmt: skip
    built = make_site({"index.md": post}).build()
    assert built.warnings == ()
    (name,) = generated(built) - {
        *("papers/index", "papers/org/index", "papers/source/index", "papers/month/index"),
        *("papers/source/arxiv", "papers/month/2025-11"),
    }
    assert len(built.select("ul.paper-list > li", name)) == 2


# Years -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_long_page_has_a_page_for_each_year(make_site: MakeSite, builder: str) -> None:
    """With links to the other years, and the number of all papers on each."""
    old = OLD.replace("2025-10-20", "2023-10-20")
    undated = OLD.replace("date: 2025-10-20", "author: Me")
    built = make_site(PAGES | {"posts/old.md": old, "posts/un.md": undated}, CONF).build(
        builder, paperreview_rows=2
    )
    assert built.warnings == ()
    end = "" if builder == "html" else "/index"
    newest, older, undated = (f"papers/tag/video{name}{end}" for name in ("", "/2023", "/undated"))
    assert [name for name in sorted(generated(built)) if "video" in name] == sorted(
        [newest, older, undated]
    )
    titles = {newest: "#video", older: "#video · 2023", undated: "#video · Others"}
    years = {newest: "2025", older: "2023", undated: "Others"}
    for name, title in titles.items():
        assert built.texts("section#paper-page > h1", name) == [f"{title}¶"]
        assert built.texts("p.paper-facts", name) == ["Tags · 4 reviews of 2 papers"]
        assert built.texts("p.paper-years", name) == ["2025 2 · 2023 1 · Others 1"]
        assert built.texts("p.paper-years strong", name) == [years[name]]
        assert len(built.select("p.paper-years a", name)) == 2
    assert [len(built.select("ul.paper-list > li", name)) for name in titles] == [2, 1, 1]
    assert set(dead_links(built)) == set()


# Leaves ------------------------------------------------------------------------------------------


def _post(day: str, *papers: int) -> str:
    reviews = [
        f":::{{paper}} 2511.{n:05}\n:title: Paper {n}\n:tags: x\n\nT.\n:::\n" for n in papers
    ]
    return review_page(*reviews, title=f"# Post {day}", date=day)


LEAVES = {
    "index.md": f"# Home\n\n{TOCTREE}",
    "posts/a.md": _post("2023-01-02", 1, 2),
    "posts/b.md": _post("2023-01-03", 3, 4),
    "posts/c.md": _post("2023-03-03", 5, 6),
    "posts/d.md": _post("2025-05-05", 7, 8, 9, 10, 11),
}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_long_year_is_turned_over(make_site: MakeSite, builder: str) -> None:
    """From leaf to leaf, for readers and for programs; no link is dead."""
    site = make_site(LEAVES, CONF)
    built = site.build(
        builder, paperreview_rows=4, paperreview_files=[], html_baseurl="https://example.org/"
    )
    assert built.warnings == ()
    end = "" if builder == "html" else "/index"
    names = [f"papers/tag/x{leaf}{end}" for leaf in ("", "/2025/1", "/2023", "/2023/1")]
    rows = [built.texts("ul.paper-list .paper-title", name) for name in names]
    assert rows == [
        ["Paper 7", "Paper 8"],
        ["Paper 9", "Paper 10", "Paper 11"],
        ["Paper 5", "Paper 6", "Paper 3"],
        ["Paper 4", "Paper 1", "Paper 2"],
    ]
    titles = ["#x", "#x · 2025 · Page 1", "#x · 2023", "#x · 2023 · Page 1"]
    for at, name in enumerate(names):
        page = built.page(name)
        (heading,) = built.texts("section#paper-page > h1", name)
        assert heading.rstrip("¶") == titles[at]
        for rel, other in (("prev", at - 1), ("next", at + 1)):
            found = page.select(f"head link[rel={rel}], nav.paper-turning a[rel={rel}]")
            assert len(found) == (2 if 0 <= other < 4 else 0)
            assert len({str(link["href"]) for link in found}) <= 1
    assert set(dead_links(built)) == set()


def test_a_leaf_says_nothing_that_the_next_post_changes(make_site: MakeSite) -> None:
    """So it is left alone: adding to a journal writes the first pages again, and no old ones."""
    site = make_site(LEAVES, CONF + "paperreview_rows = 4\n")
    built = site.build()
    leaves = [built.out / f"papers/tag/x/{leaf}.html" for leaf in ("2025/1", "2023/1")]
    assert built.texts("p.paper-facts", "papers/tag/x/2023/1") == [
        "Tags · #x · Jan 2, 2023 – Jan 3, 2023"
    ]
    before = [leaf.stat().st_mtime_ns for leaf in leaves]
    site.write("posts/e.md", _post("2025-06-06", 12))
    later = site.build()
    assert [leaf.stat().st_mtime_ns for leaf in leaves] == before
    assert later.texts("ul.paper-list .paper-title", "papers/tag/x")[0] == "Paper 12"


def test_leaves_that_nothing_fills_any_more_go(make_site: MakeSite) -> None:
    site = make_site(LEAVES, CONF + "paperreview_rows = 4\n")
    assert (site.build().out / "papers/tag/x/2023/1.html").is_file()
    (site.source / "posts/a.md").unlink()
    (site.source / "posts/b.md").unlink()
    assert "papers/tag/x/2023/1" not in generated(site.build())


def test_the_files_of_a_year_hold_all_its_leaves(make_site: MakeSite) -> None:
    """One file stands at its first page, and none at the others."""
    built = make_site(LEAVES, CONF).build(paperreview_rows=4)
    assert (built.out / "papers/tag/x/2023.bib").read_text("utf-8").count("\n@") == 6
    assert not list(built.out.glob("papers/tag/x/*/*.bib"))


def test_leaves_are_in_no_search_and_no_feed(make_site: MakeSite) -> None:
    """The value's own page is, with the newest of all of them."""
    built = make_site(LEAVES, CONF).build(paperreview_rows=4, html_baseurl="https://example.org/")
    index = (built.out / "searchindex.js").read_text("utf-8")
    assert "papers/tag/x" in index
    assert "papers/tag/x/" not in index
    assert sorted(path.name for path in built.out.glob("papers/tag/**/*.xml")) == ["x.xml"]
