"""The filter of a listing as a reader meets it, in a real browser."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from sphinx_paperreview.config import Settings
from sphinx_paperreview.core.library import Library
from sphinx_paperreview.core.mentions import Mentions
from sphinx_paperreview.core.model import Paper, Post, Review
from sphinx_paperreview.core.orgs import builtin_orgs
from sphinx_paperreview.core.runs import Run
from sphinx_paperreview.core.sources import builtin_sources
from sphinx_paperreview.rendering.filters import FilterWriter
from sphinx_paperreview.rendering.medium import Medium
from sphinx_paperreview.rendering.place import Place
from sphinx_paperreview.site import Site as Settled
from tests.browser.conftest import Visit, serve, toggle, visiting
from tests.browser.test_cards import CONTRASTS, LOOKS
from tests.core.test_folding import TABLE
from tests.site import Site

BARE = (
    '{% extends "basic/layout.html" %}'
    "{% block relbar1 %}{% endblock %}{% block relbar2 %}{% endblock %}"
)
STRICT = "default-src 'self'"

PAPERS = [
    # title, date, orgs, tags, status, rating, links
    ("Harmony", "2025-11-27", "Tencent; NVIDIA", "video, audio", "read", "4", "code"),
    ("Attention Is All You Need", "2025-11-27", "Google", "attention", "read", "5", "code"),
    ("확산 모델로 만드는 영상", "2025-10-02", "KAIST", "video", "to-read", "", "project"),
    ("扩散语言模型", "2025-10-02", "Tencent", "language", "reading", "3", ""),
    ("Straße und Maß", "2024-05-01", "Inria", "vision", "read", "", ""),
    ("Zebra Nets", "2024-05-01", "NVIDIA", "vision", "read", "2", "video"),
]
NEWEST = [paper[0] for paper in PAPERS]
PAGES = ("list", "groups", "table", "cards", "two", "far")
LIMITED = ("limit", "limit-groups", "limit-table")
OPTIONS = {
    "list": "",
    "groups": ":group-by: year month\n",
    "table": ":style: table\n:group-by: org\n",
    "cards": ":style: cards\n",
    "two": "",
    "far": "",
    "limit": ":limit: 2\n",
    "limit-groups": ":limit: 2\n:group-by: year month\n",
    "limit-table": ":limit: 2\n:style: table\n:group-by: org\n",
}
TITLE = ".paper-listing span.paper-title"


def _post(date: str) -> str:
    lines = [f"---\ndate: {date}\norphan: true\n---", f"# Post of {date}", ""]
    for number, (title, day, orgs, tags, status, rating, link) in enumerate(PAPERS):
        if day == date:
            lines += [f":::{{paper}} 2511.{number + 1:05}", f":title: {title}", f":org: {orgs}"]
            lines += [f":tags: {tags}", f":status: {status}", ":authors: Ada Lovelace"]
            lines += [f":rating: {rating}"] * bool(rating)
            lines += [f":{link}: https://example.org/{number}"] * bool(link)
            lines += [":::", ""]
    return "\n".join(lines)


def _listing(name: str) -> str:
    listing = f"```{{paper:list}}\n:filter:\n{OPTIONS[name]}```\n\n"
    second = "## Second\n\n```{paper:list}\n:filter:\n:year: 2025\n```\n" * (name == "two")
    far = "\n".join(["A line.\n"] * 80) if name == "far" else ""
    return f"---\norphan: true\n---\n# The {name}\n\n{listing}{second}\n{far}\n## The end\n"


def _build(folder: Path, **overrides: Any) -> Path:
    posts = {f"posts/{date}.md": _post(date) for date in {paper[1] for paper in PAPERS}}
    pages = {f"{name}.md": _listing(name) for name in (*PAGES, *LIMITED)}
    bare = {"index.md": "# Home\n", "templates/layout.html": BARE}
    site = Site(folder / "source", {**bare, **pages, **posts})
    built = site.build("html", **overrides)
    assert built.warnings == ()
    return built.out


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build pages with filters, in furo."""
    return _build(tmp_path_factory.mktemp("filters"), html_theme="furo")


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Serve them."""
    with serve(site) as served:
        yield served


@pytest.fixture
def visit(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Open an empty page, and demand that nothing went wrong on it."""
    with visiting(browser, address, **getattr(request, "param", {})) as opened:
        yield opened
        assert opened.errors == []
        assert opened.strangers == []


