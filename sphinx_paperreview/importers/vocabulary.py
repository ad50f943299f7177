"""The words by which journals name the parts of a review (table in ``data/vocabulary.toml``)."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

_NO_WORD = re.compile(r"[^\w&+#]+")
_NUMBER = re.compile(r"^\d{1,2} ")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words, each folded (see `fold_word`)."""

    papers: frozenset[str]
    """What links to the paper itself are called, and what stands before them."""
    sections: frozenset[str]
    """Headings of a review's parts: never a paper, nor a subtitle."""
    references: frozenset[str]
    """Headings under which papers are only mentioned."""
    links: Mapping[str, str]
    """What links are called → the option of the directive that they belong to."""
    fields: Mapping[str, str]
    """Names of lines and columns → what they say of a paper."""
    venues: tuple[str, ...]
    """Conferences and journals, as they are spelt."""


def fold_word(text: str) -> str:
    """Fold case, marks and emoji of a label: ``**📄 Paper:**`` is ``paper``."""
    composed = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_NO_WORD.sub(" ", composed.replace("_", " ")).split())


@cache
def vocabulary() -> Vocabulary:
    """Give the words that importers know."""
    file = resources.files("sphinx_paperreview") / "data" / "vocabulary.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return Vocabulary(
        papers=frozenset(map(fold_word, table["papers"])),
        sections=frozenset(map(fold_word, table["sections"])),
        references=frozenset(map(fold_word, table["references"])),
        links=_by_word(table["links"]),
        fields=_by_word(table["fields"]),
        venues=tuple(table["venues"]),
    )


def _by_word(table: Mapping[str, list[str]]) -> Mapping[str, str]:
    return {fold_word(word): key for key, words in table.items() for word in words}


def is_paper_label(text: str) -> bool:
    """Tell a label that only says that a link leads to the paper."""
    return fold_word(text) in vocabulary().papers


def names_part(text: str) -> bool:
    """Tell the heading of a review's part, numbered or not, or of a list of references."""
    word = _NUMBER.sub("", fold_word(text), count=1)
    return word in vocabulary().sections or word in vocabulary().references


def kind_of_label(text: str) -> str:
    """Give the kind of link that a label names, or ``""``."""
    return vocabulary().links.get(fold_word(text), "")


def field_of_name(text: str) -> str:
    """Give what a line or column of this name says of a paper, or ``""``."""
    return vocabulary().fields.get(fold_word(text), "")
