"""Which organisation of a journal's table a service means: only where that is sure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_paperreview.core.orgs import Org, OrgTable, fold

_PARENTHESES = re.compile(r"[(（]([^()（）]*)[)）]")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]?[A-Z]{1,5}")
_SHORT = 4
"""Letters of an alias that may be the acronym of many: UW is in Washington, Warsaw, Waterloo."""


@dataclass(frozen=True, slots=True)
class Organization:
    """An organisation, as a service calls it."""

    name: str
    """The short name in its address: ``nvidia``; may be empty."""
    fullname: str = ""
    """What it calls itself."""

    def __str__(self) -> str:
        return self.fullname or self.name


@dataclass(frozen=True, slots=True)
class Match:
    """What a journal's table says of an organisation."""

    org: str
    """What the journal calls it, or what it may be; empty where nothing is near."""
    is_sure: bool


def match(organization: Organization, table: OrgTable) -> Match:
    """Find an organisation in the table.

    Sure is a full name that the table has, where the short name says nothing else. Anybody may
    take a short name that is nobody's yet, so alone it is a hint.
    """
    by_full = _by_name(organization.fullname, table)
    by_short = table.find(organization.name)
    if by_full is None:
        near = by_short.name if by_short else table.suggest(str(organization))
        return Match(near, is_sure=False)
    agrees = by_short is by_full
    differs = by_short is not None and not agrees and not _are_kin(by_full, by_short)
    is_doubtful = _is_ambiguous(organization.fullname, by_full) and not (
        agrees and fold(organization.name) != fold(organization.fullname)
    )
    return Match(by_full.name, is_sure=not (differs or is_doubtful))


def _by_name(fullname: str, table: OrgTable) -> Org | None:
    """Find an organisation by its full name, whose parentheses must not say something else."""
    first, *others = _parts(fullname) or [""]
    found = table.find(first)
    if found is None:
        return table.find(fullname)
    for other in others:
        inner = table.find(other)
        if inner is not found and not (inner is None and _ACRONYM.fullmatch(other)):
            return None
    return found


def _parts(name: str) -> list[str]:
    """Give a name without what stands in parentheses, and that."""
    inner = [part.strip() for part in _PARENTHESES.findall(name)]
    return [part for part in (_PARENTHESES.sub(" ", name).strip(), *inner) if part]


def _is_ambiguous(fullname: str, org: Org) -> bool:
    """Tell whether a name is a short alias, which others may have as well."""
    folded = fold(fullname)
    return len(folded) <= _SHORT and folded != fold(org.name)


def _are_kin(one: Org, other: Org) -> bool:
    """Tell whether one organisation is a part of the other."""
    return one.parent == other.key or other.parent == one.key


def matched(names: list[str], table: OrgTable) -> Iterator[tuple[str, Match]]:
    """Yield what the table says of names that are no more than names, each organisation once."""
    seen: set[str] = set()
    for name in names:
        found = match(Organization("", name), table)
        if (found.org or name) not in seen:
            seen.add(found.org or name)
            yield name, found