def box(page: Page) -> Locator:
    """Find the search box of the first filter."""
    return page.locator(".paper-filter-search").first


def titles(page: Page) -> list[str]:
    """List the titles that a reader sees."""
    return page.locator(f"{TITLE}:visible").all_inner_texts()


def menu(page: Page, name: str) -> Locator:
    """Find a menu of the first filter by its name."""
    return page.locator(".paper-filter").first.locator(".paper-filter-menu", has_text=name).first


def choose(page: Page, name: str, *values: str) -> None:
    """Open a menu and tick some of its values."""
    found = menu(page, name)
    if found.get_attribute("open") is None:
        toggle(found)
    for value in values:
        found.locator("label").filter(has_text=value).locator("input").click()


def counts(page: Page, name: str) -> dict[str, str]:
    """Read the values of a menu and their counts."""
    items = menu(page, name).locator("li")
    names = items.locator(".paper-filter-value").all_inner_texts()
    return dict(zip(names, items.locator(".paper-filter-count").all_inner_texts(), strict=True))


def state(page: Page) -> list[tuple[str, str]]:
    """Read the parameters of the address."""
    return parse_qsl(str(page.evaluate("location.search.slice(1)")))


# Finding ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("harmony", ["Harmony"]),
        ("HARM", ["Harmony"]),
        ("all attention", ["Attention Is All You Need"]),
        ("확산", ["확산 모델로 만드는 영상"]),
        ("산 모", ["확산 모델로 만드는 영상"]),
        (unicodedata.normalize("NFD", "확산"), ["확산 모델로 만드는 영상"]),
        ("카이스트", ["확산 모델로 만드는 영상"]),
        ("语言", ["扩散语言模型"]),
        ("STRASSE mass", ["Straße und Maß"]),
        ("straẞe", ["Straße und Maß"]),
        ("#vision zebra", ["Zebra Nets"]),
        ("엔비디아", ["Harmony", "Zebra Nets"]),
        ("audio nvidia", ["Harmony"]),
        ("2511.00002", ["Attention Is All You Need"]),
        ("lovelace zebra", ["Zebra Nets"]),
        ("  ", NEWEST),
        ("code", []),
        ("</script>", []),
    ],
)
def test_text_finds_papers(visit: Visit, text: str, found: list[str]) -> None:
    """Every word is a part of the row, of an author, an id, a tag or a name of an organisation."""
    page = visit.go("list.html")
    box(page).fill(text)
    expect(page.locator(f"{TITLE}:visible")).to_have_count(len(found))
    assert titles(page) == found
    shown = f"{len(found)} of 6 reviews" if found else "No review matches."
    status = page.get_by_role("status")
    assert status.inner_text() == ("6 reviews" if found == NEWEST else shown)


COUNT_LOOKS = """
() => {
  const includes = String.prototype.includes;
  window.looks = 0;
  String.prototype.includes = function (...words) {
    window.looks += 1;
    return includes.apply(this, words);
  };
}
"""


def test_a_repeated_word_is_looked_for_once(visit: Visit) -> None:
    """A pasted text of thousands of words, most of them again and again, costs as its words do."""
    page = visit.go("list.html")
    box(page).fill("harmony")
    expect(page.locator(f"{TITLE}:visible")).to_have_count(1)
    page.evaluate(COUNT_LOOKS)
    box(page).fill("video audio " * 5_000)
    expect(page.locator(f"{TITLE}:visible")).to_have_count(1)
    assert page.evaluate("window.looks") < 100


