"""Which of the papers that nobody reviewed to list, and in which order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sphinx_paperreview.core.folding import fold_text
from sphinx_paperreview.core.mentions import Unreviewed
from sphinx_paperreview.core.query import Condition

READING_SORT_KEYS = ("mentions", "date", "title")
"""What a reading list can be sorted by; a leading ``-`` reverses."""

_ANY_SOURCE = Condition("source")


@dataclass(frozen=True, slots=True)
class ReadingList:
    """What an author asks of a list of papers that are mentioned, and that nobody reviewed."""

    sources: Condition = _ANY_SOURCE
    """On the key of the site that owns the paper's id."""
    sort: str = "-mentions"
    limit: int = 0
    """How many papers to show at the most; 0: all."""


def select_unreviewed(papers: Iterable[Unreviewed], listing: ReadingList) -> tuple[Unreviewed, ...]:
    """List the papers that are asked for, in their order, whatever the limit.

    Ties stand newest mention first, then by id; in reverse too.
    """
    found = [paper for paper in papers if listing.sources.admits([paper.source])]
    found.sort(key=lambda paper: paper.id)
    found.sort(key=lambda paper: paper.date, reverse=True)
    key = listing.sort.removeprefix("-")
    found.sort(key=lambda paper: _value(paper, key), reverse=listing.sort.startswith("-"))
    return tuple(found)


def _value(paper: Unreviewed, key: str) -> tuple[int, str]:
    if key == "mentions":
        return len(paper.backlinks), ""
    return 0, paper.date if key == "date" else fold_text(paper.title or paper.name)
