"""Measure the filter of a listing: see README.md beside this file."""

from __future__ import annotations

import argparse
import contextlib
import functools
import http.server
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
SIZES = (1_000, 10_000)
PER_POST = 20
STYLES = ("list", "table", "cards")
BOX = ".paper-filter-search"
WORDS = ("neural", "확산")

SUBJECTS = [
    *("neural", "diffusion", "attention", "language", "video", "audio", "graph", "robot", "policy"),
    *("reward", "memory", "token", "sparse", "scaling", "retrieval", "alignment", "reasoning"),
    *("vision", "speech", "protein", "확산", "모델", "언어", "영상", "강화학습"),
]
FORMS = ("for", "with", "beyond", "without", "towards", "in", "as")
ORGS = ("Google", "OpenAI", "NVIDIA", "Microsoft", "KAIST", "Meta", "Apple", "Tencent", "MIT")
VENUES = ("", "ICLR 2026", "NeurIPS 2025", "CVPR 2025", "ACL 2024")
PEOPLE = ("Kim", "Lee", "Park", "Smith", "Chen", "Garcia", "Müller", "Tanaka", "Singh", "Rossi")

PAGE = """---
orphan: true
---
# A {style}

```{{paper:list}}
:style: {style}
:filter:
```
"""

# From the first letter, before which nothing was fetched, to the end of the frame that shows rows
# of all pages.
FIRST = """
async ([selector, text, count]) => {
  const input = document.querySelector(selector);
  const status = document.querySelector(".paper-filter-status");
  const settle = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  const start = performance.now();
  input.focus();
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  while (!status.textContent.includes(count)) await settle();
  await settle();
  return performance.now() - start;
}
"""

# From a letter to the end of the frame that shows its answer.
TYPE = """
async ([selector, text]) => {
  const input = document.querySelector(selector);
  const settle = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  const start = performance.now();
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  await settle();
  return performance.now() - start;
}
"""


def write_site(folder: Path, count: int) -> None:
    """Write a journal of reviews, with a page for each style of a listing."""
    dice = random.Random(count)
    folder.mkdir(parents=True)
    (folder / "conf.py").write_text(
        'extensions = ["myst_parser", "sphinx_paperreview"]\nhtml_theme = "furo"\n'
    )
    (folder / "index.md").write_text("# Journal\n")
    for style in STYLES:
        (folder / f"{style}.md").write_text(PAGE.format(style=style))
    (folder / "posts").mkdir()
    for start in range(0, count, PER_POST):
        post = [review(number, dice) for number in range(start, min(count, start + PER_POST))]
        day = (
            f"{2020 + start // 2400:04}-{start // 200 % 12 + 1:02}-{start // PER_POST % 10 + 1:02}"
        )
        # In no table of contents: a theme that draws it all on each page would be what we measure.
        text = f"---\norphan: true\ndate: {day}\n---\n# Post {start}\n\n" + "\n".join(post)
        (folder / f"posts/{start:06}.md").write_text(text, encoding="utf-8")


def review(number: int, dice: random.Random) -> str:
    """Write one review, as journals hold them."""
    title = f"{' '.join(dice.sample(SUBJECTS, 3))} {dice.choice(FORMS)} {dice.choice(SUBJECTS)}"
    authors = [f"{dice.choice('ABCDEFGH')}. {dice.choice(PEOPLE)}" for _ in range(4)]
    options = [
        f":title: {title.title()} {number}",
        f":subtitle: {' '.join(dice.sample(SUBJECTS, 5)).capitalize()}",
        f":org: {'; '.join(dice.sample(ORGS, dice.randint(1, 2)))}",
        f":authors: {'; '.join(authors)}",
        f":venue: {dice.choice(VENUES)}",
        f":tags: {', '.join(dice.sample(SUBJECTS, 2))}",
        f":rating: {dice.randint(0, 10) / 2:g}",
    ]
    if dice.random() < 0.5:
        options.append(f":code: https://example.org/{number}")
    paper = f"{20 + number // 9999 % 5:02}{number % 12 + 1:02}.{number % 99999 + 1:05}"
    return "\n".join([f":::{{paper}} {paper}", *options, "", "What it says.", ":::", ""])


def build(source: Path, out: Path, *values: str) -> float:
    """Build a site, with values of its configuration, and give the seconds that it took."""
    start = time.perf_counter()
    options = [f"-D{value}" for value in values]
    command = [sys.executable, "-m", "sphinx", "-q", "-E", *options, str(source), str(out)]
    subprocess.run(command, check=True, cwd=ROOT)
    return time.perf_counter() - start


def time_keys(page: Page) -> list[float]:
    """Type words and delete them, letter by letter, after the page has come to rest."""
    page.wait_for_timeout(1500)
    times = []
    for word in WORDS:
        steps = [word[:end] for end in range(1, len(word) + 1)]
        for text in (*steps, *reversed(steps[:-1]), ""):
            times.append(page.evaluate(TYPE, [BOX, text]))
            page.wait_for_timeout(150)  # about as fast as people type
    return times


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine: from disk, a browser fetches nothing."""
    handler = functools.partial(Quiet, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves without a word."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
        """Say nothing."""


def measure(browser: Browser, out: Path, count: int) -> None:
    """Print what a reader waits for."""
    with serve(out) as address:
        for style in STYLES:
            firsts = []
            for word in ("n", "확", "g"):
                page = browser.new_page(viewport={"width": 1280, "height": 900})
                page.goto(f"{address}/{style}.html", timeout=0)
                page.wait_for_selector(BOX)
                page.wait_for_timeout(500)
                firsts.append(page.evaluate(FIRST, [BOX, word, str(count)]))
                times = time_keys(page) if word == "g" else []
                page.close()
            file = out / f"papers/list/{style}.rows.json"
            size = file.stat().st_size / count if file.is_file() else 0
            first, typical, worst = min(firsts), statistics.median(times), max(times)
            print(
                f"  {style:5}  {size:4.0f} bytes/row in its file  first result {first:5.1f} ms  "
                f"{typical:5.1f} ms/letter (worst {worst:.1f})"
            )


class Elements(HTMLParser):
    """Counts the elements of a page."""

    count = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Count one."""
        del tag, attrs
        self.count += 1


def weigh(out: Path) -> None:
    """Print how large the largest pages are that are not an author's posts."""
    pages = [path for path in out.rglob("*.html") if path.parent.name != "posts"]
    elements, sizes = {}, {}
    for path in pages:
        counter = Elements()
        text = path.read_text("utf-8")
        counter.feed(text)
        elements[path], sizes[path] = counter.count, len(text.encode())
    for name, found in (("elements", elements), ("bytes", sizes)):
        path = max(found, key=lambda one: found[one])
        print(f"  {len(pages)} pages; most {name}: {found[path]} ({path.relative_to(out)})")


def main() -> None:
    """Run all measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reviews", type=int, nargs="*", default=SIZES)
    parser.add_argument("--folder", type=Path, help="keep the sites in this folder")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=chromium)
        for count in arguments.reviews:
            source = (arguments.folder or Path(scratch)) / str(count)
            write_site(source, count)
            seconds = build(source, source / "_build")
            print(f"{count} reviews: {seconds * 1000 / count:.2f} s per 1,000 reviews")
            weigh(source / "_build")
            measure(browser, source / "_build", count)
        browser.close()


if __name__ == "__main__":
    main()
