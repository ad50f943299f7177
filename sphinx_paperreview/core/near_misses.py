"""What somebody may have meant who typed a word that is none of those known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from sphinx_paperreview.core.folding import fold_text


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Ask for the nearest of the words that are known; ``""`` where none is near.

    >>> did_you_mean("tag", ["tags", "org"])
    "; did you mean 'tags'?"
    """
    near = difflib.get_close_matches(word, list(known), 1)
    return f"; did you mean {near[0]!r}?" if near else ""


def near_misses(names: Iterable[str], known: Iterable[str]) -> list[str]:
    """Ask about each name that is none of those known, but near one; case does not matter.

    >>> near_misses(["Jisoo Kin", "ada park", "Zoe"], ["Ada Park", "Jisoo Kim"])
    ["'Jisoo Kin'; did you mean 'Jisoo Kim'?"]
    """
    there = sorted(known)
    folded = set(map(fold_text, there))
    missed = [name for name in names if name and fold_text(name) not in folded]
    asked = ((name, did_you_mean(name, there)) for name in missed)
    return [f"{name!r}{question}" for name, question in asked if question]


def near_or_all(word: str, known: Iterable[str]) -> str:
    """Ask for the nearest of the words that are known; where none is near, name all.

    >>> near_or_all("x", ["tags", "org"])
    ' (known: tags, org)'
    """
    words = list(known)
    return did_you_mean(word, words) or f" (known: {', '.join(words)})"
