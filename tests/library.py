"""Files that know papers, as tests write them."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from jsonschema import Draft7Validator, Draft202012Validator

from sphinx_paperreview.metadata.papers_json import VERSION

HARMONY: dict[str, Any] = {
    "ids": ["arxiv:2511.21579"],
    "title": "Harmony",
    "subtitle": "Sound with $x^2$ pictures",
    "authors": ["Jörg Müller", "최지우"],
    "org": ["Tencent"],
    "venue": "ICLR 2026",
    "published": "2025-11-26",
    "code": "https://example.org/code",
    "project": "https://example.org/harmony",
}
"""A record with every field that a review takes."""

TYPED = """\
:title: Harmony
:subtitle: Sound with $x^2$ pictures
:authors: Jörg Müller; 최지우
:org: Tencent
:venue: ICLR 2026
:published: 2025-11-26
:code: https://example.org/code
:project: https://example.org/harmony
"""
"""The same, as an author would type it."""


def papers_json(*papers: object) -> str:
    """Write a ``papers.json``."""
    return json.dumps({"version": VERSION, "papers": papers}, ensure_ascii=False, indent=1)


def papers_schema() -> Draft202012Validator:
    """Give what checks a ``papers.json`` against the schema that comes with the package."""
    schema = _schema("papers")
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def orgs_schema() -> Draft7Validator:
    """Give what checks an ``orgs.toml`` against the schema that comes with the package."""
    schema = _schema("orgs")
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def _schema(name: str) -> dict[str, Any]:
    text = resources.files("sphinx_paperreview").joinpath(f"data/{name}.schema.json").read_text()
    schema: dict[str, Any] = json.loads(text)
    return schema
