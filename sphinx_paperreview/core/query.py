"""Select, sort and group reviews: what every listing, index and page stands on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sphinx_paperreview.core.alphabet import alphabetical
from sphinx_paperreview.core.field import Column, Field, SortValue
from sphinx_paperreview.core.fields import FIELD, FIELDS, VALUES
from sphinx_paperreview.core.folding import fold_text
from sphinx_paperreview.core.globs import matches_glob
from sphinx_paperreview.core.identifiers import PaperId
from sphinx_paperreview.core.model import Review

T = TypeVar("T")


def _keys(has: Callable[[Field], object], first: str) -> tuple[str, ...]:
    """Name the fields that have something: some first, in this order, then as in the table."""
    return _ordered((field.key for field in FIELDS if has(field)), first)


def _ordered(names: Iterable[str], first: str) -> tuple[str, ...]:
    order = {name: place for place, name in enumerate(first.split())}
    return tuple(sorted(names, key=lambda name: order.get(name, len(order))))


GROUP_KEYS = _keys(
    lambda field: field.group, "org tag source venue author reviewer year month day post status"
)
"""What a listing can be grouped by."""

CONDITION_KEYS = _keys(
    lambda field: field.wanted, "org tag source venue author reviewer status year"
)
"""What reviews can be selected by."""

FACET_KEYS = _keys(lambda field: field.facet, "org tag source venue reviewer year status has")
"""What a reader can filter a listing by."""

SORT_KEYS = _keys(lambda field: field.sort, "date title published rating org reviewer mentions")
"""What a listing can be sorted by; a leading ``-`` reverses."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What one option of a listing asks of a review."""

    key: str
    """One of `CONDITION_KEYS`."""
    wanted: tuple[str, ...] = ()
    """A review needs any of these; empty: none is asked for."""
    unwanted: tuple[str, ...] = ()
    """A review may have none of these."""

    @property
    def names(self) -> tuple[str, ...]:
        """All that it names."""
        return (*self.wanted, *self.unwanted)

    def holds(self, review: Review) -> bool:
        """Tell whether a review meets the condition."""
        return self.admits(_searched(self.key, review))

    def admits(self, values: Iterable[str]) -> bool:
        """Tell whether something that has these values meets the condition."""
        found = set(filter(None, map(fold_text, values)))  # an empty one stands for nothing
        if found.intersection(map(fold_text, self.unwanted)):
            return False
        return not self.wanted or bool(found.intersection(map(fold_text, self.wanted)))


@dataclass(frozen=True, slots=True)
class Query:
    """Which reviews to list, and in which order."""

    conditions: tuple[Condition, ...] = ()
    """All must hold."""
    since: str = ""
    """ISO 8601 date, year-month or year of the first day, inclusive."""
    until: str = ""
    """ISO 8601 date, year-month or year of the last day, inclusive."""
    posts: tuple[str, ...] = ()
    """Globs of docnames, as `matches_glob` reads them."""
    has: tuple[str, ...] = ()
    """Kinds of links that a review needs, all of them; a leading ``!``: may not have."""
    papers: tuple[PaperId, ...] = ()
    """Papers to list, in this order; empty: all."""
    sort: str = "-date"

    def names_of(self, key: str) -> tuple[str, ...]:
        """List all that is named of one of `CONDITION_KEYS`."""
        return tuple(name for one in self.conditions if one.key == key for name in one.names)


_ORDERS = {
    order: name for field in FIELDS if field.sort for order, name in field.sort.orders.items()
}
ORDERS: Mapping[str, str] = {
    order: _ORDERS[order]
    for order in _ordered(_ORDERS, "-date date title -published -rating -mentions org reviewer")
}
"""The orders that readers can choose, and how these are called."""

_COLUMNS = {field.column.name: (field, field.column) for field in FIELDS if field.column}
COLUMNS: Mapping[str, tuple[Field, Column]] = {
    name: _COLUMNS[name]
    for name in _ordered(
        _COLUMNS,
        "title org authors venue published date reviewer rating status tags links mentions",
    )
}
"""What a table can show of a review, by the name of the column."""

STYLES = ("list", "table", "cards")
"""How a listing can look."""


EXPORTS = {"bib": "BibTeX", "csl": "CSL-JSON"}
"""The formats in which a listing's papers can be had as a file, and what they are called."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What an author asks of a listing: which reviews, and how they are shown."""

    query: Query = Query()
    group_by: tuple[str, ...] = ()
    """None, one or two of `GROUP_KEYS`: the second groups within the first."""
    style: str = "list"
    """One of `STYLES`."""
    columns: tuple[str, ...] = ("title", "org", "venue", "date")
    """Some of `COLUMNS`."""
    show: tuple[str, ...] = ()
    """What rows and cards show beside what is usual: some of `looks.PARTS`."""
    hide: tuple[str, ...] = ()
    """What they do not show."""
    limit: int = 0
    """How many reviews to show at the most; 0: all."""
    filter: bool = False
    """Whether readers can filter and sort it, in a browser."""
    export: tuple[str, ...] = ()
    """Some of `EXPORTS`: files of its papers."""
    number: int = 1
    """Of those listings of its page that have such files, from 1."""


