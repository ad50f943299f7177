"""What a papers.json has is never lost or worsened, whatever is fetched and whatever fails."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from sphinx_paperreview.core.identifiers import parse_id
from sphinx_paperreview.core.model import Partial
from sphinx_paperreview.fetch.merging import merge
from sphinx_paperreview.fetch.store import Store
from sphinx_paperreview.metadata.paper_record import Fate, PaperRecord
from sphinx_paperreview.metadata.papers_json import format_papers
from sphinx_paperreview.metadata.parsed import InvalidFile

ARXIV = PaperRecord(
    ids=(parse_id("2511.21579"),),
    title="Harmony",
    subtitle="Sound and Picture",
    authors=("Ada Park", "Bo Li"),
    venue="ICLR 2026",
    published=Partial(2025, 11, 26),
    source=("arxiv", "huggingface"),
    fate=Fate(comment="Accepted to ICLR 2026", versions=2),
)
HUB = PaperRecord(
    ids=(parse_id("2511.21579"),),
    title="Harmony, an early title",
    authors=("A. Park",),
    org=("Tencent",),
    code="https://github.com/example/harmony",
    source=("huggingface",),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A file that is not there yet."""
    return Store(tmp_path / "papers.json")


def test_a_record_is_put_in_with_its_day(store: Store) -> None:
    assert store.put([ARXIV], "2025-11-28") == 1
    assert store.read() == (replace(ARXIV, day="2025-11-28"),)


def test_a_second_run_changes_nothing(store: Store) -> None:
    """No day changes either, and the file is not written."""
    store.put([ARXIV], "2025-11-28")
    before = store.path.read_bytes(), store.path.stat().st_mtime_ns
    assert store.put([ARXIV], "2025-12-24") == 0
    assert (store.path.read_bytes(), store.path.stat().st_mtime_ns) == before


def test_a_change_has_a_new_day(store: Store) -> None:
    store.put([ARXIV], "2025-11-28")
    withdrawn = replace(ARXIV, fate=Fate(withdrawn=True, comment="Withdrawn", versions=3))
    assert store.put([withdrawn], "2025-12-24") == 1
    assert store.read() == (replace(withdrawn, day="2025-12-24"),)


def test_what_is_not_said_this_time_stays(store: Store) -> None:
    full = replace(ARXIV, org=("Tencent",), code="https://example.org/code")
    store.put([full], "2025-11-28")
    store.put([ARXIV], "2025-12-24")
    assert store.read() == (replace(full, day="2025-11-28"),)


def test_a_service_that_knows_less_worsens_nothing(store: Store) -> None:
    """arXiv did not answer this time; what Hugging Face adds is taken."""
    store.put([ARXIV], "2025-11-28")
    store.put([HUB], "2025-12-24")
    full = replace(ARXIV, org=HUB.org, code=HUB.code, day="2025-12-24")
    assert store.read() == (full,)


def test_a_title_is_taken_whole() -> None:
    """The subtitle of another service's title does not belong to this one."""
    one = replace(ARXIV, title="Harmony of Sound", subtitle="")
    assert merge([one, ARXIV]).subtitle == ""


def test_what_the_author_added_stays(store: Store) -> None:
    own = replace(ARXIV, key="park2025", ids=(parse_id("openreview:Vota6rFhBQ"), *ARXIV.ids))
    store.path.write_text(format_papers([replace(own, title="Old")]))
    store.put([ARXIV], "2025-11-28")
    (record,) = store.read()
    assert (record.key, record.ids, record.title) == ("park2025", own.ids, "Harmony")


def test_an_unknown_field_stays(store: Store) -> None:
    text = '{"version": 1, "papers": [{"ids": ["arxiv:2511.21631"], "note": {"a": [1]}}]}'
    store.path.write_text(text)
    store.put([ARXIV], "2025-11-28")
    assert '"note": {"a": [1]}' in store.path.read_text()


def test_papers_stay_apart_and_sorted(store: Store) -> None:
    others = [replace(ARXIV, ids=(parse_id(name),)) for name in ("2512.00001", "2401.00001")]
    store.put(others, "2025-12-02")
    store.put([ARXIV], "2025-12-03")
    names = [str(record.ids[0]) for record in store.read()]
    assert names == ["arxiv:2401.00001", "arxiv:2511.21579", "arxiv:2512.00001"]
    assert store.path.read_text().count('"day": "2025-12-03"') == 1


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"version": 2, "papers": []}',
        '{"version": 1, "papers": [3]}',
        '{"version": 1, "papers": [], "note": 1}',
        '{"version": 1, "papers": [{"title": "x"}]}',
        '{"version": 1, "papers": [{"ids": ["arxiv:2511.21579"], "title": 3}]}',
        '{"version": 1, "papers": [{"ids": ["arxiv:2511.21579"], "fate": {"x": 3}}]}',
    ],
)
def test_a_file_that_would_lose_something_is_left_alone(store: Store, text: str) -> None:
    store.path.write_text(text)
    for use in (store.check, store.read, lambda: store.put([ARXIV], "2025-11-28")):
        with pytest.raises(InvalidFile):
            use()
    assert store.path.read_text() == text


def test_bytes_of_another_encoding_are_left_alone(store: Store) -> None:
    store.path.write_bytes("é".encode("latin-1"))
    with pytest.raises(InvalidFile, match="no UTF-8"):
        store.put([ARXIV], "2025-11-28")


def test_what_somebody_else_has_written_meanwhile_stays(store: Store) -> None:
    store.read()
    Store(store.path).put([replace(ARXIV, ids=(parse_id("2401.00001"),))], "2025-11-28")
    store.put([ARXIV], "2025-11-28")
    assert len(store.read()) == 2


def test_a_folder_that_takes_no_file_is_found_out_first(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For root any folder takes files, so the system's answer is made up."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError, match="no file can be written"):
        store.check()


def test_a_formula_that_is_shown_as_text_stops_nothing(store: Store) -> None:
    """It is written again as it is."""
    odd = replace(ARXIV, title=r"On $\\sfrac{1}{2}$")
    store.path.write_text(format_papers([odd]))
    store.put([HUB], "2025-11-28")
    assert store.read()[0].title == odd.title
