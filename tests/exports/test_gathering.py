"""All that reviews say of a paper, as one record."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_paperreview.core.identifiers import parse_id
from sphinx_paperreview.core.model import Link, Paper, Partial, Review
from sphinx_paperreview.core.runs import Run
from sphinx_paperreview.core.sources import builtin_sources
from sphinx_paperreview.exports.gathering import Entry, gather

ID = parse_id("arxiv:1706.03762")
OTHER = parse_id("openreview:Vota6rFhBQ")


def _review(date: str = "2025-11-27", **paper: Any) -> Review:
    return Review(Paper(**{"ids": (ID,), **paper}), docname="post", date=date)


def _gathered(*papers: tuple[Review, ...]) -> list[Entry]:
    return gather(papers, builtin_sources(), lambda _ids: "")


def test_what_the_newest_review_leaves_out_older_ones_tell() -> None:
    newest = _review(
        title=(Run("arXiv 1706.03762"),), venue="ICLR 2026", published=Partial(2017, 6)
    )
    oldest = _review(
        "2025-01-01",
        ids=(OTHER, ID),
        title=(Run("On $5 and "), Run("x^2", "math")),
        venue="Workshop",
        authors=("Ada Lovelace",),
        published=Partial(2017, 6, 12),
        links=(Link("code", "https://example.org/code"),),
        withdrawn=True,
    )
    (entry,) = _gathered((newest, oldest))
    record = entry.record
    assert record.ids == (ID, OTHER)
    assert (record.title, record.venue) == (r"On \$5 and $x^2$", "ICLR 2026")
    assert (record.authors, record.published) == (("Ada Lovelace",), Partial(2017, 6, 12))
    assert (record.code, record.withdrawn) == ("https://example.org/code", True)
    assert entry.url == "https://arxiv.org/abs/1706.03762"
    assert record.key == "lovelace2017on"


@pytest.mark.parametrize(
    ("venue", "year"), [("ACL 2020", 2020), ("ACL", None), ("Pub. 12020", None)]
)
def test_a_venue_tells_the_year_where_nothing_else_does(venue: str, year: int | None) -> None:
    (entry,) = _gathered((_review(venue=venue),))
    assert entry.record.published == (Partial(year) if year else None)


def test_the_paper_that_was_reviewed_first_has_the_plain_key() -> None:
    title = (Run("Harmony"),)
    new, old = _review("2025-11-27", title=title), _review("2024-01-01", title=title, ids=(OTHER,))
    assert [entry.record.key for entry in _gathered((new,), (old,))] == ["harmonya", "harmony"]
