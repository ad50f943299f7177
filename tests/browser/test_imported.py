"""What an import has brought along makes nothing run in a browser."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.conftest import serve, visiting
from tests.importers.test_disarm import AROUND, HOSTILE, imported
from tests.site import Site

RUNS = """() => {
  const main = document.querySelector("[role=main]");
  const found = [...main.querySelectorAll("script, iframe, object, embed")].map((e) => e.outerHTML);
  for (const element of main.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      const text = value.replace(/[\\x00-\\x20]/g, "").toLowerCase();
      if (/^on|^srcdoc$/.test(name) || /^(javascript|vbscript):/.test(text)) {
        found.push(element.outerHTML);
      }
    }
  }
  return found;
}"""


def test_nothing_imported_runs(browser: Browser, tmp_path: Path) -> None:
    """Each text on a page of its own: one that is never closed would hide the next."""
    names = {f"{name}-{around}": imported(name, around) for name in HOSTILE for around in AROUND}
    pages = {f"p/{name}.md": f"---\norphan: true\n---\n{text}" for name, text in names.items()}
    out = Site(tmp_path / "source", {"index.md": "# Home\n", **pages}).build("html").out
    found = {}
    with serve(out) as address, visiting(browser, address) as visit:
        visit.page.add_init_script("window.PWN = () => { window.pwned = true; }")
        for name in names:
            page = visit.go(f"p/{name}.html")
            runs = page.evaluate(RUNS)
            if runs or page.evaluate("window.pwned"):
                found[name] = runs
    assert found == {}