@dataclass(frozen=True, slots=True)
class Group:
    """Some reviews under one heading."""

    label: str
    """What they have in common; ``""`` for those that have nothing of the kind."""
    reviews: tuple[Review, ...]


def _unmentioned(review: Review) -> int:
    del review
    return 0


def select(
    reviews: Sequence[Review],
    query: Query,
    *,
    mentions: Callable[[Review], int] = _unmentioned,
) -> tuple[Review, ...]:
    """List the reviews that a query asks for, in its order.

    Args:
        reviews: All reviews, newest first: that order breaks ties.
        query: What is asked.
        mentions: Counts the pages that mention the paper of a review.
    """
    found = [review for review in reviews if _holds(review, query)]
    if query.papers:
        return tuple(_in_order_of(query.papers, found))
    return tuple(_sorted(found, query.sort, mentions))


def group(reviews: Iterable[Review], key: str) -> tuple[Group, ...]:
    """Group reviews by one of `GROUP_KEYS`; each group keeps their order.

    Groups of dates and posts stand in the order of the reviews, others by their label;
    reviews that have nothing of the kind come last. A review of two organisations stands
    in both groups.
    """
    groups = gather(reviews, VALUES[key])
    labels = list(groups) if FIELD[key].group == "newest" else sorted(groups, key=_by_label)
    labels.sort(key=lambda label: not label)
    return tuple(Group(label, tuple(groups[label])) for label in labels)


def gather(items: Iterable[T], labels: Callable[[T], Iterable[str]]) -> dict[str, list[T]]:
    """Put each item under all its labels, or under ``""`` where it has none, in their order."""
    groups: defaultdict[str, list[T]] = defaultdict(list)
    for item in items:
        for label in dict.fromkeys(labels(item)) or [""]:
            groups[label].append(item)
    return dict(groups)


def facet_values(review: Review, key: str) -> tuple[str, ...]:
    """List what a review has of one of `FACET_KEYS`, each once."""
    return tuple(filter(None, dict.fromkeys(VALUES[key](review))))


def link_kinds(review: Review) -> tuple[str, ...]:
    """List the kinds of the links that a review's author typed."""
    return tuple(link.kind for link in review.paper.links)


def sole_value(query: Query) -> tuple[str, str] | None:
    """Name the group that a query asks for, if it asks for nothing else: its kind and its label."""
    if len(query.conditions) != 1 or query != Query(query.conditions, sort=query.sort):
        return None
    condition = query.conditions[0]
    is_sole = len(condition.wanted) == 1 and not condition.unwanted
    return (condition.key, condition.wanted[0]) if is_sole else None


def can_sort(
    reviews: Iterable[Review], sort: str, *, mentions: Callable[[Review], int] = _unmentioned
) -> bool:
    """Tell whether some review has what a sort looks at."""
    value = _sort_value(sort, mentions)
    return any(value(review) for review in reviews)


def unmatched(query: Query, docnames: Iterable[str]) -> tuple[str, ...]:
    """List the globs of a query that match none of some pages."""
    known = tuple(docnames)
    return tuple(g for g in query.posts if not any(matches_glob(name, g) for name in known))


def _searched(key: str, review: Review) -> Iterator[str]:
    """Yield what a condition may name: of a venue, also its series."""
    also = FIELD[key].also
    for value in VALUES[key](review):
        yield value
        if also:
            yield also(value)


def _holds(review: Review, query: Query) -> bool:
    return (
        all(condition.holds(review) for condition in query.conditions)
        and _within(review.date, query)
        and (not query.posts or any(matches_glob(review.docname, g) for g in query.posts))
        and all(_has(review, kind) for kind in query.has)
    )


def _within(date: str, query: Query) -> bool:
    if not (query.since or query.until):
        return True
    after = date >= query.since
    before = not query.until or date[: len(query.until)] <= query.until
    return bool(date) and after and before


def _has(review: Review, kind: str) -> bool:
    wanted = not kind.startswith("!")
    present = kind.lstrip("!") in link_kinds(review)
    return present is wanted


def _in_order_of(papers: Sequence[PaperId], reviews: Sequence[Review]) -> Iterator[Review]:
    """Yield the newest review of each paper."""
    newest: dict[PaperId, Review] = {}
    for review in reviews:
        for paper_id in review.paper.ids:
            newest.setdefault(paper_id, review)
    yield from (newest[paper_id] for paper_id in papers if paper_id in newest)


def _sort_value(sort: str, mentions: Callable[[Review], int]) -> SortValue:
    found = FIELD[sort.removeprefix("-")].sort
    if found and found.value:
        return found.value
    return lambda review: tuple(filter(None, [mentions(review)]))


def _sorted(reviews: list[Review], sort: str, mentions: Callable[[Review], int]) -> list[Review]:
    """Sort, leaving ties as they are; what has no value comes last in either direction."""
    value = _sort_value(sort, mentions)
    known = [review for review in reviews if value(review)]
    # Stable in reverse too: of two with one value, the first stays first.
    known.sort(key=value, reverse=sort.startswith("-"))
    return known + [review for review in reviews if not value(review)]


def _by_label(label: str) -> tuple[tuple[str, str], str]:
    return alphabetical(label), label
