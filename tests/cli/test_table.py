"""Columns stay in line, whatever the script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.cli.table import aligned, fit, width, widths_of

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("abc", 3),
        ("a\x07b", 2),
        ("논문", 4),
        ("論文a", 5),
        ("カナ", 4),
        ("ｶﾅ", 2),
        ("（ｆ）", 6),
        ("e\u0301", 1),
        ("a\u200bb", 2),
        ("🤗", 2),
        ("👩\u200d🔬", 2),
        ("👍🏽", 2),
        ("🇰🇷", 2),
        ("❤\ufe0f", 2),
        ("á é", 3),
    ],
)
def test_the_width_of_a_text(text: str, cells: int) -> None:
    assert width(text) == cells


@pytest.mark.parametrize(
    ("text", "cells", "fitted"),
    [
        ("abc", 5, "abc  "),
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("논문", 4, "논문"),
        ("논문", 3, "논…"),
        ("논문지", 4, "논… "),
        ("논문", 1, "…"),
        ("👩\u200d🔬 a b", 4, "👩\u200d🔬 …"),
        ("a👩\u200d🔬b", 3, "a… "),
        ("a\u200d", 3, "a\u200d   "),
        ("\u094d", 3, "\u094d  "),
        ("\u094d", 1, "…"),
    ],
)
def test_a_text_is_filled_up_or_cut(text: str, cells: int, fitted: str) -> None:
    assert fit(text, cells) == fitted


@given(TEXTS, st.integers(1, 40))
def test_a_fitted_text_has_the_width_that_was_asked_for(text: str, cells: int) -> None:
    assert width(fit(text, cells)) == cells


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=5))
def test_columns_begin_at_the_same_cell(rows: list[tuple[str, str, str]]) -> None:
    marked = [(first, second, "|") for first, second, _third in rows]
    lines = aligned(marked, widths_of(marked))
    assert len({width(line.rpartition("|")[0]) for line in lines}) == 1


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5), st.integers(20, 60))
def test_a_table_fits_the_terminal(rows: list[tuple[str, str]], room: int) -> None:
    assert all(width(line) <= room for line in aligned(rows, widths_of(rows, room)))


def test_a_table_without_a_terminal_is_not_cut() -> None:
    rows = [("a" * 500, "b" * 500)]
    assert list(aligned(rows, widths_of(rows))) == ["a" * 500 + "  " + "b" * 500]
