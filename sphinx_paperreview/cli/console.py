"""What commands say, and how: results to stdout, everything else to stderr."""

from __future__ import annotations

from pathlib import Path

import click

from sphinx_paperreview.cli.writing import Outcome

_COLOURS = {Outcome.NEW: "green", Outcome.REPLACED: "yellow", Outcome.KEPT: "red"}


def say_outcome(outcome: Outcome, path: Path) -> None:
    """Say in one line what has become of a file."""
    word = click.style(f"{outcome.value:>9}", fg=_COLOURS.get(outcome))
    click.echo(f"{word}  {shown(path)}")


def note(message: str) -> None:
    """Say something that the author should know, but that is no failure."""
    click.echo(f"Note: {message}", err=True)


def shown(path: Path) -> str:
    """Write a path so that any terminal can show it."""
    return str(click.format_filename(path))
