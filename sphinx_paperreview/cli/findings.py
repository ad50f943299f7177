"""What a check has found, in one form, whoever has found it."""

from __future__ import annotations

from dataclasses import dataclass

import click


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong, or that its author may want to look at."""

    path: str
    """The file; ``""`` where it is about the journal as a whole."""
    line: int
    """From 1; 0 where it is about the file as a whole."""
    kind: str
    """A type that ``suppress_warnings`` takes, as in ``paper.org``; may be empty."""
    message: str
    """On one line."""
    is_remark: bool = False
    """Whether it may well be as it is meant."""


def warning_at(place: str, kind: str, message: str) -> Finding:
    """Make a finding of what a build warns of.

    Args:
        place: As Sphinx writes it: ``path:line``, ``path:<string>``, ``path:``, ``path`` or ``""``.
        kind: Its type.
        message: May have colours, and several lines.
    """
    path, _colon, line = place.rpartition(":")
    number = int(line) if line.isdecimal() else 0
    is_place = number or not line or (line.startswith("<") and line.endswith(">"))
    text = " ".join(click.unstyle(message).split())
    return Finding(path if path and is_place else place, number, kind, text)
