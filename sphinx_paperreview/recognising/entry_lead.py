"""What stands before the title in a line: marks, numbers, dates, venues, badges."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from sphinx_paperreview.core.orgs import builtin_orgs
from sphinx_paperreview.recognising.asides import read_aside, read_stars
from sphinx_paperreview.recognising.facts import Facts, Gathering, paper_of
from sphinx_paperreview.recognising.link_kinds import chip, says_nothing
from sphinx_paperreview.recognising.pieces import EMPHASIS, Piece, emphasised, join, without_number
from sphinx_paperreview.recognising.trailing import read_remark, said_by_code
from sphinx_paperreview.recognising.vocabulary import fold_word, is_among, names_field

_CHECKBOX = re.compile(r"\s*\\?\[[ xX✓✔]\\?\]\s+")
_TOLD = re.compile(r"\s*[\[(【（](?P<told>[^\[\]()【】（）]{1,120})[\])】）]\s*(?:[-–—:,|]\s*)?")
_UP_TO_MARK = re.compile(r"\s*(?P<told>[^:：|\[\]()]{2,40}?)\s*(?:[:：|]|\s[-–—]|,\s|\s*$)\s*")
_DAY = re.compile(
    r"\s*(?P<told>(?:19|20)\d\d[./-]\d{1,2}(?:[./-]\d{1,2})?|\d{1,2}/(?:19|20)\d\d)\s+"
)
_STARS = re.compile(r"\s*(?P<told>(?:[⭐★🌟]\ufe0f?\s*){2,}[☆✩]*)\s*")
_STATES = (
    re.compile(r"(?P<told>[^\W\d_]+(?:[ -][^\W\d_]+){0,2})\s*(?:(?P<mark>[:：])\s*|$)"),
    re.compile(r"(?P<told>[^\W\d_]+)(?P<mark>)\s+"),
)
_DROPPED = ("So", "Sk", "Mn", "Cf", "Pd")
_SEPARATORS = " \t.,:;|·•*>→✓])】）"
_TAG_WORDS = 3


@dataclass(slots=True)
class Lead:
    """Takes off the front of a line what stands there before a title."""

    left: list[Piece]
    gathering: Gathering
    kept: list[Piece] = field(default_factory=list)
    """Pictures without a link: nobody knows what they say."""

    def read(self) -> None:
        """Read up to the title."""
        _, self.left[:] = without_number(self.left)
        while self.left and self._read_one():
            pass

    def _read_one(self) -> bool:
        piece = self.left[0]
        if piece.kind == "text":
            return self._read_text(piece)
        if piece.kind == "mark":
            return self._read_emphasised()
        is_mark = piece.kind == "link" and not (piece.url and fold_word(piece.text))
        if piece.kind == "image" or (is_mark and not paper_of(piece.url)):
            self.kept.append(self.left.pop(0))
            return True
        if piece.kind == "code":
            said = read_aside(piece.text) or (
                said_by_code(piece.text) if self._is_titled() else None
            )
            return self._take(said, 1)
        return self._take(chip(piece.text, piece.url), 1)

    def _is_titled(self) -> bool:
        """Whether a link or bold text is what stands behind code: it names no file or command."""
        behind = (piece for piece in self.left if piece.kind != "code" and fold_word(piece.source))
        following = next((p for p in self.left[1:] if p.kind in ("link", "mark")), None)
        return following is not None and next(behind, None) is following

    def _take(self, said: Facts | None, count: int) -> bool:
        if said is None or not self.gathering.add(said):
            return False
        del self.left[:count]
        return True

    def _read_text(self, piece: Piece) -> bool:
        text = without_marks(piece.source)
        if not text:
            del self.left[0]
            return True
        if self._read_task(text):
            return True
        for pattern in (_STARS, _TOLD, _DAY, _UP_TO_MARK):
            found = pattern.match(text)
            said = self._remark(found["told"], pattern) if found else None
            if found and said and self.gathering.add(said):
                return self._leave(text[found.end() :])
        found = _TOLD.match(text)
        if found and self._names_before_title(found["told"], text[found.end() :]):
            return self._leave(text[found.end() :])
        self.left[0] = Piece("text", text)
        numbered, rest = without_number(self.left)
        if numbered and text != piece.source:
            self.left[:] = rest
            return True
        return False

    def read_task(self) -> None:
        """Read nothing but how far one is with what stands behind it: ``[x]``, ``TODO``."""
        if self.left and self.left[0].kind == "text":
            self._read_task(self.left[0].source)

    def _read_task(self, text: str) -> bool:
        if found := _CHECKBOX.match(text):
            return self._leave(text[found.end() :])
        for found in filter(None, (pattern.match(text) for pattern in _STATES)):
            if self._names_state(found) and self.gathering.add(Facts(tags=(found["told"],))):
                return self._leave(text[found.end() :])
        return False

    def _leave(self, rest: str) -> bool:
        self.left[:1] = [Piece("text", rest)] if rest.strip() else []
        return True

    def _remark(self, told: str, pattern: re.Pattern[str]) -> Facts | None:
        """Read a remark; a name alone may be the first word of a title."""
        if stars := read_stars(told) if pattern is _STARS else "":
            return Facts(rating=stars)
        said = read_remark(told)
        is_name = said is not None and bool(said.orgs) and not said.venue and not said.published
        return None if is_name and pattern is _UP_TO_MARK and not self._is_link(1) else said

    def _is_link(self, index: int) -> bool:
        return self.left[index : index + 1] != [] and self.left[index].kind == "link"

    def _names_before_title(self, told: str, rest: str) -> bool:
        """Take what stands in brackets: organisations before a link, tags before another title."""
        is_long = len(told.split()) > _TAG_WORDS and not self._is_link(1)
        if is_long or not any(map(str.isalpha, told)) or not (rest.strip() or self.left[1:]):
            return False
        names = builtin_orgs().split(told.removeprefix("#"))  # `[#A]`: a priority
        is_org = not rest.strip() and self._is_link(1) and not told.startswith("#")
        return self.gathering.add(Facts(orgs=names) if is_org else Facts(tags=names))

    def _names_state(self, found: re.Match[str]) -> bool:
        """Tell a word such as ``Read`` from one of a title: a mark, capitals or a link part it."""
        rest = found.string[found.end() :].strip()
        is_apart = found["told"].isupper() or bool(found["mark"]) if rest else self._has_title(1)
        return is_apart and is_among(found["told"], "states")

    def _has_title(self, index: int) -> bool:
        """Whether a title that is a link, or bold, stands behind so many pieces."""
        piece = next(
            (p for p in self.left[index:] if fold_word(p.source) or p.kind != "text"), None
        )
        is_link = piece is not None and piece.kind == "link"
        if piece is None or not is_link:
            return piece is not None and piece.kind == "mark"
        return not says_nothing(piece.text, piece.url)

    def _read_emphasised(self) -> bool:
        text = emphasised(self.left)
        if text is None:
            return False
        after = join(self.left[EMPHASIS : EMPHASIS + 1])
        is_label = text.rstrip().endswith((":", "：")) or after.lstrip().startswith((":", "："))
        if is_label and names_field(text.rstrip(" :：")):
            return self._take(Facts(), EMPHASIS)
        bare = text.strip(" \t.,:;|-–—[]()【】（）")
        said = read_aside(bare)
        if is_among(bare, "states") and self._has_title(EMPHASIS):
            said = Facts(tags=(bare,))
        if said is None and _TOLD.fullmatch(text) and len(self.left) > EMPHASIS:
            said = Facts(tags=builtin_orgs().split(bare))
        if said is not None and said.orgs and len(self.left) > EMPHASIS:
            said = said if self._is_link(EMPHASIS + (0 if self._is_link(EMPHASIS) else 1)) else None
        return self._take(said, EMPHASIS)


def without_marks(text: str) -> str:
    """Take emoji and separators off the front of a text."""
    start = 0
    while start < len(text) and _is_mark(text, start):
        start += 1
    bare = text[start:].lstrip()
    return bare if fold_word(bare) or bare.strip("([ \t\\") else ""


def _is_mark(text: str, index: int) -> bool:
    sign = text[index]
    if sign in "⭐★🌟" and _STARS.match(text, index):
        return False
    return sign in _SEPARATORS or unicodedata.category(sign) in _DROPPED
