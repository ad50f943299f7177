"""Select, sort and group reviews: what every listing and index stands on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sphinx_paperreview.core.model import Review


@dataclass(frozen=True, slots=True)
class Listing:
    """What an author asks of a listing."""

    group_by: str = ""
    """One of `GROUP_KEYS`, or ``""`` for one flat list."""


@dataclass(frozen=True, slots=True)
class Group:
    """Some reviews under one heading."""

    label: str
    """What they have in common; ``""`` for those that have nothing of the kind."""
    reviews: tuple[Review, ...]


_LABELS: Mapping[str, Callable[[Review], Iterable[str]]] = {
    "org": lambda review: review.paper.orgs,
    "tag": lambda review: review.tags,
    "source": lambda review: review.paper.sources,
    "venue": lambda review: [review.paper.venue],
    "author": lambda review: review.paper.authors,
    "year": lambda review: [review.date[:4]],
    "month": lambda review: [review.date[:7]],
    "day": lambda review: [review.date],
    "post": lambda review: [review.docname],
    "status": lambda review: [review.status],
}

GROUP_KEYS = tuple(_LABELS)
"""What a listing can be grouped by."""

_IN_ORDER_OF_REVIEWS = {"year", "month", "day", "post"}


def group(reviews: Iterable[Review], key: str) -> tuple[Group, ...]:
    """Group reviews by one of `GROUP_KEYS`; each group keeps their order.

    Groups of dates and posts stand in the order of the reviews, others by their label;
    reviews that have nothing of the kind come last. A review of two organisations stands
    in both groups.
    """
    groups: dict[str, list[Review]] = {}
    for review in reviews:
        for label in dict.fromkeys(_LABELS[key](review)) or [""]:
            groups.setdefault(label, []).append(review)
    labels = list(groups) if key in _IN_ORDER_OF_REVIEWS else sorted(groups, key=_by_label)
    labels.sort(key=lambda label: not label)
    return tuple(Group(label, tuple(groups[label])) for label in labels)


def _by_label(label: str) -> tuple[str, str]:
    return label.casefold(), label
