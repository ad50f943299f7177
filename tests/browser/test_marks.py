"""Readers mark papers as read, in a real browser: what is kept, what is hidden, what is said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Visit, serve, visiting, visiting_safely
from tests.browser.test_accessibility import violations
from tests.site import Site, review_page

POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'"
KEY = "paperreview-read"
STYLES = ("list", "table", "cards")
LOOKS = [
    {"scheme": scheme, "width": width} for scheme in ("light", "dark") for width in (1280, 320)
]
FORBIDDEN = (
    "Object.defineProperty(window, 'localStorage',"
    " { get() { throw new DOMException('no', 'SecurityError') } })"
)
FULL = "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }"


def _post(number: int) -> str:
    lines = [f":::{{paper}} 2511.0000{number}", f":title: Lamp {number}", ":org: KAIST", "", "T."]
    more = [":::", "", f":::{{paper}} 2512.0000{number}", f":title: Moon {number}", "", "T.", ":::"]
    return review_page(*lines, *more, title=f"# Post {number}", date=f"2025-11-0{number}")


@pytest.fixture(scope="module", params=[200, 3], ids=["whole", "split"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build listings of eight papers, on a page each, or on several."""
    listings = {
        f"{style}.md": f"# A {style}\n\n```{{paper:list}}\n:filter:\n:style: {style}\n```\n"
        for style in STYLES
    }
    posts = {f"posts/{number}.md": _post(number) for number in range(1, 5)}
    contents = "\n".join(name.removesuffix(".md") for name in (*listings, *posts))
    pages = {"index.md": f"# Home\n\n```{{toctree}}\n{contents}\n```\n", **listings, **posts}
    conf = f"paperreview_reading_marks = True\npaperreview_rows = {request.param}\n"
    source = tmp_path_factory.mktemp("marks") / "source"
    built = Site(source, pages, conf).build(html_theme="furo")
    assert built.warnings == ()
    return built.out


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Serve them under a strict policy."""
    with serve(site, policy=POLICY) as served:
        yield served


@pytest.fixture
def visit(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Open an empty page, and demand that nothing goes wrong on it, and nobody is told."""
    with visiting_safely(browser, address, request) as opened:
        yield opened


def _mark(page: Page, title: str) -> Locator:
    return page.get_by_role("button", name=f"Read: {title}", exact=True)


def _kept(page: Page) -> list[str]:
    data: dict[str, Any] = json.loads(page.evaluate(f"localStorage.getItem('{KEY}')") or "{}")
    papers: list[str] = data.get(KEY, [])
    return papers


def _titles(page: Page) -> list[str]:
    return page.locator(".paper-listing span.paper-title:visible").all_inner_texts()


def _hide(page: Page) -> Locator:
    return page.get_by_label("Hide read")


@pytest.mark.parametrize("style", STYLES)
def test_a_mark_is_the_same_everywhere(visit: Visit, style: str) -> None:
    """On a row, on the card, after a reload; pressed again, it is gone."""
    page = visit.go(f"{style}.html")
    mark = _mark(page, "Lamp 4")
    expect(mark).to_have_attribute("aria-pressed", "false")
    mark.focus()
    page.keyboard.press("Space")
    expect(mark).to_have_attribute("aria-pressed", "true")
    assert _kept(page) == ["arxiv:2511.00004"]
    visit.go("posts/4.html")
    expect(_mark(page, "Lamp 4")).to_have_attribute("aria-pressed", "true")
    expect(_mark(page, "Moon 4")).to_have_attribute("aria-pressed", "false")
    _mark(page, "Lamp 4").click()
    visit.go(f"{style}.html")
    expect(mark).to_have_attribute("aria-pressed", "false")
    assert _kept(page) == []


