"""Journals in the shapes that people have: how many reviews come out, and of what."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sphinx_paperreview.importers.convert import Imported, convert
from sphinx_paperreview.importers.passes import ImportedSite
from sphinx_paperreview.importers.verify.compare import verify
from tests.seeds import cases_folder

PAPERS = {
    "bibliography": [],
    "bracketed-orgs": ["2503.01234", "2503.04321"],
    "body-at-the-same-level": ["2302.01234"],
    "front-matter-keys": ["2602.01234"],
    "list-org-year": ["2003.01234", "2004.01234"],
    "metadata-section": ["2403.01234"],
    "quoted-head": ["2403.01234"],
    "related-works": ["2302.01234"],
    "scholar-heading": [""],
    "source-label": ["2403.01234"],
    "survey-citations": ["2105.00001"],
    "table-bold-title": ["2403.01234", "2403.04321"],
    "table-double-space": ["2403.01234", "2403.04321", "2403.04322"],
    "titles-in-lists": [f"2403.0123{digit}" if digit else "" for digit in (1, 2, 3, 4, 0, 5, 6, 8)],
    "titles-that-are-links": ["2003.01234", "2003.01235"],
    "venue-and-ranking": ["2103.01234"],
}
"""By the folder of a case, the arXiv ids of its reviews in their order; ``""`` for none."""


def _import(folder: Path) -> list[Imported]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    site = ImportedSite(frozenset(path.relative_to(folder).as_posix() for path in paths))
    found = []
    for path in paths:
        source = path.read_bytes()
        found.append(convert(source, path.relative_to(folder).as_posix(), imported_site=site))
        assert verify(source, found[-1].text) == ()
    return found


@pytest.mark.parametrize("name", PAPERS)
def test_papers_are_recognised(name: str) -> None:
    (imported,) = _import(cases_folder("moving-in") / name)
    found = [str(paper.ids[0]) if paper.ids else "" for paper in imported.papers]
    assert [text.removeprefix("arxiv:") for text in found] == PAPERS[name]


def test_a_head_in_a_quote_is_read() -> None:
    (imported,) = _import(cases_folder("moving-in") / "quoted-head")
    options = dict(re.findall(r"(?m)^:(\w+): (.*)$", imported.text))
    assert options["published"] == "2024-03"
    assert len(options["authors"].split(",")) == 2
    assert len(options["org"].split(",")) == 2
    assert len(options["tags"].split(",")) == 2
