"""What is read: the lines of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, or of a directive's text, without its end."""

    text: str
    number: int
    """In its source file, from 1. A line that somebody makes has that of the line it stands for."""


def unindented(lines: Sequence[Line], indent: int) -> list[Line]:
    """Take so many blanks off the front of each line, as far as it has them."""
    found = []
    for line in lines:
        text = line.text.expandtabs(4) if "\t" in line.text[:indent] else line.text
        blank = len(text) - len(text.lstrip(" "))
        found.append(Line(text[min(blank, indent) :], line.number))
    return found