def test_text_is_folded_as_in_python(browser: Browser, tmp_path: Path) -> None:
    """What the table of `tests.core.test_folding` says, the script says too."""
    shown = list(dict.fromkeys(title for pairs in TABLE.values() for _typed, title in pairs))
    papers = [f":::{{paper}}\n:title: {title}\n:::\n" for title in shown]
    pages = {
        "index.md": "# Home\n\n```{paper:list}\n:filter:\n```\n",
        "post.md": "\n".join(["---\norphan: true\n---\n# Post\n", *papers]),
    }
    built = Site(tmp_path / "source", pages).build("html", smartquotes=False)
    wrong = []
    with serve(built.out) as address, visiting(browser, address) as opened:
        page = opened.go("index.html")
        for kind, pairs in TABLE.items():
            for typed, title in pairs:
                box(page).fill(typed)
                if (title in titles(page)) != (kind == "finds"):
                    wrong.append((typed, title))
    assert wrong == []


def test_a_syllable_is_awaited(visit: Visit) -> None:
    """While 확산 is composed the list never goes empty: letters alone, and syllables on the way."""
    page = visit.go("list.html")
    box(page).focus()
    keys = page.context.new_cdp_session(page)
    status = page.get_by_role("status")
    said = []
    for text in ("ㅎ", "호", "화", "확", "확ㅅ", "확사", "확산"):
        place = {"selectionStart": len(text), "selectionEnd": len(text)}
        keys.send("Input.imeSetComposition", {"text": text, **place})
        said.append(status.inner_text())
    keys.send("Input.insertText", {"text": "확산"})
    assert "No review matches." not in said
    assert titles(page) == ["확산 모델로 만드는 영상"]
    assert status.inner_text() == "1 of 6 reviews"


def test_back_finds_what_another_filter_had_set(visit: Visit) -> None:
    """Letters in one filter never take the place of a choice in another one."""
    page = visit.go("two.html")
    first, second = page.get_by_role("searchbox").all()
    second.press_sequentially("ab")
    second.press("Backspace")
    second.press("Backspace")
    page.locator(".paper-filter summary").first.click()
    page.locator(".paper-filter input[type=checkbox]").first.check()
    chosen = page.url
    second.press_sequentially("foo")
    page.go_back()
    assert page.url == chosen
    assert first.input_value() == ""


@pytest.mark.parametrize("path", ["list", "groups", "table", "cards"])
def test_every_style_is_filtered(visit: Visit, path: str) -> None:
    """A review of two organisations is one paper, however many rows it has."""
    page = visit.go(f"{path}.html")
    assert page.get_by_role("status").inner_text() == "6 reviews"
    box(page).fill("harmony")
    assert set(titles(page)) == {"Harmony"}
    assert len(titles(page)) == (2 if path == "table" else 1)
    assert page.get_by_role("status").inner_text() == "1 of 6 reviews"
    box(page).fill("no such thing")
    assert titles(page) == []
    box(page).fill("")
    assert set(titles(page)) == set(NEWEST)


def test_groups_without_rows_are_gone(visit: Visit) -> None:
    """Also their headings, on both levels, and what a theme puts around a table."""
    page = visit.go("groups.html")
    box(page).fill("zebra")
    assert page.locator(".paper-group:visible").all_inner_texts() == ["2024", "May 2024"]
    box(page).fill("attention")
    assert page.locator(".paper-group:visible").all_inner_texts() == ["2025", "November 2025"]
    page = visit.go("table.html")
    box(page).fill("zebra")
    assert page.locator(".paper-group:visible").all_inner_texts() == ["NVIDIA"]
    assert page.locator("table:visible, .table-wrapper:visible").count() in {1, 2}


# Choosing -----------------------------------------------------------------------------------


def test_values_of_one_menu_mean_any_and_menus_mean_all(visit: Visit) -> None:
    page = visit.go("list.html")
    choose(page, "Organisation", "NVIDIA", "KAIST")
    assert titles(page) == ["Harmony", "확산 모델로 만드는 영상", "Zebra Nets"]
    choose(page, "Tag", "video")
    assert titles(page) == ["Harmony", "확산 모델로 만드는 영상"]
    choose(page, "Comes with", "Project")
    assert titles(page) == ["확산 모델로 만드는 영상"]
    assert state(page) == [
        *(("org", "NVIDIA"), ("org", "KAIST"), ("tag", "video"), ("has", "project")),
    ]


