"""Fixtures of all tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site import Site

MakeSite = Callable[..., Site]


@pytest.fixture
def make_site(tmp_path: Path) -> MakeSite:
    """Make a site from its pages: ``make_site({"index.md": "…"}, conf="…")``."""

    def make(pages: dict[str, str | bytes], conf: str = "") -> Site:
        return Site(tmp_path / "source", pages, conf)

    return make
