"""Hugging Face's answers are read in all shapes that were met; nothing of a wrong kind gets in."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

import pytest

from sphinx_paperreview.core.identifiers import PaperId, parse_id
from sphinx_paperreview.core.model import Partial
from sphinx_paperreview.fetch.huggingface import HubPaper, ask_daily, ask_huggingface
from sphinx_paperreview.fetch.organizations import Organization
from sphinx_paperreview.fetch.refusals import BadAnswer, NotKnown
from sphinx_paperreview.metadata.paper_record import PaperRecord, read_record, write_record
from tests.fetch.conftest import MakeChannel
from tests.fetch.loopback import Answer, Loopback
from tests.fetch.world import DAY, PAPERS, as_json, daily_item, hub_paper

HARMONY = parse_id("2511.21579")


def test_a_paper_is_read(channel_to: MakeChannel) -> None:
    assert ask_huggingface(channel_to("huggingface"), HARMONY) == HubPaper(
        HARMONY,
        PaperRecord(
            ids=(HARMONY,),
            title="Harmony",
            subtitle="Tuning Sound and Picture Together",
            authors=("Ada Park", "Bo Li"),
            published=Partial(2025, 11, 26),
            code="https://github.com/example/harmony",
            project="https://harmony.example.org",
            source=("huggingface",),
        ),
        Organization("tencent", "Tencent"),
        41,
    )


def test_a_paper_reads_the_same_in_a_list(channel_to: MakeChannel, far: Loopback) -> None:
    daily = ask_daily(channel_to("huggingface"), {"date": DAY})
    channel = channel_to("huggingface")
    assert daily == [ask_huggingface(channel, parse_id(paper.id)) for paper in PAPERS]
    assert far.asked()[0] == f"/huggingface/api/daily_papers?date={DAY}&limit=100"


def test_a_formula_that_may_do_harm_is_text(channel_to: MakeChannel, far: Loopback) -> None:
    """Nobody could mend it: each build would warn of it."""
    title = r"$\href{javascript:x}{n}$ of $n^2$: a $\sfrac{1}{2}$ and \$5"
    far.next("/huggingface", as_json({"id": "2511.21579", "title": title}))
    record = ask_huggingface(channel_to("huggingface"), HARMONY).record
    assert record.title == r"\$\href{javascript:x}{n}\$ of $n^2$"
    assert record.subtitle == r"a \$\sfrac{1}{2}\$ and \$5"
    assert read_record(write_record(record))[1] == []


def test_what_may_be_absent_is(channel_to: MakeChannel, far: Loopback) -> None:
    far.next("/huggingface", as_json({"id": "2511.21579"}))
    found = ask_huggingface(channel_to("huggingface"), HARMONY)
    record = PaperRecord(ids=(HARMONY,), source=("huggingface",))
    assert found == HubPaper(HARMONY, record)


def test_a_paper_that_is_not_indexed_is_no_failure(channel_to: MakeChannel) -> None:
    with pytest.raises(NotKnown, match="Hugging Face does not know it"):
        ask_huggingface(channel_to("huggingface"), PaperId("arxiv", "2001.00001"))


@pytest.mark.parametrize(
    "value", [None, 3, [], "x", {}, {"id": 3}, {"id": "x"}, {"id": "2511.21631"}, {"paper": []}]
)
def test_a_paper_of_the_wrong_shape_is_refused(
    channel_to: MakeChannel, far: Loopback, value: object
) -> None:
    far.next("/huggingface", as_json(value))
    with pytest.raises(BadAnswer, match="Hugging Face answered JSON of another shape"):
        ask_huggingface(channel_to("huggingface"), HARMONY)


@pytest.mark.parametrize("value", [None, {}, "x", [3], [{"paper": {"id": "x"}}]])
def test_a_list_of_the_wrong_shape_is_refused(
    channel_to: MakeChannel, far: Loopback, value: object
) -> None:
    far.next("/huggingface", as_json(value))
    with pytest.raises(BadAnswer, match="Hugging Face answered JSON of another shape"):
        ask_daily(channel_to("huggingface"), {"date": DAY})


def test_a_day_without_papers_is_empty(channel_to: MakeChannel) -> None:
    assert ask_daily(channel_to("huggingface"), {"date": "2025-12-25"}) == []


def test_what_is_wrong_with_one_field_says_nothing_of_the_others(
    channel_to: MakeChannel, far: Loopback
) -> None:
    wrong = hub_paper(PAPERS[0]) | {
        "authors": [{"name": "Ada Park"}, {"name": 3}, "x", None],
        "publishedAt": 3,
        "projectPage": "javascript:alert(1)",
        "githubRepo": ["x"],
        "organization": {"name": {}, "fullname": "\x1b[31m  Red\n "},
        "upvotes": "many",
        "title": "Harmony:\tTuning\x00",
    }
    far.next("/huggingface", as_json(wrong))
    found = ask_huggingface(channel_to("huggingface"), HARMONY)
    assert found.record == PaperRecord(
        ids=(HARMONY,),
        title="Harmony",
        subtitle="Tuning\N{REPLACEMENT CHARACTER}",
        authors=("Ada Park",),
        source=("huggingface",),
    )
    assert found.upvotes == 0
    assert found.organization == Organization("", "\N{REPLACEMENT CHARACTER}[31m Red")


def test_one_bad_paper_does_not_spoil_a_list(channel_to: MakeChannel, far: Loopback) -> None:
    far.next("/huggingface", as_json([{"paper": 3}, daily_item(PAPERS[0]), daily_item(PAPERS[0])]))
    daily = ask_daily(channel_to("huggingface"), {"date": DAY})
    assert [paper.id for paper in daily] == [HARMONY]


# Lists that one answer cannot hold ---------------------------------------------------------------

WEEK = {"week": "2025-W48"}
NUMBERS = [f"2511.{number:05}" for number in range(1, 231)]
MANY = [daily_item(replace(PAPERS[0], id=number)) for number in NUMBERS]


def _pages(*sizes: int) -> list[Answer]:
    ends = list(accumulate(sizes))
    return [as_json(MANY[end - size : end]) for size, end in zip(sizes, ends, strict=True)]


@pytest.mark.parametrize("sizes", [(100, 100, 30), (100, 97, 33), (100, 100, 0), (100, 0), (49,)])
def test_a_long_list_is_read_page_by_page(
    channel_to: MakeChannel, far: Loopback, sizes: tuple[int, ...]
) -> None:
    far.next("/huggingface", *_pages(*sizes))
    daily = ask_daily(channel_to("huggingface"), WEEK)
    assert [paper.id.value for paper in daily] == NUMBERS[: sum(sizes)]
    queries = [path.partition("?")[2] for path in far.asked()]
    first = "week=2025-W48&limit=100"
    assert queries == [first, *(f"{first}&p={number}" for number in range(1, len(sizes)))]


def test_a_service_that_always_gives_the_same_page_is_asked_twice(
    channel_to: MakeChannel, far: Loopback
) -> None:
    far.next("/huggingface", *_pages(100) * 9)
    assert len(ask_daily(channel_to("huggingface"), WEEK)) == 100
    assert len(far.asked()) == 2


def test_a_page_that_is_refused_leaves_those_before(channel_to: MakeChannel, far: Loopback) -> None:
    far.next("/huggingface", *_pages(100), Answer(status=400))
    assert len(ask_daily(channel_to("huggingface"), WEEK)) == 100


def test_what_is_trending_is_one_page(channel_to: MakeChannel, far: Loopback) -> None:
    far.next("/huggingface", *_pages(100, 100))
    assert len(ask_daily(channel_to("huggingface"), {"sort": "trending"})) == 100
    assert len(far.asked()) == 1