@pytest.mark.parametrize("style", STYLES)
def test_what_is_read_can_be_hidden(visit: Visit, style: str) -> None:
    """On all pages of a listing; what is marked meanwhile stays until the filter is asked again."""
    page = visit.go(f"{style}.html")
    _mark(page, "Lamp 4").click()
    address = page.url
    _hide(page).check()
    expect(page.locator(".paper-filter-status")).to_have_text("7 of 8 reviews")
    expect(page.locator(".paper-listing span.paper-title:visible")).to_have_count(7)
    assert "Lamp 4" not in _titles(page)
    # Others who get the address have other marks.
    assert page.url == address
    _mark(page, "Moon 1").click()
    assert "Moon 1" in _titles(page)
    page.locator(".paper-filter-search").fill("moon")
    expect(page.locator(".paper-filter-status")).to_have_text("3 of 8 reviews")
    assert sorted(_titles(page)) == ["Moon 2", "Moon 3", "Moon 4"]
    # It lasts, and what is found is counted without them.
    page.reload()
    expect(page.locator(".paper-filter-status")).to_have_text("3 of 8 reviews")
    expect(_hide(page)).to_be_checked()
    page.locator(".paper-filter-clear").click()
    expect(_hide(page)).not_to_be_checked()
    expect(page.locator(".paper-filter-status")).to_contain_text("reviews")
    page.reload()
    expect(_hide(page)).not_to_be_checked()


def test_the_word_on_the_button_is_not_searched(visit: Visit) -> None:
    page = visit.go("list.html?q=read")
    expect(page.locator(".paper-filter-status")).to_have_text("No review matches.")


def test_a_press_of_hide_moves_nothing_under_the_pointer(visit: Visit) -> None:
    page = visit.go("list.html")
    page.locator(".paper-filter-search").focus()
    page.wait_for_timeout(500)
    at = _hide(page).bounding_box()
    _hide(page).check()
    expect(page.locator(".paper-filter-clear")).to_be_visible()
    assert _hide(page).bounding_box() == at


def test_two_windows_agree(visit: Visit) -> None:
    page = visit.go("list.html")
    other = page.context.new_page()
    other.goto(f"{visit.address}/posts/4.html")
    _mark(other, "Lamp 4").click()
    expect(_mark(page, "Lamp 4")).to_have_attribute("aria-pressed", "true")
    _mark(page, "Moon 4").click()
    expect(_mark(other, "Moon 4")).to_have_attribute("aria-pressed", "true")
    assert _kept(page) == ["arxiv:2511.00004", "arxiv:2512.00004"]
    other.close()


# Files -------------------------------------------------------------------------------------------


def _menu(page: Page) -> Locator:
    menu = page.locator(".paper-filter-foot .paper-filter-menu")
    menu.locator("summary").click()
    return menu


def test_marks_go_into_a_file_and_come_from_one(visit: Visit, tmp_path: Path) -> None:
    """What is gone from the journal is kept; what is there already stays."""
    page = visit.go("list.html")
    _mark(page, "Lamp 4").click()
    menu = _menu(page)
    expect(menu).to_contain_text("Marked as read: 1")
    with page.expect_download() as told:
        menu.get_by_role("button", name="Save marks to a file").click()
    path = tmp_path / told.value.suggested_filename
    told.value.save_as(path)
    assert path.name == "paperreview-read.json"
    assert json.loads(path.read_text()) == {"version": 1, KEY: ["arxiv:2511.00004"]}
    path.write_text(json.dumps({"version": 1, KEY: ["arxiv:1.2 doi:10.1/x", "arxiv:2512.00004"]}))
    with page.expect_file_chooser() as chosen:
        menu.get_by_role("button", name="Add marks from a file").click()
    chosen.value.set_files(path)
    note = page.locator(".paper-marks-note")
    expect(note).to_contain_text("Marked as read by the file: 2.")
    expect(_mark(page, "Moon 4")).to_have_attribute("aria-pressed", "true")
    expect(menu).to_contain_text("Marked as read: 3")
    assert _kept(page) == ["arxiv:1.2 doi:10.1/x", "arxiv:2511.00004", "arxiv:2512.00004"]
    note.get_by_role("button", name="Close").click()
    expect(note).not_to_contain_text("papers")
    _mark(page, "Moon 4").click()
    assert _kept(page) == ["arxiv:1.2 doi:10.1/x", "arxiv:2511.00004"]


@pytest.mark.parametrize(
    "text", ["", "{", "null", "[]", '{"version": 2}', '{"version": 1, "paperreview-read": 3}', "\0"]
)
def test_a_file_without_marks_changes_nothing(visit: Visit, tmp_path: Path, text: str) -> None:
    page = visit.go("list.html")
    _mark(page, "Lamp 4").click()
    path = tmp_path / "marks.json"
    path.write_text(text)
    page.locator(".paper-marks-panel input[type=file]").set_input_files(path)
    expect(page.locator(".paper-marks-note")).to_contain_text("holds no marks")
    assert _kept(page) == ["arxiv:2511.00004"]


