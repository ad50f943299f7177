"""Listings of each style in each theme, on narrow and wide screens: what can be measured."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import serve, toggle
from tests.browser.test_accessibility import violations
from tests.browser.test_themes import THEMES
from tests.site import Site, review_page

LONG = (
    "A title that is long enough to need a second line on nearly every screen that there is today"
)
ORGS = (
    "nvidia; Some Laboratory with a Name That Is Longer than a Line of a Telephone; kaist; google"
)
TAGS = "audio, flow-matching, multimodal, long-context, reinforcement-learning"

POST = review_page(
    *(":::{paper} 2511.00001", f":title: {LONG}", f":org: {ORGS}", f":tags: {TAGS}"),
    *(r":subtitle: A $\pi_0$ that costs $O(n^2)$", ":venue: CVPR 2026", ":award: Oral"),
    *(":authors: A. One; B. Two; C. Three; D. Four; E. Five; F. Six", ":rating: 3.5"),
    *(":code: https://example.org/code", ":image: a.svg", ""),
    f"{'Long' * 15} says [nothing](https://arxiv.org/abs/2301.00001).",
    *(":::", ""),
    *(":::{paper} 2511.00002", ":title: Short", f":summary: {LONG}", ":image: a.svg", ":::", ""),
    *(":::{paper}", ":title: 대규모 언어 모델의 추론 시간 확장에 관한 연구", ":org: kaist", ":::"),
)
COLUMNS = "title org authors venue published date rating status tags links"
PAGE = f"""# Listings

```{{toctree}}
:hidden:

post
```

```{{paper:list}}
:filter:
:export: bib, csl
```

```{{paper:list}}
:style: cards
```

```{{paper:list}}
:style: table
:columns: {COLUMNS}
```

```{{paper:list}}
:style: table
```

