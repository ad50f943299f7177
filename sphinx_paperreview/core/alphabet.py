"""The order of names and titles as readers look for them, and the letters they stand under.

It is one order for all languages: a letter with a mark stands with the letter (German, French,
Spanish and Korean dictionaries do so; Swedish ones have å behind z), as Unicode's own collation
would have it without a table of a language (https://www.unicode.org/reports/tr10/).
"""

from __future__ import annotations

import unicodedata

from sphinx_paperreview.core.folding import fold_text

_LETTERS = str.maketrans(
    {
        "Æ": "AE",
        "Œ": "OE",
        "Ø": "O",
        "Đ": "D",
        "Ð": "D",
        "Ħ": "H",
        "Ł": "L",
        "Þ": "TH",
        "Ŧ": "T",
    }
)
"""Capitals that Unicode takes for letters of their own, as readers of other languages file them."""

_FIRST_MARK = 200
"""Classes of marks above, below and through letters begin here; signs of Indic scripts, which are
letters to their readers, have lower ones (https://www.unicode.org/reports/tr44/)."""

_FIRST_SYLLABLE, _LAST_SYLLABLE, _SYLLABLES_PER_INITIAL = 0xAC00, 0xD7A3, 588
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
"""Hangul syllables stand in Unicode by their first consonant (Unicode 3.12, Hangul)."""


def alphabetical(text: str) -> tuple[str, str]:
    """Give what a name or title is sorted by: its letters without marks, then with them.

    >>> sorted(["Zebra", "Ärger", "apple", "Łódź"], key=alphabetical)
    ['apple', 'Ärger', 'Łódź', 'Zebra']
    """
    folded = fold_text(text)
    return _without_marks(folded), folded


def initial(title: str) -> str:
    """Give the letter under which a title stands: of Hangul, its first consonant.

    >>> initial("한글"), initial("Ångström"), initial("42")
    ('ㅎ', 'A', '#')
    """
    composed = unicodedata.normalize("NFC", title)
    first = next((char for char in composed if char.isalnum()), "")
    if _FIRST_SYLLABLE <= ord(first or " ") <= _LAST_SYLLABLE:
        return _INITIALS[(ord(first) - _FIRST_SYLLABLE) // _SYLLABLES_PER_INITIAL]
    return _without_marks(first.upper())[:1] if first.isalpha() else "#"


def _without_marks(folded: str) -> str:
    if folded.isascii():
        return folded
    taken_apart = unicodedata.normalize("NFD", folded.translate(_LETTERS))
    kept = "".join(char for char in taken_apart if unicodedata.combining(char) < _FIRST_MARK)
    return unicodedata.normalize("NFC", kept)
