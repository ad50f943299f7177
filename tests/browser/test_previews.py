"""What a link to a review shows before it is followed, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Locator, Page, expect

from tests.browser.conftest import Visit, serve, visiting, visiting_safely
from tests.browser.test_accessibility import AXE, OPTIONS
from tests.site import Site, review_page

POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'"
THEMES = ["furo", "alabaster", "sphinx_rtd_theme", "sphinx_book_theme"]
LOOKS = [
    {"scheme": scheme, "width": width} for scheme in ("light", "dark") for width in (1280, 390)
]
HARMONY = review_page(
    *(":::{paper} 2511.00001", ":title: Harmony of $x^2$", ":subtitle: In two parts"),
    *(":org: Google; KAIST", ":venue: ICLR 2026", ":rating: 4.5", ":name: song"),
    *(":summary: One model for sound and picture, which *listens* to itself.", "", "Text.", ":::"),
    title="# Harmonies",
)
OTHER = review_page(
    *(":::{paper} 2511.00002", ":title: Quiet", ":summary: Says little.", "", "T.", ":::"),
    title="# Others",
)
FILLED = "\n\n".join(f"Line {number}." for number in range(40))
READER = f"""# Reader

First {{paper}}`2511.00001`, then {{paper}}`the song <2511.00001>`, {{paper}}`Quiet <2511.00002>`.
Not [home](index.md).

{FILLED}

At the end {{paper}}`the last <2511.00001>`.
"""
LISTING = "# List\n\n```{paper:list}\n:filter:\n```\n"
CONTENTS = "```{toctree}\nreader\nlist\nposts/a\nposts/b\n```\n"
PAGES = {
    "index.md": f"# Home\n\n{CONTENTS}",
    "reader.md": READER,
    "list.md": LISTING,
    "posts/a.md": HARMONY,
    "posts/b.md": OTHER,
}
CONF = 'paperreview_math = "mathml"\n'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a small journal."""
    built = Site(tmp_path_factory.mktemp("previews") / "source", PAGES, CONF).build(
        html_theme="furo"
    )
    assert built.warnings == ()
    return built.out


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Serve it under a strict policy."""
    with serve(site, policy=POLICY) as served:
        yield served


@pytest.fixture
def visit(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Open an empty page, and demand that nothing goes wrong on it."""
    with visiting_safely(browser, address, request) as opened:
        yield opened


def _box(page: Page) -> Locator:
    return page.locator(".paper-preview")


def _link(page: Page, number: int = 0) -> Locator:
    return page.locator("article a.paper-previewed").nth(number)


def _is_inside(page: Page) -> bool:
    """Tell whether all of the preview is in the window."""
    inside: bool = _box(page).evaluate(
        "e => { const { left, top, right, bottom } = e.getBoundingClientRect();"
        " return left >= 0 && top >= 0 && bottom <= innerHeight"
        " && right <= document.documentElement.clientWidth }"
    )
    return inside


def _rest(page: Page) -> None:
    """Wait longer than anything takes to open or close."""
    page.wait_for_timeout(800)


def test_a_pointer_that_rests_on_a_link_sees_the_review(visit: Visit) -> None:
    """Its title, its organisations, its TL;DR and its day; until it goes elsewhere."""
    page = visit.go("reader.html")
    _link(page).hover()
    expect(_box(page)).to_be_visible()
    for text in ("In two parts", "Google", "KAIST", "which listens to itself", "Nov 27, 2025"):
        expect(_box(page)).to_contain_text(text)
    assert _box(page).locator("math").count() == 1
    assert _box(page).locator("a, button").count() == 0
    _box(page).hover()
    _rest(page)
    expect(_box(page)).to_be_visible()
    page.mouse.move(5, 5)
    expect(_box(page)).to_be_hidden()


def test_who_passes_over_a_link_is_left_alone(visit: Visit) -> None:
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    page = visit.go("reader.html")
    _link(page).hover()
    page.mouse.move(5, 5)
    _rest(page)
    expect(_box(page)).to_have_count(0)
    page.locator("article a[href='index.html']").first.hover()
    _rest(page)
    assert [url for url in asked if url.endswith(".json")] == []


def test_a_file_is_fetched_once(visit: Visit) -> None:
    """For all reviews of a post; from one link to the next it follows."""
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    page = visit.go("reader.html")
    for number, text in enumerate(("In two parts", "In two parts", "Says little")):
        _link(page, number).hover()
        expect(_box(page)).to_contain_text(text)
        expect(_link(page, number)).to_have_attribute("aria-describedby", "paper-preview")
    assert page.locator("[aria-describedby~='paper-preview']").count() == 1
    paths = [url.rpartition("/")[2] for url in asked if url.endswith(".json")]
    assert paths == ["a.previews.json", "b.previews.json"]


