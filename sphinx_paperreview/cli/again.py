"""``list --again``: which reviews a look back brings up, at growing distances."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import click

DISTANCES = (1, 7, 30, 90, 365)
"""Days between a review and the look back at it."""


def days_before(day: str) -> Mapping[str, str]:
    """Give the days to look back at, the latest first, each with how long ago it is.

    >>> dict(list(days_before("2025-03-01").items())[::4])
    {'2025-02-28': '1 day ago', '2024-03-01': '365 days ago'}
    """
    last = date.fromisoformat(day)
    return {
        (last - timedelta(distance)).isoformat(): f"{distance} day{'s'[: distance - 1]} ago"
        for distance in DISTANCES
        if last.toordinal() > distance  # no day is before the year 1
    }


def check_options(*, again: bool, day: str | None, group_by: bool) -> None:
    """Refuse options that do not go together."""
    if day and not again:
        raise click.UsageError("--day goes with --again")
    if again and group_by:
        raise click.UsageError("--again groups by itself: leave out --group-by")
