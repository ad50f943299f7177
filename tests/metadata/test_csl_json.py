"""CSL-JSON as Zotero and Better BibTeX export it, and wrong types."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.metadata.csl_json import parse_csl
from sphinx_paperreview.metadata.formats import parse_file
from sphinx_paperreview.metadata.paper_record import write_record
from sphinx_paperreview.metadata.parsed import InvalidFile

PREPRINT: dict[str, Any] = {
    "id": "http://zotero.org/users/1/items/ABCD",
    "citation-key": "hu2025harmony",
    "type": "article",
    "genre": "preprint",
    "publisher": "arXiv",
    "number": "arXiv:2511.21579",
    "DOI": "10.48550/arXiv.2511.21579",
    "URL": "http://arxiv.org/abs/2511.21579",
    "note": "arXiv:2511.21579 [cs]",
    "title": "Harmony: <i>Sound</i> with $x^2$ and x<sub>1</sub>",
    "author": [
        {"family": "Müller", "given": "Jörg"},
        {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
        {"family": "King", "given": "Martin", "suffix": "Jr."},
        {"literal": "OpenAI Team"},
    ],
    "issued": {"date-parts": [["2025", 11, 26]]},
    "container-title": "arXiv",
    "abstract": "Long.",
}


def read(**changes: Any) -> tuple[dict[str, Any], list[str]]:
    item = {name: value for name, value in (PREPRINT | changes).items() if value is not None}
    parsed = parse_csl(json.dumps([item]))
    (record,) = parsed.records
    return write_record(record), [problem.message for problem in parsed.problems]


def test_a_preprint_from_zotero_is_read() -> None:
    assert read() == (
        {
            "ids": ["arxiv:2511.21579"],
            "key": "hu2025harmony",
            "title": "Harmony: Sound with $x^2$ and x1",
            "authors": ["Jörg Müller", "Ludwig van Beethoven", "Martin King Jr.", "OpenAI Team"],
            "published": "2025-11-26",
        },
        [],
    )


def test_a_paper_of_a_conference_is_read() -> None:
    said, problems = read(
        number=None, note=None, URL="https://example.org/p", DOI="10.1145/3485132",
        type="paper-conference", ISBN="9780262033848", issued={"raw": "2025-11"},
        **{"container-title": "ICLR 2026", "citation-key": None, "id": 7},
    )  # fmt: skip
    assert problems == []
    assert (said["ids"], said["venue"], said["key"]) == (["doi:10.1145/3485132"], "ICLR 2026", "7")
    assert said["published"] == "2025-11"


WRONG: dict[str, tuple[Any, str]] = {
    "title": (5, "title: expected a text, not 5"),
    "author": ("Müller", "author: expected a list of names, not"),
    "issued": ("2025", "issued: expected date-parts, not"),
    "container-title": (["ICLR"], "venue: expected a text"),
    "DOI": ("nonsense", "ids: not a DOI"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_type_is_said_and_leaves_the_rest(name: str) -> None:
    value, message = WRONG[name]
    said, problems = read(**{name: value})
    assert said["ids"] == ["arxiv:2511.21579"]
    (problem,) = problems
    assert message in problem


@pytest.mark.parametrize(
    "issued",
    [[], {"date-parts": []}, {"date-parts": [[]]}, {"date-parts": [["soon"]]}, {"season": 1}, 7],
    ids=str,
)
def test_a_date_that_is_none_is_said(issued: Any) -> None:
    said, problems = read(issued=issued)
    assert "published" not in said
    (problem,) = problems
    assert problem.startswith("issued: expected ") or "published: expected" in problem


@pytest.mark.parametrize("names", [[7], [{}], [{"given": 5}], ["Müller"]], ids=str)
def test_a_name_that_is_none_is_said(names: Any) -> None:
    said, problems = read(author=names)
    assert "authors" not in said
    assert "author: expected a name, not" in problems[0]


def test_problems_name_the_line_of_their_item() -> None:
    parsed = parse_csl('[\n{"id": "a", "title": 1},\n\n7,\n{"id": "b", "title": 2}\n]')
    assert [problem.line for problem in parsed.problems] == [2, 4, 5]


def test_a_file_is_told_by_its_shape() -> None:
    assert parse_file("zotero.json", json.dumps([PREPRINT]).encode()).records[0].ids
    for data in (b'{"items": []}', b"5", b"[1", b'"text"'):
        with pytest.raises(InvalidFile):
            parse_file("zotero.json", data)
    with pytest.raises(InvalidFile, match=r"'\.yaml' is not known \(expected \.bib, \.json\)"):
        parse_file("papers.yaml", b"")


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@given(st.lists(_ANY | st.dictionaries(st.sampled_from([*PREPRINT]), _ANY), max_size=3))
def test_no_shape_of_a_file_stops_the_reader(items: list[Any]) -> None:
    parse_csl(json.dumps(items))
