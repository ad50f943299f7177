"""Reviews of the demo journal as a reader meets them: a low head, a calm title, a foot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit

HEIGHTS = """() => [...document.querySelectorAll(".paper-head")].map(e => e.offsetHeight)"""

SIZES = """() => [...document.querySelectorAll("section.paper-review > :is(h1, h2)")].map(title => {
  const size = e => parseFloat(getComputedStyle(e).fontSize);
  const within = [...title.parentElement.querySelectorAll(":scope section > :is(h2, h3, h4, h5)")];
  return [title.tagName, size(title), Math.max(0, ...within.map(size))];
})"""

ORDER = """() => [...document.querySelectorAll("section.paper-review > .paper-foot")].map(foot => {
  const top = e => e.getBoundingClientRect().top;
  const others = [...foot.parentElement.children].filter(e => e !== foot && e.offsetHeight);
  return others.every(e => e.getBoundingClientRect().bottom <= top(foot) + 1);
})"""

NARROW, WIDE = {"width": 390}, {"width": 1280}


def _posts(visit: Visit, demo: Path) -> Iterator[Page]:
    """Open each post of the demo journal."""
    paths = sorted((demo / "journal").glob("2*.html"))
    assert len(paths) > 10
    yield from (visit.go(f"journal/{path.name}") for path in paths)


@pytest.mark.parametrize(("visit", "most"), [(WIDE, 110), (NARROW, 180)], indirect=["visit"])
def test_heads_are_low(visit: Visit, demo: Path, most: int) -> None:
    """What is secondary stands at the foot: the text begins soon."""
    heights = [height for page in _posts(visit, demo) for height in page.evaluate(HEIGHTS)]
    assert len(heights) > 50
    assert median(heights) < most


@pytest.mark.parametrize(
    ("visit", "most"), [(WIDE, 26), (NARROW, 21.5)], indirect=["visit"], ids=str
)
def test_titles_do_not_shout(visit: Visit, demo: Path, most: float) -> None:
    """And what stands in a review stays below its title."""
    sizes = [found for page in _posts(visit, demo) for found in page.evaluate(SIZES)]
    assert {name for name, *_sizes in sizes} == {"H1", "H2"}
    assert max(size for name, size, _within in sizes if name == "H2") <= most
    assert [found for found in sizes if found[1] <= found[2]] == []


@pytest.mark.parametrize("visit", [WIDE, NARROW], indirect=True, ids=str)
def test_a_foot_stands_below_its_text(visit: Visit, demo: Path) -> None:
    orders = [is_last for page in _posts(visit, demo) for is_last in page.evaluate(ORDER)]
    assert len(orders) > 20
    assert all(orders)


def test_titles_are_copied_apart(visit: Visit) -> None:
    """What a reader copies from a row of links keeps them separate."""
    page = visit.go("journal/2025-10-28.html")
    row = page.locator(".paper-related").first
    titles = row.locator("a").all_inner_texts()
    assert len(titles) > 2
    selected = row.evaluate(
        "e => { getSelection().selectAllChildren(e); return getSelection() + ''; }"
    )
    assert selected.split("Related")[1].strip() == " · ".join(titles)
