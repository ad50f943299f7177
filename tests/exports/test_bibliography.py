"""All papers, as others take them: keys that are recalled save the work, and change nothing."""

from __future__ import annotations

from sphinx_paperreview.core.model import Paper, Post, Review
from sphinx_paperreview.core.paper_id import PaperId
from sphinx_paperreview.core.runs import Run
from sphinx_paperreview.core.sources import builtin_sources
from sphinx_paperreview.core.tables import Tables
from sphinx_paperreview.exports.bibliography import FORMS, Bibliography

REVIEWS = tuple(
    Review(
        Paper((PaperId("arxiv", f"2511.0000{number}"),), (Run("Harmony"),)),
        docname="post",
        position=number,
    )
    for number in range(3)
)


def _bibliography() -> Bibliography:
    tables = Tables.of([Post("post", reviews=REVIEWS)])
    return Bibliography(tables, builtin_sources(), lambda _ids: "")


def test_keys_are_told_when_any_was_asked_for() -> None:
    papers = _bibliography()
    assert papers.keys == []
    papers.write_of("bib", REVIEWS[1])
    assert papers.keys == ["harmony", "harmonya", "harmonyb"]


def test_recalled_keys_make_the_same_entries() -> None:
    first, second = _bibliography(), _bibliography()
    written = [first.write_of(form, one) for form in FORMS for one in REVIEWS]
    second.recall(first.keys)
    assert [second.write_of(form, one) for form in FORMS for one in REVIEWS] == written
    assert second.entries == first.entries
    assert second.keys == first.keys


def test_recalled_keys_leave_other_papers_alone() -> None:
    asked = []

    def own_key(ids: tuple[PaperId, ...]) -> str:
        asked.append(ids)
        return ""

    papers = _bibliography()
    papers.own_key = own_key
    papers.recall(["a", "b", "c"])
    assert papers.write_of("bib", REVIEWS[1]).startswith("@misc{b,")
    assert asked == [REVIEWS[1].paper.ids]


def test_keys_of_another_number_of_papers_are_not_those_of_these() -> None:
    papers = _bibliography()
    papers.recall(["a"])
    papers.write_of("bib", REVIEWS[0])
    assert papers.keys[0] == "harmony"


def test_a_review_that_no_index_holds_is_not_written() -> None:
    other = Review(Paper((PaperId("arxiv", "2511.00009"),), (Run("Other"),)), docname="draft")
    assert _bibliography().write_of("bib", other) == ""
