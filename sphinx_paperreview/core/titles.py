"""Names and titles, folded for comparing them."""

from __future__ import annotations

import re
import unicodedata

from sphinx_paperreview.core.model import Review

_TYPOGRAPHY = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "..."}
    | dict.fromkeys("$*`")
)
"""What a heading shows in another way than its author typed it."""


def fold_label(label: str) -> str:
    """Fold case and white space of a label, as docutils does for ``{ref}``."""
    return " ".join(label.lower().split())


def fold_title(title: str) -> str:
    """Fold a title for comparing: as typed (``"$n^2$" --``) or as shown (``“n^2” –``)."""
    plain = unicodedata.normalize("NFC", title).translate(_TYPOGRAPHY)
    return " ".join(re.sub("-{2,}", "-", plain).casefold().split())


def short_title(review: Review) -> str:
    """Give a review's title up to its colon: ``Harmony``; ``""`` where it has none."""
    short, colon, _rest = review.title.partition(":")
    return short if colon else ""
