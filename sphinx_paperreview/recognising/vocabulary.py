"""The words by which journals name the parts of a review (table in ``data/vocabulary.toml``)."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

_NO_WORD = re.compile(r"[^\w&+#]+")
_NUMBER = re.compile(r"^\d{1,2} ")
_MOST_WORDS = 6
_MOST_OF_VENUE = 4
_WORDS_TOO = {"nature", "science", "micro", "chi"}
_BRACKETED = r"\\?[\[【(（](?P<said>[^\[\]【】()（）\\]{2,30})\\?[\]】)）]"
_BEFORE_TITLE = re.compile(rf"\s*(?:{_BRACKETED}|(?P<also>[^:：]{{2,30}})[:：])\s*(?P<title>\S.*)")
_BEHIND_TITLE = re.compile(
    rf"(?P<title>.*?[^\s|–—-])\s*(?:{_BRACKETED}|(?:[|–—-]| )\s*(?P<also>\S+ \S+))\s*"
)
_BEFORE_QUOTED = re.compile(
    r"\s*(?P<said>)(?P<also>[^\"“'‘«]{2,30})\s[\"“'‘«](?P<title>[^\"“”«»]+)[\"”'’»]\s*"
)
_QUOTED = re.compile(r"\s*(?:《([^《》]+)》|「([^「」]+)」|『([^『』]+)』)\s*")
_CASED = re.compile(r"[^\W\d_]{4,}")
_CREDITS = ("title", "authors", "org", "venue", "published")
_SENTENCE = re.compile("[,，、。;；(（)）]")
"""What stands in no label."""


def fold_word(text: str) -> str:
    """Fold case, marks and emoji of a label: ``**📄 Paper:**`` is ``paper``."""
    composed = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_NO_WORD.sub(" ", composed.replace("_", " ")).split())


def is_title_case(text: str) -> bool:
    """Tell whether at least half of the longer words begin with a capital, where there are any."""
    told = cased_words(text)
    return 2 * sum(word[0].isupper() for word in told) >= len(told)


def cased_words(text: str) -> list[str]:
    """Give the longer words of a script that has capitals."""
    return [word for word in _CASED.findall(text) if word.lower() != word.upper()]


@cache
def table(name: str = "vocabulary") -> Mapping[str, Any]:
    """Give a table of the data that importers know."""
    file = resources.files("sphinx_paperreview") / "data" / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def words(kind: str) -> frozenset[str]:
    """Give the words of a kind, each folded; the file says what they are."""
    return frozenset(map(fold_word, table()[kind]))


@cache
def venues() -> tuple[str, ...]:
    """Give conferences and journals, as they are spelt."""
    return tuple(table()["venues"])


@cache
def _by_word(kind: str) -> Mapping[str, str]:
    return {fold_word(word): key for key, each in table()[kind].items() for word in each}


def is_among(text: str, kind: str) -> bool:
    """Tell a word of a kind, such as ``presenters``, however it is written."""
    return fold_word(text) in words(kind)


def is_paper_label(text: str) -> bool:
    """Tell a label that only says that a link leads to the paper."""
    return is_among(text, "papers")


def tells_paper(text: str) -> bool:
    """Tell a label before a colon that says so by one of its words: ``Where the paper is``."""
    said = [] if _SENTENCE.search(text) else fold_word(text).split()
    is_own = words("own").intersection(said) and not words("others").intersection(said)
    return is_paper_label(text) or (bool(is_own) and len(said) <= _MOST_WORDS)


def names_field(text: str) -> bool:
    """Tell what stands before a colon, or above a column, and says what follows."""
    return tells_paper(text) or bool(kind_of_label(text) or field_of_name(text))


def names_credit(text: str) -> bool:
    """Tell a heading of no part of a text: it names the paper, who wrote it, or where it stands."""
    return is_paper_label(text) or field_of_name(text) in _CREDITS


def names_part(text: str) -> bool:
    """Tell the heading of a review's part, numbered or not, or of a list of references."""
    word = _NUMBER.sub("", fold_word(text), count=1)
    return word in words("sections") or word in words("references")


def names_others(text: str) -> bool:
    """Tell the heading of what only mentions papers: references, related work."""
    return _NUMBER.sub("", fold_word(text), count=1) in words("references")


def announces(text: str) -> bool:
    """Tell a heading that says nothing but that a paper comes: ``Paper Review``."""
    said = fold_word(text).split()
    return bool(said) and words("announcing").issuperset(said)


def announces_one(text: str) -> bool:
    """Tell a heading that only says of which day or list a paper is: ``Paper of the week``."""
    said, telling = set(fold_word(text).split()), words("announcing")
    return bool(said & telling) and said <= telling | words("around")


def without_announcement(title: str) -> str:
    """Leave of what a page is called the title of its paper: ``[논문 리뷰] Lamps`` is ``Lamps``.

    So is ``[CVPR'21] Lamps``. The title as it is where it does not say that it is about a paper.
    """
    for pattern in (_BEFORE_TITLE, _BEFORE_QUOTED, _BEHIND_TITLE):
        found = pattern.fullmatch(title)
        if found is None or not any(map(str.isalpha, found["title"])):
            continue
        said = found["said"] or found["also"]
        is_venue = pattern is _BEFORE_TITLE and bool(found["said"]) and _is_venue(found["said"])
        if is_venue or (_surrounds(said) and not _goes_on(found)):
            return _without_brackets(found["title"])
    return _without_brackets(title)


def _is_venue(text: str) -> bool:
    """Tell a conference or journal, and a year: ``ICLR'18``; a name that is a word needs it."""
    said = fold_word(text).split()
    names = {fold_word(name) for name in venues()}.intersection(said)
    years = [word for word in said if word.isdecimal()]
    return bool(names) and len(said) <= _MOST_OF_VENUE and bool(years or names - _WORDS_TOO)


def _goes_on(found: re.Match[str]) -> bool:
    """Tell words behind but a blank that are of the title: ``How I review papers``."""
    between = found.string[found.end("title") : found.start("also")]
    if not found["also"] or not between.isspace():
        return False
    first, second = found["also"].split()
    says_how = fold_word(second) in words("announcing") | words("noting")
    return not (tells_paper(first) and says_how)


def _without_brackets(title: str) -> str:
    found = _QUOTED.fullmatch(title)
    return found[1] or found[2] or found[3] if found else title


def _surrounds(text: str) -> bool:
    """Tell words that say that a paper is about to come, also where no blank parts them."""
    telling = words("announcing") | words("noting")
    told = re.findall("|".join(sorted(telling, key=len, reverse=True)), fold_word(text))
    known = sorted(telling | words("around"), key=len, reverse=True)
    return bool(told) and not re.sub("|".join(known), "", fold_word(text)).strip()


def kind_of_label(text: str) -> str:
    """Give the kind of link that a label names, or ``""``."""
    return _by_word("links").get(fold_word(text), "")


def field_of_name(text: str) -> str:
    """Give what a line or column of this name says of a paper, or ``""``."""
    return _by_word("fields").get(fold_word(text), "")