def test_counts_say_what_a_choice_would_show(visit: Visit) -> None:
    """They match the text and all other menus; a menu opens with the values that have some."""
    page = visit.go("list.html")
    toggle(menu(page, "Organisation"))
    all_orgs = counts(page, "Organisation")
    assert all_orgs == {"NVIDIA": "2", "Tencent": "2", "Google": "1", "Inria": "1", "KAIST": "1"}
    choose(page, "Tag", "vision")
    toggle(menu(page, "Organisation"))
    left = {"NVIDIA": "1", "Inria": "1", "Tencent": "0", "Google": "0", "KAIST": "0"}
    assert list(counts(page, "Organisation").items()) == list(left.items())
    choose(page, "Organisation", "NVIDIA")
    assert list(counts(page, "Organisation").items()) == list(left.items())
    box(page).fill("nothing at all")
    assert menu(page, "Tag").locator(".paper-filter-chosen").inner_text() == "1"
    toggle(menu(page, "Organisation"))
    assert set(counts(page, "Organisation").values()) == {"0"}


def test_what_is_chosen_can_be_taken_back(visit: Visit) -> None:
    """By buttons below the menus, from the keyboard too; the next one has the focus then."""
    page = visit.go("list.html")
    chips = page.locator(".paper-filter-chips").first
    expect(chips).to_be_hidden()
    choose(page, "Organisation", "NVIDIA", "KAIST")
    choose(page, "Tag", "video")
    page.keyboard.press("Escape")
    assert chips.locator("button").all_inner_texts() == ["NVIDIA", "KAIST", "video"]
    page.get_by_role("button", name="Organisation: KAIST: remove").click()
    assert titles(page) == ["Harmony"]
    page.get_by_role("button", name="Organisation: NVIDIA: remove").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Tag: video: remove")).to_be_focused()
    assert state(page) == [("tag", "video")]
    page.keyboard.press("Enter")
    assert titles(page) == NEWEST
    expect(chips).to_be_hidden()
    expect(box(page)).to_be_focused()


def test_a_long_menu_is_searched(browser: Browser, tmp_path: Path) -> None:
    """By any name of an organisation; what is chosen stays so; a short menu has no box."""
    orgs = ["Google", "KAIST", "NVIDIA", *(f"Northwind {letter}" for letter in "ABCDEFGHIJKL")]
    papers = [f":::{{paper}}\n:title: By {org}\n:org: {org}\n:tags: t{n % 2}\n:::\n"
              for n, org in enumerate(orgs)]  # fmt: skip
    pages = {
        "index.md": "# Home\n\n```{paper:list}\n:filter:\n```\n",
        "post.md": "\n".join(["---\norphan: true\n---\n# Post\n", *papers]),
    }
    built = Site(tmp_path / "source", pages).build("html", paperreview_unknown_orgs="allow")
    with serve(built.out) as address, visiting(browser, address) as opened:
        page = opened.go("index.html")
        found = menu(page, "Organisation")
        toggle(found)
        within = found.get_by_role("searchbox", name="Organisation: Find")
        within.fill("카이스트")
        assert found.locator("li:visible .paper-filter-value").all_inner_texts() == ["KAIST"]
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Space")
        assert titles(page) == ["By KAIST"]
        page.keyboard.press("ArrowUp")
        expect(within).to_be_focused()
        within.fill("wind k")
        assert found.locator("li:visible .paper-filter-value").all_inner_texts() == ["Northwind K"]
        assert titles(page) == ["By KAIST"]
        toggle(found)
        toggle(found)
        assert within.input_value() == ""
        assert found.locator("li:visible").count() == len(orgs)
        assert menu(page, "Tag").get_by_role("searchbox").count() == 0
        assert opened.errors == []


