"""The terms by which texts are compared: words, or pairs of letters in East Asian scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sphinx_paperreview.core.folding import fold_text

_JOINED = (
    "\u1100-\u11ff\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Hangul, kana and Han: their words take endings, or have no blanks between them."""

_TERM = re.compile(rf"([{_JOINED}]+)|(?:(?![{_JOINED}])[^\W_])+")
_ADDRESS = re.compile(r"(?i)(?:https?://|www\.)[!-~]+")

_LONGEST = 40
"""Letters of a word; what is longer is a key or a hash."""


def terms_of(text: str) -> Iterator[str]:
    """Yield the terms of a text, in its order; case and forms of letters do not count.

    A run of Hangul, kana or Han gives each two letters beside each other. Addresses, numbers
    and single letters of other scripts give nothing.

    >>> list(terms_of("Sparse attention, 16k tokens: https://example.org/a"))
    ['SPARSE', 'ATTENTION', '16K', 'TOKENS']
    >>> list(terms_of("확산 모델의 음"))
    ['확산', '모델', '델의', '음']
    """
    for found in _TERM.finditer(fold_text(_ADDRESS.sub(" ", text))):
        term = found[0]
        if found[1]:
            yield from map("".join, pairwise(term)) if len(term) > 1 else (term,)
        elif 1 < len(term) <= _LONGEST and not term.isdecimal():
            yield term
