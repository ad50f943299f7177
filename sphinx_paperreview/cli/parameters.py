"""What the arguments and options of several commands take: each function reads one value."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from sphinx_paperreview.core.values import clean_text

_WEEK = re.compile(r"(\d{4})-?W(\d\d)", re.ASCII)

F = TypeVar("F", bound=Callable[..., Any])


def one_line(text: str) -> str:
    """Read a text that any file can hold, with its white space folded."""
    return " ".join(clean_text(text).split())


def day(text: str) -> str:
    """Read an ISO 8601 date."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise click.BadParameter(f"{text!r}: expected a date such as 2025-11-27") from None


def iso_week(text: str) -> str:
    """Read a week of ISO 8601."""
    found = _WEEK.fullmatch(text)
    try:
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else None
    except ValueError:
        monday = None
    if monday is None:
        raise click.BadParameter(f"{text!r}: expected a week such as 2025-W48")
    return f"{monday:%G-W%V}"


def today() -> str:
    """Give today's date where the author is: the one value that only a clock knows."""
    return date.today().isoformat()


def contact_option(command: F) -> F:
    """Give a command the option that says who asks, as a parameter ``contact``."""
    return click.option(
        "--contact",
        envvar="PAPERREVIEW_CONTACT",
        type=one_line,
        default="",
        metavar="TEXT",
        help="Who asks: a mail address, or an https:// address of a page that tells one.",
    )(command)
