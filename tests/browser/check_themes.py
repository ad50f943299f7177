"""A journal in themes that few sites have, light and dark, wide and narrow.

They are many: ``nox -s themes`` installs them and runs this. ``test_themes`` looks at the others.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Visit, serve, visiting
from tests.browser.test_cards import CONTRASTS, LOOKS
from tests.browser.test_themes import POST, find_wide
from tests.site import Site

LISTING = "# {style}\n\n```{{paper:list}}\n:filter:\n:style: {style}\n```\n"
STYLES = ("list", "table", "cards")
CONTENTS = "\n".join(("# Journal", "", "```{toctree}", "post", *STYLES, "```", ""))
PAGES: dict[str, str | bytes] = {
    "index.md": CONTENTS,
    "post.md": f'---\ndate: "2025-11-28"\ntags: audio\n---\n{POST}\n```{{paper:chart}}\n```\n',
    **{f"{style}.md": LISTING.format(style=style) for style in STYLES},
}

SMALLEST = 10
"""Pixels that our smallest print has at least."""


@dataclass(frozen=True)
class Theme:
    """How a site asks for a theme, and a reader for its dark colours."""

    name: str
    conf: str = ""
    memory: dict[str, str] = field(default_factory=dict)
    """What the browser remembers of a choice: `{}` stands for the colour scheme.
    Empty if the theme does as the browser says, or has one scheme only."""


MATERIAL = """
extensions += ["sphinx_immaterial"]
html_theme_options = {
    "font": False,
    "palette": [
        {"media": f"(prefers-color-scheme: {look})", "scheme": scheme}
        for look, scheme in (("light", "default"), ("dark", "slate"))
    ],
}
"""
OLD_MATERIAL = """
import sphinx_material
extensions += ["sphinx_material"]
html_theme_path = sphinx_material.html_theme_path()
html_context = sphinx_material.get_html_context()
"""
BOOTSTRAP = """
import sphinx_bootstrap_theme
html_theme_path = sphinx_bootstrap_theme.get_html_theme_path()
"""
BREEZE = 'extensions += ["sphinx_breeze_theme"]\nogp_social_cards = {"enable": False}\n'

THEMES = (
    Theme("shibuya"),
    Theme("sphinx_immaterial", MATERIAL),
    Theme("sphinx_nefertiti"),
    Theme("piccolo_theme"),
    Theme("breeze", BREEZE, {"breeze-mode": "{}"}),
    Theme("sphinx_rtd_theme", 'extensions += ["sphinx_rtd_dark_mode"]\n', {"theme": "{}"}),
    Theme("sphinx_material", OLD_MATERIAL),
    Theme("bootstrap", BOOTSTRAP),
)


@pytest.fixture(scope="module", params=THEMES, ids=lambda theme: theme.name)
def theme(request: pytest.FixtureRequest) -> Theme:
    """One theme after the other."""
    found = request.param
    assert isinstance(found, Theme)
    return found


@pytest.fixture(scope="module")
def address(theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the journal in a theme. A process of its own builds it: some change Sphinx itself."""
    folder: Path = tmp_path_factory.mktemp(theme.name)
    Site(folder / "source", PAGES, f'html_theme = "{theme.name}"\n{theme.conf}')
    build = [sys.executable, "-m", "sphinx", "-q", str(folder / "source"), str(folder / "html")]
    told = subprocess.run(build, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    assert "[paper." not in told.stderr
    with serve(folder / "html") as served:
        yield served


@pytest.fixture(params=LOOKS, ids=str)
def visit(
    browser: Browser, address: str, theme: Theme, request: pytest.FixtureRequest
) -> Iterator[Visit]:
    """Open an empty page in a colour scheme and a width."""
    look = request.param
    with visiting(browser, address, **look) as opened:
        for name, value in theme.memory.items():
            kept = json.dumps([name, value.format(look["scheme"])])
            opened.page.add_init_script(f"localStorage.setItem(...{kept})")
        yield opened


def test_a_post_is_at_home(visit: Visit) -> None:
    """Contrast enough, nothing beyond its column, small print that is small and legible."""
    page = visit.go("post.html")
    assert find_wide(page) == []
    assert _find_pale(page) == []
    sizes = page.locator("[class*=paper-]").evaluate_all(
        "all => all.filter(e => e.checkVisibility() && e.textContent.trim())"
        ".map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= SMALLEST
    links = page.locator(".paper-head .paper-link").evaluate_all(
        "all => all.map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert max(links) < 15


def test_what_is_folded_is_no_box(visit: Visit) -> None:
    """No theme's box is around authors and chips that unfold."""
    page = visit.go("post.html")
    edges = page.locator(".paper-fold details").evaluate_all(
        "all => all.map(e => getComputedStyle(e)).map(e => e.borderLeftWidth + e.paddingLeft)"
    )
    assert edges
    assert set(edges) == {"0px0px"}


@pytest.mark.parametrize("style", STYLES)
def test_a_filter_works(visit: Visit, style: str) -> None:
    """A menu opens above all else, is legible, and what is chosen in it becomes a chip."""
    page = visit.go(f"{style}.html")
    page.locator(".paper-filter summary").first.click()
    value = page.locator(".paper-filter [open] .paper-filter-values label").first
    value.wait_for()
    assert _find_pale(page) == []
    value.click()
    page.locator(".paper-filter-chip").wait_for()
    assert _find_pale(page) == []


def _find_pale(page: Page) -> list[str]:
    found = page.evaluate(CONTRASTS)
    assert len(found) > 10
    return [text for ratio, text in found if ratio < 4.5]
