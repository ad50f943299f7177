"""What an import has brought along makes nothing run in a browser."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from tests.importers.test_disarm import AROUND, HOSTILE, imported
from tests.site import Site

RUNS = """(html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const main = page.querySelector("[role=main]");
  const found = [...main.querySelectorAll("script, iframe, object, embed")].map((e) => e.outerHTML);
  for (const element of main.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      const text = value.replace(/[\\x00-\\x20]/g, "").toLowerCase();
      if (/^on|^srcdoc$/.test(name) || /(^|;)(javascript|vbscript):/.test(text)) {
        found.push(element.outerHTML);
      }
    }
  }
  return found;
}"""
"""Reads a page as the browser does, and lists what would run in its text."""


def test_nothing_imported_runs(browser: Browser, tmp_path: Path) -> None:
    """Each text on a page of its own: one that is never closed would hide the next."""
    texts = {f"{name}-{around}": imported(name, around) for name in HOSTILE for around in AROUND}
    pages = {f"p/{name}.md": f"---\norphan: true\n---\n{text}" for name, text in texts.items()}
    conf = 'myst_enable_extensions = ["colon_fence", "dollarmath"]\n'
    out = Site(tmp_path / "source", {"index.md": "# Home\n", **pages}, conf).build("html").out
    page = browser.new_page()
    found = {name: page.evaluate(RUNS, (out / f"p/{name}.html").read_text()) for name in texts}
    page.close()
    assert {name: runs for name, runs in found.items() if runs} == {}
