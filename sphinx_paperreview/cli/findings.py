"""What a check has found, in one form, whoever has found it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import click

_WARNING = re.compile(
    r"(?:(?P<place>.*?): )?(?:WARNING|ERROR|CRITICAL): (?P<message>.*?)"
    r"(?: \[(?P<kind>[A-Za-z][\w.-]*)\])?\s*",
    re.DOTALL,
)
"""A warning as Sphinx writes it: ``path:line: WARNING: message [type.subtype]``."""

_PLACE = re.compile(r"(?P<path>.*?)(?::(?P<line>\d+|<[\w ]+>)?)?")


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


def read_warning(text: str) -> Finding:
    """Read a warning that Sphinx has written; a text of another form is a message."""
    plain = click.unstyle(text)
    found = _WARNING.fullmatch(plain)
    if found is None:
        return Finding("", 0, "", " ".join(plain.split()))
    place = _PLACE.fullmatch(found["place"] or "")
    path, line = (place["path"], place["line"]) if place else (found["place"], None)
    number = int(line) if line and line.isdecimal() else 0
    return Finding(path, number, found["kind"] or "", " ".join(found["message"].split()))
