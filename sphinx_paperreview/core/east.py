"""Words in Hangul, kana and Han: they take endings, or have no blanks between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

EAST = (
    "\u1100-\u11ff\u2e80-\u2fd5\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c"
    "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
"""Letters of these scripts, as ranges of a regular expression."""

_IS_EAST = re.compile(f"[{EAST}]")
_WORD = re.compile(r"\w+")


def east_words(text: str) -> Iterator[str]:
    """Yield the words of a text that have such a letter, whole and composed (NFC).

    A word ends where a blank or a mark stands: in Chinese and Japanese it may be a clause.

    >>> list(east_words("BERT를 쓴다: 我们提出一种方法, as others do"))
    ['BERT를', '쓴다', '我们提出一种方法']
    """
    if not text.isascii():
        yield from filter(_IS_EAST.search, _WORD.findall(normalize("NFC", text)))
