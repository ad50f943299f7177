"""What somebody may have meant who typed a word that is none of those known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Ask for the nearest of the words that are known; ``""`` where none is near.

    >>> did_you_mean("tag", ["tags", "org"])
    "; did you mean 'tags'?"
    """
    near = difflib.get_close_matches(word, list(known), 1)
    return f"; did you mean {near[0]!r}?" if near else ""


def near_or_all(word: str, known: Iterable[str]) -> str:
    """Ask for the nearest of the words that are known; where none is near, name all.

    >>> near_or_all("x", ["tags", "org"])
    ' (known: tags, org)'
    """
    words = list(known)
    return did_you_mean(word, words) or f" (known: {', '.join(words)})"
