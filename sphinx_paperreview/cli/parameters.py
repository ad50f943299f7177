"""What the arguments and options of several commands take: each function reads one value."""

from __future__ import annotations

from datetime import date

import click

from sphinx_paperreview.core.values import clean_text


def one_line(text: str) -> str:
    """Read a text that any file can hold, with its white space folded."""
    return " ".join(clean_text(text).split())


def day(text: str) -> str:
    """Read an ISO 8601 date."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise click.BadParameter(f"{text!r}: expected a date such as 2025-11-27") from None


def today() -> str:
    """Give today's date where the author is: the one value that only a clock knows."""
    return date.today().isoformat()
