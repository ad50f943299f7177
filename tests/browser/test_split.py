"""A listing of several pages as a reader meets it, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit, serve, visiting_safely
from tests.browser.test_accessibility import violations
from tests.site import Site

STYLES = ("list", "table", "cards")
TITLE = ".paper-listing span.paper-title"
LOOKS = [
    {"scheme": scheme, "width": width} for scheme in ("light", "dark") for width in (1280, 390)
]


def _post(number: int) -> str:
    day = f"2025-{number + 1:02}-05"
    lines = [f"---\ndate: {day}\norphan: true\n---", f"# Post {number}", ""]
    for paper in range(3 * number, 3 * number + 3):
        org = "KAIST" if paper % 2 else "Google"
        title = f"Straße {paper:02}" if paper == 1 else f"Lamp {paper:02}"
        lines += [f":::{{paper}} 2511.{paper + 1:05}", f":title: {title}", f":org: {org}"]
        lines += [
            ":authors: Ada Park",
            f":tags: {'night' if paper < 4 else 'day'}",
            "",
            "T.",
            ":::",
        ]
        lines.append("")
    return "\n".join(lines)


def _page(style: str) -> str:
    listing = f"```{{paper:list}}\n:filter:\n:style: {style}\n```\n"
    return f"---\norphan: true\n---\n# A {style}\n\n{listing}"


@pytest.fixture(scope="module", params=["html", "dirhtml"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build pages with listings of eighteen papers, of which four fit on a page."""
    pages = {"index.md": "# Home\n", **{f"posts/{n}.md": _post(n) for n in range(6)}}
    pages |= {f"{style}.md": _page(style) for style in STYLES}
    folder = tmp_path_factory.mktemp("split")
    built = Site(folder / "source", pages, "paperreview_rows = 4\n").build(
        request.param, html_theme="furo"
    )
    assert built.warnings == ()
    return built.out


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Serve them under the strictest policy."""
    with serve(site, policy="default-src 'self'") as served:
        yield served


@pytest.fixture
def visit(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Open an empty page, and demand that nothing of ours went wrong on it."""
    with visiting_safely(browser, address, request) as opened:
        yield opened


def _name(site: Path, name: str) -> str:
    return f"{name}.html" if (site / f"{name}.html").is_file() else f"{name}/index.html"


def _titles(page: Page) -> list[str]:
    return page.locator(f"{TITLE}:visible").all_inner_texts()


def _search(page: Page, text: str) -> None:
    page.locator(".paper-filter-search").fill(text)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("leaf", ["{}", "papers/list/{}/1"])
def test_a_filter_searches_all_pages(visit: Visit, site: Path, style: str, leaf: str) -> None:
    """From each of them; every link of what is found leads to its review."""
    page = visit.go(_name(site, leaf.format(style)))
    own = _titles(page)
    assert len(own) <= 4
    _search(page, "strasse kaist")
    # It may stand on this page, and be found before the rows of all others are there.
    expect(page.locator(".paper-filter-status")).to_have_text("1 of 18 reviews")
    expect(page.locator(f"{TITLE}:visible")).to_have_text(["Straße 01"])
    assert page.locator("nav.paper-turning:visible").count() == 0
    page.locator(f"{TITLE}:visible").click()
    assert page.locator("h1").first.inner_text().startswith("Post 0")
    assert page.url.endswith("#arxiv-2511-00002")
    page.go_back()
    expect(page.locator(".paper-filter-status")).to_have_text("1 of 18 reviews")
    page.locator(".paper-filter-clear").click()
    expect(page.locator(f"{TITLE}:visible")).to_have_text(own)
    expect(page.locator("nav.paper-turning:visible")).to_have_count(1)


def test_the_file_is_fetched_once_a_reader_asks(visit: Visit, site: Path) -> None:
    """Not before, and no second time."""
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    page = visit.go(_name(site, "papers/source/arxiv"))
    assert page.locator(".paper-filter-status").inner_text() == "3 reviews on this page"
    assert [url for url in asked if url.endswith(".json")] == []
    for text in ("l", "la", "lamp"):
        _search(page, text)
    expect(page.locator(".paper-filter-status")).to_have_text("17 of 18 reviews")
    assert len([url for url in asked if url.endswith(".json")]) == 1


