"""Generated pages in Sphinx's own search, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import serve
from tests.site import Built, Site, review_page

ORGS = '[google]\nname = "Google"\naliases = ["구글", "Alphabet"]\n'
RESULTS = "#search-results ul.search li"
FOUND = f"path => [...document.querySelectorAll('{RESULTS} a')].some(a => a.href.includes(path))"

MARKUP = "<img src=x onerror=alert(1)>"
POST = review_page(
    ":::{paper} 2511.00001", ":title: Alpha", ":org: google, 한빛 연구소",
    f":tags: 확산, diffusion, {MARKUP}", ":venue: ICLR 2026", "", "Text.", ":::",
)  # fmt: skip


@pytest.fixture(scope="module", params=["html", "dirhtml"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build a small journal."""
    source = tmp_path_factory.mktemp("search") / "source"
    return Site(source, {"index.md": POST, "orgs.toml": ORGS}).build(
        request.param, html_theme="furo", paperreview_unknown_orgs="ignore"
    )


@contextmanager
def _results(browser: Browser, built: Built, query: str) -> Iterator[Page]:
    """Open the page of results, when it has found something."""
    with serve(built.out) as address:
        page = browser.new_page()
        page.on("dialog", lambda dialog: pytest.fail(f"a script has run: {dialog.message}"))
        name = "search.html" if (built.out / "search.html").is_file() else "search/"
        page.goto(f"{address}/{name}")
        page.locator("input[name=q]").first.fill(query)
        page.keyboard.press("Enter")
        page.wait_for_selector(f"{RESULTS} a")
        yield page
        page.close()


@pytest.mark.parametrize(
    ("query", "path", "heading"),
    [
        ("구글", "papers/org/google", "Google"),
        ("alphabet", "papers/org/google", "Google"),
        ("Google", "papers/org/google", "Google"),
        ("한빛 연구소", "papers/org/%ED%95%9C%EB%B9%9B-%EC%97%B0%EA%B5%AC%EC%86%8C", "한빛 연구소"),
        ("diffusion", "papers/tag/diffusion", "#diffusion"),
        ("확산", "papers/tag/%ED%99%95%EC%82%B0", "#확산"),
        ("ICLR 2026", "papers/venue/iclr-2026", "ICLR 2026"),
        ("onerror", "papers/tag/img-src-x-onerror-alert-1", f"#{MARKUP}"),
    ],
)
def test_search_leads_to_the_page_of_a_value(
    browser: Browser, built: Built, query: str, path: str, heading: str
) -> None:
    """By each of its names; and no name is taken for markup."""
    with _results(browser, built, query) as page:
        page.wait_for_function(FOUND, arg=path)
        assert page.locator("#search-results img").count() == 0
        links = page.locator(f"{RESULTS} a")
        hrefs = links.evaluate_all("all => all.map(link => link.href)")
        links.nth(next(i for i, href in enumerate(hrefs) if path in href)).click()
        page.wait_for_selector("section#paper-page")
        assert page.locator("section#paper-page > h1").inner_text().startswith(heading)
        assert page.locator("ul.paper-list > li").count() == 1
