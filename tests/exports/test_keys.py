"""Citation keys: ASCII, each once, and as they were when papers come."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.exports.keys import citation_keys, made_key
from sphinx_paperreview.metadata.paper_record import PaperRecord
from tests.exports.papers import record_of, records
from tests.work import is_linear

MADE: Mapping[str, dict[str, Any]] = {
    "vaswani2017attention": {
        "title": "Attention Is All You Need",
        "authors": ["Ashish Vaswani", "Noam Shazeer"],
        "published": "2017-06-12",
    },
    "beethoven1808fate": {
        "title": "The “Fate”",
        "authors": ["Ludwig van Beethoven"],
        "published": "1808",
    },
    "muller2025uber": {
        "title": "Über alles", "authors": ["Jörg Müller"], "published": "2025",
    },
    "harmony2025": {"title": "Harmony", "published": "2025-11"},
    "gpt4": {"title": "$x^2$: GPT4"},
    "strasse": {"title": "Straße"},
    "arxiv170603762": {"title": "주의", "authors": ["최지우"], "published": "2017"},
    "to": {"title": "To Be"},
    "arxivhepth9901001": {"title": "?!…", "ids": ["arxiv:hep-th/9901001"]},
    "paper": {"title": "{", "ids": ["url:https://example.org/a"]},
}  # fmt: skip


@pytest.mark.parametrize("key", MADE)
def test_a_key_is_made_of_who_when_and_what(key: str) -> None:
    record = record_of(**{"ids": ["arxiv:1706.03762"], **MADE[key]})
    assert re.sub("paper[0-9a-f]{8}$", "paper", made_key(record)) == key


def test_the_first_of_several_keeps_its_key() -> None:
    one = record_of(ids=["arxiv:1706.03762"], title="Harmony", published="2025")
    assert citation_keys([one] * 3) == ["harmony2025", "harmony2025a", "harmony2025b"]
    assert citation_keys([one] * 28)[-2:] == ["harmony2025z", "harmony2025aa"]


def test_many_papers_of_one_key_take_so_many_times_as_much() -> None:
    """A journal may leave the title open, or hold a proceedings that names all of its papers."""
    one = record_of(ids=["arxiv:1706.03762"], title="Harmony", published="2025")
    assert is_linear(lambda size: lambda: citation_keys([one] * size), 200)


def test_a_letter_never_gives_the_key_of_another_paper() -> None:
    first = record_of(ids=["arxiv:1706.03762"], title="Harmon", authors=["A B"], published="2025")
    other = record_of(ids=["arxiv:1706.03763"], title="Harmona", authors=["A B"], published="2025")
    assert citation_keys([first, first, other]) == ["b2025harmon", "b2025harmonb", "b2025harmona"]


KEPT = ["smith2025", "Smith:2025-a_b", "DBLP:conf/nips/VaswaniSPUJGKP17"]
MADE_ANEW = ["a b", "a,b", "a{b", "키", "#a", "a%b", "-a", "a\\b", ""]


@pytest.mark.parametrize("key", KEPT + MADE_ANEW)
def test_a_key_of_ones_own_stays_where_it_can(key: str) -> None:
    record = record_of(ids=["arxiv:1706.03762"], title="Harmony", **({"key": key} if key else {}))
    assert citation_keys([record]) == [key if key in KEPT else "harmony"]


def test_of_two_papers_with_one_key_the_first_has_it() -> None:
    one = record_of(ids=["arxiv:1706.03762"], title="Harmony", key="Smith")
    other = record_of(ids=["arxiv:1706.03763"], title="Smith", key="smith")
    assert citation_keys([one, other]) == ["Smith", "smitha"]


@given(st.lists(records, max_size=9))
def test_keys_are_unique_ascii_and_stay_when_papers_come(some: list[PaperRecord]) -> None:
    keys = citation_keys(some)
    assert len({key.lower() for key in keys}) == len(some)
    assert all(re.fullmatch("[a-z0-9]+", key) for key in keys)
    alone = citation_keys(some[:1])
    assert keys[:1] == alone
