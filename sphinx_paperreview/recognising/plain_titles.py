"""A title in a text, told from the authors, venues and remarks beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from sphinx_paperreview.recognising.asides import read_aside
from sphinx_paperreview.recognising.facts import Facts, Gathering, paper_of
from sphinx_paperreview.recognising.names import read_cited, read_people
from sphinx_paperreview.recognising.pieces import cut_number, unquoted
from sphinx_paperreview.recognising.vocabulary import cased_words, fold_word, is_title_case

_ID_BEFORE = re.compile(r"\[?(?:arXiv:)?\d{4}\.\d{4,5}(?:v\d+)?\]?[:\s]\s*", re.IGNORECASE)
_REMARK_BEHIND = re.compile(
    r"(?P<title>.*\S)\s*(?:[(\[](?P<told>[^()\[\]]+)[)\]]|[,|]\s*(?P<bare>[^,|]+))"
)
_REMARK_BEFORE = re.compile(r"[(\[](?P<told>[^()\[\]]+)[)\]]\s*(?P<title>\S.*)")
_SENTENCE = re.compile(r"(?P<mark>[.?!])[\"”]?\s+|(?P<wide>[。？！])\s*|\s*\\ \s*")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:vs|e\.g|i\.e|al|St|Dr|No|Vol|cf|etc))$", re.IGNORECASE)
_DIVIDED = re.compile(r"\s+(?:[-–—|·]+|by(?=\s[A-Z]))\s+|\s{2,}|,\s+|\s+(?=[(（])")
_STEPS = re.compile(r"\s+[-–—|·]+\s+|\s*\\ \s*|\s{2,}")
_QUOTED = re.compile(
    r"(?P<before>(?:[^\"“「『]*?[,.:)])?)[\s,.:]*"
    r"(?:[\"“]+(?P<plain>[^\"“”]{4,300})[\"”]+|「(?P<hook>[^「」]{2,300})」|『(?P<double>[^『』]{2,300})』)"
    r"(?P<rest>.*)"
)
_EDGES = " \t,;:·|–—-\\"
_BEHIND = " ,;:·|→–—-\\([（【"
_MOST = 1200
"""Longer texts are not divided: they are no titles."""

_MOST_CUTS = 24
_NAME_WORDS = (2, 3)
"""So many words a sentence behind a title has that is the name of its only author."""

_NOTHING = Facts()


@dataclass(frozen=True, slots=True)
class Divided:
    """A text that begins with a title, or with the authors before it."""

    title: str
    facts: Facts = _NOTHING
    rest: str = ""
    """What else it says."""
    quoted: bool = False
    names_first: bool = False


def divide(text: str) -> Divided:
    """Divide a text into a title and what is said behind it, or before it.

    ``Title. Ada Park, Jo Kim. CVPR, 2021.``, ``A. Park et al. "Title." ICML 2020``
    """
    bare = text.strip().lstrip(_EDGES)
    if len(bare) > _MOST:
        return Divided(bare)
    quoted = _quoted(bare)
    if quoted is not None:
        return quoted
    found = _names_first(bare)
    if found is not None:
        return found
    for head, tail in _cuts(bare):
        said = _said(tail)
        if said is not None and fold_word(head):
            return Divided(head, said)
    for head, tail in sentences(bare):
        said = read_people(tail, sure=True) if len(tail.split()) in _NAME_WORDS else None
        if said is not None and " " in head:
            return Divided(head, said)
    return _described(bare)


def _quoted(text: str) -> Divided | None:
    found = _QUOTED.fullmatch(text)
    if found is None:
        return None
    before, rest = found["before"].strip(" ,.:"), found["rest"].lstrip(" .,")
    people = read_people(before, sure=True) if before else Facts()
    if people is None:
        return None
    title = next(filter(None, (found["plain"], found["hook"], found["double"]))).strip(" ,.")
    said = _said(rest) if rest else Facts()
    joined = people.joined(said) if said is not None else None
    facts, left = (joined, "") if joined is not None else (people, rest)
    return Divided(title, facts, left, quoted=True, names_first=bool(before))


def _names_first(text: str) -> Divided | None:
    """Read ``Ada Park, Jo Kim. Title. CVPR 2021.`` and ``Park et al. (2020). Title.``, say."""
    for head, tail in sentences(text):
        people = read_people(head) if "," in head or " et al" in head else read_cited(head)
        if people is None or not fold_word(tail):
            continue
        inner = next((cut for cut in _cuts(tail) if _said(cut[1]) is not None), None)
        said = _said(inner[1]) if inner else None
        joined = people.joined(said) if said else None
        title = inner[0] if inner and joined else tail
        return Divided(ended(title.strip()), joined or people, names_first=True)
    return None


def _cuts(text: str) -> Iterator[tuple[str, str]]:
    """Give the ways in which a text may be a title and what is said behind it."""
    yield from sentences(text)
    for number, found in enumerate(_DIVIDED.finditer(text)):
        if number == _MOST_CUTS:
            return
        yield text[: found.start()].rstrip(_BEHIND), text[found.end() :]


def sentences(text: str) -> Iterator[tuple[str, str]]:
    """Cut a text at the end of each of its first sentences."""
    for number, found in enumerate(_SENTENCE.finditer(text)):
        if number == _MOST_CUTS:
            return
        head = text[: found.start()]
        if _ABBREVIATED.search(head):
            continue
        mark = found["mark"] or found["wide"] or ""
        yield head.rstrip(_BEHIND) + (mark if mark in "?!？！" else ""), text[found.end() :]


def _said(text: str) -> Facts | None:
    """Read a text that says nothing but authors, a venue, a date, an id."""
    bare = text.strip(" \t.,;:·|–—-\\()（）[]")
    if not bare:
        return None
    if not bare.startswith(("http://", "https://")) and paper_of(bare):
        return Facts(urls=(bare,))
    return read_aside(bare) or read_people(bare)


def _described(text: str) -> Divided:
    """Divide what describes a paper from its title, at a gap, a dash or the end of a sentence."""
    ends = [(*cut, ".") for cut in sentences(text) if cut[0][-1:] not in tuple("?!？！")]
    marks = [
        (text[: found.start()].rstrip(_BEHIND), text[found.end() :], found[0].strip(" \\"))
        for found in islice(_STEPS.finditer(text), _MOST_CUTS)
    ]
    for head, tail, mark in sorted([*ends, *marks], key=lambda cut: len(cut[0])):
        is_title = fold_word(head) and len(tail) > len(head) and (mark != "." or " " in head)
        if is_title and (not mark or _reads_on(tail)):
            return Divided(head, rest=tail)
    return Divided(ended(text.strip().rstrip(_BEHIND)))


def ended(title: str) -> str:
    """Leave out the period behind a title."""
    bare = title.removesuffix(".")
    return title if bare.endswith(".") or _ABBREVIATED.search(bare) else bare


def _reads_on(text: str) -> bool:
    """Tell text that goes on as a sentence from the second half of a title."""
    return len(cased_words(text)) >= 3 and not is_title_case(text)


def read_label(label: str, gathering: Gathering) -> tuple[bool, str]:
    """Give the title that a link is called by, and tell whether a number stood before it.

    An id before it goes; a venue or a date at its ends, and authors behind a dash, are gathered.
    """
    numbered, bare = cut_number(label)
    bare = _ID_BEFORE.sub("", bare, count=1)
    for pattern in (_REMARK_BEFORE, _REMARK_BEHIND):
        found = pattern.fullmatch(bare)
        told = found.groupdict() if found else {}
        said = read_aside(told.get("told") or told.get("bare") or "")
        if said and (said.venue or said.published) and gathering.add(said):
            bare = told["title"]
    head, dash, tail = bare.rpartition(" - ")
    people = read_people(tail, sure="," in tail) if dash else None
    if people and gathering.add(people):
        bare = head
    return numbered, unquoted(bare) or label
