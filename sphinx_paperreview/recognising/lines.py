"""What is read: the lines of a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, or of a directive's text, without its end."""

    text: str
    number: int
    """In its source file, from 1. A line that somebody makes has that of the line it stands for."""
