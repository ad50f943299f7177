"""What authors tell in a comment on arXiv of what became of their paper."""

from __future__ import annotations

import re

_WORK = r"(?:(?:this|the|our)\s+)?(?:paper|article|submission|manuscript|work|preprint|version)\s+"
_WITHDRAWN = re.compile(
    rf"(?:^|[.:;!]\s*|\bnote:\s*)(?:{_WORK})?"
    r"(?:(?:has|have)\s+(?:now\s+)?been\s+|is\s+(?:now\s+)?|was\s+)?"
    r"(?:withdrawn|retracted)\b(?!\s+(?:from|at)\s+(?!arxiv))",
    re.IGNORECASE,
)
"""A sentence that says it of this paper; from a conference others withdraw than from arXiv."""

_HOW = r"(?:\s+(?:for\s+(?:publication|presentation)|as\s+an?\s+[\w -]{1,30}?))?"
_ACCEPTED = re.compile(
    r"\b(?:accepted|published|appear(?:s|ed|ing)?|presented|camera[- ]ready(?:\s+version)?)"
    rf"{_HOW}\s+(?:to|at|by|in|for)\s+(?:appear\s+(?:in|at)\s+)?(?:the\s+)?"
    r"(?P<venue>[A-Z][^.,;:()\[\]]{1,80})",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"\b(?:submitted|under\s+review|in\s+submission|not\s+(?:yet\s+)?accepted|rejected)\b",
    re.IGNORECASE,
)

_BARE = re.compile(r"(?P<venue>[A-Z][A-Za-z]*(?:[ -][A-Z][A-Za-z]*)?\s*['’]?(?:20)?\d\d)")
_PIECES = re.compile(r"[.,;()\[\]]")
_CAPITALS = 3
"""What the name of a conference has at the least: ``CVPR 2026``, and not ``June 2026``."""

_TAIL = re.compile(
    r"\s+(?:as\s+an?\s|with\s|and\s+(?:will|is|was)|code\b|project\b|camera[- ]ready|https?:|\().*",
    re.IGNORECASE,
)


def is_withdrawn(comment: str) -> bool:
    """Tell whether a comment says that its paper has been withdrawn."""
    return _WITHDRAWN.search(" ".join(comment.split())) is not None


def venue_of(comment: str) -> str:
    """Tell from a comment where its paper has been accepted; empty where it does not say so.

    ``Accepted to ICLR 2026 (oral)`` and ``12 pages, CVPR 2025`` do, ``Submitted to ICLR 2026``
    does not.
    """
    text = " ".join(comment.split())
    if _DOUBT.search(text) or is_withdrawn(text):
        return ""
    found = _ACCEPTED.search(text)
    if found and (venue := _name(found["venue"])):
        return venue
    pieces = (_BARE.fullmatch(piece.strip()) for piece in _PIECES.split(text))
    return next((name for piece in pieces if piece and (name := _name(piece["venue"]))), "")


def _name(text: str) -> str:
    """Give the name of a venue; empty where it is none, such as a month."""
    name = _TAIL.sub("", text).strip(" -–")
    is_long = len(name.split()) > 3
    capitals = sum(map(str.isupper, name))
    return name if capitals >= _CAPITALS or (is_long and capitals >= _CAPITALS - 1) else ""
