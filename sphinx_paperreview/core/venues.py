"""Whether two texts may name one venue: files write them out, or not."""

from __future__ import annotations

import re

from sphinx_paperreview.core.folding import fold_text

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def may_be_one_venue(one: str, other: str) -> bool:
    """Tell whether two texts may name one venue: one may be the other's short form.

    >>> may_be_one_venue("NeurIPS 2017", "Advances in Neural Information Processing Systems 30")
    True
    >>> may_be_one_venue("ICLR 2025", "ICLR 2026")
    False
    """
    years = [set(_YEAR.findall(text)) for text in (one, other)]
    is_of_a_year = not all(years) or not years[0].isdisjoint(years[1])
    return is_of_a_year and may_be_one_name(one, other)


def may_be_one_name(one: str, other: str) -> bool:
    """Tell whether the letters of one name stand in the other, in their order, from a word on.

    >>> may_be_one_name("Phys. Rev. D 60", "Physical Review D")
    True
    >>> may_be_one_name("CHI", "Machine Learning")
    False
    """
    short, long = sorted((one, other), key=lambda text: len(_letters(text)))
    letters, folded = _letters(short), fold_text(long)
    if not letters or (not letters.isascii() and letters in _letters(long)):
        return True  # scripts without blanks show no words
    begin = re.search(rf"\b{re.escape(letters[0])}", folded)
    rest = iter(folded[begin.start() :] if begin else "")
    return all(letter in rest for letter in letters)


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, fold_text(text)))
