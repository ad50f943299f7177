"""A long listing on an author's page goes on, on pages of ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MakeSite
from tests.links import dead_links
from tests.site import Built, Site, review_page

ORPHAN = "---\norphan: true\n---\n"


def _post(day: str, *papers: int) -> str:
    review = (
        ":::{{paper}} 2511.{0:05}\n:title: Paper {0:02}\n:org: Lab A{1}\n"
        ":tags: x\n:code: https://example.org/{0}\n\nText.\n:::\n"
    )
    reviews = [review.format(number, "; Lab B" * (number % 2)) for number in papers]
    return review_page(*reviews, title=f"# Post {day}", date=day)


POSTS = {
    f"posts/{number}.md": _post(f"2025-{number:02}-05", 2 * number - 1, 2 * number)
    for number in range(1, 6)
}
TITLES = [
    *("Paper 09", "Paper 10", "Paper 07", "Paper 08", "Paper 05"),
    *("Paper 06", "Paper 03", "Paper 04", "Paper 01", "Paper 02"),
]
CONF = (
    'paperreview_unknown_orgs = "ignore"\npaperreview_rows = 4\n'
    'html_baseurl = "https://example.org/"\n'
)


def _listing(*options: str, name: str = "list") -> str:
    return "\n".join([f"```{{paper:{name}}}", *options, "```", ""])


def _pages(*listings: str) -> dict[str, str]:
    body = "\n## Another\n\n".join(listings)
    return {"index.md": "# Home\n", "all.md": f"{ORPHAN}# All *papers*\n\n{body}", **POSTS}


def test_a_journal_that_wants_no_parts_has_none(make_site: MakeSite) -> None:
    """However long its pages are."""
    posts = {
        f"p{n}.md": review_page(
            f":::{{paper}} 2511.{n:05}", f":title: {'T' * 400}", ":org: NVIDIA", "", "T.", ":::"
        )
        for n in range(90)
    }
    home = "# Home\n\n```{paper:list}\n```\n\n```{toctree}\n:glob:\n\np*\n```\n"
    site = make_site({"index.md": home, **posts}, "paperreview_rows = 0\n")
    out = site.build().out
    assert not (out / "papers/list").exists()
    assert [path.name for path in (out / "papers/org").iterdir() if path.is_dir()] == []
    assert not (out / "paper-papers").exists()


def _rows(built: Built, leaves: list[str], selector: str = ".paper-title") -> list[list[str]]:
    rows = f"ul.paper-list {selector}, table.paper-table {selector}, .paper-cards {selector}"
    return [built.texts(rows, leaf) for leaf in leaves]


def _leaves(built: Built) -> set[str]:
    folder = built.out / "papers/list"
    names = (path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.html"))
    return {name.removesuffix("/index") for name in names}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("style", ["list", "table", "cards"])
def test_a_long_listing_goes_on_on_other_pages(
    make_site: MakeSite, builder: str, style: str
) -> None:
    """The newest on the author's page; those before it numbered from the oldest."""
    built = make_site(_pages(_listing(f":style: {style}")), CONF).build(builder)
    assert built.warnings == ()
    end = "" if builder == "html" else "/index"
    names = [f"{name}{end}" for name in ("all", "papers/list/all/2", "papers/list/all/1")]
    assert _rows(built, names) == [TITLES[:4], TITLES[4:7], TITLES[7:]]
    assert [len(built.select("nav.paper-turning a[rel]", name)) for name in names] == [1, 2, 1]
    headings = [built.texts("h1", name)[0].rstrip("¶") for name in names]
    assert headings == ["All papers", "All papers · Page 2", "All papers · Page 1"]
    assert set(dead_links(built)) == set()


def test_what_has_a_number_stays(make_site: MakeSite) -> None:
    """A new post comes on the first page; one that is full shows what it showed."""
    site = make_site(_pages(_listing()), CONF)
    names = ["papers/list/all/2", "papers/list/all/1"]
    before = _rows(site.build(), names)
    site.write("posts/6.md", _post("2025-06-05", 11))
    built = site.build()
    assert _rows(built, ["all", "papers/list/all/3"]) == [
        ["Paper 11", "Paper 09"],
        ["Paper 10", "Paper 07", "Paper 08"],
    ]
    assert _rows(built, names) == before


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        ([":sort: title"], {"2", "3"}),
        ([":sort: date"], {"2", "3"}),
        ([":limit: 9"], {"2", "3"}),
        ([":group-by: org"], {"2", "3", "4", "5"}),
        ([":group-by: year month"], {"1", "2"}),
        ([":limit: 4"], set()),
        ([":post: posts/1", ":sort: title"], set()),
        ([":tag: none"], set()),
    ],
)
def test_other_orders_are_numbered_as_one_reads(
    make_site: MakeSite, options: list[str], numbers: set[str]
) -> None:
    """Where new rows come elsewhere than at the beginning, nothing is gained by the other way."""
    built = make_site(_pages(_listing(*options)), CONF).build()
    assert built.warnings == ()
    assert _leaves(built) == {f"all/{number}" for number in numbers}
    assert set(dead_links(built)) == set()


def test_groups_go_on_under_their_headings(make_site: MakeSite) -> None:
    """A group that is cut is named again; no row is lost, and none stands twice."""
    built = make_site(_pages(_listing(":group-by: org")), CONF).build()
    names = ["all", *(f"papers/list/all/{number}" for number in range(2, 6))]
    rows = [title for page in _rows(built, names) for title in page]
    assert rows == [*TITLES, *(title for title in TITLES if int(title[-2:]) % 2)]
    heads = [built.texts(".paper-group", name) for name in names]
    assert heads == [["Lab A"], ["Lab A"], ["Lab A"], ["Lab A", "Lab B"], ["Lab B"]]