def test_the_address_says_what_is_found(visit: Visit, site: Path) -> None:
    """Whoever gets it sees the same, though the value is on none of the page's own rows."""
    page = visit.go(_name(site, "list") + "?tag=night&org=Google&sort=title&x=1")
    expect(page.locator(f"{TITLE}:visible")).to_have_count(2)
    assert _titles(page) == ["Lamp 00", "Lamp 02"]
    assert page.locator(".paper-filter-chip").all_inner_texts() == ["Google", "night"]
    _search(page, "00003")
    expect(page.locator(f"{TITLE}:visible")).to_have_count(1)
    state = parse_qsl(page.url.partition("?")[2])
    assert sorted(state) == [
        ("org", "Google"), ("q", "00003"), ("sort", "title"), ("tag", "night"), ("x", "1"),
    ]  # fmt: skip
    page.go_back()
    expect(page.locator(f"{TITLE}:visible")).to_have_count(2)


def test_a_menu_counts_all_pages(visit: Visit, site: Path) -> None:
    """Also one that is opened before the file is there: it stays open, and the keyboard in it."""
    page = visit.go(_name(site, "list"))
    menu = page.locator(".paper-filter-menu", has_text="Organisation")
    menu.locator("summary").click()
    expect(page.locator(".paper-filter-status")).to_have_text("18 reviews")
    expect(menu).to_have_attribute("open", "")
    counts = menu.locator(".paper-filter-count").all_inner_texts()
    assert counts == ["9", "9"]
    menu.locator("label", has_text="KAIST").locator("input").check()
    expect(page.locator(f"{TITLE}:visible")).to_have_count(9)


def test_a_slow_click_opens_its_menu(visit: Visit, site: Path) -> None:
    """Though the file comes while the button of the mouse is down."""
    page = visit.go(_name(site, "list"))
    summary = page.locator(".paper-filter-menu summary").first
    summary.hover()
    with page.expect_response("**/*.rows.json") as told:
        page.mouse.down()
    told.value.finished()
    page.mouse.up()
    expect(page.locator(".paper-filter-status")).to_have_text("18 reviews")
    expect(page.locator(".paper-filter-menu").first).to_have_attribute("open", "")


def test_another_order_is_one_of_all_pages(visit: Visit, site: Path) -> None:
    """And the listing's own gives back the page."""
    page = visit.go(_name(site, "table"))
    own = _titles(page)
    page.locator(".paper-filter-sort select").focus()
    expect(page.locator(".paper-filter-status")).to_have_text("18 reviews")
    page.locator(".paper-filter-sort select").select_option("title")
    expect(page.locator(f"{TITLE}:visible")).to_have_count(18)
    assert _titles(page) == sorted(_titles(page))
    page.locator(".paper-filter-sort select").select_option("-date")
    expect(page.locator(f"{TITLE}:visible")).to_have_text(own)


@pytest.mark.parametrize("text", ["x" * 2_000, "?!…", "ㅎ", "  ", "</script>", "%00"])
def test_odd_queries_harm_nothing(visit: Visit, site: Path, text: str) -> None:
    page = visit.go(_name(site, "list"))
    own = _titles(page)
    _search(page, text)
    expect(page.locator(".paper-filter-status")).to_have_text(
        "18 reviews" if not text.strip() else "No review matches."
    )
    _search(page, "")
    expect(page.locator(f"{TITLE}:visible")).to_have_text(own)


def test_a_file_that_cannot_be_read_is_told(visit: Visit, site: Path) -> None:
    """The page's own rows are searched, as ever."""
    visit.page.route("**/*.rows.json", lambda route: route.abort())
    page = visit.go(_name(site, "list") + "?q=00018")
    expect(page.locator(".paper-filter-note")).to_be_visible()
    assert _titles(page) == ["Lamp 17"]
    visit.errors.clear()


def test_from_disk_the_page_is_searched(browser: Browser, site: Path) -> None:
    """And says that it is all that is searched."""
    page = browser.new_page()
    page.goto((site / _name(site, "list")).as_uri())
    _search(page, "lamp")
    expect(page.locator(".paper-filter-note")).to_contain_text("Only the reviews of this page")
    assert 0 < len(_titles(page)) <= 4
    page.close()


@pytest.mark.parametrize("visit", LOOKS, indirect=True, ids=str)
@pytest.mark.parametrize("query", ["", "?q=lamp", "?q=nothing"])
def test_nothing_of_it_shuts_anybody_out(visit: Visit, site: Path, query: str) -> None:
    page = visit.go(_name(site, "papers/list/list/2") + query)
    if query:
        expect(page.locator(".paper-filter-clear")).to_be_visible()
    assert [violation for violation in violations(page) if violation[1]] == []
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert width <= 0
