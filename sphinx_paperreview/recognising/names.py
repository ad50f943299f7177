"""Names of people, told from other words beside a title."""

from __future__ import annotations

import re

from sphinx_paperreview.core.orgs import builtin_orgs
from sphinx_paperreview.recognising.asides import read_aside
from sphinx_paperreview.recognising.facts import Facts, Gathering
from sphinx_paperreview.recognising.vocabulary import words

_PARTICLE = r"(?:van|von|de|den|der|del|della|di|da|dos|du|la|le|el|al|bin|ten|ter|zu|zur|y)"
_WORD = r"(?:[A-ZÀ-ÞĀ-Ž][\w'’`-]+|(?:[A-Z]\.-?)+|[A-Z]\b|[JS]r\.)"
_LATIN = re.compile(rf"(?:{_PARTICLE}\s+)*{_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_WORD}){{0,4}}[*†‡∗\d]*")
_EAST = re.compile("[\u4e00-\u9fff]{2,4}|[\uac00-\ud7a3]{2,5}|[\u3040-\u30ff\u4e00-\u9fff]{2,8}")
_INITIAL = re.compile(r"\b[A-Z]\.")
_BETWEEN = re.compile(r"\s*(?:[,;、，；]\s*(?:and|&)?|\s(?:and|&|和|与)\s)\s*")
_OTHERS = re.compile(r"[\s,]*(?:\bet\.? al\b\.?|\band others\b|等|\.{3}|…)\s*$", re.IGNORECASE)
_EDGES = " \t.,;:·-–—|*_\\"
_BY = re.compile(r"by\s+", re.IGNORECASE)
_CITED = re.compile(r"(?P<names>.+?)[,\s]*[(\[]?(?P<year>(?:19|20)\d\d)[a-z]?[)\]]?\W*")
_LAST = re.compile(r"(?P<names>.*\S)\s*(?:[.,;|]|\s[-–—(]|(?<=\s)\()\s*(?P<said>[^,;|]+)")
_LONGEST = 200
"""Longer labels are titles."""

_MOST = 2000
"""Longer texts are no names."""


def read_names(text: str, *, sure: bool = False) -> str:
    """Give the authors that a text names, as it has them, or ``""`` for any other text.

    Args:
        text: ``Ada Park, Jo Kim``, ``A. Park et al.``
        sure: Whether something else tells that names stand here: one is enough then.
    """
    stripped = text.strip(_EDGES)
    bare = _BY.sub("", stripped, count=1)
    told = sure or bare != stripped or bool(_OTHERS.search(bare))
    names = [name for name in _BETWEEN.split(_OTHERS.sub("", bare)) if name]
    if not names or not all(_is_name(name, among=len(names) > 1 or told) for name in names):
        return ""
    is_told = told or any(_INITIAL.search(name) or _EAST.fullmatch(name) for name in names)
    if len(names) == 1 and not is_told:
        return ""
    if not is_told and 2 * sum(" " in name for name in names) <= len(names):
        return ""
    return f"{bare}." if bare.endswith(" al") else bare


def _is_name(name: str, *, among: bool) -> bool:
    if not (_LATIN.fullmatch(name) or _EAST.fullmatch(name)):
        return False
    if " " not in name and not among:
        return False
    is_word = any(word.strip(".").casefold() in words("nouns") for word in name.split())
    return not is_word and read_aside(name) is None and builtin_orgs().find(name) is None


def read_cited(label: str) -> Facts | None:
    """Read a label of names and a year: ``Hopper (1952)``, ``Ziv, Lempel (1977)``."""
    found = _CITED.fullmatch(label.strip()) if len(label) <= _LONGEST else None
    names = read_names(found["names"], sure=True) if found else ""
    return Facts(authors=names, published=found["year"]) if found and names else None


def read_people(text: str, *, sure: bool = False) -> Facts | None:
    """Read authors, and a venue or a date behind them: ``Ada Park, Jo Kim, ICML 2022``."""
    if len(text) > _MOST:
        return None
    gathering, left = Gathering(), text.strip(_EDGES)
    while left:
        is_told = sure or gathering.facts != Facts()
        people = read_cited(left) or Facts(authors=read_names(left, sure=is_told))
        if people.authors:
            return gathering.facts if gathering.add(people) else None
        found = _LAST.fullmatch(left)
        said = read_aside(found["said"].strip(" .()")) if found else None
        if found is None or said is None or not gathering.add(said):
            return None
        left = found["names"].rstrip(_EDGES)
    return None
