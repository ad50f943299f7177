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
_MOST_WORDS = 6
_SENTENCE = re.compile("[,，、。;；(（)）]")
"""What stands in no label."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words, each folded (see `fold_word`)."""

    papers: frozenset[str]
    """What links to the paper itself are called, and what stands before them."""
    own: frozenset[str]
    """Words of a label of more words that stands before the paper itself."""
    others: frozenset[str]
    """Words of a label that stands before other papers."""
    sections: frozenset[str]
    """Headings of a review's parts: never a paper, nor a subtitle."""
    announcing: frozenset[str]
    """Words of headings that only say that a paper comes."""
    references: frozenset[str]
    """Headings under which papers are only mentioned."""
    nouns: frozenset[str]
    """Words of titles that are no names of people."""
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
        own=frozenset(table["own"]),
        others=frozenset(table["others"]),
        sections=frozenset(map(fold_word, table["sections"])),
        announcing=frozenset(table["announcing"]),
        references=frozenset(map(fold_word, table["references"])),
        nouns=frozenset(table["nouns"]),
        links=_by_word(table["links"]),
        fields=_by_word(table["fields"]),
        venues=tuple(table["venues"]),
    )


def _by_word(table: Mapping[str, list[str]]) -> Mapping[str, str]:
    return {fold_word(word): key for key, words in table.items() for word in words}


def is_paper_label(text: str) -> bool:
    """Tell a label that only says that a link leads to the paper."""
    return fold_word(text) in vocabulary().papers


def tells_paper(text: str) -> bool:
    """Tell a label before a colon that says so by one of its words: ``Where the paper is``."""
    words = [] if _SENTENCE.search(text) else fold_word(text).split()
    known = vocabulary()
    is_own = known.own.intersection(words) and not known.others.intersection(words)
    return is_paper_label(text) or (bool(is_own) and len(words) <= _MOST_WORDS)


def names_field(text: str) -> bool:
    """Tell what stands before a colon, or above a column, and says what follows."""
    return tells_paper(text) or bool(kind_of_label(text) or field_of_name(text))


def names_part(text: str) -> bool:
    """Tell the heading of a review's part, numbered or not, or of a list of references."""
    word = _NUMBER.sub("", fold_word(text), count=1)
    return word in vocabulary().sections or word in vocabulary().references


def names_others(text: str) -> bool:
    """Tell the heading of what only mentions papers: references, related work."""
    return _NUMBER.sub("", fold_word(text), count=1) in vocabulary().references


def announces(text: str) -> bool:
    """Tell a heading that says nothing but that a paper comes: ``Paper Review``."""
    words = fold_word(text).split()
    return bool(words) and vocabulary().announcing.issuperset(words)


def kind_of_label(text: str) -> str:
    """Give the kind of link that a label names, or ``""``."""
    return vocabulary().links.get(fold_word(text), "")


def field_of_name(text: str) -> str:
    """Give what a line or column of this name says of a paper, or ``""``."""
    return vocabulary().fields.get(fold_word(text), "")
