"""What a check has found, in one form, whoever has found it; and the ways to say it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass

import click

from sphinx_paperreview.cli.console import as_json, visible


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


def _say_as_text(findings: Iterable[Finding]) -> None:
    for finding in findings:
        place = [finding.path, str(finding.line or "")]
        parts = [
            visible(":".join(filter(None, place))),
            click.style("remark", fg="cyan")
            if finding.is_remark
            else click.style("warning", fg="red"),
            visible(f"{finding.message}{f' [{finding.kind}]' if finding.kind else ''}"),
        ]
        click.echo(": ".join(filter(None, parts)))


def _say_as_json(findings: Iterable[Finding]) -> None:
    click.echo(as_json(list(map(asdict, findings))))


def _say_for_github(findings: Iterable[Finding]) -> None:
    """Write workflow commands.

    https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
    """
    for finding in findings:
        properties = {"file": finding.path, "line": str(finding.line or ""), "title": finding.kind}
        given = ",".join(f"{key}={_property(text)}" for key, text in properties.items() if text)
        level = "notice" if finding.is_remark else "error"
        command = f"::{level} {given}".rstrip()
        click.echo(visible(f"{command}::{_data(finding.message)}"))


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: Mapping[str, Callable[[Iterable[Finding]], None]] = {
    "text": _say_as_text,
    "json": _say_as_json,
    "github": _say_for_github,
}
"""How findings can be said."""
