"""Logs: pages on which a heading is a day, and each review is of the day it stands under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sphinx_paperreview.core.values import find_date
from sphinx_paperreview.importers.content import Heading, Part, ReviewPart


def dated(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Give reviews the days of the headings above them, where these name more than one day.

    A day in a single heading is the post's own, or a mistake.
    """
    headings = (part for part in parts if isinstance(part, Heading))
    if len({find_date(heading.text) for heading in headings} - {""}) < 2:
        return tuple(parts)
    day, level = "", 0
    found: list[Part] = []
    for part in parts:
        if isinstance(part, Heading):
            own = find_date(part.text)
            if own or part.level <= level:
                day, level = own, part.level
        elif isinstance(part, ReviewPart) and day and not part.facts.date:
            found.append(replace(part, facts=replace(part.facts, date=day)))
            continue
        found.append(part)
    return tuple(found)
