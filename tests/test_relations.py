"""Sites with a ``related.json``: cards show it, and just the right pages are written again."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_paperreview.core.related import Similar
from sphinx_paperreview.metadata.related_json import format_related
from tests.conftest import MakeSite
from tests.similar import related_posts
from tests.site import Built, Site

FILE = "related.json"
ONE, TWO, THREE = ("arxiv:2511.00001", "arxiv:2511.00002", "arxiv:2511.00003")


def _site(make_site: MakeSite, content: str | bytes, conf: str = "") -> Site:
    return make_site({**related_posts(count=4), FILE: content}, conf)


def _related(built: Built, docname: str = "p00") -> list[str]:
    assert built.warnings == ()
    return built.texts(".paper-related a", docname)


def _written(site: Site, builder: str, suffix: str) -> set[str]:
    """Build, and tell which posts were written."""
    out = site.source.parent / f"out-{builder}"
    before = {path: path.stat().st_mtime_ns for path in out.glob(f"p0*{suffix}")}
    assert site.build(builder).warnings == ()
    return {path.stem for path, time in before.items() if path.stat().st_mtime_ns != time}


def test_cards_show_what_the_file_says(make_site: MakeSite) -> None:
    """In both directions, the most similar first; what is gone does no harm."""
    similar = {ONE: {TWO: 10, THREE: 12, "arxiv:2401.00001": 90}, "title:gone": {ONE: 50}}
    built = _site(make_site, format_related(similar)).build()
    assert _related(built) == ["P2", "P1"]
    assert _related(built, "p01") == _related(built, "p02") == ["P0"]
    assert _related(built, "p03") == []


def test_a_text_names_them_too(make_site: MakeSite) -> None:
    built = _site(make_site, format_related({ONE: {TWO: 10, THREE: 12}})).build("text")
    assert built.warnings == ()
    assert "Related: P2 · P1" in (built.out / "p00.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("content", ["", '{"version": 1, "papers": []}', None])
def test_nothing_is_said_by_a_file_that_is_empty_or_missing(
    make_site: MakeSite, content: str | None
) -> None:
    site = _site(make_site, content or "")
    if content is None:
        (site.source / FILE).unlink()
    assert _related(site.build()) == []


def test_nobody_reads_it_where_cards_name_nothing_related(make_site: MakeSite) -> None:
    built = _site(make_site, "broken", "paperreview_related = 0\n").build()
    assert _related(built) == []


GOOD = f'{{"paper": "{ONE}", "related": {{"{TWO}": 20}}}}'
WRONG: dict[str, tuple[str | bytes, str]] = {
    "broken": ('{"version": 1,\n"papers": [}', f"{FILE}:2: WARNING: no JSON"),
    "in conflict": ("<<<<<<< ours\n", f"{FILE}:1: WARNING: no JSON"),
    "a list": ("[]", f"{FILE}:: WARNING: expected {{"),
    "foreign version": ('{"version": 9, "papers": []}', "version 9 is not known (expected 1)"),
    "no UTF-8": (b"\xff\xfe", f"{FILE}:: WARNING: no UTF-8"),
    "wrong types": (
        f'{{"version": 1, "papers": [\n{{"paper": "a", "related": {{"b": "c"}}}},\n{GOOD},\n7]}}',
        f"{FILE}:2: WARNING: 'b': expected 1 to 100, not \"c\", and 1 more like this; left out",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_once(make_site: MakeSite, name: str) -> None:
    """And again in the next build that asks for it; what is right in the file still counts."""
    content, message = WRONG[name]
    site = _site(make_site, content)
    for builder in ("html", "text"):
        (warning,) = site.build(builder, parallel=2).warnings
        assert message in warning
        assert warning.endswith("(sphinx-paperreview relate writes this file) [paper.related]")
    related = site.build(suppress_warnings=["paper.related"]).texts(".paper-related a", "p00")
    assert related == (["P1"] if name == "wrong types" else [])


def test_a_folder_in_its_place_is_said(make_site: MakeSite) -> None:
    site = make_site(related_posts(count=4))
    (site.source / FILE).mkdir()
    (warning,) = site.build().warnings
    assert f"{FILE}:: WARNING: cannot read it: Is a directory" in warning


# Freshness ---------------------------------------------------------------------------------------

BEFORE: Similar = {ONE: {TWO: 10}, TWO: {ONE: 10}, THREE: {TWO: 30}}
AFTER: dict[str, tuple[Similar | None, set[str]]] = {
    "nothing": (BEFORE, set()),
    "what is said from one side": ({ONE: {TWO: 10}, TWO: {THREE: 30}}, set()),
    "another number": ({ONE: {TWO: 11}, THREE: {TWO: 30}}, set()),
    "a paper that is gone": ({**BEFORE, "title:gone": {ONE: 50}}, set()),
    "another order": ({ONE: {TWO: 40}, THREE: {TWO: 30}}, {"p01"}),
    "a pair more": ({**BEFORE, THREE: {TWO: 30, ONE: 20}}, {"p00", "p02"}),
    "a pair less": ({ONE: {TWO: 10}}, {"p01", "p02"}),
    "no file": (None, {"p00", "p01", "p02"}),
}


@pytest.mark.parametrize(("builder", "suffix"), [("html", ".html"), ("text", ".txt")])
@pytest.mark.parametrize("change", AFTER)
def test_a_change_concerns_the_pages_whose_cards_show_it(
    make_site: MakeSite, change: str, builder: str, suffix: str, tmp_path: Path
) -> None:
    """And leaves what a clean build makes."""
    after, pages = AFTER[change]
    site = _site(make_site, format_related(BEFORE), "html_theme = 'basic'\n")
    site.build(builder)
    assert _written(site, builder, suffix) == set()
    if after is None:
        (site.source / FILE).unlink()
    else:
        site.write(FILE, format_related(after))
    assert _written(site, builder, suffix) == pages
    clean = site.build(builder, out=tmp_path / "clean")
    for path in clean.out.glob(f"p0*{suffix}"):
        later = site.source.parent / f"out-{builder}" / path.name
        assert later.read_bytes() == path.read_bytes()
