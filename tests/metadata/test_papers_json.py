"""``papers.json``: what is written is read again; what is wrong is said, and nothing else lost."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.core.identifiers import parse_id
from sphinx_paperreview.core.model import Partial
from sphinx_paperreview.metadata.paper_record import (
    LONGEST,
    MOST,
    REVIEWS,
    Fate,
    PaperRecord,
    read_record,
    write_record,
)
from sphinx_paperreview.metadata.papers_json import VERSION, format_papers, parse_papers
from sphinx_paperreview.metadata.parsed import InvalidFile, Parsed
from tests.library import papers_schema
from tests.metadata.records import records

HARMONY: dict[str, Any] = {
    "ids": ["arxiv:2511.21579", "openreview:Vota6rFhBQ"],
    "key": "hu2025harmony",
    "title": "Harmony",
    "subtitle": "Sound and $x^2$",
    "authors": ["Jörg Müller", "최지우"],
    "org": ["Tencent"],
    "venue": "ICLR 2026",
    "published": "2025-11-26",
    "code": "https://example.org/code",
    "project": "https://example.org/",
    "source": ["huggingface", "arxiv"],
    "day": "2025-11-27",
    "fate": {"withdrawn": True, "comment": "wrong", "journal_ref": "J 1", "versions": 2},
}


def file_of(*papers: object) -> str:
    return json.dumps({"version": VERSION, "papers": papers})


def read_one(**changes: object) -> tuple[PaperRecord, list[str]]:
    parsed = parse_papers(file_of(HARMONY | changes))
    (record,) = parsed.records
    return record, [problem.message for problem in parsed.problems]


def test_every_field_is_read() -> None:
    record, problems = read_one()
    assert problems == []
    assert record == PaperRecord(
        ids=(parse_id("2511.21579"), parse_id("openreview:Vota6rFhBQ")),
        key="hu2025harmony",
        title="Harmony",
        subtitle="Sound and $x^2$",
        authors=("Jörg Müller", "최지우"),
        org=("Tencent",),
        venue="ICLR 2026",
        published=Partial(2025, 11, 26),
        code="https://example.org/code",
        project="https://example.org/",
        source=("huggingface", "arxiv"),
        day="2025-11-27",
        fate=Fate(withdrawn=True, comment="wrong", journal_ref="J 1", versions=2),
    )
    assert write_record(record) == HARMONY


@given(st.lists(records, max_size=4))
def test_what_is_written_is_read_again_and_written_the_same(some: list[PaperRecord]) -> None:
    text = format_papers(some)
    parsed = parse_papers(text)
    assert parsed.problems == ()
    assert sorted(map(repr, parsed.records)) == sorted(map(repr, some))
    assert format_papers(reversed(parsed.records)) == text or len(some) > len(
        {(record.ids[0], record.key) for record in some}
    )


@given(st.lists(records, max_size=2))
def test_what_is_written_is_what_the_schema_describes(some: list[PaperRecord]) -> None:
    papers_schema().validate(json.loads(format_papers(some)))


def test_the_schema_and_the_reader_know_the_same_fields() -> None:
    described = papers_schema().schema["$defs"]["paper"]["properties"]  # type: ignore[index]
    assert list(described) == [*HARMONY, REVIEWS]
    assert list(described["fate"]["properties"]) == list(HARMONY["fate"])


def test_a_paper_is_a_block_and_a_field_a_line() -> None:
    second = {"ids": ["arxiv:2511.00001"], "title": "“é”"}
    text = format_papers([read_record(HARMONY)[0], read_record(second)[0]])
    assert text.splitlines()[:9] == [
        "{",
        '  "version": 1,',
        '  "papers": [',
        "    {",
        '      "ids": ["arxiv:2511.00001"],',
        '      "title": "“é”"',
        "    },",
        "    {",
        '      "ids": ["arxiv:2511.21579", "openreview:Vota6rFhBQ"],',
    ]
    assert text.endswith("    }\n  ]\n}\n")


def test_an_empty_file_and_an_empty_list_hold_no_paper() -> None:
    assert parse_papers(" \n") == Parsed()
    assert parse_papers(format_papers([])) == Parsed()


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ('{\n"version": 1,\n"papers": [}', "no JSON", 3),
        ("[" * 100_000, "no JSON that can be read", 0),
        ("[]", 'expected {"version": 1', 0),
        ('{"version": 1, "papers": {}}', 'expected {"version": 1', 0),
        ('{"version": 2, "papers": []}', "version 2 is not known (expected 1)", 0),
        ('{"version": true, "papers": []}', "version true is not known", 0),
    ],
)
def test_a_file_that_nobody_can_read_says_why(text: str, message: str, line: int) -> None:
    with pytest.raises(InvalidFile) as raised:
        parse_papers(text)
    assert message in str(raised.value)
    assert raised.value.line == line


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": 5}, "title: expected a text, not 5"),
        ({"authors": "A, B"}, "authors: expected a list of texts, not 'A, B'"),
        ({"authors": ["A", 1]}, "authors: expected a list of texts"),
        ({"published": "soon"}, "published: expected a date"),
        ({"code": "javascript:alert(1)"}, "code: "),
        ({"code": "https://example.org/" + "a" * LONGEST}, "code: expected a URL of at most"),
        ({"day": "yesterday"}, "day: expected a date"),
        ({"fate": []}, "fate: expected an object"),
        ({"fate": {"withdrawn": "yes"}}, "fate: withdrawn: expected true or false"),
        ({"fate": {"versions": -1}}, "fate: versions: expected a whole number"),
        ({"fate": {"version": 1}}, "fate: unknown field 'version'"),
        ({"ids": ["arxiv:2511.21579", "2511.1"]}, "ids: not an arXiv id"),
        ({"tittle": "Harmony"}, "unknown field 'tittle'"),
        ({"title": "a" * 1_000_000}, f"title: longer than {LONGEST} characters"),
        ({"authors": ["a" * 2000]}, f"authors: longer than {LONGEST} characters"),
        ({"authors": [str(n) for n in range(MOST + 1)]}, f"authors: more than {MOST} entries"),
    ],
)
def test_one_wrong_field_is_said_and_leaves_the_others(
    changes: dict[str, object], message: str
) -> None:
    record, problems = read_one(**changes)
    assert len(problems) == 1
    assert message in problems[0]
    assert len(problems[0]) < 300
    assert record.venue == "ICLR 2026"
    assert len(record.title) <= LONGEST
    assert len(record.authors) <= MOST


def test_unknown_fields_are_kept_for_whoever_writes_the_file() -> None:
    record, _problems = read_one(note={"mine": [1]})
    assert write_record(record)["note"] == {"mine": [1]}


def test_a_text_is_one_line_without_control_characters() -> None:
    record, problems = read_one(title="a\x00b\n  c\ud800\u2028d")
    assert (record.title, problems) == ("a\ufffdb c\ufffd d", [])


def test_problems_name_the_line_in_which_their_paper_begins() -> None:
    text = format_papers([read_record(HARMONY)[0]])
    broken = text.replace("    {\n", '    {"ids": ["x"]},\n    7,\n    {\n').replace(
        '"ICLR', '7, "x": "'
    )
    parsed = parse_papers(broken)
    assert [problem.line for problem in parsed.problems] == [4, 5, 6, 6]
    assert len(parsed.records) == 1


_ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*HARMONY, "other"]), _ANY_JSON))
def test_no_shape_of_a_record_stops_the_reader(data: dict[str, object]) -> None:
    """And what was read is read again without a problem, but for what is not ours."""
    record, _problems = read_record(data)
    again, problems = read_record(write_record(record))
    assert again == record
    assert all("unknown field" in told or "neither ids" in told for told in problems)


def test_a_wrong_id_is_said_once() -> None:
    """That nothing tells the paper then needs no words."""
    (problem,) = parse_papers('{"version": 1, "papers": [{"ids": ["no id"]}]}').problems
    assert problem.message.startswith("ids: no paper id: 'no id'")


def test_values_of_the_wrong_kind_are_quoted_once() -> None:
    papers = '{"version": 1, "papers": [3, {"ids": ["2511.21579"], "title": ["a"], "org": "b"}]}'
    messages = [problem.message for problem in parse_papers(papers).problems]
    assert messages == [
        "expected an object, not 3",
        "title: expected a text, not ['a']",
        "org: expected a list of texts, not 'b'",
    ]


def test_an_author_s_own_records_stand_before_those_that_were_fetched() -> None:
    """Of two the first counts."""
    own = PaperRecord(ids=(parse_id("2511.21579"),), key="z", title="Mine")
    fetched = PaperRecord(ids=(parse_id("2511.00001"),), source=("arxiv",))
    assert parse_papers(format_papers([fetched, own])).records == (own, fetched)
