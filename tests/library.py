"""Files that know papers, as tests write them."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from jsonschema import Draft202012Validator

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
    text = resources.files("sphinx_paperreview").joinpath("data/papers.schema.json").read_text()
    Draft202012Validator.check_schema(json.loads(text))
    return Draft202012Validator(json.loads(text))