```{{paper:mentions}}
```
"""

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 6"><circle r="5"/></svg>'

WIDTHS = (320, 390, 768, 1280)


@pytest.fixture(scope="module", params=THEMES)
def pages(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[dict[int, Page]]:
    """Open the page in a theme, at each width."""
    source: Path = tmp_path_factory.mktemp("listings") / "source"
    files: dict[str, str | bytes] = {"index.md": PAGE, "post.md": POST, "a.svg": PICTURE}
    # A longer name would make some themes' own header wider than a telephone.
    site = Site(source, files, "project = 'J'\npaperreview_math = 'mathml'\n")
    built = site.build(html_theme=request.param)
    assert built.warnings == ()
    with serve(built.out) as address:
        opened = {}
        for width in WIDTHS:
            opened[width] = browser.new_page(viewport={"width": width, "height": 900})
            opened[width].goto(address)
        yield opened
        for page in opened.values():
            page.close()


each_width = pytest.mark.parametrize("width", WIDTHS)


def _boxes(page: Page, selector: str) -> list[dict[str, Any]]:
    """Give the boxes of all elements, with their words and the height of one line."""
    found: list[dict[str, Any]] = page.locator(selector).evaluate_all(
        """all => all.map(e => ({
            text: e.textContent, left: e.getBoundingClientRect().left,
            right: e.getBoundingClientRect().right, height: e.getBoundingClientRect().height,
            pieces: e.getClientRects().length, line: parseFloat(getComputedStyle(e).lineHeight),
        }))"""
    )
    assert found, selector
    return found


@each_width
def test_no_page_is_wider_than_its_screen(pages: dict[int, Page], width: int) -> None:
    """A table scrolls by itself."""
    assert pages[width].evaluate("document.documentElement.scrollWidth") <= width


@each_width
def test_names_and_chips_stay_whole(pages: dict[int, Page], width: int) -> None:
    """No chip and no pill is broken over lines."""
    inside = ":is(.paper-list, .paper-cards, .paper-table)"
    found = _boxes(pages[width], f"{inside} :is(.paper-org, .paper-link, .paper-tag)")
    broken = [box for box in found if box["pieces"] > 1 or box["height"] > 2 * box["line"]]
    assert [box["text"] for box in broken] == []


@each_width
def test_dates_stand_in_a_column_of_their_own(pages: dict[int, Page], width: int) -> None:
    """No text of a row is where its date may be, and all end at one edge."""
    dates = _boxes(pages[width], ".paper-list .paper-date")
    assert len({round(box["right"]) for box in dates}) == 1
    texts = ":is(.paper-entry-title, .paper-subtitle, .paper-summary)"
    others = _boxes(pages[width], f".paper-entry > {texts}")
    column = min(box["left"] for box in dates)
    assert [box["text"] for box in others if box["right"] > column] == []


@each_width
def test_what_is_known_has_room(pages: dict[int, Page], width: int) -> None:
    """On a phone it has all of the row, not what date and picture leave."""
    row = _boxes(pages[width], ".paper-list > .paper-entry")[0]
    facts = _boxes(pages[width], ".paper-list > .paper-entry > .paper-entry-facts")[0]
    assert (round(facts["right"]) == round(row["right"])) == (width <= 640)


@each_width
def test_links_stand_together(pages: dict[int, Page], width: int) -> None:
    """Nothing else is in a line below the first of them."""
    for kind in (".paper-list", ".paper-cards"):
        (facts, *_rest) = pages[width].locator(f"{kind} .paper-entry-facts").all()
        first = facts.locator(".paper-link").first.bounding_box()
        others = facts.locator(".paper-org, .paper-tag, .paper-rating").all()
        boxes = [other.bounding_box() for other in others]
        assert first
        bottom = first["y"] + first["height"]
        assert [box for box in boxes if box and box["y"] > bottom] == []


@each_width
def test_titles_have_no_line_below(pages: dict[int, Page], width: int) -> None:
    """Where each row begins with a link, lines below all of them are noise."""
    lines = (
        pages[width]
        .locator(".paper-entry-title > a")
        .evaluate_all(
            """all => all.map(e => getComputedStyle(e)).map(style => [
                style.textDecorationLine,
                style.borderBottomWidth === "0px" || style.borderBottomColor === "rgba(0, 0, 0, 0)",
            ])"""
        )
    )
    assert len(lines) == 6
    assert [line for line in lines if line != ["none", True]] == []


@each_width
def test_cards_side_by_side_are_of_one_height(pages: dict[int, Page], width: int) -> None:
    """Short, whatever there is to say; and each has a picture, or the room for one."""
    cards = _boxes(pages[width], ".paper-cards > .paper-card")
    heights = {round(card["height"]) for card in cards}
    assert max(heights) < 420
    if width > 640:
        assert len(heights) == 1
    else:
        assert {card["left"] for card in cards} == {cards[0]["left"]}
    pictures = pages[width].locator(".paper-card > :is(.paper-picture, .paper-no-picture)")
    assert pictures.count() == 3


@each_width
def test_headers_of_a_table_stand_above_their_column(pages: dict[int, Page], width: int) -> None:
    """At its start, as what stands below."""
    heads = (
        pages[width]
        .locator(".paper-table th, .paper-table th p")
        .evaluate_all("all => all.map(e => getComputedStyle(e).textAlign)")
    )
    assert set(heads) == {"start"}


def test_a_usual_table_fits(pages: dict[int, Page]) -> None:
    """Its four columns need not be scrolled on a wide screen, whatever else a theme shows there."""
    table = pages[1280].locator(".paper-scroll").last
    assert table.evaluate("e => e.scrollWidth <= e.clientWidth")


FADES = """async (all, left) => {
  if (left !== null) all.forEach(e => { e.scrollLeft = left ? e.scrollWidth : 0 });
  // What follows scrolling is drawn with the frame after.
  for (const _ of [1, 2, 3]) await new Promise(requestAnimationFrame);
  const fade = e => parseFloat(getComputedStyle(e).getPropertyValue("--paper-fade"));
  return all.map(e => [e.scrollWidth > e.clientWidth, fade(e)]);
}"""


@each_width
def test_an_edge_fades_where_more_can_be_scrolled_to(pages: dict[int, Page], width: int) -> None:
    """Be it ours that scrolls, or the box that a theme puts around tables."""
    boxes = pages[width].locator(":is(.paper-scroll, .paper-scroll > :not(table))")
    fades = boxes.evaluate_all(FADES, None)
    assert any(scrolls for scrolls, _fade in fades)
    assert [found for found in fades if found[0] != (found[1] > 0)] == []
    at_the_end = boxes.evaluate_all(FADES, 1)
    boxes.evaluate_all(FADES, 0)
    assert {fade for _scrolls, fade in at_the_end} == {0}


@each_width
def test_small_print_has_air(pages: dict[int, Page], width: int) -> None:
    """No theme squeezes the lines of a cell, nor stretches those of a menu."""
    lines = (
        pages[width]
        .locator(".paper-table .paper-title")
        .evaluate_all(
            """all => all.map(e => getComputedStyle(e))
                .map(style => parseFloat(style.lineHeight) / parseFloat(style.fontSize))"""
        )
    )
    assert min(lines) > 1.45
    menu = pages[width].locator(".paper-filter-menu").first
    toggle(menu)
    values = [value.bounding_box() for value in menu.locator("li").all()[:2]]
    toggle(menu)
    tops = [value["y"] for value in values if value]
    assert 20 < tops[1] - tops[0] < 32


@pytest.mark.parametrize("width", [390, 1280])
def test_listings_shut_nobody_out(pages: dict[int, Page], width: int) -> None:
    """WCAG 2.1 A and AA in each theme, for what we draw."""
    assert [found for found in violations(pages[width]) if found[1]] == []


def test_small_chips_have_names(pages: dict[int, Page]) -> None:
    """Those in tables show an icon, and say what they are."""
    table = pages[1280].locator(".paper-table").first
    chips = table.get_by_role("link", name="Hugging Face", exact=True).all()
    assert len(chips) == 2
    for chip in chips:
        assert chip.get_attribute("title") == "Hugging Face"
        box = chip.bounding_box()
        assert box
        assert 24 <= round(box["width"]) < 40
        assert 24 <= round(box["height"]) < 40
