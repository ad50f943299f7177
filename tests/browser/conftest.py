"""A real browser, and the sites that it visits."""

from __future__ import annotations

import contextlib
import functools
import http
import http.server
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, expect

from tests.site import build

DOCS = Path(__file__).parents[2] / "docs"
PATIENCE = 180_000
"""Milliseconds that a page may take: a busy machine is no reason to fail."""

expect.set_options(timeout=PATIENCE)

MATHJAX = "PAPERREVIEW_MATHJAX"
"""Names the folder of the package ``mathjax`` of npm; `.ci/run` brings one along."""

ENTRY = "tex-mml-chtml.js"


def find_mathjax() -> Path:
    """Find the folder of MathJax on this machine."""
    folder = Path(os.environ.get(MATHJAX, ""))
    found = next(folder.rglob(ENTRY), None) if os.environ.get(MATHJAX) else None
    if found is None:
        pytest.skip(f"{MATHJAX} names no folder with {ENTRY}")
    return found.parent


@dataclass
class Visit:
    """A page in the browser, and what happened while it was open."""

    page: Page
    address: str
    errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    """Addresses on other hosts that the page asked for."""

    def note_console(self, message: ConsoleMessage) -> None:
        """Keep what the page complains of."""
        if message.type == "error":
            self.errors.append(message.text)

    def note_request(self, request: Request) -> None:
        """Keep what the page asks other hosts for."""
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.strangers.append(request.url)

    def go(self, path: str) -> Page:
        """Open a page of the site."""
        self.page.goto(f"{self.address}/{path}")
        return self.page


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the demo journal as html."""
    out = tmp_path_factory.mktemp("demo") / "html"
    assert build(DOCS, out, "html").warnings == ()
    return out


class _Quiet(http.server.SimpleHTTPRequestHandler):
    policy = ""
    """A Content-Security-Policy for every page."""

    def end_headers(self) -> None:
        """Send the policy."""
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def do_GET(self) -> None:
        """Answer the browser's own question for an icon, which no site needs to have."""
        if self.path == "/favicon.ico":
            self.send_response(http.HTTPStatus.NO_CONTENT)
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
        """Say nothing."""


@contextlib.contextmanager
def serve(folder: Path, *, policy: str = "") -> Iterator[str]:
    """Serve a folder on this machine, under a Content-Security-Policy if there is one."""
    handler = functools.partial(type("Handler", (_Quiet,), {"policy": policy}), directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def served(demo: Path) -> Iterator[str]:
    """Serve the demo journal."""
    with serve(demo) as address:
        yield address


@contextlib.contextmanager
def visiting(browser: Browser, address: str, **look: str | int) -> Iterator[Visit]:
    """Open an empty page; `look` says its colour scheme, its width, and whether scripts run."""
    context = browser.new_context(
        color_scheme="dark" if look.get("scheme") == "dark" else "light",
        viewport={"width": int(look.get("width", 1280)), "height": 900},
        java_script_enabled=bool(look.get("scripts", True)),
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    opened = Visit(page, address)
    page.on("console", opened.note_console)
    page.on("pageerror", lambda error: opened.errors.append(str(error)))
    page.on("request", opened.note_request)
    yield opened
    context.close()


@contextlib.contextmanager
def visiting_safely(
    browser: Browser, address: str, request: pytest.FixtureRequest
) -> Iterator[Visit]:
    """Open an empty page as a fixture's parameter says, and demand that nothing goes wrong on it.

    Nor may it ask another host. What a strict policy refuses of a theme's own is not ours.
    """
    with visiting(browser, address, **getattr(request, "param", {})) as opened:
        yield opened
        assert [error for error in opened.errors if "Content Security" not in error] == []
        assert opened.strangers == []


@pytest.fixture
def visit(browser: Browser, served: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Open an empty page; an indirect parameter says how: its colour scheme and its width."""
    look: dict[str, str | int] = getattr(request, "param", {})
    with visiting(browser, served, **look) as opened:
        yield opened


def toggle(fold: Locator) -> None:
    """Open or close a ``<details>``, and wait until the page knows: the event comes later."""
    fold.evaluate("e => { e.told = new Promise(done => { e.ontoggle = done }) }")
    fold.locator("summary").first.click()
    fold.evaluate("e => e.told.then(() => true)")
