"""The pages that a site's reviews give: one for each organisation, tag, venue, source, month."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain

from sphinx_paperreview.core.badges import parent_name, part_names
from sphinx_paperreview.core.group_pages import Cutter, GroupPage
from sphinx_paperreview.core.leaves import ROWS, Names, Turning, leaves_of, turnings
from sphinx_paperreview.core.orgs import OrgTable
from sphinx_paperreview.core.query import Group
from sphinx_paperreview.core.slugs import slug
from sphinx_paperreview.core.tables import Tables, newest_first
from sphinx_paperreview.core.values import series_of

KINDS = ("org", "tag", "venue", "source", "month", "reviewer")
"""What can have a page for each of its values; each is one of `GROUP_KEYS`."""

OVERVIEW_KEYS = (*KINDS, "author")
"""What an overview can list."""

_OF_SEVERAL = frozenset({"reviewer"})
"""Kinds that tell nothing where there is one value alone: who writes a journal of one person."""

INDEX = "index"
"""Name of an overview within its folder."""

_DEVICES = {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
_RESERVED = frozenset({INDEX, "con", "prn", "aux", "nul", *_DEVICES})
"""Names that no page of a value has: the overview's, and those of Windows' devices."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What an author asks of an overview."""

    kinds: tuple[str, ...] = ()
    """Some of `OVERVIEW_KEYS`; empty: all that have pages."""
    limit: int = 0
    """How many values of each kind to show at the most; 0: all."""

    def shown(self, kinds: tuple[str, ...], tables: Tables) -> tuple[str, ...]:
        """List the kinds to show, given those of which a site wants pages."""
        return self.kinds or tuple(one for one in kinds if has_several(one, tables.labels(one)))


@dataclass(frozen=True, slots=True)
class OverviewLeaf:
    """A page of an overview."""

    name: str
    kind: str
    groups: tuple[Group, ...] = field(repr=False)
    turning: Turning


@dataclass(frozen=True, slots=True)
class Collision:
    """Several values that are so much alike that they ask for one page."""

    kind: str
    groups: tuple[Group, ...]
    """The first has the page; the others have pages with a hash in their names."""
    name: str


@dataclass(frozen=True)
class Plan:
    """All pages that a site's reviews give."""

    folder: str = ""
    """Where they stand, relative to the site's root; empty: there are none."""
    groups: Mapping[str, tuple[Group, ...]] = field(default_factory=dict, repr=False)
    """What there is of each kind that has pages: months newest first, others by size."""
    names: Mapping[tuple[str, str], str] = field(default_factory=dict, repr=False)
    """The page of each value, by its kind and its label."""
    collisions: tuple[Collision, ...] = ()
    rows: int = ROWS
    """How many reviews or values a page shows at the most."""
    listed: Mapping[str, tuple[Group, ...]] = field(default_factory=dict, repr=False)
    """What the overview of each kind lists: a series of venues stands in none."""

    def overview(self, kind: str = "") -> str:
        """Name the page that lists all values of a kind, or all kinds; ``""`` if there is none."""
        if not self.groups or (kind and kind not in self.groups):
            return ""
        return "/".join(filter(None, (self.folder, kind, INDEX)))

    def relatives(self, kind: str, label: str, orgs: OrgTable) -> tuple[list[str], list[str]]:
        """Name what a value is a part of, and its parts; of both only what has a page.

        An organisation may have a parent; a venue has its series, which gathers the years.
        """
        above: list[str] = []
        below: list[str] = []
        if kind == "org":
            above, below = [parent_name(label, orgs)], part_names(label, orgs)
        elif kind == "venue":
            above, below = [series_of(label)], self._editions.get(label, [])
        has_page = [
            [one for one in found if one != label and (kind, one) in self.names]
            for found in (above, below)
        ]
        return has_page[0], has_page[1]

    @cached_property
    def _editions(self) -> Mapping[str, list[str]]:
        """The venues of each series, the newest first."""
        editions: dict[str, list[str]] = {}
        for venue in sorted((found.label for found in self.groups["venue"]), reverse=True):
            editions.setdefault(series_of(venue), []).append(venue)
        return editions

    def overviews(self) -> Iterator[tuple[str, str]]:
        """Yield kind and page of each overview; of that of all kinds, ``""``."""
        for kind in ("", *self.groups) if self.groups else ():
            yield kind, self.overview(kind)

    @cached_property
    def overview_leaves(self) -> tuple[OverviewLeaf, ...]:
        """The pages of the overviews of each kind."""
        return tuple(
            leaf
            for kind, groups in self.listed.items()
            for leaf in _overview_leaves(kind, self.overview(kind), groups, self.rows)
        )

    @cached_property
    def pages(self) -> tuple[GroupPage, ...]:
        """The pages of all values."""
        cutter = Cutter(self.rows)
        return tuple(
            page
            for kind, groups in self.groups.items()
            for found in groups
            for page in cutter.pages(self.names[kind, found.label], kind, found)
        )

    @cached_property
    def values(self) -> Mapping[str, tuple[str, str]]:
        """Kind and label of each value that has a page, by the page."""
        return {name: value for value, name in self.names.items()}

    def all_names(self) -> tuple[str, ...]:
        """Name every page of the plan, overviews too."""
        top = [self.overview()] if self.groups else []
        overviews = (leaf.name for leaf in self.overview_leaves)
        return (*top, *overviews, *(page.name for page in self.pages))