@pytest.mark.parametrize("text", ["zebra", "nothing at all"])
@pytest.mark.parametrize("visit", [{"width": 1280}, {"width": 390}], indirect=True, ids=str)
def test_the_filter_stays_where_it_is(visit: Visit, text: str) -> None:
    """However little matches: the page does not become too short for where the reader is."""
    page = visit.go("far.html")
    page.set_viewport_size({"width": page.viewport_size["width"], "height": 400})  # type: ignore[index]
    page.evaluate("document.querySelector('.paper-filter').scrollIntoView({behavior: 'instant'})")
    page.evaluate("document.querySelectorAll('h2, h2 ~ *').forEach((each) => each.remove())")
    top = "document.querySelector('.paper-filter-search').getBoundingClientRect().top"
    box(page).focus()
    before = page.evaluate(top)
    box(page).fill(text)
    assert abs(page.evaluate(top) - before) <= 1
    page.keyboard.press("Escape")
    assert abs(page.evaluate(top) - before) <= 1
    assert page.evaluate("document.querySelector('.paper-listing').style.minHeight") == ""


@pytest.mark.parametrize("path", LIMITED)
def test_what_is_beyond_a_limit_is_searched(visit: Visit, path: str) -> None:
    """It shows when it is asked for; an order shows the first of that order."""
    page = visit.go(f"{path}.html")
    rest = page.locator(".paper-rest")
    assert set(titles(page)) == set(NEWEST[:2])
    assert page.get_by_role("status").inner_text() == "2 of 6 reviews"
    assert (
        page.locator(".paper-group:visible").all_inner_texts()
        == {
            "limit": [],
            "limit-groups": ["2025", "November 2025"],
            "limit-table": ["Google", "NVIDIA", "Tencent"],
        }[path]
    )
    box(page).fill("zebra")
    assert titles(page) == ["Zebra Nets"]
    assert page.get_by_role("status").inner_text() == "1 of 6 reviews"
    expect(rest).to_be_hidden()
    choose(page, "Tag", "vision")
    box(page).fill("")
    assert set(titles(page)) == {"Straße und Maß", "Zebra Nets"}
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert set(titles(page)) == set(NEWEST[:2])
    expect(rest).to_be_visible()
    assert rest.inner_text() == "and 4 more"
    page.locator(".paper-filter select").first.select_option("title")
    assert set(titles(page)) == {"Attention Is All You Need", "Harmony"}
    page.locator(".paper-filter select").first.select_option("date")
    assert set(titles(page)) == {"Straße und Maß", "Zebra Nets"}


@pytest.mark.parametrize("path", LIMITED)
def test_without_scripts_a_limit_is_one(browser: Browser, address: str, path: str) -> None:
    with visiting(browser, address, scripts=False) as opened:
        page = opened.go(f"{path}.html")
        assert set(titles(page)) == set(NEWEST[:2])
        assert page.locator("table:visible").count() == (3 if path == "limit-table" else 0)


def test_one_menu_is_open_at_a_time(visit: Visit) -> None:
    """Another menu or a click elsewhere closes it."""
    page = visit.go("list.html")
    toggle(menu(page, "Organisation"))
    toggle(menu(page, "Tag"))
    expect(page.locator(".paper-filter-menu[open]")).to_have_count(1)
    assert menu(page, "Tag").get_attribute("open") is not None
    page.locator("h1").click()
    expect(page.locator(".paper-filter-menu[open]")).to_have_count(0)


@pytest.mark.parametrize("path", ["list", "groups", "table", "cards"])
def test_rows_are_sorted_within_their_groups(visit: Visit, path: str) -> None:
    page = visit.go(f"{path}.html")
    before = titles(page)
    page.get_by_label("Sort").select_option("Title")
    after = titles(page)
    assert sorted(before) == sorted(after)
    if path in {"list", "cards"}:
        assert after == sorted(NEWEST, key=str.casefold)
    if path == "groups":
        assert after[:2] == ["Attention Is All You Need", "Harmony"]
    page.get_by_label("Sort").select_option("Newest review")
    assert titles(page) == before


