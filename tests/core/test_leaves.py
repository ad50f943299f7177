"""Leaves: how long they are, and what stays as it is when a listing grows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.core.leaves import MOST, Leaf, cut, turnings

weights = st.lists(st.integers(1, MOST // 3), max_size=60)


@pytest.mark.parametrize("size", [0, 1, 199, 200, 201, 349, 350, 351, 10_000])
def test_no_leaf_has_more_rows_than_is_allowed(size: int) -> None:
    """Nor is the last one nearly empty; the others are alike."""
    lengths = cut([1] * size, 200)
    assert sum(lengths) == size
    assert max(lengths) <= 200
    assert lengths == [size] or (50 < lengths[-1] <= 200 and set(lengths[:-1]) == {150})
    assert (len(lengths) == 1) is (size <= 200)


@given(weights=weights, rows=st.integers(1, 20))
def test_no_leaf_is_too_heavy(weights: list[int], rows: int) -> None:
    """Whatever its rows weigh; none is empty."""
    lengths, start = cut(weights, rows), 0
    for length in lengths:
        assert sum(weights[start : start + length]) <= MOST
        assert length <= rows
        assert length or not weights
        start += length
    assert start == len(weights)


@given(weights=weights, rows=st.integers(1, 20), more=weights)
def test_a_closed_leaf_stays_as_it_is(weights: list[int], rows: int, more: list[int]) -> None:
    """Whatever is added at the end."""
    closed = cut(weights, rows)[:-1]
    assert cut(weights + more, rows)[: len(closed)] == closed


def test_a_row_that_is_too_heavy_stands_alone() -> None:
    assert cut([1, 2 * MOST, 1], 9) == [1, 1, 1]


@given(count=st.integers(1, 40))
def test_a_page_names_few_others(count: int) -> None:
    """The first, the last, and those around it; no gap stands for one."""
    leaves = [Leaf(number, str(number)) for number in range(count)]
    for at, turning in enumerate(turnings(leaves)):
        shown = turning.shown
        assert len(shown) <= 9
        if count == 1:
            assert shown == ()
            continue
        assert (shown[0], shown[-1]) == (leaves[0], leaves[-1])
        assert set(leaves[max(0, at - 2) : at + 3]) <= set(shown)
        for before, gap, behind in zip(shown, shown[1:], shown[2:], strict=False):
            if gap is None:
                assert before
                assert behind
                assert behind.number - before.number > 2