def plan_pages(
    tables: Tables,
    folder: str,
    kinds: Iterable[str],
    *,
    rows: int = ROWS,
    key_of: Callable[[str, str], str] = lambda _kind, label: label,
) -> Plan:
    """Plan the pages of some kinds.

    Args:
        tables: What the library knows of all reviews.
        folder: Where pages stand, relative to the site's root, POSIX; empty: there are none.
        kinds: Some of `KINDS`.
        rows: How many reviews a page shows at the most.
        key_of: Gives for a kind and a label the text that the page is named by.
    """
    groups = {kind: by_size(kind, tables) for kind in kinds} if folder else {}
    groups = {kind: found for kind, found in groups.items() if has_several(kind, found)}
    listed = dict(groups)
    if "venue" in groups:
        groups["venue"] = _with_series(groups["venue"])
    names: dict[tuple[str, str], str] = {}
    collisions: list[Collision] = []
    for kind, found in groups.items():
        slugs, collided = _slugs(found, partial(key_of, kind))
        stem = f"{folder}/{kind}"
        names |= {(kind, label): f"{stem}/{name}" for label, name in slugs.items()}
        collisions += [Collision(kind, same, f"{stem}/{name}") for name, same in collided.items()]
    return Plan(folder, groups, names, tuple(collisions), rows, listed)


_VALUE = 4
"""What a value weighs in an overview."""


def _overview_leaves(
    kind: str, name: str, groups: tuple[Group, ...], rows: int
) -> Iterator[OverviewLeaf]:
    """Cut an overview into pages: months are numbered from the oldest, others as one reads."""
    weights = [_VALUE + len(found.label) // 100 for found in groups]
    found = leaves_of(weights, rows, Names(name, name), is_dated=kind == "month")
    ways = turnings([leaf for leaf, _part in found])
    for (leaf, part), turning in zip(found, ways, strict=True):
        yield OverviewLeaf(leaf.name, kind, groups[part], turning)


def has_several(kind: str, values: Sized) -> bool:
    """Tell whether there are as many values of a kind as make a page worth having: mostly one."""
    return len(values) > (kind in _OF_SEVERAL)


def by_size(kind: str, tables: Tables) -> tuple[Group, ...]:
    """List the groups of a kind as an overview does: months newest first, others by papers."""
    groups = tables.groups(kind)
    if kind == "month":
        return groups
    return tuple(sorted(groups, key=lambda found: -tables.count_papers(found.reviews)))


def _with_series(venues: tuple[Group, ...]) -> tuple[Group, ...]:
    """Add a group for each series of which there are several years: ``ICLR``.

    A series that its author has reviewed without a year, too, has those reviews as well.
    """
    editions: dict[str, list[Group]] = {}
    for found in venues:
        editions.setdefault(series_of(found.label), []).append(found)
    labels = {found.label for found in venues}
    taken = {_folded(slug(label)) for label in labels}
    series = {
        name: Group(name, tuple(sorted(chain(*(one.reviews for one in same)), key=newest_first)))
        for name, same in editions.items()
        if name and len(same) > 1 and (name in labels or _folded(slug(name)) not in taken)
    }
    return (*(found for found in venues if found.label not in series), *series.values())


def _slugs(
    groups: Iterable[Group], key_of: Callable[[str], str]
) -> tuple[dict[str, str], dict[str, tuple[Group, ...]]]:
    """Name the page of each value; tell which values would have had one name.

    Of those, the first by its label has it, so that a name does not move when reviews are added.
    """
    wanted: dict[str, list[Group]] = {}
    for found in sorted(groups, key=lambda found: found.label):
        wanted.setdefault(_folded(slug(key_of(found.label))), []).append(found)
    names: dict[str, str] = {}
    collided: dict[str, tuple[Group, ...]] = {}
    taken = wanted.keys() - _RESERVED - {""}
    for folded, same in wanted.items():
        free = folded in taken
        for i, found in enumerate(same):
            name = slug(key_of(found.label))
            names[found.label] = name if free and i == 0 else _hashed(name, found.label, taken)
        if folded and len(same) > 1:
            collided[names[same[0].label]] = tuple(same)
    return names, collided


def _folded(name: str) -> str:
    """Fold what some file systems take for one name: ``straße`` and ``strasse``."""
    return unicodedata.normalize("NFC", name.casefold())


def _hashed(name: str, label: str, taken: set[str]) -> str:
    """Name a page whose slug is taken, reserved or empty, as that of ``🔥`` is.

    The name is added to those that are taken.
    """
    content = label.encode(errors="surrogatepass")
    while True:
        digest = hashlib.blake2b(content, digest_size=4).hexdigest()
        hashed = "-".join(filter(None, (name, digest)))
        if _folded(hashed) not in taken:
            taken.add(_folded(hashed))
            return hashed
        content += b"\0"