def test_what_a_file_holds_beside_marks_is_left_out(visit: Visit, tmp_path: Path) -> None:
    page = visit.go("list.html")
    held: list[object] = [None, 3, "", " ", {}, "x" * 4_000, "arxiv:2511.00004 " + "y" * 4_000]
    path = tmp_path / "marks.json"
    path.write_text(json.dumps({"version": 1, KEY: held, "more": True}))
    page.locator(".paper-marks-panel input[type=file]").set_input_files(path)
    expect(_mark(page, "Lamp 4")).to_have_attribute("aria-pressed", "true")
    assert _kept(page) == ["arxiv:2511.00004"]


def test_the_menu_closes_as_others_do(visit: Visit) -> None:
    """Escape closes it and clears nothing; another menu, and a press beside it, close it."""
    page = visit.go("list.html?q=lamp")
    menu = _menu(page)
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(page.locator(".paper-filter-search")).to_have_value("lamp")
    _menu(page)
    page.locator("h1").first.click()
    expect(menu).not_to_have_attribute("open", "")


# Where nothing can be kept -----------------------------------------------------------------------


@pytest.mark.parametrize("script", [FORBIDDEN, FULL], ids=["forbidden", "full"])
def test_where_nothing_can_be_kept_marks_last_as_long_as_the_page(
    visit: Visit, script: str
) -> None:
    """It is said once; and all else works. A theme may throw, ours does not."""
    stacks: list[str] = []
    visit.page.on("pageerror", lambda error: stacks.append(error.stack or ""))
    visit.page.add_init_script(script)
    page = visit.go("list.html")
    note = page.locator(".paper-marks-note")
    expect(note.get_by_role("status")).to_have_text("")
    _mark(page, "Lamp 4").click()
    expect(note).to_contain_text("This browser keeps no marks")
    note.get_by_role("button", name="Close").click()
    _mark(page, "Moon 4").click()
    expect(note).not_to_contain_text("This browser")
    for title in ("Lamp 4", "Moon 4"):
        expect(_mark(page, title)).to_have_attribute("aria-pressed", "true")
    _hide(page).check()
    expect(page.locator(".paper-filter-status")).to_have_text("6 of 8 reviews")
    page.reload()
    expect(_mark(page, "Lamp 4")).to_have_attribute("aria-pressed", "false")
    assert [stack for stack in stacks if "paperreview" in stack] == []
    visit.errors.clear()


@pytest.mark.parametrize("kept", ["", "{", "3", '{"version": 9, "all": []}'])
def test_what_others_keep_there_is_left_alone(visit: Visit, kept: str) -> None:
    """As what a later version has written: this one would lose it."""
    visit.page.add_init_script(
        f"localStorage.getItem('{KEY}') ?? localStorage.setItem('{KEY}', {json.dumps(kept)})"
    )
    page = visit.go("list.html")
    _mark(page, "Lamp 4").click()
    expect(page.locator(".paper-marks-note")).to_contain_text("This browser keeps no marks")
    expect(_mark(page, "Lamp 4")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == kept


def test_from_disk_marks_work(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "list.html").as_uri())
    _mark(page, "Lamp 4").click()
    page.reload()
    expect(_mark(page, "Lamp 4")).to_have_attribute("aria-pressed", "true")
    page.close()


def test_without_scripts_there_is_no_button(browser: Browser, address: str) -> None:
    with visiting(browser, address, scripts=False) as opened:
        page = opened.go("list.html")
        assert page.locator("button:visible", has_text="Read").count() == 0


# How it looks --------------------------------------------------------------------------------


@pytest.mark.parametrize("visit", LOOKS, indirect=True, ids=str)
@pytest.mark.parametrize("path", ["list", "table", "cards", "posts/4"])
def test_it_shuts_nobody_out(visit: Visit, path: str) -> None:
    """Pressed and not, with its menu open: contrast, names, and no page wider than its window."""
    page = visit.go(f"{path}.html")
    _mark(page, "Lamp 4").click()
    if path != "posts/4":
        _menu(page)
    expect(_mark(page, "Lamp 4")).to_have_attribute("aria-pressed", "true")
    assert [found for found in violations(page) if found[1]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.emulate_media(media="print")
    expect(page.locator(".paper-read-mark:visible")).to_have_count(0)