def test_clear_is_there_when_something_is_set(visit: Visit) -> None:
    """It clears text and menus, not the order; the box has the focus then."""
    page = visit.go("list.html")
    button = page.get_by_role("button", name="Clear", exact=True)
    expect(button).to_have_count(0)
    box(page).fill("zebra")
    choose(page, "Tag", "vision")
    page.keyboard.press("Escape")
    button.click()
    assert titles(page) == NEWEST
    expect(button).to_have_count(0)
    expect(box(page)).to_be_focused()
    assert state(page) == []


# The address --------------------------------------------------------------------------------


def test_an_address_can_be_shared(visit: Visit) -> None:
    """It holds the text, the choices and the order; unknown values are left aside."""
    page = visit.go(
        "list.html?q=%EC%98%81&org=KAIST&org=Nobody&sort=size&tag=video&other=a%20b#end"
    )
    assert titles(page) == ["확산 모델로 만드는 영상"]
    assert (box(page).input_value(), page.get_by_label("Sort").input_value()) == ("영", "-date")
    assert menu(page, "Organisation").locator(".paper-filter-chosen").inner_text() == "1"
    choose(page, "Status", "To read")
    assert page.evaluate("location.href").endswith(
        "?other=a%20b&q=%EC%98%81&org=KAIST&tag=video&status=to-read#end"
    )
    page = visit.go("list.html?sort=title&has=code")
    assert titles(page) == ["Attention Is All You Need", "Harmony"]
    toggle(menu(page, "Comes with"))
    expect(menu(page, "Comes with").locator("input:checked")).to_have_count(1)


def test_back_and_forward_walk_through_what_was_set(visit: Visit) -> None:
    """A run of letters is one step, each choice another."""
    page = visit.go("list.html")
    box(page).press_sequentially("nvidia")
    choose(page, "Tag", "vision")
    page.get_by_label("Sort").select_option("Title")
    assert state(page) == [("q", "nvidia"), ("tag", "vision"), ("sort", "title")]
    page.go_back()
    assert (state(page), page.get_by_label("Sort").input_value()) == (
        [("q", "nvidia"), ("tag", "vision")],
        "-date",
    )
    page.go_back()
    assert (titles(page), state(page)) == (["Harmony", "Zebra Nets"], [("q", "nvidia")])
    page.go_back()
    assert (titles(page), box(page).input_value(), state(page)) == (NEWEST, "", [])
    page.go_forward()
    assert (titles(page), box(page).input_value()) == (["Harmony", "Zebra Nets"], "nvidia")


def test_links_within_the_page_leave_the_filter_alone(visit: Visit) -> None:
    page = visit.go("far.html")
    box(page).fill("zebra")
    page.evaluate("document.querySelector('.toc-tree a[href=\"#the-end\"]').click()")
    page.wait_for_function("scrollY > 0")
    assert page.evaluate("location.href").endswith("?q=zebra#the-end")
    assert (titles(page), box(page).input_value()) == (["Zebra Nets"], "zebra")


def test_two_filters_of_a_page_know_nothing_of_each_other(visit: Visit) -> None:
    page = visit.go("two.html")
    second = page.locator(".paper-filter-search").nth(1)
    second.fill("harmony")
    assert state(page) == [("q2", "harmony")]
    box(page).fill("zebra")
    assert state(page) == [("q2", "harmony"), ("q", "zebra")]
    assert titles(page) == ["Zebra Nets", "Harmony"]
    page.reload()
    assert titles(page) == ["Zebra Nets", "Harmony"]
    assert page.get_by_role("status").all_inner_texts() == ["1 of 6 reviews", "1 of 4 reviews"]


# Keys ---------------------------------------------------------------------------------------


