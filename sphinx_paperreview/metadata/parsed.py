"""What reading a file of metadata gives, and what is raised where nothing can be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sphinx_paperreview.metadata.paper_record import PaperRecord


class InvalidFile(ValueError):
    """A file of which nothing can be read; the message says why."""

    def __init__(self, message: str, *, line: int = 0) -> None:
        super().__init__(message)
        self.line = line
        """From 1; 0 where it is not known."""


class Problem(NamedTuple):
    """Something in a file that nobody can use."""

    line: int
    """In the file, from 1; 0 where it is not known."""
    message: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a file says."""

    records: tuple[PaperRecord, ...] = ()
    """In the order of the file."""
    problems: tuple[Problem, ...] = ()
