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
    "b.md": review_page(*REVIEW, "", "More.[^n]", "", "[^n]: A note.", date="2025-01-02"),
    "c.md": review_page(*REVIEW, title="# 2025-01-03 " + "unbreakable" * 9, date="2025-01-03"),
}


BARS = {
    "furo": (".prev-page", ".next-page"),
    "alabaster": (".paper-older", ".paper-newer"),
    "sphinx_rtd_theme": (".rst-footer-buttons a[rel=prev]", ".rst-footer-buttons a[rel=next]"),
    "pydata_sphinx_theme": (".left-prev", ".right-next"),
    "sphinx_book_theme": (".left-prev", ".right-next"),
}
"""For each theme, what leads to the older and the newer post."""


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("theme", BARS)
def test_posts_are_at_home_in_a_theme(
    browser: Browser, make_site: MakeSite, theme: str, width: int
) -> None:
    """Nothing leaves its column, all has contrast; one bar leads on, below the footnotes.

    The older post stands left of the newer one.
    """
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
        links = [page.locator(selector) for selector in BARS[theme]]
        older, newer = (link.bounding_box() for link in links)
        leads = [link.get_attribute("href") for link in links]
        note = page.locator("aside.footnote").bounding_box()
        own = page.locator(".paper-neighbours").count()
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
    assert leads == ["a.html", "c.html"]
    assert own == (theme == "alabaster")
    assert note
    assert note["y"] + note["height"] <= min(older["y"], newer["y"])
    assert older["x"] < newer["x"]
    assert not printed
