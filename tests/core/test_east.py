"""Words in Hangul, kana and Han, whole and composed."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from sphinx_paperreview.core.east import east_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("plain words, 16k, Müller", []),
        ("확산 모델은, BERT를", ["확산", "모델은", "BERT를"]),
        (normalize("NFD", "확산 ガラス"), ["확산", "ガラス"]),
        ("強化学習の応用。データ・モデル", ["強化学習の応用", "データ", "モデル"]),
        ("図1、人々、〇、ㄅㄆ、ﾃﾞｰﾀ", ["図1", "人々", "〇", "ㄅㄆ", "ﾃﾞｰﾀ"]),
        ("𠮷野家 ㅎㅎ 하\u3134", ["𠮷野家", "ㅎㅎ", "하\u3134"]),
        ("「」…—!? ー", ["ー"]),
        ("", []),
    ],
)
def test_words_end_at_blanks_and_marks(text: str, words: list[str]) -> None:
    assert list(east_words(text)) == words