def test_everything_can_be_done_from_the_keyboard(visit: Visit) -> None:
    """`/` goes to the box, Tab on; Space opens and ticks; Escape closes, then clears."""
    page = visit.go("list.html")
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    page.keyboard.type("a/")
    assert box(page).input_value() == "a/"
    page.keyboard.press("Backspace")
    page.keyboard.press("Tab")
    expect(menu(page, "Organisation").locator("summary")).to_be_focused()
    page.keyboard.press("Space")
    expect(menu(page, "Organisation").locator("li").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert titles(page) == ["Harmony", "Zebra Nets"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    assert titles(page) == ["Harmony", "扩散语言模型", "Zebra Nets"]
    page.keyboard.press("Escape")
    expect(page.locator(".paper-filter-menu[open]")).to_have_count(0)
    expect(menu(page, "Organisation").locator("summary")).to_be_focused()
    page.keyboard.press("Escape")
    assert titles(page) == NEWEST
    expect(box(page)).to_be_focused()


def test_a_menu_closes_when_the_focus_leaves_it(visit: Visit) -> None:
    page = visit.go("list.html")
    toggle(menu(page, "Status"))
    menu(page, "Status").locator("input").last.focus()
    page.keyboard.press("Tab")
    expect(page.locator(".paper-filter-menu[open]")).to_have_count(0)


def test_sphinx_has_its_keys_where_the_filter_is_not_on_the_screen(visit: Visit) -> None:
    """Scrolled away, `/` is Sphinx's; so is Escape while the focus is elsewhere."""
    page = visit.go("far.html")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_function(
        "document.querySelector('.paper-filter').getBoundingClientRect().bottom < 0"
    )
    page.keyboard.press("/")
    expect(page.locator("input[name=q]").first).to_be_focused()
    page = visit.go("far.html?q=zebra")
    page.evaluate("addEventListener('keydown', (event) => (window.heard = event.key))")
    page.keyboard.press("Escape")
    assert (page.evaluate("window.heard"), titles(page)) == ("Escape", ["Zebra Nets"])
    box(page).focus()
    page.evaluate("window.heard = ''")
    page.keyboard.press("Escape")
    assert (page.evaluate("window.heard"), titles(page)) == ("", NEWEST)


def test_composing_has_its_keys_too(visit: Visit) -> None:
    """While a syllable is composed, Escape belongs to the input method."""
    page = visit.go("list.html?q=zebra")
    box(page).focus()
    page.evaluate(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'Escape', isComposing: true, bubbles: true}))"
    )
    assert titles(page) == ["Zebra Nets"]


# Everywhere ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES)
def test_without_scripts_the_full_list_is_there(browser: Browser, address: str, path: str) -> None:
    """No control, no gap, every row."""
    with visiting(browser, address, scripts=False) as opened:
        page = opened.go(f"{path}.html?q=zebra")
        assert set(titles(page)) == set(NEWEST)
        assert not page.locator(".paper-filter").first.is_visible()
        assert page.locator(".paper-filter :is(input, select, button, summary)").count() == 0


@pytest.mark.parametrize("path", PAGES[:4])
@pytest.mark.parametrize("visit", LOOKS, indirect=True, ids=str)
def test_controls_are_legible_and_stay_within_the_page(visit: Visit, path: str) -> None:
    """With every menu open: contrast of 4.5:1, nothing beyond the window."""
    page = visit.go(f"{path}.html?q=zebra")
    for found in page.locator(".paper-filter").first.locator("summary").all():
        found.click()
        menu = page.locator("[open] .paper-filter-values")
        menu.locator("li").first.wait_for()  # filled when the browser says that it is open
        edges = menu.bounding_box()
        assert edges is not None
        assert edges["x"] >= 0
        assert edges["x"] + edges["width"] <= (page.viewport_size or {"width": 0})["width"]
        contrasts = page.evaluate(CONTRASTS)
        assert [text for ratio, text in contrasts if ratio < 4.5] == []
        found.click()
    assert any("paper-filter-value" in text for _ratio, text in contrasts)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_print_shows_the_rows_alone(visit: Visit) -> None:
    page = visit.go("list.html?q=zebra")
    page.emulate_media(media="print")
    assert titles(page) == ["Zebra Nets"]
    assert not page.locator(".paper-filter").is_visible()


