"""Nothing of ours becomes a program where MathJax, Sphinx's default, draws the formulas."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import ENTRY, find_mathjax, serve, visiting
from tests.core.test_tex import HARMFUL
from tests.site import Built, Site

ATTACKS = (
    rf"\({HARMFUL['script']}\)",
    rf"$${HARMFUL['other-host']}$$",
    rf"\[{HARMFUL['box']}\]",
    rf"\begin{{align}}{HARMFUL['script']}\end{{align}}",
)
"""TeX where no formula is: MathJax looks for it in any text."""

CONF = f"""\
mathjax_path = "mathjax/{ENTRY}"
html_theme = "furo"
suppress_warnings = ["paper"]
# Without a menu MathJax does not load what speaks formulas.
mathjax3_config = {{"options": {{"enableMenu": False}}}}
"""

FIELDS = ("title", "subtitle", "summary")
OPTIONS = ("org", "tags", "authors", "venue", "award", "rating", "links")
"""Options that take plain text, or that show what they do not take."""


def _options(formula: str, text: str, attack: str) -> list[str]:
    fields = [f":{name}: A {formula} and {text} in {name}" for name in FIELDS]
    return [*fields, *(f":{name}: B {attack}" for name in OPTIONS)]


def _pages() -> Iterator[tuple[str, str]]:
    """Write attacks in every option, in Markdown, with and without a heading, and in reST."""
    formulas = [HARMFUL[name] for name in ("script", "other-host", "box", "id")]
    for number, (formula, attack) in enumerate(zip(formulas, ATTACKS, strict=True)):
        text = attack.replace("\\", "\\\\").replace("$", "\\$")
        options = _options(f"${formula}$", text, attack)
        review = [f":::{{paper}} 2511.0000{number}", *options, "", "Body $a^2$.", ":::"]
        listing = ["", "```{paper:list}", ":style: cards", "```", "", "```{paper:overview}", "```"]
        heading = "# Post\n\n"
        yield f"m{number}.md", heading + "\n".join(review + listing)
        yield f"n{number}.md", "\n".join(review + listing).replace("2511.", "2510.")
        options = _options(f":math:`{formula}`", attack.replace("\\", "\\\\"), attack)
        lines = [f".. paper:: 2509.0000{number}", *(f"   {line}" for line in options)]
        lines += ["", "   Linked https://arxiv.org/abs/2511.0000" + str(number), ""]
        lines += ["   Body :math:`a^2`.", "", ".. paper:list::", "", ".. paper:overview::", ""]
        yield f"r{number}.rst", "Post\n====\n\n" + "\n".join(lines)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build a journal of attacks, with MathJax in a folder of its own."""
    mathjax = find_mathjax()
    index = "# Home\n\nWords $a^2$.\n\n```{toctree}\n:glob:\n\n?[0-9]\n```\n"
    source = tmp_path_factory.mktemp("mathjax") / "source"
    site = Site(source, {"index.md": index, **dict(_pages())}, CONF)
    built = site.build("html", nitpicky=False)
    shutil.copytree(mathjax, built.out / "_static" / "mathjax")
    return built


def test_no_formula_runs_a_script_or_asks_another_host(browser: Browser, built: Built) -> None:
    """On no page does a click run anything, nor opening it load anything: posts, pages, menus."""
    assert built.warnings == ()
    pages = [str(path.relative_to(built.out)) for path in sorted(built.out.rglob("*.html"))]
    assert len(pages) > 30
    with serve(built.out) as address, visiting(browser, address) as visit:
        visit.page.set_default_timeout(120_000)
        # Of MathJax's own, the fonts lie elsewhere.
        visit.page.route(lambda url: not url.startswith(address), lambda route: route.abort())
        for name in pages:
            page = visit.go(name)
            expected = len(built.select("div.content .math, .math", name.removesuffix(".html")))
            if expected:
                page.wait_for_function("window.MathJax && MathJax.startup.promise")
                page.evaluate("MathJax.startup.promise")
            drawn = page.locator("mjx-container").count()
            assert drawn == expected, name
            links = page.evaluate("[...document.links].map(link => link.protocol)")
            assert set(links) <= {"http:", "https:"}, name
            assert page.locator("[style*=evil], #search mjx-container").count() == 0, name
    assert [url for url in visit.strangers if "evil" in url] == []
