"""CSL-JSON: what its schema knows, and what we read back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from sphinx_paperreview.exports.csl_json import format_csl, format_item
from sphinx_paperreview.exports.gathering import Entry
from sphinx_paperreview.metadata.csl_json import parse_csl
from sphinx_paperreview.metadata.paper_record import PaperRecord
from tests.exports.papers import record_of, records

SCHEMA = Draft202012Validator(
    json.loads(Path(__file__).with_name("csl.schema.json").read_text("utf-8"))
)


def _written(*papers: PaperRecord, url: str = "") -> str:
    items = (Entry(replace(one, key=f"k{n}"), url) for n, one in enumerate(papers))
    return format_csl(map(format_item, items))


def _item(url: str = "", **data: Any) -> dict[str, Any]:
    (item,) = json.loads(_written(record_of(**data), url=url))
    SCHEMA.validate([item])
    return dict(item)


def test_a_preprint_is_an_article_with_its_number() -> None:
    """As Zotero has it: it takes the type and the genre for a preprint."""
    item = _item(
        "https://arxiv.org/abs/2511.21579",
        ids=["arxiv:2511.21579"],
        title="Harmony",
        subtitle="Sound with $x^2$",
        authors=["Jörg Müller", "최지우", "Ludwig van Beethoven", "Acme, Inc."],
        published="2025-11",
    )
    assert item == {
        "id": "k0",
        "citation-key": "k0",
        "type": "article",
        "title": "Harmony: Sound with $x^2$",
        "title-short": "Harmony",
        "author": [
            {"family": "Müller", "given": "Jörg"},
            {"literal": "최지우"},
            {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
            {"literal": "Acme, Inc."},
        ],
        "issued": {"date-parts": [[2025, 11]]},
        "genre": "preprint",
        "publisher": "arXiv",
        "number": "arXiv:2511.21579",
        "DOI": "10.48550/arXiv.2511.21579",
        "URL": "https://arxiv.org/abs/2511.21579",
    }


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ({"venue": "ICLR 2026"}, "paper-conference"),
        ({"venue": "Nature"}, "article-journal"),
        ({"ids": ["isbn:9780262033848"]}, "book"),
        ({"ids": ["url:https://e.org/a"]}, "document"),
    ],
)
def test_each_kind_of_paper_has_its_type(data: dict[str, Any], kind: str) -> None:
    assert _item(**{"ids": ["arxiv:2511.21579"], "title": "T"} | data)["type"] == kind


def test_a_dollar_is_a_dollar_where_there_is_no_formula() -> None:
    assert _item(ids=["arxiv:2511.21579"], title=r"Costs \$5")["title"] == "Costs $5"


@settings(deadline=None)
@given(records)
def test_what_is_written_is_of_the_schema_and_read_back(record: PaperRecord) -> None:
    text = _written(record)
    SCHEMA.validate(json.loads(text))
    parsed = parse_csl(text)
    assert parsed.problems == ()
    (back,) = parsed.records
    assert back.published == record.published
    assert back.authors == record.authors
    assert record.ids[0] in back.ids or record.ids[0].scheme in {"openreview", "url"}
