"""Which papers a reading list shows, and in which order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.core.identifiers import parse_id
from sphinx_paperreview.core.mentions import Backlink, Unreviewed
from sphinx_paperreview.core.model import Mention, Post, Reference
from sphinx_paperreview.core.query import Condition
from sphinx_paperreview.core.reading_list import READING_SORT_KEYS, ReadingList, select_unreviewed
from sphinx_paperreview.core.runs import Run


def _paper(target: str, title: str, *dates: str) -> Unreviewed:
    """Make a paper that pages of some dates mention."""
    paper_id = parse_id(target)
    mention = Mention(Reference("paper", target))
    newest_first = sorted(dates, reverse=True)
    backlinks = (Backlink(Post(f"page-{date}", date=date), mention) for date in newest_first)
    called = (Run(title),) if title else ()
    return Unreviewed(paper_id, str(paper_id), paper_id.scheme, called, tuple(backlinks))


PAPERS = [
    _paper("2511.00001", "beta", "2025-10-01"),
    _paper("2511.00002", "Alpha", "2025-11-02", "2025-01-01", "2025-01-02"),
    _paper("2511.00003", "", "2025-11-03", "2025-01-01"),
    _paper("10.1234/x", "Zeta", "2025-10-01"),
    _paper("acl:P18-1023", "Gamma", "", "2024-01-01"),
]

ORDERS = {
    "-mentions": ["2", "3", "acl", "1", "doi"],
    "mentions": ["1", "doi", "3", "acl", "2"],
    "-date": ["3", "2", "1", "doi", "acl"],
    "date": ["acl", "1", "doi", "2", "3"],
    "title": ["2", "3", "1", "acl", "doi"],
    "-title": ["doi", "acl", "1", "3", "2"],
}


def _short(paper: Unreviewed) -> str:
    return paper.id.value[-1] if paper.id.scheme == "arxiv" else paper.id.scheme


def test_every_order_is_told() -> None:
    assert {sort.removeprefix("-") for sort in ORDERS} == set(READING_SORT_KEYS)


@pytest.mark.parametrize("sort", ORDERS)
def test_papers_stand_in_the_order_that_is_asked_for(sort: str) -> None:
    """Of equals the one that was mentioned last comes first, in either direction; then by id."""
    assert [_short(p) for p in select_unreviewed(PAPERS, ReadingList(sort=sort))] == ORDERS[sort]


def test_papers_are_selected_by_the_site_that_owns_their_id() -> None:
    def found(*wanted: str, unwanted: tuple[str, ...] = ()) -> set[str]:
        condition = Condition("source", wanted, unwanted)
        return {_short(p) for p in select_unreviewed(PAPERS, ReadingList(condition))}

    assert found("doi", "acl") == {"doi", "acl"}
    assert found(unwanted=("arxiv",)) == {"doi", "acl"}
    assert found("arxiv", unwanted=("doi",)) == {"1", "2", "3"}
    assert found("") == set()


@given(st.permutations(PAPERS), st.sampled_from(sorted(ORDERS)))
def test_the_order_of_reading_never_matters(papers: list[Unreviewed], sort: str) -> None:
    listing = ReadingList(sort=sort)
    assert select_unreviewed(papers, listing) == select_unreviewed(PAPERS, listing)
