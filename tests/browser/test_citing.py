"""BibTeX on a card: it unfolds, it is copied, and nobody is shut out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator

from tests.browser.conftest import Visit, serve, visiting
from tests.browser.test_accessibility import violations
from tests.conftest import MakeSite
from tests.site import Site, review_page

POST = review_page(
    *(":::{paper} 2511.00001", ":title: Harmony of $x^2$ & <b>", ":authors: 최지우; Ada Lovelace"),
    *(":tags: a, b", "", "Text.", ":::", "", ":::{paper} 2511.00002", ":title: Other"),
    *("", "Text.", ":::"),
)
POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'"
"""Themes have styles of their own in their pages."""


@dataclass(frozen=True)
class Served:
    """A built site."""

    out: Path
    address: str


@pytest.fixture(scope="module", params=["furo", "alabaster"])
def cited(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """Serve a post in a theme."""
    site = Site(tmp_path_factory.mktemp("cited") / "source", {"index.md": POST})
    built = site.build(html_theme=request.param)
    assert built.warnings == ()
    with serve(built.out, policy=POLICY) as address:
        yield Served(built.out, address)


def _first(visit: Visit) -> Locator:
    return visit.go("index.html").locator(".paper-cite").first


def _expected(cited: Served) -> str:
    """Give the entry of the first paper."""
    entries = (cited.out / "papers.bib").read_text("utf-8").split("\n\n")
    (entry,) = (entry for entry in entries if "Lovelace" in entry)
    return f"{entry.strip()}\n"


def test_a_button_copies_it(browser: Browser, cited: Served) -> None:
    """With the keyboard alone; and whoever hears the page hears that it was done."""
    with visiting(browser, cited.address) as visit:
        visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        fold = _first(visit)
        assert not fold.locator("button").count()
        fold.locator("summary").focus()
        visit.page.keyboard.press("Enter")
        fold.locator("button").wait_for()
        visit.page.keyboard.press("Tab")
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_function(
            "document.querySelector('.paper-cite [role=status]').textContent === 'Copied'"
        )
        assert visit.page.evaluate("navigator.clipboard.readText()") == _expected(cited)
        assert visit.page.locator(".paper-cite button").count() == 1
        assert [error for error in visit.errors if "paperreview" in error] == []


def test_it_is_copied_where_scripts_have_no_clipboard(browser: Browser, cited: Served) -> None:
    """As on pages without https."""
    with visiting(browser, cited.address) as visit:
        visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        visit.page.add_init_script("navigator.clipboard.writeText = () => Promise.reject()")
        fold = _first(visit)
        fold.locator("summary").click()
        fold.locator("button").click()
        fold.locator("[role=status]", has_text="Copied").wait_for(state="attached")
        copied = str(visit.page.evaluate("navigator.clipboard.readText()"))
        assert copied.strip() == _expected(cited).strip()


def test_without_scripts_it_is_a_text_to_be_selected(browser: Browser, cited: Served) -> None:
    with visiting(browser, cited.address, scripts=False) as visit:
        fold = _first(visit)
        fold.locator("summary").click()
        assert fold.locator("pre").is_visible()
        assert fold.locator("pre").inner_text() == _expected(cited).strip()
        assert not fold.locator("button").count()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_it_shuts_nobody_out(browser: Browser, cited: Served, scheme: str, width: int) -> None:
    """Open, it has room and contrast; and no page is wider for it than its window."""
    with visiting(browser, cited.address, scheme=scheme, width=width) as visit:
        fold = _first(visit)
        summary = fold.locator("summary")
        before = summary.bounding_box()
        summary.click()
        fold.locator("button").wait_for()
        assert summary.bounding_box() == before
        assert [found for found in violations(visit.page) if found[1]] == []
        assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_one_button_is_enough(browser: Browser, make_site: MakeSite) -> None:
    """Where another script has put one beside the block."""
    other = (
        "document.querySelectorAll('pre').forEach((block) =>"
        "  block.before(document.createElement('button')));"
    )
    built = make_site({"index.md": POST}).build()
    with serve(built.out) as address, visiting(browser, address) as visit:
        page = visit.go("index.html")
        page.evaluate(other)
        fold = page.locator(".paper-cite").first
        fold.locator("summary").click()
        fold.locator("pre").wait_for()
        page.evaluate("new Promise(requestAnimationFrame)")
        page.evaluate("new Promise(requestAnimationFrame)")
        assert fold.locator("button").count() == 1