def test_it_works_under_a_strict_policy(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Under ``default-src 'self'`` nothing is refused, and filter, menus and order work."""
    folder = tmp_path_factory.mktemp("strict")
    # Without what this theme writes itself: a script in a sidebar, styles in bars of links.
    own = {"html_theme": "basic", "html_sidebars": {"**": []}, "templates_path": ["templates"]}
    out = _build(folder, **own)
    with serve(out, policy=STRICT) as served, visiting(browser, served) as opened:
        page = opened.go("list.html")
        box(page).fill("nvidia")
        choose(page, "Tag", "vision")
        page.get_by_label("Sort").select_option("Title")
        assert titles(page) == ["Zebra Nets"]
        assert opened.errors == []
        assert opened.strangers == []


def test_it_works_from_a_file(browser: Browser, site: Path) -> None:
    """Authors open what they have built from disk."""
    with visiting(browser, "file://") as opened:
        page = opened.go(str(site / "list.html"))
        box(page).fill("nvidia")
        choose(page, "Tag", "vision")
        assert titles(page) == ["Zebra Nets"]
        assert opened.errors == []


# Many ---------------------------------------------------------------------------------------


def _reviews(count: int) -> list[Review]:
    return [
        Review(
            Paper(title=(Run(f"Paper {number}"),), orgs=(("NVIDIA", "KAIST")[number % 2],)),
            docname="posts/many",
            position=number,
            date="2025-11-27",
        )
        for number in range(count)
    ]


def _page_of(count: int) -> str:
    """Write a page with many rows, as a listing draws them, without building their reviews."""
    reviews = _reviews(count)
    library = Library()
    library.add(Post("posts/many", reviews=tuple(reviews)))
    settled = Settled(Settings(), builtin_sources(), builtin_orgs())
    nobody = cast("Any", None)  # a filter asks neither the builder nor where groups are shown
    domain = cast(
        "Any", SimpleNamespace(library=library, mentions=Mentions(library, settled.sources))
    )
    place = Place(nobody, "index", domain, nobody, settled, Medium(), "en")
    rows = [
        f'<li><p class="paper-item"><a href="#"><span class="paper-title">{review.title}</span></a>'
        for review in reviews
    ]
    parts = ["".join(rows[start : start + 25]) for start in range(0, count, 25)]
    lists = "".join(f'<ul class="paper-list paper-part">{part}</ul>' for part in parts)
    return (
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8">'
        '<link rel="stylesheet" href="paperreview.css">'
        '<script defer src="paperreview-filter.js"></script>'
        f'<div class="paper-listing">{FilterWriter(place).html(reviews)}{lists}</div></html>'
    )


def test_ten_thousand_rows(browser: Browser, tmp_path: Path) -> None:
    """All rows that match are there in the end, in order, also after a change in between."""
    for name in ("paperreview.css", "paperreview-filter.js"):
        file = resources.files("sphinx_paperreview") / "static" / name
        (tmp_path / name).write_bytes(file.read_bytes())
    (tmp_path / "index.html").write_text(_page_of(10_000), encoding="utf-8")
    shown = ".paper-list > li:not([hidden])"
    with serve(tmp_path) as served, visiting(browser, served) as opened:
        page = opened.go("index.html")
        status = page.get_by_role("status")
        for text, count in (("99", 280), ("paper", 10_000), ("카이스트", 5_000), ("9999", 1)):
            box(page).fill(text)
            every = f"{count} of 10000 reviews" if count < 10_000 else "10000 reviews"
            assert status.inner_text() == every
        expect(page.locator(shown)).to_have_count(1)
        box(page).fill("")
        expect(page.locator(shown)).to_have_count(10_000, timeout=30_000)
        box(page).fill("00")
        page.get_by_label("Sort").select_option("title")
        expected = sorted(f"Paper {n}" for n in range(10_000) if "00" in f"Paper {n}")
        expect(page.locator(shown)).to_have_count(len(expected), timeout=30_000)
        texts = page.locator(shown).evaluate_all("all => all.map(e => e.textContent)")
        assert texts == expected
        # Whoever prints in between gets them all.
        box(page).fill("")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator(shown).count() == 10_000
        assert opened.errors == []