def test_nothing_on_the_page_moves(visit: Visit) -> None:
    """Also at the foot of the window, where it opens above; and the page grows by nothing."""
    page = visit.go("reader.html")
    size = "[document.documentElement.scrollHeight, document.documentElement.scrollWidth]"
    page.evaluate(
        "() => { window.shifts = 0; new PerformanceObserver((list) => { for (const one of"
        " list.getEntries()) window.shifts += one.value }).observe({type: 'layout-shift'}) }"
    )
    before = page.evaluate(size)
    for number in (0, 3):
        link = _link(page, number)
        link.scroll_into_view_if_needed()
        at = link.bounding_box()
        link.hover()
        expect(_box(page)).to_be_visible()
        assert link.bounding_box() == at
        assert _is_inside(page)
        assert page.evaluate(size) == before
        page.mouse.move(5, 5)
        expect(_box(page)).to_be_hidden()
    assert page.evaluate("window.shifts") == 0


def test_the_keyboard_opens_it_and_escape_closes_it(visit: Visit) -> None:
    """Its words are those that describe the link, beside none of the browser's own."""
    page = visit.go("reader.html")
    link = _link(page, 1)
    assert link.get_attribute("title") == "Harmony of x^2"
    page.evaluate("document.activeElement.blur()")
    while not link.evaluate("e => e === document.activeElement"):
        page.keyboard.press("Tab")
    expect(_box(page)).to_be_visible()
    expect(_box(page)).to_have_attribute("role", "tooltip")
    expect(link).to_have_accessible_description(re.compile("In two parts.*Google.*Nov 27, 2025"))
    assert link.get_attribute("title") is None
    page.keyboard.press("Escape")
    expect(_box(page)).to_be_hidden()
    assert link.evaluate("e => e === document.activeElement")
    assert link.get_attribute("title") == "Harmony of x^2"
    assert link.get_attribute("aria-describedby") is None
    page.keyboard.press("Tab")
    expect(_box(page)).to_contain_text("Says little")
    page.keyboard.press("Tab")
    expect(_box(page)).to_be_hidden()


