"""Listings of posts, and the foot of a post, in themes that nobody chose for them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import serve
from tests.browser.test_cards import CONTRASTS
from tests.conftest import MakeSite
from tests.site import review_page

REVIEW = [":::{paper}", ":title: A paper", "", "Text.", ":::"]
LONG = "# A title that is long enough to need a second line on a narrow screen"
PAGES = {
    "index.md": "# Home\n\n```{paper:posts}\n```\n\n```{toctree}\n:hidden:\n\na\nb\nc\n```\n",
    "a.md": review_page("An opening.", "", *REVIEW, title=LONG, date="2025-01-01"),
    "b.md": review_page(*REVIEW, date="2025-01-02"),
    "c.md": review_page(*REVIEW, title="# 2025-01-03 " + "unbreakable" * 9, date="2025-01-03"),
}


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("theme", ["furo", "alabaster", "sphinx_rtd_theme"])
def test_posts_are_at_home_in_a_theme(
    browser: Browser, make_site: MakeSite, theme: str, width: int
) -> None:
    """Nothing leaves its column, all has contrast; the older post stands left of the newer one."""
    built = make_site(PAGES).build(html_theme=theme)
    assert built.warnings == ()
    with serve(built.out) as address:
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(f"{address}/index.html")
        contrasts = page.evaluate(CONTRASTS)
        left = page.locator(".paper-posts").bounding_box()
        title = page.locator(".paper-posts .paper-title").first.bounding_box()
        page.goto(f"{address}/b.html")
        contrasts += page.evaluate(CONTRASTS)
        wide = page.locator(".paper-neighbours, .paper-neighbours a").evaluate_all(
            "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).length"
        )
        older, newer = (
            page.locator(f".paper-{name}").bounding_box() for name in ("older", "newer")
        )
        page.emulate_media(media="print")
        printed = page.locator(".paper-neighbours").is_visible()
        page.close()
    assert left
    assert title
    assert abs(left["x"] - title["x"]) < 1
    assert [text for ratio, text in contrasts if ratio < 4.5] == []
    assert wide == 0
    assert older
    assert newer
    assert older["y"] == newer["y"]
    assert older["x"] + older["width"] <= newer["x"]
    assert not printed
