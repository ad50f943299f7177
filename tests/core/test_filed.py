"""Records filed by page: as a plain dictionary, whatever is packed and when."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterable
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.core import filed
from sphinx_paperreview.core.filed import Filed

T = TypeVar("T")

PAGES = [f"page-{number}" for number in range(12)]


def _filed(records: Iterable[tuple[str, str]]) -> Filed[str]:
    found: Filed[str] = Filed()
    for docname, record in records:
        found.put(docname, record)
    return found


def _stored(found: Filed[T]) -> Filed[T]:
    """Give what the next build is given."""
    again = pickle.loads(pickle.dumps(found))
    assert isinstance(again, Filed)
    return again


steps = st.one_of(
    st.tuples(st.just("put"), st.sampled_from(PAGES), st.text(max_size=3)),
    st.tuples(st.just("forget"), st.sampled_from(PAGES), st.just("")),
    st.tuples(st.sampled_from(["store", "look", "release", "copy"]), st.just(""), st.just("")),
)


@given(st.lists(steps, max_size=40))
def test_it_holds_what_a_dictionary_would(drawn: list[tuple[str, str, str]]) -> None:
    """After any edits, builds and looks between them."""
    found, plain = _filed(()), dict[str, str]()
    for step, docname, record in drawn:
        if step == "put":
            found.put(docname, record)
            plain[docname] = record
        elif step == "forget":
            found.forget(docname)
            plain.pop(docname, None)
        elif step == "look":
            assert dict(found) == plain
        elif step == "release":
            found.release()
        else:
            found = _stored(found) if step == "store" else copy.deepcopy(found)
    assert found == plain
    assert len(found) == len(plain)
    assert _stored(found) == plain
    assert {docname: docname in found for docname in PAGES} == {d: d in plain for d in PAGES}


changes = st.dictionaries(st.sampled_from(PAGES), st.none() | st.text(max_size=3))


@given(st.dictionaries(st.sampled_from(PAGES), st.text(max_size=3)), changes)
def test_amended_records_are_others(plain: dict[str, str], changed: dict[str, str | None]) -> None:
    """Some pages change, come or go, in the copy alone."""
    found = _stored(_filed(plain.items()))
    merged = {**plain, **changed}
    assert found.amended(changed) == {d: text for d, text in merged.items() if text is not None}
    assert found == plain


@pytest.fixture
def packings(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Note how many records are packed each time."""
    noted: list[int] = []
    pack = filed._pack

    def count(records: dict[str, object]) -> bytes:
        noted.append(len(records))
        return pack(records)

    monkeypatch.setattr(filed, "_pack", count)
    return noted


def test_a_build_that_reads_one_page_packs_one_record(packings: list[int]) -> None:
    """And the next one, which reads none, packs none."""
    found = _stored(_filed((f"{number}", "text") for number in range(1000)))
    found.forget("7")
    found.put("7", "another text")
    again = _stored(found)
    assert packings == [1000, 1]
    assert again["7"] == "another text"
    assert len(again) == 1000


def test_changes_are_packed_with_the_rest_once_there_are_many(packings: list[int]) -> None:
    """So what is stored stays small, and is read in one piece."""
    found = _stored(_filed((page, "text") for page in PAGES))
    for docname in PAGES[:2]:
        found.put(docname, "another text")
    found = _stored(found)
    found.forget(PAGES[3])
    found = _stored(found)
    assert packings == [12, 12, 1]
    kept = {page: "text" for page in PAGES if page != PAGES[3]}
    assert dict(found) == kept | dict.fromkeys(PAGES[:2], "another text")


def test_nothing_is_unpacked_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that looks at no record pays for none."""
    found = _stored(_filed([("a", "text"), ("b", "text")]))
    found.put("c", "text")
    with monkeypatch.context() as patched:
        patched.setattr(filed, "_unpack", pytest.fail)
        found.forget("a")
        found.put("b", "more")
    assert dict(found) == {"b": "more", "c": "text"}


def test_what_was_never_packed_is_not_let_go() -> None:
    found = _filed([("a", "text")])
    found.release()
    assert dict(found) == {"a": "text"}