def test_escape_closes_it_before_it_clears_a_filter(visit: Visit) -> None:
    """Whose rows that come later have previews, too."""
    page = visit.go("list.html?q=harmony")
    search = page.locator(".paper-filter-search")
    search.focus()
    page.locator(".paper-entry:visible a.paper-previewed").hover()
    expect(_box(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(_box(page)).to_be_hidden()
    expect(search).to_have_value("harmony")
    page.keyboard.press("Escape")
    expect(search).to_have_value("")


def test_what_is_in_sight_needs_no_preview(visit: Visit) -> None:
    page = visit.go("posts/a.html")
    page.evaluate(
        "() => { const link = document.createElement('a'); link.href = '#arxiv-2511-00001';"
        " link.className = 'paper-previewed'; link.textContent = 'above';"
        " document.querySelector('article').append(link) }"
    )
    page.locator("article > a.paper-previewed").hover()
    _rest(page)
    expect(_box(page)).to_have_count(0)


def test_others_that_show_something_there_are_left_alone(visit: Visit) -> None:
    page = visit.go("reader.html")
    _link(page).evaluate("e => { e._tippy = {} }")
    _link(page).hover()
    _rest(page)
    expect(_box(page)).to_have_count(0)


# A finger --------------------------------------------------------------------------------------


@pytest.fixture
def touched(browser: Browser, address: str) -> Iterator[Visit]:
    """Open an empty page on a phone."""
    context = browser.new_context(has_touch=True, viewport={"width": 390, "height": 800})
    page = context.new_page()
    opened = Visit(page, address)
    page.on("pageerror", lambda error: opened.errors.append(str(error)))
    yield opened
    assert opened.errors == []
    context.close()


def _touch(session: CDPSession, kind: str, link: Locator, *, down: int = 0) -> None:
    box = link.bounding_box()
    assert box is not None
    point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2 + down}
    points: list[Any] = [] if kind == "touchEnd" else [point]
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_a_tap_follows_the_link(touched: Visit) -> None:
    page = touched.go("reader.html")
    _link(page, 1).tap()
    page.wait_for_url("**/posts/a.html#arxiv-2511-00001")


def test_a_finger_that_holds_a_link_sees_its_preview(touched: Visit) -> None:
    """Then the next tap follows the link, and one beside it closes the preview."""
    page = touched.go("reader.html")
    session = page.context.new_cdp_session(page)
    for tapped in ("beside", "link"):
        _touch(session, "touchStart", _link(page, 1))
        expect(_box(page)).to_be_visible()
        _touch(session, "touchEnd", _link(page, 1))
        _rest(page)
        expect(_box(page)).to_be_visible()
        assert page.url.endswith("reader.html")
        if tapped == "beside":
            page.locator("h1").first.tap()
            expect(_box(page)).to_be_hidden()
    _link(page, 1).tap()
    page.wait_for_url("**/posts/a.html#arxiv-2511-00001")


def test_a_finger_that_scrolls_opens_nothing(touched: Visit) -> None:
    page = touched.go("reader.html")
    session = page.context.new_cdp_session(page)
    _touch(session, "touchStart", _link(page, 1))
    for down in (-20, -60, -120):
        _touch(session, "touchMove", _link(page, 1), down=down)
    _rest(page)
    _touch(session, "touchEnd", _link(page, 1))
    _rest(page)
    expect(_box(page)).to_have_count(0)
    assert page.url.endswith("reader.html")


# Where it does not work --------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [404, 0, "{", "null", '{"paperreview-previews": 3}'])
def test_without_an_answer_the_link_is_a_link(visit: Visit, answer: int | str) -> None:
    def fulfil(route: Any) -> None:
        if answer == 0:
            route.abort()
        elif isinstance(answer, int):
            route.fulfill(status=answer)
        else:
            route.fulfill(body=answer)

    visit.page.route("**/*.previews.json", fulfil)
    page = visit.go("reader.html")
    _link(page).hover()
    _rest(page)
    expect(_box(page)).to_have_count(0)
    _link(page).click()
    page.wait_for_url("**/posts/a.html#arxiv-2511-00001")
    visit.errors[:] = [error for error in visit.errors if "Failed to load" not in error]


def test_from_disk_there_is_none(browser: Browser, site: Path) -> None:
    page, errors = browser.new_page(), []
    page.on("console", lambda message: errors.append(message.text))
    page.goto((site / "reader.html").as_uri())
    _link(page).hover()
    _rest(page)
    expect(_box(page)).to_have_count(0)
    assert errors == []
    page.close()


def test_without_scripts_there_is_none(browser: Browser, address: str) -> None:
    with visiting(browser, address, scripts=False) as opened:
        page = opened.go("reader.html")
        _link(page, 1).hover()
        assert _link(page, 1).get_attribute("title") == "Harmony of x^2"
        expect(_box(page)).to_have_count(0)


# How it looks --------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", THEMES)
def test_it_shuts_nobody_out(browser: Browser, tmp_path: Path, theme: str) -> None:
    """In themes, light and dark, wide and narrow: it has contrast, and keeps in the window."""
    built = Site(tmp_path / "source", PAGES, CONF).build(html_theme=theme)
    with serve(built.out) as address:
        for look in LOOKS:
            with visiting(browser, address, **look) as opened:
                page = opened.go("reader.html")
                links = page.locator("[role=main] a.paper-previewed, article a.paper-previewed")
                links.nth(2).hover()
                expect(_box(page)).to_be_visible()
                _rest(page)
                page.evaluate(AXE)
                told = page.evaluate("options => axe.run('.paper-preview', options)", OPTIONS)
                assert told["violations"] == []
                assert _is_inside(page)


def test_it_keeps_to_what_the_reader_prefers(visit: Visit) -> None:
    """Nothing moves, and a frame is there where colours are the reader's own; paper shows none."""
    page = visit.go("reader.html")
    page.emulate_media(reduced_motion="reduce", forced_colors="active")
    page.set_viewport_size({"width": 320, "height": 500})
    _link(page).hover()
    expect(_box(page)).to_be_visible()
    style = _box(page).evaluate(
        "e => { const { animationName, borderTopWidth, backgroundColor } = getComputedStyle(e);"
        " return [animationName, borderTopWidth, backgroundColor] }"
    )
    assert style[:2] == ["none", "1px"]
    assert "0)" not in style[2]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.emulate_media(media="print")
    expect(_box(page)).to_be_hidden()


@pytest.mark.parametrize("path", ["reader/", "posts/a/"])
def test_addresses_without_a_suffix_have_previews(
    browser: Browser, tmp_path: Path, path: str
) -> None:
    """As those of `dirhtml`; also on the page itself, and of a page in a folder."""
    pages = PAGES | {"posts/a.md": f"{HARMONY}\n{FILLED}\n\n{{paper}}`this <2511.00001>`\n"}
    built = Site(tmp_path / "source", pages, CONF).build("dirhtml", html_theme="furo")
    with serve(built.out) as address, visiting(browser, address) as opened:
        page = opened.go(path)
        page.locator("article a.paper-previewed").last.hover()
        expect(_box(page)).to_contain_text("In two parts")
        assert opened.errors == []


def test_a_formula_is_its_source_where_nothing_draws_it(browser: Browser, tmp_path: Path) -> None:
    """The page has no formula itself, and so no MathJax."""
    page = "# Home\n\n{paper}`the song <2511.00001>`\n"
    post = HARMONY.replace("date:", "orphan: true\ndate:")
    built = Site(tmp_path / "source", {"index.md": page, "a.md": post}).build(html_theme="furo")
    with serve(built.out) as address, visiting(browser, address) as opened:
        shown = opened.go("index.html")
        _link(shown).hover()
        expect(_box(shown)).to_contain_text("Harmony of x^2")
        assert opened.strangers == []
