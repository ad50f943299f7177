"""Fixtures of all tests, and a guard: where nothing may be skipped, a skip is a failure."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from tests.programs import program
from tests.site import Site

# A busy machine is no reason to fail: nothing here is asserted by a clock.
settings.register_profile(
    "any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any-machine")

MakeSite = Callable[..., Site]

NO_SKIPS = "PAPERREVIEW_NO_SKIPS"
"""Set to 1, for continuous integration: a test that does not run has not passed."""

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
"""Chromium itself asks nobody for anything."""

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


@pytest.fixture
def make_site(tmp_path: Path) -> MakeSite:
    """Make a site from its pages: ``make_site({"index.md": "…"}, conf="…")``."""

    def make(pages: dict[str, str | bytes], conf: str = "") -> Site:
        return Site(tmp_path / "source", pages, conf)

    return make


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium: once for all, since a process can hold one only."""
    executable = program("chromium", "chromium-browser", package="the package `chromium`")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=QUIET)
        yield started
        started.close()


def pytest_report_header() -> str:
    """Say which edits `test_incremental` tries."""
    return f"sequences of edits: seed {os.environ.get('PAPERREVIEW_SEED', '0')} (PAPERREVIEW_SEED)"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Guard against tests that skip."""
    return _without_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Guard against modules that skip all their tests."""
    return _without_skip((yield))


def _without_skip(report: Report) -> Report:
    if os.environ.get(NO_SKIPS) == "1" and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{NO_SKIPS}=1, and this was skipped: {reason}"
    return report
