"""What an organisation's badge needs beside its name."""

from __future__ import annotations

import hashlib

from sphinx_paperreview.core.orgs import OrgTable, fold
from sphinx_paperreview.core.slugs import slug

HUES = 24
"""How many hues there are for organisations that have no colour."""


def hue(name: str) -> int:
    """Return the stable number of the hue of an organisation that has no colour, from 0.

    >>> hue("Northwind Labs")
    3
    """
    digest = hashlib.blake2b(fold(name).encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") % HUES


def org_class(name: str, orgs: OrgTable) -> str:
    """Name the class: the organisation's own where it has a look, else one of some hues."""
    org = orgs.find(name)
    if org is not None and (org.color or org.logo):
        return f"paper-org-{slug(org.key)}"
    return f"paper-hue-{hue(fold(org.name if org else name))}"


def parent_name(name: str, orgs: OrgTable) -> str:
    """Name the organisation that another belongs to, or ``""``."""
    org = orgs.find(name)
    parent = orgs.get(org.parent) if org and org.parent else None
    return parent.name if parent else ""


def home_page(name: str, orgs: OrgTable) -> str:
    """Give an organisation's own address, or ``""``."""
    org = orgs.find(name)
    return org.url if org else ""


def part_names(name: str, orgs: OrgTable) -> list[str]:
    """Name the organisations that belong to another, in the order of the table."""
    org = orgs.find(name)
    return [part.name for part in orgs if org and part.parent == org.key]
