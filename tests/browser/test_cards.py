"""Cards as a reader meets them, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Visit

PAGES = [
    "index.html",
    "journal/index.html",
    "journal/2025-10-06.html",
    "journal/2025-11-24.html",
    "journal/2025-10-13.html",
    "papers/reading-list.html",
    "paper-orgs.html",
]
LOOKS = [
    {"scheme": scheme, "width": width} for scheme in ("light", "dark") for width in (1280, 390)
]


def _script(name: str) -> str:
    folder = Path(__file__).parent
    parts = [(folder / part).read_text(encoding="utf-8") for part in ("seen.js", name)]
    return f"() => {{ {''.join(parts)} }}"


CONTRASTS = _script("contrast.js")
DOTS = _script("dots.js")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("visit", LOOKS, indirect=True, ids=str)
def test_a_page_is_calm(visit: Visit, path: str) -> None:
    """No page is wider than its window, complains, or asks another host for anything."""
    page = visit.go(path)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert visit.errors == []
    assert visit.strangers == []


@pytest.mark.parametrize("path", [path for path in PAGES if path != "paper-orgs.html"])
@pytest.mark.parametrize("visit", LOOKS, indirect=True, ids=str)
def test_every_text_has_contrast(visit: Visit, path: str) -> None:
    """Whatever we draw has a contrast of at least 4.5:1, in light and in dark."""
    found = visit.go(path).evaluate(CONTRASTS)
    assert len(found) > 10
    assert [text for ratio, text in found if ratio < 4.5] == []


@pytest.mark.parametrize("visit", LOOKS, indirect=True, ids=str)
def test_every_dot_is_seen(visit: Visit) -> None:
    """A navy dot shows on a dark ground; a yellow one has a ring on white."""
    found = visit.go("reference/orgs.html").evaluate(DOTS)
    assert len(found) > 200
    assert [name for name, dot, ring in found if max(dot, ring) < 3] == []
    assert [name for name, dot, _ring in found if dot < 1.5] == []


def test_authors_unfold_from_the_keyboard(visit: Visit) -> None:
    """A long list of authors is folded, and opens with the Enter key."""
    page = visit.go("journal/2025-10-06.html")
    fold = page.locator(".paper-authors details").first
    everybody = fold.locator(".paper-all-authors")
    assert not everybody.is_visible()
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    assert everybody.is_visible()
    assert "Illia Polosukhin" in everybody.inner_text()


def test_a_permanent_link_leads_to_its_review(visit: Visit) -> None:
    """The link beside a review's heading names its paper, and scrolls there."""
    page = visit.go("journal/2025-10-06.html")
    heading = page.locator("section.paper-review > h2", has_text="Layer Normalization").first
    link = heading.locator("a.headerlink")
    assert link.get_attribute("href") == "#arxiv-1607-06450"
    page.goto(f"{visit.address}/journal/2025-10-06.html#arxiv-1607-06450")
    page.wait_for_function(
        "Math.abs(document.querySelector(':target h2').getBoundingClientRect().top) < 200"
    )


@pytest.mark.parametrize(
    ("query", "leads_to"),
    [
        ("Layer Normalization", "2025-10-06.html#arxiv-1607-06450"),
        ("1607.06450", "2025-10-06.html#arxiv-1607-06450"),
        ("arxiv:1607.06450", "2025-10-06.html#arxiv-1607-06450"),
        ("Dropout", "2025-12-05.html"),
        ("KAIST", "2025-11-07.html"),
        ("두 달 써 보고", "2025-12-05.html#openreview-nZeVKeeFYf9"),
    ],
)
def test_search_finds_a_review(visit: Visit, query: str, leads_to: str) -> None:
    """Sphinx's own search finds a review by its title, its id and its organisation."""
    page = visit.go(f"search.html?q={query}")
    page.wait_for_selector(f"#search-results ul.search li a[href*='{leads_to}']")
    assert visit.strangers == []
