"""Cards in themes that their author did not choose them for."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import serve
from tests.browser.test_cards import CONTRASTS
from tests.conftest import MakeSite

POST = """
# Post

:::{paper} 2511.21579
:title: A title that is long enough to need a second line on a narrow screen
:subtitle: And a subtitle
:org: nvidia, apple, Some Unknown Laboratory
:authors: A. One; B. Two; C. Three; D. Four; E. Five; F. Six
:venue: CVPR 2026
:award: Oral
:tags: audio, video
:rating: 3.5
:status: to-read
:summary: One line.
:code: https://example.org/code

Text.
:::

- a card

  ```{paper} 2511.21692
  :title: In a list
  :org: google
  ```

```{paper:list}
:group-by: org
```

```{paper:overview}
:kind: org tag
```
"""

THEMES = ["furo", "alabaster", "sphinx_rtd_theme", "pydata_sphinx_theme", "sphinx_book_theme"]


def find_wide(page: Page) -> list[list[int]]:
    """Find the boxes with more in them than there is room for: `[what it takes, what it has]`."""
    boxes = page.locator(".paper-head, .paper-card, .paper-row").evaluate_all(
        "all => all.map(e => [e.scrollWidth, e.clientWidth])"
    )
    assert boxes
    return [box for box in boxes if box[0] > box[1] + 1]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("theme", THEMES)
def test_cards_are_at_home_in_a_theme(
    browser: Browser, make_site: MakeSite, theme: str, width: int
) -> None:
    """In each theme a card keeps within its column, in small print, with contrast enough."""
    built = make_site({"index.md": POST}).build("html", html_theme=theme)
    assert built.warnings == ()
    with serve(built.out) as address:
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(address)
        wide = find_wide(page)
        sizes = page.locator(".paper-link").evaluate_all(
            "all => all.map(e => parseFloat(getComputedStyle(e).fontSize))"
        )
        contrasts = page.evaluate(CONTRASTS)
        page.close()
    assert wide == []
    assert max(sizes) < 15
    assert [text for ratio, text in contrasts if ratio < 4.5] == []
