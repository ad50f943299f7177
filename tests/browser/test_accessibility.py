"""WCAG 2.1 A and AA, as axe-core checks them: what we draw, and what we might do to a page."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, serve

# The engine itself: the package's own wrapper has no types.
AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
OURS = "[class*='paper-']:not(.paper-review)"
"""Every element that we draw has such a class, or stands in one that has.

The text of a review is its author's.
"""

PAGES = {
    "home": "index.html",
    "post": "journal/2025-11-21.html",
    "org page": "papers/org/google.html",
    "mentions": "journal/2025-10-13.html",
    "link to a review": "reference/mentions.html",
    "reading list": "papers/reading-list.html",
    "overview": "papers/index.html",
    "charts": "papers/year.html",
    "month page": "papers/month/2025-11.html",
    "filtered listing": "index.html?q=model&org=Google",
    "filter without a match": "index.html?q=nothing+of+this+kind",
}
LOOKS = [
    {"scheme": scheme, "width": width} for scheme in ("light", "dark") for width in (1280, 390)
]

PLAIN = {
    "index.md": "# Page\n\n```{toctree}\n:caption: Guide\n\nparent\n```\n\n## Heading\n\n- text\n",
    "parent.md": "# Parent\n\n```{toctree}\nchild\n```\n",
    "child.md": f"# Child\n\nSee [](index.md).\n\n```text\n{'long ' * 50}\n```\n",
}
"""Pages with what a theme draws by itself: navigation with a caption, code that scrolls."""


def _look(look: dict[str, str | int]) -> str:
    return f"{look['scheme']}-{look['width']}"


def violations(page: Page) -> Iterator[tuple[str, bool, str]]:
    """Yield what breaks a rule: the rule, whether the element is ours, and the element."""
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", OPTIONS)
    for violation in found["violations"]:
        for node in violation["nodes"]:
            ours = page.evaluate(
                "([target, ours]) => !!document.querySelector(target)?.closest(ours)",
                [node["target"][0], OURS],
            )
            yield violation["id"], ours, node["html"]


@pytest.fixture(scope="module")
def without_us(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a page of the same theme that knows nothing of this extension."""
    source = tmp_path_factory.mktemp("plain") / "source"
    source.mkdir()
    (source / "conf.py").write_text('extensions = ["myst_parser"]\nhtml_theme = "furo"\n')
    for name, text in PLAIN.items():
        (source / name).write_text(text)
    out = source.parent / "html"
    command = [sys.executable, "-m", "sphinx", "-q", "-W", str(source), str(out)]
    subprocess.run(command, check=True)
    with serve(out) as address:
        yield address


@pytest.mark.parametrize("visit", LOOKS, indirect=True, ids=_look)
@pytest.mark.parametrize("name", PAGES)
def test_nothing_that_we_draw_shuts_anybody_out(visit: Visit, without_us: str, name: str) -> None:
    """No violation in what we draw; and on the page none that the theme has not by itself."""
    visit.page.goto(f"{without_us}/child.html")
    known = {rule for rule, _ours, _html in violations(visit.page)}
    page = visit.go(PAGES[name])
    for menu in page.locator(".paper-filter details").all()[:1]:
        menu.locator("summary").click()
        # The rows of other pages come then, and with them another menu, open as this one.
        expect(page.locator(".paper-filter-status")).not_to_contain_text("on this page")
        expect(menu.locator("li").first).to_be_visible()
    found = list(violations(page))
    assert [violation for violation in found if violation[1]] == []
    assert {rule for rule, _ours, _html in found} <= known
