"""Names that a person typed, as parts of file names and addresses."""

from __future__ import annotations

import hashlib
import unicodedata

_LONGEST = 80
_MOST_BYTES = 240  # most file systems take 255, and an ending such as ".html" follows
_DOTTED = "i\u0307"  # what "İ" is in lower case: the "i" of Turkish has its dot already
_PRESENTATION = "\ufe0e\ufe0f"  # "show as text" and "show as emoji": not part of a word


def slug(name: str) -> str:
    """Return a name in lower case, with ``-`` for all that is no letter or digit of any script.

    Two names may share a slug ("A B" and "a-b"), and one without letters has none (``""``). The
    programming languages C, C++ and C# are told apart. At most 80 characters: the end of a longer
    one is a short hash of the whole.

    >>> slug("Seoul National University")
    'seoul-national-university'
    >>> slug("한빛 연구소")
    '한빛-연구소'
    """
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).lower())
    text = text.replace(_DOTTED, "i")
    words = "".join(_keep(text)).split("-")
    return _shorten("-".join(word for word in words if word))


def _keep(text: str) -> list[str]:
    """Return a text's characters, each replaced by what stands for it in a slug."""
    kept: list[str] = []
    for character in text:
        follows = bool(kept) and kept[-1] != "-"
        kind = unicodedata.category(character)
        if kind[0] in "LN" or (follows and kind in {"Mn", "Mc"} and character not in _PRESENTATION):
            kept.append(character)
        elif follows and character in "+#" and _is_sign(kept[-1]):
            kept.append("-plus" if character == "+" else "-sharp")
        else:
            kept.append("-")
    return kept


def _is_sign(before: str) -> bool:
    """Tell whether a plus or sharp behind this belongs to a name, as in C++ (not as in 1+1)."""
    return before.isalpha() or before in {"-plus", "-sharp"}


def _shorten(whole: str) -> str:
    """Cut a slug that is too long for a file name, and mark the cut with a hash."""
    encoded = whole.encode()
    if len(whole) <= _LONGEST and len(encoded) <= _MOST_BYTES:
        return whole
    digest = hashlib.blake2b(encoded, digest_size=4).hexdigest()
    room = _MOST_BYTES - len(digest) - 1
    head = encoded[:room].decode(errors="ignore")[: _LONGEST - len(digest) - 1]
    return f"{head.rstrip('-')}-{digest}"
