"""Sites with files that know papers: a build says what is wrong in them, and goes on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from sphinx_paperreview.metadata.bibtex import parse_bibtex
from sphinx_paperreview.metadata.paper_record import LONGEST
from tests.conftest import MakeSite
from tests.library import HARMONY, papers_json
from tests.site import Built, Site, review_page

PAGE = review_page(":::{paper} 2511.21579\n\nText.\n:::")
HEADING = "section.paper-review > h2"


def _build(make_site: MakeSite, files: Mapping[str, str | bytes], conf: str = "") -> Built:
    names = sorted(files)
    conf = conf or f"paperreview_metadata = {names!r}\n"
    return make_site({"index.md": PAGE, **files}, conf).build()


def test_papers_json_is_read_where_there_is_one(make_site: MakeSite) -> None:
    site = make_site({"index.md": PAGE})
    assert site.build().warnings == ()
    site.write("papers.json", papers_json(HARMONY))
    built = site.build()
    assert built.warnings == ()
    assert built.texts(HEADING) == ["Harmony¶"]


UNUSABLE: dict[str, tuple[str | bytes, str]] = {
    "broken.json": ('{"version": 1,\n"papers": [}', "broken.json:2: WARNING: no JSON"),
    "version.json": ('{"version": 9, "papers": []}', "version 9 is not known"),
    "shape.json": ('{"items": []}', "expected {"),
    "papers.yaml": ("papers: []", "a file '.yaml' is not known"),
    "binary.json": (b"\x00\xff\xfe\x01", "WARNING: no JSON"),
    "deep.json": ("[" * 200_000, "no JSON that can be read"),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_file_that_nobody_can_read_is_said_once(make_site: MakeSite, name: str) -> None:
    content, message = UNUSABLE[name]
    files = {name: content, "z.json": papers_json(HARMONY)}
    built = _build(make_site, files)
    (warning,) = [one for one in built.warnings if "Latin-1" not in one]
    assert f"source/{name}:" in warning
    assert message in warning
    assert "[paper.metadata]" in warning
    assert built.texts(HEADING) == ["Harmony¶"]


@pytest.mark.parametrize("content", ["", " \n", "[]", '{"version": 1, "papers": []}'])
def test_an_empty_file_is_no_mistake(make_site: MakeSite, content: str) -> None:
    assert _build(make_site, {"papers.json": content}).warnings == ()


def test_an_empty_bibliography_is_no_mistake(make_site: MakeSite) -> None:
    assert _build(make_site, {"library.bib": ""}).warnings == ()


@pytest.mark.parametrize("name", ["missing.bib", "folder.bib", "no/such/folder.json"])
def test_a_file_that_is_missing_or_a_folder_is_said(make_site: MakeSite, name: str) -> None:
    conf = f"# A comment.\npaperreview_metadata = [{name!r}, 'papers.json']\n"
    site = make_site({"index.md": PAGE, "papers.json": papers_json(HARMONY)}, conf)
    (site.source / "folder.bib").mkdir()
    built = site.build()
    (warning,) = built.warnings
    assert f"conf.py:3: WARNING: paperreview_metadata: cannot read {name!r}" in warning
    assert built.texts(HEADING) == ["Harmony¶"]


def test_ids_that_are_none_and_wrong_types_are_said_with_their_line(make_site: MakeSite) -> None:
    wrong = {"ids": ["2511.1", "arxiv:2511.21579"], "title": ["Harmony"], "venue": "ICLR 2026"}
    built = _build(make_site, {"papers.json": papers_json({"ids": ["nonsense"]}, wrong)})
    assert [one.partition("source/")[2].partition(": WARNING")[0] for one in built.warnings] == [
        "papers.json:4", "papers.json:9", "papers.json:9"
    ]  # fmt: skip
    assert all("[paper.metadata]" in one for one in built.warnings)
    assert built.reviews[0].paper.venue == "ICLR 2026"


def test_many_problems_of_one_file_are_counted(make_site: MakeSite) -> None:
    papers = [{"ids": [f"nonsense {number}"], "key": str(number)} for number in range(100)]
    built = _build(make_site, {"papers.json": papers_json(*papers)})
    assert len(built.warnings) == 21
    assert "80 more problems of this file are not listed" in built.warnings[-1]


def test_a_title_of_a_megabyte_is_cut(make_site: MakeSite) -> None:
    built = _build(make_site, {"papers.json": papers_json({**HARMONY, "title": "a\x01" * 500_000})})
    (warning,) = built.warnings
    assert f"longer than {LONGEST} characters" in warning
    assert len(built.reviews[0].title) == LONGEST
    assert len(built.text("index.html")) < 100_000


def test_a_message_about_a_file_can_be_suppressed(make_site: MakeSite) -> None:
    conf = "paperreview_metadata = ['missing.bib']\nsuppress_warnings = ['paper.metadata']\n"
    assert _build(make_site, {}, conf).warnings == ()


def test_a_journal_without_any_id_needs_nothing(make_site: MakeSite) -> None:
    page = review_page(":::{paper}\n:title: Alone\n\nText.\n:::")
    site = make_site({"index.md": page, "papers.json": papers_json(HARMONY)})
    assert site.build().texts(HEADING) == ["Alone¶"]


def test_a_folder_that_may_not_be_written_stops_nothing(make_site: MakeSite) -> None:
    """The source folder: a build writes nothing there."""
    site = make_site({"index.md": PAGE, "papers.json": papers_json(HARMONY)})
    before = sorted(path.name for path in site.source.iterdir())
    site.build()
    assert sorted(path.name for path in site.source.iterdir()) == before


# Round trips -------------------------------------------------------------------------------------

BIB = r"""
@string{iclr = "{ICLR}"}
@inproceedings{mueller2025, title = {{\"U}ber {NVIDIA}'s $n^2$ work}, eprint = {2511.21579},
  archiveprefix = {arXiv}, author = {M{\"u}ller, J{\"o}rg and Ludwig van Beethoven and others},
  booktitle = iclr # " 2026", year = 2025, month = nov}
@article{erdos, title = {Na\"{\i}ve fa\c{c}ade: A {CNN} \& more}, doi = {10.1145/3485132},
  author = {Erd\H{o}s, P{\'a}l}, journal = {Journal of \'Etudes}, date = {2024-02-03}}
@misc{scholar, title = {Of Scholars}, author = {A, B}, journal = {arXiv preprint arXiv:1706.03762}}
"""


def test_a_bibliography_becomes_cards(make_site: MakeSite) -> None:
    """Titles, authors and venues as the library reads them; accents right, formulas drawn."""
    keys = ("mueller2025", "erdos", "scholar")
    page = review_page(*(f":::{{paper}} {key}\n:::\n" for key in keys))
    site = make_site(
        {"index.md": page, "library.bib": BIB}, "paperreview_metadata = ['library.bib']\n"
    )
    built = site.build()
    assert built.warnings == ()
    papers = [review.paper for review in built.reviews]
    records = parse_bibtex(BIB).records
    assert [(one.ids, one.authors, one.venue, one.published) for one in papers] == [
        (one.ids, one.authors, one.venue, one.published or papers[number].published)
        for number, one in enumerate(records)
    ]
    assert built.texts(HEADING) == [
        r"Über NVIDIA’s \(n^2\) work¶", "Naïve façade: A CNN & more¶", "Of Scholars¶"
    ]  # fmt: skip
    assert papers[0].authors == ("Jörg Müller", "Ludwig van Beethoven")
    assert (papers[0].venue, papers[1].venue) == ("ICLR 2026", "Journal of Études")
    assert [str(paper.ids[0]) for paper in papers] == [
        "arxiv:2511.21579", "doi:10.1145/3485132", "arxiv:1706.03762"
    ]  # fmt: skip


def test_every_kind_of_file_says_the_same(tmp_path: Path) -> None:
    """One paper in each: the same page."""
    files = {
        "papers.json": papers_json(
            {"ids": ["arxiv:2511.21579"], "title": "Harmony", "authors": ["Jörg Müller"],
             "venue": "ICLR", "published": "2025-11"}
        ),
        "library.bib": "@inproceedings{muller2025harmony, title={Harmony}, eprint={2511.21579},"
        " booktitle={ICLR}, author={M{\\\"u}ller, J{\\\"o}rg}, year=2025, month=nov}",
        "zotero.json": json.dumps([
            {"id": "muller2025harmony", "title": "Harmony", "number": "arXiv:2511.21579",
             "container-title": "ICLR", "author": [{"family": "Müller", "given": "Jörg"}],
             "issued": {"date-parts": [[2025, 11]]}}
        ]),
    }  # fmt: skip
    bodies = set()
    for number, (name, text) in enumerate(files.items()):
        pages: dict[str, str | bytes] = {"index.md": PAGE, name: text}
        site = Site(
            tmp_path / str(number) / "source", pages, f"paperreview_metadata = [{name!r}]\n"
        )
        built = site.build()
        assert built.warnings == ()
        bodies.add(str(built.select(".body")[0]))
    assert len(bodies) == 1


def _forbid(*_arguments: Any) -> None:
    raise AssertionError


def test_a_site_without_such_files_asks_for_none(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sphinx_paperreview.knowledge.parse_file", _forbid)
    monkeypatch.setattr("sphinx_paperreview.metadata.known.Known.about", _forbid)
    assert make_site({"index.md": PAGE}).build().warnings == ()
