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
_BRACKETED = r"\\?[\[【(（](?P<said>[^\[\]【】()（）\\]{2,30})\\?[\]】)）]"
_BEFORE_TITLE = re.compile(rf"\s*(?:{_BRACKETED}|(?P<also>[^:：]{{2,30}})[:：])\s*(?P<title>\S.*)")
_BEHIND_TITLE = re.compile(
    rf"(?P<title>.*?[^\s|–—-])\s*(?:{_BRACKETED}|(?:[|–—-]| )\s*(?P<also>\S+ \S+))\s*"
)
_QUOTED = re.compile(r"\s*(?:《([^《》]+)》|「([^「」]+)」|『([^『』]+)』)\s*")
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
    presenters: frozenset[str]
    """Columns of schedules that say who presents a paper."""
    meetings: frozenset[str]
    """Columns of schedules that say on which day that is."""
    unsettled: frozenset[str]
    """What stands in a schedule where no paper or nobody is known yet."""
    sections: frozenset[str]
    """Headings of a review's parts: never a paper, nor a subtitle."""
    states: frozenset[str]
    """What says before a title how far one is with the paper."""
    announcing: frozenset[str]
    """Words of headings that only say that a paper comes."""
    around: frozenset[str]
    """Words that stand with those before or behind a title."""
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
        presenters=frozenset(table["presenters"]),
        meetings=frozenset(table["meetings"]),
        unsettled=frozenset(table["unsettled"]),
        sections=frozenset(map(fold_word, table["sections"])),
        states=frozenset(map(fold_word, table["states"])),
        announcing=frozenset(table["announcing"]),
        around=frozenset(table["around"]),
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


def is_presenter(text: str) -> bool:
    """Tell a column that says who presents a paper, as schedules of meetings have it."""
    return fold_word(text) in vocabulary().presenters


def is_meeting(text: str) -> bool:
    """Tell a column that says, in a schedule, when a paper is presented."""
    return fold_word(text) in vocabulary().meetings


def is_unsettled(text: str) -> bool:
    """Tell what says nothing, in a schedule: no word, or that something is not known yet."""
    return fold_word(text) in vocabulary().unsettled


def names_part(text: str) -> bool:
    """Tell the heading of a review's part, numbered or not, or of a list of references."""
    word = _NUMBER.sub("", fold_word(text), count=1)
    return word in vocabulary().sections or word in vocabulary().references


def names_others(text: str) -> bool:
    """Tell the heading of what only mentions papers: references, related work."""
    return _NUMBER.sub("", fold_word(text), count=1) in vocabulary().references


def names_state(text: str) -> bool:
    """Tell what says before a title how far one is with the paper: ``Skimmed``, ``읽음``."""
    return fold_word(text) in vocabulary().states


def announces(text: str) -> bool:
    """Tell a heading that says nothing but that a paper comes: ``Paper Review``."""
    words = fold_word(text).split()
    return bool(words) and vocabulary().announcing.issuperset(words)


def without_announcement(title: str) -> str:
    """Leave of what a page is called the title of its paper: ``[논문 리뷰] Lamps`` is ``Lamps``.

    The title as it is where it does not say that it is about a paper.
    """
    for pattern in (_BEFORE_TITLE, _BEHIND_TITLE):
        found = pattern.fullmatch(title)
        is_title = found is not None and any(map(str.isalpha, found["title"]))
        if found and is_title and _surrounds(found["said"] or found["also"]):
            return _without_brackets(found["title"])
    return _without_brackets(title)


def _without_brackets(title: str) -> str:
    found = _QUOTED.fullmatch(title)
    return found[1] or found[2] or found[3] if found else title


def _surrounds(text: str) -> bool:
    """Tell words that say that a paper is about to come, also where no blank parts them."""
    known = vocabulary()
    told = re.findall("|".join(sorted(known.announcing, key=len, reverse=True)), fold_word(text))
    words = sorted(known.announcing | known.around, key=len, reverse=True)
    return bool(told) and not re.sub("|".join(words), "", fold_word(text)).strip()


def kind_of_label(text: str) -> str:
    """Give the kind of link that a label names, or ``""``."""
    return vocabulary().links.get(fold_word(text), "")


def field_of_name(text: str) -> str:
    """Give what a line or column of this name says of a paper, or ``""``."""
    return vocabulary().fields.get(fold_word(text), "")
