"""What there is to know of a field of a review: the columns of the table in `core.fields`.

Words that readers see are messages in English, which whoever shows them translates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Literal

from sphinx_paperreview.core.model import Review

Values = Callable[[Review], Iterable[str]]
SortValue = Callable[[Review], tuple[str | float, ...]]


@dataclass(frozen=True, slots=True)
class Typed:
    """An option of the ``paper`` directive."""

    option: str
    takes: str
    """What it takes, for the reference: inline markup."""
    read: Callable[[str], object] | None = None
    """Reads its text, or raises `ValueError`; None: the directive has a way of its own."""
    into: str = ""
    """What of a `Review` holds what was read: ``rating``, ``paper.venue``."""
    allowed: str = ""
    """The setting, without its prefix, that may list all that is allowed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An option of listings that selects reviews by what they have."""

    takes: str = ""
    """What it takes, for the reference: inline markup; empty: the words of the field."""
    read: Callable[[str], str] | None = None
    """Gives the value for the text, or raises `InvalidText`; None: a listing has its own way."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """What listings can be sorted by."""

    value: SortValue | None
    """Gives what is compared, empty where there is nothing; None: only a library knows it."""
    orders: Mapping[str, str] = field(default_factory=dict)
    """The orders that a reader can choose, ``date`` and ``-date``, and how they are called."""


@dataclass(frozen=True, slots=True)
class Facet:
    """What readers can filter listings by, under the field's label."""

    searched: bool = False
    """Whether a text may name its values; "code" would find each paper that links to some."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of tables."""

    name: str
    head: str = ""
    """Its heading; empty: the field's label."""
    share: int = 2
    """Its width relative to others, for outputs whose tables do not find their own."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A short fact that a card shows beside the links."""

    message: str = ""
    """What it says, with ``%s`` for the value; empty: the value alone."""
    unless: str = ""
    """A value that is not worth saying."""


def _no_text(review: Review) -> str:
    del review
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a review: all that is known of it, but for how it is drawn where that is special.

    What is not given is not possible: a field without a `column` is no column of tables.
    """

    key: str
    """Its name in listings: ``org``."""
    label: str = ""
    """What readers call it."""
    typed: Typed | None = None
    values: Values | None = None
    """What a review has of it, to select, group and filter by; an empty text stands for nothing."""
    also: Callable[[str], str] | None = None
    """What else a value goes by where somebody asks for it: of a venue, the series."""
    words: Mapping[str, str] = field(default_factory=dict)
    """All values there are, where they are few, and how readers see them."""
    text: Callable[[Review], str] = _no_text
    """Writes it on one line; ``""`` where there is nothing."""
    shown: str = "%s"
    """How readers see a text that is none of the `words`."""
    wanted: Wanted | None = None
    group: Literal["", "label", "newest"] = ""
    """In which order groups of it stand: by their label, or by their newest review."""
    facet: Facet | None = None
    sort: Sorted | None = None
    column: Column | None = None
    mark: Mark | None = None

    def plain(self, review: Review) -> object:
        """Give what was read of its option; None where a review does not hold it as it was."""
        return attrgetter(self.typed.into)(review) if self.typed and self.typed.into else None
