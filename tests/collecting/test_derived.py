"""What is made of all reviews: once for each paper, however many review it."""

from __future__ import annotations

import pytest

from sphinx_paperreview.collecting import derived
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.runs import plain
from sphinx_paperreview.core.sources import SourceTable
from sphinx_paperreview.core.titles import is_titled
from tests.conftest import MakeSite
from tests.site import review_page

COUNT = 30


def test_the_title_of_stubs_is_looked_for_once_a_paper(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many reviews without a title share the one that the oldest review has."""
    stub = ("Words before it.", "", ":::{paper} 2511.00001", ":::", "")
    pages: dict[str, str | bytes] = {"index.md": "# Home\n", "first.md": review_page(
        ":::{paper} 2511.00001", ":title: Harmony", ":::", date="2025-01-01")}  # fmt: skip
    pages |= {f"stub{number}.md": review_page(*stub) for number in range(COUNT)}
    built = make_site(pages, "suppress_warnings = ['toc.not_included']\n").build("text")
    assert built.domain is not None
    looked_at = 0

    def count(review: Review, sources: SourceTable) -> bool:
        nonlocal looked_at
        looked_at += 1
        return is_titled(review, sources)

    monkeypatch.setattr(derived, "is_titled", count)
    titles = [plain(built.domain.title_of(review)) for review in built.reviews]
    assert titles == ["Harmony"] * (COUNT + 1)
    assert COUNT < looked_at <= 3 * (COUNT + 1)
