"""No text of a journal becomes a program in a browser, whatever it stands in."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Dialog

from tests.attacks import ATTACKS, EVIL, attacked
from tests.browser.conftest import ENTRY, Visit, find_mathjax, serve, visiting
from tests.site import Built, Site

POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'"
"""No script but those in files of the site. MathJax writes styles into a page, on any site."""

MATHJAX_CONF = f"""\
html_js_files = [("mathjax-settings.js", {{"priority": 100}})]
html_static_path = ["_static"]
mathjax_path = "mathjax/{ENTRY}"
"""
SETTINGS = """\
window.MathJax = { options: {
  enableMenu: false, processHtmlClass: "tex2jax_process|mathjax_process|math|output_area",
} };
"""
"""Without a menu MathJax does not load what speaks formulas. MyST says the rest within a page."""


WATCH = """\
window.BROKEN = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.BROKEN.push(`${event.effectiveDirective} ${event.blockedURI}`);
});
"""

USE = """\
() => {
  const addresses = /(^|:)(href|src|srcset|action|formaction|data|to|values|poster|background)$/;
  const program = /^[\\s\\x00-\\x1f]*(javascript|vbscript|data):/i;
  const harmless = /^(https?|mailto|ftp):/;
  for (const link of document.querySelectorAll("[href], [*|href]")) {
    if (!harmless.test(link.href)) { link.dispatchEvent(new MouseEvent("click")); }
  }
  for (const part of document.querySelectorAll("summary, button, [role=button]")) { part.click(); }
  for (const field of document.querySelectorAll("input, select")) {
    field.focus();
    field.value = field.tagName === "SELECT" ? field.options[field.length - 1].value : "<b>w";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  const parts = [...document.querySelectorAll("*")];
  return {
    ran: "PWN" in window,
    broken: window.BROKEN,
    odd: parts.filter((part) => part.matches("iframe, object, embed, base, [http-equiv=refresh]")
        || (part.matches("script") && !part.src && part.type === "")
        || [...part.attributes].some(({ name, value }) => name.startsWith("on")
          || (addresses.test(name) && program.test(value))))
      .map((part) => part.outerHTML.slice(0, 200)),
  };
}
"""
"""Clicks what leads nowhere else, opens and types; tells what has come of it."""


def _with_mathjax(site: Site) -> Built:
    site.write("_static/mathjax-settings.js", SETTINGS)
    built = site.build("html", nitpicky=False)
    shutil.copytree(find_mathjax(), built.out / "_static" / "mathjax")
    return built


def _uses(visit: Visit, path: str) -> dict[str, Any]:
    """Open a page, wait for its formulas, and use all that is on it."""
    page = visit.go(path)
    if page.locator(f"script[src$='{ENTRY}']").count():
        # What waits within the page itself, the policy does not let run.
        page.locator("mjx-container").first.wait_for(state="attached")
    found: dict[str, Any] = page.evaluate(USE)
    return found


class Usual(NamedTuple):
    """What themes and MathJax do on any site."""

    broken: set[str]
    odd: set[str]


@pytest.fixture(scope="module")
def usual(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Usual:
    """Tell what a site does that has nothing of ours."""
    conf = 'extensions = ["myst_parser"]\nmyst_enable_extensions = ["dollarmath"]\n'
    page = "# Home $a^2$\n\n$b$\n"
    folder = tmp_path_factory.mktemp("usual") / "source"
    built = _with_mathjax(Site(folder, {"index.md": page}, conf + MATHJAX_CONF))
    with serve(built.out, policy=POLICY) as address, visiting(browser, address) as visit:
        visit.page.add_init_script(WATCH)
        # Of MathJax's own, the fonts lie elsewhere.
        visit.page.route(lambda url: not url.startswith(address), lambda route: route.abort())
        pages = ("index.html", "search.html?q=home", "genindex.html?highlight=home")
        found = [_uses(visit, path) for path in pages]
        return Usual(*({text for use in found for text in use[key]} for key in ("broken", "odd")))


@pytest.mark.parametrize("formulas", ["mathjax", "mathml"])
def test_no_attack_runs(browser: Browser, tmp_path: Path, usual: Usual, formulas: str) -> None:
    """On no page: of posts, of indices, of ours, of a search; nor where something is used."""
    if formulas == "mathjax":
        built = _with_mathjax(attacked(tmp_path, MATHJAX_CONF))
    else:
        built = attacked(tmp_path, 'paperreview_math = "mathml"\n').build("html", nitpicky=False)
    own = [path.name for path in sorted(built.out.glob("*.html"))]
    generated = [str(path.relative_to(built.out)) for path in built.out.glob("papers/**/*.html")]
    assert len(generated) > 3 * len(ATTACKS)
    # All kinds are drawn alike, and each has each attack: some of each kind are enough.
    paths = own + (sorted(generated)[::6] if formulas == "mathjax" else [])
    paths += [f"search.html?q={text}" for text in ("w00w", "script", "%3Cscript%3E", "window")]
    dialogs: list[str] = []

    def close(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    with serve(built.out, policy=POLICY) as address, visiting(browser, address) as visit:
        visit.page.add_init_script(WATCH)
        # Of MathJax's own, the fonts lie elsewhere.
        visit.page.route(lambda url: not url.startswith(address), lambda route: route.abort())
        visit.page.on("dialog", close)
        for path in paths:
            found = _uses(visit, path)
            assert not found["ran"], path
            assert {*found["odd"]} <= usual.odd, path
            assert {*found["broken"]} <= usual.broken, path
            assert visit.page.url.startswith(address), path
    assert [url for url in visit.strangers if EVIL in url] == []
    assert dialogs == []
    assert [text for text in visit.errors if EVIL in text or "PWN" in text] == []
