"""What speaks for a place of a post that may introduce a paper, and against it, and how much.

A kind of evidence is a member of `Sign`, with its weight; whoever finds it is a few lines beside
the place that it is about. A place is taken whose weights make up `ENOUGH`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Mode(Enum):
    """How much is taken for a review where it is a matter of taste."""

    CAREFUL = "careful"
    AGGRESSIVE = "aggressive"


class Sign(Enum):
    """A kind of evidence: how much it weighs, and what it says."""

    LINKED = (6, "links to a paper, itself or right below")
    ENTRIES = (6, "most of its entries are papers")
    LABELLED = (4, "a label such as Paper: stands before its link")
    SIBLINGS = (4, "papers stand in this place in most other posts around")
    MANY_SIBLINGS = (2, "papers stand in this place in many other posts around")
    ANNOUNCED = (4, "the page is called the review of a paper")
    RESEMBLES = (4, "a link there is called as the page is")
    CREDITED = (4, "says authors and a venue")
    YEAR = (4, "its title is a link and ends in a year")
    TOLD = (4, "is numbered, or names an organisation in code")
    ALONE = (2, "a link stands alone at the top")
    AMONG = (2, "others of its level link to papers")
    BODY = (2, "has a text of its own")
    DATED = (2, "its title ends in a year")
    FIELDS = (2, "says authors or a venue")
    FILE = (2, "links to a PDF")
    NAMED = (2, "is called as papers are")
    REVIEW = (2, "the page is filed under reviews")
    OPENING = (1, "stands at the top of the page")
    TITLE_LINK = (1, "its title is a link")
    UNLINKED = (-2, "the papers in this place in other posts around have links")
    OTHERWISE = (-2, "papers stand elsewhere in most other posts around")
    BOOK = (-4, "the page is filed under books")
    STUB = (-4, "says hardly anything")
    ELSEWHERE = (-6, "links to a blog, a talk or a demo alone")
    COURSE = (-6, "the page is of a course")
    INDEX = (-6, "the page leads to others")
    HEADED = (-10, "headings of the page link to papers")
    CITATION = (-10, "its link is a citation")
    CITED = (-10, "sentences of the page link to as many papers")
    OWN_WORKS = (-10, "the page is about its author")
    OWN_SOURCE = (-10, "the page names its own paper")
    GROUP = (-10, "headings below it link to papers")
    PART = (-10, "is called as a part of a review")
    OTHERS = (-10, "stands below a heading for other papers")

    def __init__(self, weight: int, says: str) -> None:
        self.weight = weight
        self.says = says


def true_of(told: Mapping[Sign, object]) -> set[Sign]:
    """Give the signs that are told, by whatever is not empty."""
    return {sign for sign, is_told in told.items() if is_told}


ENOUGH: Mapping[Mode, int] = {Mode.CAREFUL: 6, Mode.AGGRESSIVE: 3}
"""The least sum of weights with which a place is taken."""


@dataclass(frozen=True, slots=True)
class Considered:
    """A place that might introduce a paper, and why it was taken or not."""

    line: int
    """In the source file, from 1."""
    shape: str
    """Where it stands: `PAGE`, one of `LISTS`, or a heading as `shape_of` names it."""
    title: str
    """Inline Markdown."""
    signs: frozenset[Sign]
    mode: Mode

    @property
    def points(self) -> int:
        """The sum of its weights."""
        return sum(sign.weight for sign in self.signs)

    @property
    def enough(self) -> int:
        """How many points it takes."""
        return ENOUGH[self.mode]

    @property
    def taken(self) -> bool:
        """Whether it is taken for the introduction of a paper."""
        return self.points >= self.enough

    @property
    def is_linked(self) -> bool:
        """Whether a link there may lead to a paper."""
        return not self.signs.isdisjoint(_LINKS)

    @property
    def ordered(self) -> list[Sign]:
        """Its signs, the heaviest first."""
        return sorted(self.signs, key=lambda sign: (-abs(sign.weight), sign.name))

    @property
    def why(self) -> str:
        """Say each sign with its weight: ``+6 links to a paper, …``."""
        return ", ".join(f"{sign.weight:+d} {sign.says}" for sign in self.ordered) or "no sign"


_LINKS = {Sign.LINKED, Sign.LABELLED, Sign.RESEMBLES, Sign.ALONE, Sign.FILE}

PAGE = "the page itself"
"""The shape of a page that is all about one paper."""


LISTS = ("a list", "a table")
"""The shapes of what holds many papers; nothing is learnt for them."""


def shape_of(level: int, *, numbered: bool) -> str:
    """Name the shape of a heading: ``a numbered heading of level 2``."""
    return f"a{' numbered' * numbered} heading of level {level}"
