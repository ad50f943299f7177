"""What people type and what pages show, folded for comparing.

The script of the filter (``static/paperreview-filter.js``) folds in the same way; one table,
``tests/cases/folding.json``, tests both.
"""

from __future__ import annotations

import re
import unicodedata

PRINTED = {
    "'": "‘’‚‛‹›`´ʹʻʼʽˈ′‵",
    '"': "“”„‟«»″‶〝〞〟",
    "-": "‐‑‒–—―−⁃﹘︱︲",
    "~": "〜∼˜",
    "": "\N{SOFT HYPHEN}\u200b\u200c\u200d\u200e\u200f\u2060\ufeff",
}
"""What a keyboard has, and the signs that are printed for it; the last are not seen at all."""

_PLAIN = str.maketrans({sign: plain for plain, signs in PRINTED.items() for sign in signs})

_DASHES = re.compile("-{2,}")


def fold_text(text: str) -> str:
    """Fold case, white space, typographic signs and compatibility forms (NFKC), for comparing.

    ``Don’t`` is ``don't``, ``“Why”`` is ``"why"``, an en dash is ``-`` and so is ``--``, and
    full-width letters are letters.

    >>> fold_text("Don’t  PANIC – ｆｕｌｌ")
    "DON'T PANIC - FULL"
    """
    # Some signs become others (´ a blank and a mark, ﹘ a dash): before and after.
    plain = _fold_forms(text.translate(_PLAIN)).translate(_PLAIN)
    return " ".join(_DASHES.sub("-", plain).split())


def _fold_forms(text: str) -> str:
    """Fold case as a browser can, too: upper case also makes ß and SS, ς and σ the same."""
    if text.isascii():
        return text.upper()
    composed = unicodedata.normalize("NFKC", text)
    return unicodedata.normalize("NFKC", composed.lower().upper())
