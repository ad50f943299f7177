"""What a keyboard types is what a page shows; the browser's tests read the same table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.core.folding import PRINTED, fold_text

TABLE = json.loads(Path(__file__).with_name("folding.json").read_text(encoding="utf-8"))
"""For each of ``finds`` and ``misses``: what somebody types, and the title that is there."""


@pytest.mark.parametrize(
    ("typed", "shown", "finds"),
    [(*pair, kind == "finds") for kind, pairs in TABLE.items() for pair in pairs],
)
def test_the_table(typed: str, shown: str, *, finds: bool) -> None:
    """All words that somebody types stand in what is shown."""
    folded = fold_text(shown)
    assert all(word in folded for word in fold_text(typed).split()) == finds


def test_the_table_has_every_sign() -> None:
    """A sign that Python folds and the browser does not would go unnoticed."""
    shown = "".join(shown for typed, text in TABLE["finds"] for shown in (typed, text))
    assert set("".join(PRINTED.values())) - set(shown) == set()


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    """A folded text is what others are compared with."""
    assert fold_text(fold_text(text)) == fold_text(text)
