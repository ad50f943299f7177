"""Listings of each style in each theme, on narrow and wide screens: what can be measured."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import serve
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
    *(":code: https://example.org/code", ":image: a.svg", ":::", ""),
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
```

```{{paper:list}}
:style: cards
```

```{{paper:list}}
:style: table
:columns: {COLUMNS}
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
    """Nothing of a row but its picture is where its date may be, and all end at one edge."""
    dates = _boxes(pages[width], ".paper-list .paper-date")
    assert len({round(box["right"]) for box in dates}) == 1
    others = _boxes(pages[width], ".paper-entry > :not(.paper-date, .paper-picture)")
    column = min(box["left"] for box in dates)
    assert [box["text"] for box in others if box["right"] > column] == []


@each_width
def test_cards_are_of_one_height(pages: dict[int, Page], width: int) -> None:
    """Short, whatever there is to say; and each has a picture, or the room for one."""
    heights = {round(box["height"]) for box in _boxes(pages[width], ".paper-cards > .paper-card")}
    assert len(heights) == 1
    assert max(heights) < 420
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


def test_small_chips_have_names(pages: dict[int, Page]) -> None:
    """Those in tables show an icon, and say what they are."""
    table = pages[1280].locator(".paper-table")
    chips = table.get_by_role("link", name="Hugging Face", exact=True).all()
    assert len(chips) == 2
    for chip in chips:
        assert chip.get_attribute("title") == "Hugging Face"
        box = chip.bounding_box()
        assert box
        assert 24 <= round(box["width"]) < 40
        assert 24 <= round(box["height"]) < 40
