"""What commands say, and how: results to stdout, everything else to stderr."""

from __future__ import annotations

import json
import re
import sys
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import click

from sphinx_paperreview.cli.writing import Outcome


class Progress(Protocol):
    """How far some work is."""

    def update(self, n_steps: int) -> None:
        """Say that so many steps more are done."""


_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")

_COLOURS = {
    Outcome.NEW: "green",
    Outcome.REPLACED: "yellow",
    Outcome.KEPT: "red",
    Outcome.FAILED: "red",
}


def say_outcome(outcome: Outcome, path: Path, detail: str = "") -> None:
    """Say in one line what has become of a file."""
    word = click.style(f"{outcome.value:>9}", fg=_COLOURS.get(outcome))
    click.echo("  ".join(filter(None, (word, shown(path), detail))))


def count(number: int, noun: str) -> str:
    """Write a number of things."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def note(message: str) -> None:
    """Say something that the author should know, but that is no failure."""
    click.echo(f"Note: {visible(message)}", err=True)


def visible(text: str, *, kept: str = "") -> str:
    r"""Write control characters as ``\x1b``: a terminal would obey them.

    Args:
        text: What may come from a file's name, or from a file.
        kept: Control characters that stay.
    """
    return _CONTROL.sub(lambda found: found[0] if found[0] in kept else _escape(found), text)


def _escape(found: re.Match[str]) -> str:
    return f"\\x{ord(found[0]):02x}"


def as_json(value: object) -> str:
    """Write a value as JSON that any terminal can show."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _CONTROL.sub(lambda found: found[0] if found[0] == "\n" else _unicode(found), text)


def _unicode(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def shown(path: Path) -> str:
    """Write a path so that any terminal can show it."""
    return visible(click.format_filename(path))


def has_terminal() -> bool:
    """Tell whether somebody sits there who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def progress(label: str, length: int) -> AbstractContextManager[Progress]:
    """Show how far some long work is; nothing where nobody watches a terminal."""
    stream = sys.stderr
    return click.progressbar(length=length, label=label, file=stream, hidden=not stream.isatty())