def test_what_a_limit_leaves_out_is_told_at_the_end(make_site: MakeSite) -> None:
    built = make_site(_pages(_listing(":limit: 9")), CONF).build()
    names = ["all", "papers/list/all/2", "papers/list/all/3"]
    assert [built.texts("p.paper-rest", name) for name in names] == [[], [], ["and 1 more"]]


def test_a_filter_with_a_limit_hides_no_long_rest(make_site: MakeSite) -> None:
    """What is not shown is not on the page, either, where it would be too much."""
    built = make_site(_pages(_listing(":limit: 2", ":filter:")), CONF).build()
    assert _rows(built, ["all"]) == [TITLES[:2]]
    assert built.texts("p.paper-rest", "all") == ["and 8 more"]


def test_posts_go_on_too(make_site: MakeSite) -> None:
    """Also under headings; the feed is led to from the first page."""
    pages = _pages(_listing(":group-by: year", name="posts"))
    built = make_site(pages, CONF + "paperreview_rows = 2\n").build()
    assert built.warnings == ()
    names = ["all", "papers/list/all/2", "papers/list/all/1"]
    titles = [built.texts("ul.paper-posts .paper-title", name) for name in names]
    assert titles == [["Post 2025-05-05"], ["Post 2025-04-05", "Post 2025-03-05"], [
        "Post 2025-02-05", "Post 2025-01-05",
    ]]  # fmt: skip
    assert [built.texts(".paper-group", name) for name in names] == [["2025"]] * 3
    assert [bool(built.select("p.paper-files", name)) for name in names] == [True, False, False]
    assert set(dead_links(built)) == set()


def test_several_listings_of_a_page_have_pages_of_their_own(make_site: MakeSite) -> None:
    built = make_site(_pages(_listing(), _listing(":sort: title")), CONF).build()
    assert _leaves(built) == {"all/1", "all/2", "all.2/2", "all.2/3"}
    assert set(dead_links(built)) == set()


def test_pages_that_nothing_fills_any_more_go(make_site: MakeSite) -> None:
    site = make_site(_pages(_listing()), CONF)
    assert _leaves(site.build()) == {"all/1", "all/2"}
    site.write("all.md", f"{ORPHAN}# All\n\n{_listing(':limit: 3')}")
    assert _leaves(site.build()) == set()
    site.write("all.md", f"{ORPHAN}# All\n\n{_listing()}")
    assert _leaves(site.build()) == {"all/1", "all/2"}


@pytest.mark.parametrize("line", ["paperreview_rows = 200", "paperreview_pages = ''"])
def test_a_listing_may_stay_whole(make_site: MakeSite, line: str) -> None:
    """Where there is room for it, or where a site wants no pages of ours."""
    built = make_site(_pages(_listing()), f"{CONF}{line}\n").build()
    assert _rows(built, ["all"]) == [TITLES]
    assert _leaves(built) == set()


@pytest.mark.parametrize("builder", ["singlehtml", "text", "latex", "epub", "json", "xml"])
def test_other_outputs_show_all_of_it(make_site: MakeSite, builder: str) -> None:
    """A book is read from front to back, and searched by other means."""
    conf = CONF + 'copyright = "2025"\nversion = "1"\n'
    pages = _pages(_listing()) | {"index.md": "# Home\n\n```{toctree}\nall\n```\n"}
    pages["all.md"] = pages["all.md"].removeprefix(ORPHAN)
    built = make_site(pages, conf).build(builder)
    assert built.warnings == ()
    assert not (built.out / "papers").exists()
    texts = [path.read_text("utf-8") for path in _written(built, builder)]
    assert any(all(title in text for title in TITLES) for text in texts)


def _written(built: Built, builder: str) -> list[Path]:
    names: dict[str, Any] = {"singlehtml": "index.html", "latex": "*.tex", "epub": "all.xhtml"}
    found = [*built.out.glob(names.get(builder, "all.*"))]
    assert found
    return found


@pytest.mark.parametrize("size", [0, 1, 199, 200, 201])
def test_listings_of_any_length(tmp_path: Path, size: int) -> None:
    """As many rows as there are reviews, on as few pages as hold them."""
    reviews = [f":::{{paper}}\n:title: Paper {number:05}\n:::\n" for number in range(size)]
    listing = _listing(":style: table", ":columns: title")
    post = "---\ndate: 2025-01-01\n---\n# Post\n\n" + "\n".join(reviews)
    pages = {"index.md": f"# Home\n\n{listing}", "post.md": f"---\norphan: true\n{post[4:]}"}
    built = Site(tmp_path / "source", pages).build(paperreview_page_kinds=[])
    assert built.warnings == ()
    assert _leaves(built) == ({"index/1"} if size > 200 else set())
    rows = [*built.texts(".paper-table .paper-title"), *(
        built.texts(".paper-table .paper-title", "papers/list/index/1") if size > 200 else []
    )]  # fmt: skip
    assert rows == [f"Paper {number:05}" for number in range(size)]


def test_a_build_of_nothing_new_leaves_all_pages(make_site: MakeSite) -> None:
    """Those of listings, indices and values; one that somebody removed comes back."""
    site = make_site(_pages(_listing(":filter:")), CONF)
    out = site.build().out
    leaves = sorted((*out.glob("papers/list/**/*.*"), *out.glob("paper-*/*.html")))
    before = [path.stat().st_mtime_ns for path in leaves]
    assert len(before) > 8
    site.build()
    assert [path.stat().st_mtime_ns for path in leaves] == before
    for path in leaves:
        path.unlink()
    site.build()
    assert all(path.is_file() for path in leaves)
