"""A line that names a paper, wherever it stands: its title, and what stands around that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from sphinx_paperreview.core.orgs import builtin_orgs
from sphinx_paperreview.recognising.asides import read_aside
from sphinx_paperreview.recognising.entry_lead import Lead
from sphinx_paperreview.recognising.entry_tail import Tail, may_be_file
from sphinx_paperreview.recognising.facts import Facts, Gathering, paper_of
from sphinx_paperreview.recognising.link_kinds import chip, is_web, label_text, says_nothing
from sphinx_paperreview.recognising.names import read_cited, read_people
from sphinx_paperreview.recognising.pieces import (
    Piece,
    emphasised,
    join,
    take_pictures,
    unquoted,
    unwrapped,
)
from sphinx_paperreview.recognising.plain_titles import (
    Divided,
    divide,
    ended,
    read_label,
)
from sphinx_paperreview.recognising.trailing import OPEN
from sphinx_paperreview.recognising.vocabulary import (
    cased_words,
    fold_word,
    is_title_case,
    names_field,
    names_others,
    tells_paper,
)

_PREFIX = re.compile(r"\s*(?P<name>[^\s:：|].{0,60}?)\s*(?:[:：|]|\s[-–—])\s*")
_OPENING = ("[", "(", "（")
_SEPARATORS = " \t,.;:，、。；：·|–—-)]）】\\"
_MOST_WORDS = 6
_LONG = 4


class Form(Enum):
    """How a line tells the title from what else it says."""

    LINK = "a link"
    CITED = "before a link that is called by authors and a year"
    BOLD = "bold"
    QUOTED = "in quotes"
    PLAIN = "before the links"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a line says of the paper that it names."""

    facts: Facts
    form: Form
    rest: str = ""
    """Inline Markdown behind it that says nothing known; of a heading, that is of its title."""
    likely: bool = False
    """Whether a link may lead to a paper, though on a site that nobody knows."""
    names_first: bool = False
    """Whether its authors stand before the title, as in a bibliography."""
    is_sentence: bool = False
    """Whether a sentence begins with the title: ``[Lamp](u) is what we build on``."""
    numbered: bool = False
    is_all: bool = True
    """Of a heading that links to the paper: whether no other words stand beside the link."""
    marked: bool = False
    """Of a heading: whether code, which names an organisation, stands beside the title."""

    @property
    def text(self) -> str:
        """The rest, without what parts it from the title."""
        return self.rest.lstrip(_SEPARATORS)

    @property
    def is_titled(self) -> bool:
        """Whether a link begins it that has a long title for a label."""
        title = self.facts.title if self.form is Form.LINK else ""
        return len(cased_words(title)) >= _LONG and is_title_case(title)

    @property
    def linked(self) -> bool:
        """Whether a link leads to a site of papers."""
        return bool(self.facts.ids)


def read_entry(pieces: Sequence[Piece]) -> Entry | None:
    """Read a line; None where it does not begin with a title, whatever comes before that."""
    return _Reader(list(pieces)).read()


