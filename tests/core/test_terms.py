"""The terms by which texts are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.core.terms import terms_of


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", []),
        ("Sparse attention", ["SPARSE", "ATTENTION"]),
        ("self-attention’s", ["SELF", "ATTENTION"]),
        ("A 7B model of 2025, 3.5 x", ["7B", "MODEL", "OF"]),
        ("ｆｕｌｌ width", ["FULL", "WIDTH"]),
        ("é e\u0301tude", ["ÉTUDE"]),
        ("snake_case", ["SNAKE", "CASE"]),
        ("확산 모델은", ["확산", "모델", "델은"]),
        ("확산".encode().decode(), ["확산"]),
        ("\u1112\u116a\u11a8\u1109\u1161\u11ab", ["확산"]),  # letters stored apart
        ("LLM의 추론", ["LLM", "의", "추론"]),
        ("扩散模型", ["扩散", "散模", "模型"]),
        ("データの集合", ["デー", "ータ", "タの", "の集", "集合"]),
        ("ﾃﾞｰﾀ", ["デー", "ータ"]),  # of half width
        ("あ、い", ["あ", "い"]),
        ("see https://arxiv.org/abs/2511.21579v2, and", ["SEE", "AND"]),
        ("https://example.org/논문 을", ["논문", "을"]),
        ("WWW.example.org tail", ["TAIL"]),
        ("h" * 41, []),
        ("h" * 40, ["H" * 40]),
    ],
)
def test_terms(text: str, terms: list[str]) -> None:
    assert list(terms_of(text)) == terms


@given(st.text(), st.text())
def test_a_line_gives_its_terms_wherever_it_stands(one: str, other: str) -> None:
    """Blanks part texts."""
    assert list(terms_of(f"{one}\n{other}")) == [*terms_of(one), *terms_of(other)]


@given(st.text())
def test_case_does_not_count(text: str) -> None:
    assert list(terms_of(text.lower())) == list(terms_of(text.lower().upper()))
