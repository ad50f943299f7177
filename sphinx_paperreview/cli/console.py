"""What commands say, and how: results to stdout, everything else to stderr."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sphinx_paperreview.cli.writing import Outcome

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

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
    click.echo(f"Note: {message}", err=True)


def shown(path: Path) -> str:
    """Write a path so that any terminal can show it."""
    return str(click.format_filename(path))


def progress(label: str, length: int) -> AbstractContextManager[ProgressBar[int]]:
    """Show how far some long work is; nothing where nobody watches a terminal."""
    stream = sys.stderr
    return click.progressbar(length=length, label=label, file=stream, hidden=not stream.isatty())
