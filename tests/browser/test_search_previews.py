"""The previews of reviews in Sphinx's own search, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import serve, visiting
from tests.conftest import MakeSite
from tests.site import review_page

PLACES = "#search-results li.kind-title:has(a[href*='#'])"
"""Results that lead to a section, of which Sphinx shows the text."""

PAPERS = [
    "2511.00001", "https://aclanthology.org/2020.acl-main.12/", "10.1145/3394486.3403376",
    "cvf:A.B_Deep_CVPR_2016", "https://example.org/1.html", "hep-th/9901001", "",
]  # fmt: skip


@pytest.mark.parametrize("theme", ["furo", "alabaster"])
def test_each_review_has_a_preview(browser: Browser, make_site: MakeSite, theme: str) -> None:
    """Each result that leads to a review, or a heading in one, shows its text; nothing throws."""
    lines: list[str] = []
    for number, paper in enumerate(PAPERS):
        lines += [f"::::{{paper}} {paper}", f":title: Zebra {number}", "", "Plain stripes.", ""]
        lines += ["## Zebra 1.2", "", "Curved stripes.", "::::", ""]
    built = make_site({"index.md": review_page(*lines)}).build(html_theme=theme)
    assert built.warnings == ()
    with serve(built.out) as address, visiting(browser, address) as visit:
        page = visit.go("search.html?q=zebra")
        page.wait_for_selector(f"{PLACES} >> nth={2 * len(PAPERS) - 1}")
        page.wait_for_function(f'document.querySelectorAll("{PLACES}:not(:has(p))").length === 0')
        previews = page.locator(f"{PLACES} .context").all_inner_texts()
    assert [text for text in previews if "stripes" not in text] == []
    assert visit.errors == []
