"""The order of names as readers look for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.core.alphabet import alphabetical, initial


@pytest.mark.parametrize(
    ("title", "letter"),
    [
        ("Harmony", "H"), ("harmony", "H"), ("“Why”", "W"), ("42", "#"), ("🎉", "#"), ("", "#"),
        ("가", "ㄱ"), ("까치", "ㄲ"), ("방법", "ㅂ"), ("힣", "ㅎ"), ("한글", "ㅎ"), ("ㄱ", "ㄱ"),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", "ㅎ"), ("論文", "論"), ("Ångström", "A"),
        ("Ørsted", "O"),
    ],
)  # fmt: skip
def test_a_title_stands_under_its_initial(title: str, letter: str) -> None:
    """Capital letters; Hangul by its first consonant, composed or not; the rest together."""
    assert initial(title) == letter


@pytest.mark.parametrize(
    "names",
    [
        ("apple", "Ärger", "Zebra"),
        ("Lada", "Łódź", "Lz", "M"),
        ("Rest", "Résumé", "resume 2"),
        ("가", "각", "나", "하"),
        ("か", "が", "き"),
        ("IBM", "İstanbul", "IVL"),
    ],
)
def test_marks_part_no_name_from_its_letter(names: tuple[str, ...]) -> None:
    assert tuple(sorted(set(names), key=alphabetical)) == names


def test_signs_of_other_scripts_are_letters() -> None:
    """Vowels of Devanagari and tone marks of Thai."""
    assert alphabetical("की")[0] != alphabetical("क")[0]
    assert alphabetical("ก่า")[0] != alphabetical("กา")[0]


@given(st.text())
def test_case_and_composition_change_no_order(text: str) -> None:
    assert alphabetical(text.lower().upper()) == alphabetical(text.upper().lower().upper())


@given(st.text(min_size=1))
def test_a_title_stands_under_one_letter(text: str) -> None:
    assert len(initial(text)) == 1