@dataclass(slots=True)
class _Reader:
    left: list[Piece]
    gathering: Gathering = field(default_factory=Gathering)
    before: str = ""
    """A short name before the title: ``DDPM:``."""
    title: str = ""
    page: str = ""
    """Where the title leads to, if that is no known paper."""
    likely: bool = False
    told: str = ""
    """What the text of the title goes on with."""
    names_first: bool = False
    numbered: bool = False
    stopped: bool = False
    """Whether a sentence stands here, or nothing that is called as papers are."""

    def read(self) -> Entry | None:
        lead, form = Lead(self.left, self.gathering), None
        for _ in range(_MOST_WORDS):  # labels, names and emphasis that open before it
            lead.read()
            form = self._title() if self.left else None
            if form is not None or not self.left or self.stopped:
                break
        if form is None or not fold_word(self.title):
            return None
        following = join(self.left).lstrip()
        is_cited = any(piece.kind == "link" and read_cited(piece.text) for piece in self.left)
        shown = take_pictures(self.left)
        tail = Tail(self.left, self.gathering, is_set_off=form is not Form.PLAIN)
        facts = tail.read(self.page, is_link=form is Form.LINK)
        names_people = bool(facts.authors) and following.startswith("by ")
        is_sentence = following[:1].islower() and not names_people
        is_sentence |= is_cited and join(self.left).lstrip(" ,)]）】")[:1].islower()
        pictures = join([*lead.kept, *shown]).strip()
        texts = (self.told, join(self.left).strip().rstrip(OPEN), pictures)
        title = f"{self.before}: {self.title}" if self.before else self.title
        facts, rest = replace(facts, title=title), " ".join(filter(None, texts))
        return Entry(
            facts,
            form,
            rest,
            likely=tail.likely or self.likely,
            names_first=self.names_first,
            is_sentence=is_sentence and bool(rest),
            numbered=self.numbered,
        )

    # The title ------------------------------------------------------------------------------

    def _title(self) -> Form | None:
        piece = self.left[0]
        if piece.kind == "link":
            return self._linked(piece)
        if piece.kind == "mark":
            return self._emphasised(piece)
        self.stopped = piece.kind == "code"  # a file, a command
        return None if self.stopped else self._plain()

    def _linked(self, piece: Piece) -> Form | None:
        label = unwrapped(piece.text)
        self.stopped = bool(read_cited(label)) or says_nothing(label, piece.url)
        if self.stopped:
            return None
        del self.left[0]
        self.numbered, self.title = read_label(label, self.gathering)
        if paper_of(piece.url):
            self.gathering.add(Facts(urls=(piece.url,)))
        elif is_web(piece.url):
            self.page = piece.url
        else:
            self.title = piece.source  # a page of the journal itself
            self.likely = piece.url.lower().endswith(".pdf")
        return Form.LINK

    def _emphasised(self, mark: Piece) -> Form | None:
        marks = (i for i, p in enumerate(self.left) if i and p.source == mark.source)
        end = next(marks, 0)
        inside, after = self.left[1:end], self.left[end + 1 :]
        if not end or any(piece.kind == "link" for piece in inside):
            self.left[:] = [*inside, *after] if end else self.left[1:]
            return None
        Lead(inside, self.gathering).read()
        text = join(inside).strip()
        self.left[:] = after
        if not fold_word(text):
            return None
        following = join(after).lstrip()
        is_label = text.endswith((":", "：")) or following.startswith((":", "："))
        bare = unquoted(text.rstrip(" :："))
        if is_label and names_field(bare):
            self._skip_colon()
            return None
        if self._names_link_behind(bare):
            return None
        if is_label:
            self._skip_colon()
            return self._goes_on(bare)
        divided = divide(text)
        self._divide(divided if divided.facts != Facts() else Divided(ended(bare)), text)
        return Form.BOLD

    def _goes_on(self, bare: str) -> Form:
        """Read a bold short name, which the title goes on behind: ``**Lamp**: Light for All``."""
        self.title = bare
        if self.left and self.left[0].kind == "text":
            text = self.left[0].source
            divided = divide(text)
            if is_title_case(divided.title) and not divided.title.islower():
                del self.left[0]
                self._divide(replace(divided, title=f"{bare}: {divided.title}"), f"{bare}: {text}")
        return Form.BOLD

    def _names_link_behind(self, name: str) -> bool:
        """Take a name right before a linked title: an organisation, or what the paper is called."""
        place = next((i for i, piece in enumerate(self.left[:2]) if piece.kind == "link"), None)
        between = join(self.left[:place]) if place is not None else "."
        if place is None or between.strip(" :：-–—|,"):
            return False
        link = self.left[place]
        is_title = not says_nothing(link.text, link.url) and not chip(link.text, link.url)
        if not is_title or not (paper_of(link.url) or may_be_file(link.url)):
            return False
        if self.title or read_cited(link.text) or len(name.split()) > _MOST_WORDS:
            return False
        del self.left[:place]
        if builtin_orgs().find(name) is None or not self.gathering.add(Facts(orgs=(name,))):
            self.before = name
        return True

    def _skip_colon(self) -> None:
        if self.left and self.left[0].kind == "text":
            self.left[0] = Piece("text", self.left[0].source.lstrip(" :："))

    def _plain(self) -> Form | None:
        end = next((i for i in range(len(self.left)) if self._ends_title(i)), len(self.left))
        text = join(self.left[:end])
        link = self.left[end] if end < len(self.left) and self.left[end].kind == "link" else None
        if link and not chip(link.text, link.url):
            if cited := read_cited(link.text):
                return self._cited(text, cited, link, end)
            if not self._stands_apart(text, link):
                return self._named(text, end)
        divided = divide(text)
        del self.left[:end]
        self._divide(divided, text)
        return Form.QUOTED if divided.quoted else Form.PLAIN

    def _ends_title(self, index: int) -> bool:
        piece = self.left[index]
        if piece.kind == "mark":
            inside = emphasised(self.left, index) or ""
            return index > 0 and bool(read_aside(inside) or read_people(inside, sure=True))
        return piece.kind in ("link", "image") or (index > 0 and piece.kind == "code")

    def _cited(self, text: str, cited: Facts, link: Piece, end: int) -> Form | None:
        title = unquoted(text.strip().rstrip(".,:;"))
        if not fold_word(title) or not self.gathering.add(cited):
            self.stopped = True
            return None
        self.gathering.add(Facts(urls=(link.url,)))
        self.likely = is_web(link.url)
        self.title = title
        del self.left[: end + 1]
        return Form.CITED

    def _stands_apart(self, text: str, link: Piece) -> bool:
        """Tell a link beside a title from one in a sentence."""
        label = label_text(link.text)
        is_label = tells_paper(label) or read_aside(label.strip("[]() ")) is not None
        bracketed = link.text.startswith(("[", "\\[")) and link.text.endswith("]")
        return is_label or bracketed or text.rstrip().endswith(_OPENING)

    def _named(self, text: str, end: int) -> Form | None:
        """Read a short name, or a label, before a linked title: ``DDPM: [Denoising …](u)``."""
        is_ended = text.rstrip().endswith((".", ",", ":"))
        is_list = "," in text and text.rstrip().endswith(":")  # of names
        people = read_people(text.strip(" .,:("), sure=is_list) if is_ended else None
        if people and self.gathering.add(people):
            self.names_first = True
            del self.left[:end]
            return None
        found = _PREFIX.fullmatch(text)
        name = found["name"].strip() if found else ""
        link = self.left[end]
        self.stopped = not name or len(name.split()) > _MOST_WORDS or names_others(name)
        if self.stopped:
            return None
        self.left[:end] = []
        if names_field(name):
            return None
        self.stopped = not self._names_link_behind(name) and not is_web(link.url)
        return None

    def _divide(self, divided: Divided, text: str) -> None:
        """Take a title and what is said beside it; all of the text where that does not agree."""
        agrees = self.gathering.add(divided.facts)
        self.title = divided.title.strip() if agrees else text.strip()
        self.names_first = agrees and divided.names_first
        self.told = divided.rest if agrees else ""
