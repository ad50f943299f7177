"""``related.json``: what is written is read again; what is wrong is said, and nothing else lost."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sphinx_paperreview.core.related import Similar
from sphinx_paperreview.metadata.parsed import InvalidFile
from sphinx_paperreview.metadata.related_json import VERSION, format_related, parse_related

names = st.text(max_size=9)
similar = st.dictionaries(names, st.dictionaries(names, st.integers(1, 100), min_size=1))


def _schema() -> Draft202012Validator:
    text = resources.files("sphinx_paperreview").joinpath("data/related.schema.json").read_text()
    Draft202012Validator.check_schema(json.loads(text))
    return Draft202012Validator(json.loads(text))


@given(similar)
def test_what_is_written_is_read_again(some: Similar) -> None:
    text = format_related(some)
    assert parse_related(text) == (some, [])
    _schema().validate(json.loads(text))


@given(similar)
def test_it_is_sorted(some: Similar) -> None:
    """By names, and within a paper by how similar the others are."""
    papers = json.loads(format_related(some))["papers"]
    assert [paper["paper"] for paper in papers] == sorted(some)
    for paper in papers:
        ranked = [(-percent, other) for other, percent in paper["related"].items()]
        assert ranked == sorted(ranked)
    backwards = {name: dict(list(some[name].items())[::-1]) for name in list(some)[::-1]}
    assert format_related(backwards) == format_related(some)


def test_it_looks_like_this() -> None:
    assert format_related({"title:모델": {"arxiv:1": 9, "arxiv:2": 40}, "a": {"b": 8}}) == (
        '{\n  "version": 1,\n  "papers": [\n'
        '    {\n      "paper": "a",\n      "related": {\n        "b": 8\n      }\n    },\n'
        '    {\n      "paper": "title:모델",\n      "related": {\n'
        '        "arxiv:2": 40,\n        "arxiv:1": 9\n      }\n    }\n  ]\n}\n'
    )


GOOD: dict[str, Any] = {"paper": "arxiv:1", "related": {"arxiv:2": 20}}
WRONG: dict[str, tuple[object, str]] = {
    "no object": ("text", "expected {"),
    "a field more": ({**GOOD, "title": "T"}, "expected {"),
    "a field less": ({"paper": "a"}, "expected {"),
    "a name that is none": ({**GOOD, "paper": 1}, "expected a name and an object"),
    "a list of names": ({**GOOD, "related": ["arxiv:2"]}, "expected a name and an object"),
    "a text": ({**GOOD, "related": {"b": "20"}}, "'b': expected 1 to 100, not \"20\""),
    "a fraction": ({**GOOD, "related": {"b": 0.2}}, "expected 1 to 100, not 0.2"),
    "true": ({**GOOD, "related": {"b": True}}, "expected 1 to 100, not true"),
    "too little": ({**GOOD, "related": {"b": 0}}, "expected 1 to 100, not 0"),
    "too much": ({**GOOD, "related": {"b": 101}}, "expected 1 to 100, not 101"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_paper_that_is_wrong_is_said_with_its_line(name: str) -> None:
    """And the schema knows it to be wrong."""
    wrong, message = WRONG[name]
    data = {"version": VERSION, "papers": [GOOD, wrong]}
    found, (problem,) = parse_related(json.dumps(data).replace("}, ", "},\n", 1))
    assert found == {"arxiv:1": {"arxiv:2": 20}}
    assert message in problem.message
    assert problem.line == 2
    assert not _schema().is_valid(data)


@pytest.mark.parametrize("text", ["", " \n", '{"version": 1, "papers": []}'])
def test_an_empty_file_says_nothing(text: str) -> None:
    assert parse_related(text) == ({}, [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "expected {"),
        ('{"papers": []}', 'no version: expected "version": 1 beside "papers"'),
        ('{"version": 2, "papers": []}', r"version 2 is not known \(expected 1\)"),
        ('{"version": true, "papers": []}', "version true is not known"),
        ('{"version": 1, "papers": {}}', "expected {"),
        ("<<<<<<< ours", "no JSON"),
        ("[" * 200_000, "no JSON that can be read"),
    ],
)
def test_a_file_of_another_shape_is_refused(text: str, message: str) -> None:
    with pytest.raises(InvalidFile, match=message):
        parse_related(text)
