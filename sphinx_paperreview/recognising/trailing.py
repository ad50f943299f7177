"""Remarks at the ends of a stretch of a line: links, code, venues, ratings, organisations."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Sequence

from sphinx_paperreview.core.orgs import builtin_orgs
from sphinx_paperreview.recognising.asides import read_aside
from sphinx_paperreview.recognising.facts import Facts, Gathering, paper_of
from sphinx_paperreview.recognising.link_kinds import chip, other_link
from sphinx_paperreview.recognising.pieces import EMPHASIS, Piece, emphasised, join
from sphinx_paperreview.recognising.vocabulary import fold_word

_BRACKETED = r"[(\[（【]([^()\[\]（）【】]*)[)\]）】]"
_START = re.compile(rf"^[\s.,:;|·–—\])）】-]*{_BRACKETED}")
_IN_BRACKETS = re.compile(rf"\s*{_BRACKETED}\s*[.:,]?\s*$")
_BEHIND_MARK = re.compile(r"\s*(?:\s[-–—|·@]|[|·@])\s*([^|·]+?)\s*[.:,]?\s*$")
_STAR = re.compile("[⭐★🌟]")
_IN_STARS = "⭐★🌟☆✩½\ufe0f "
_FILE = re.compile(
    r"\.(?:pdf|mdx?|txt|html?|py|ipynb|json|ya?ml|toml|csv|png|jpe?g|svg|gif|zip)$", re.IGNORECASE
)
_PARTS = re.compile(r"[，；]\s*|[,;]\s+")
_DECORATION = " \t.,:;，、。；：→|·•/–—-()[]{}（）【】<>&\\"
OPEN = " \t[(（【|·•→,，、/–—-"
"""What opens before something that is taken off a line."""

Taken = tuple[Facts, int, Piece | None]
"""What the pieces at one end say, how many they are, and what of them stays, if anything."""

Read = Callable[[Sequence[Piece], int], Taken | None]
"""Reads the pieces at one end (0 or -1)."""


def take(pieces: list[Piece], facts: Facts, reads: Sequence[Read], *, end: int = 0) -> Facts:
    """Take links, code and remarks off one end of a stretch, up to the first other word."""
    gathering, said = Gathering(facts), list[Facts]()
    left = deque(pieces)
    while left:
        found = next(filter(None, (read(left, end) for read in reads)), None)
        if found is None or not gathering.add(found[0]):
            break
        said.append(found[0])
        _take_off(left, *found[1:], end=end)
    pieces[:] = left
    ordered = Gathering(facts)
    for one in said if end == 0 else reversed(said):
        ordered.add(one)
    return ordered.facts


def _take_off(pieces: deque[Piece], count: int, rest: Piece | None, *, end: int) -> None:
    for _ in range(count):
        (pieces.popleft if end == 0 else pieces.pop)()
    if rest:
        (pieces.appendleft if end == 0 else pieces.append)(rest)


def read_link(pieces: Sequence[Piece], end: int) -> Taken | None:
    """Read a link that only says of what kind it is."""
    piece = pieces[end]
    found = chip(piece.text, piece.url) if piece.kind == "link" else None
    if found is None or (end == -1 and not _stands_apart(pieces)):
        return None
    return found, 1, None


def _stands_apart(pieces: Sequence[Piece]) -> bool:
    """Tell whether what stands last is no part of the sentence before it."""
    before = pieces[-2] if len(pieces) > 1 else None
    is_sentence = before is not None and before.kind == "text" and fold_word(before.source)
    return before is None or not is_sentence or before.source.rstrip()[-1] in OPEN


def _read_any_link(pieces: Sequence[Piece], end: int) -> Taken | None:
    piece = pieces[end]
    found = other_link(piece.text, piece.url) if piece.kind == "link" else None
    return (found, 1, None) if found else None


def _read_code(pieces: Sequence[Piece], end: int) -> Taken | None:
    found = said_by_code(pieces[end].text) if pieces[end].kind == "code" else None
    return (found, 1, None) if found else None


def _read_emphasised(pieces: Sequence[Piece], end: int) -> Taken | None:
    text = emphasised(pieces, 0 if end == 0 else len(pieces) - EMPHASIS)
    found = read_aside(text) if text else None
    return (found, EMPHASIS, None) if found else None


def read_text(pieces: Sequence[Piece], end: int) -> Taken | None:
    """Read a remark that is all of a text, or in brackets at its end."""
    piece = pieces[end]
    if piece.kind != "text":
        return None
    bare = piece.source.strip(_DECORATION)
    if found := read_remark(bare) if bare else Facts():
        return found, 1, None
    return _read_bracketed(pieces, end)


def _read_blank(pieces: Sequence[Piece], end: int) -> Taken | None:
    piece = pieces[end]
    is_blank = piece.kind == "text" and not piece.source.strip(_DECORATION)
    return (Facts(), 1, None) if is_blank else None


def _read_bracketed(pieces: Sequence[Piece], end: int) -> Taken | None:
    if pieces[end].kind != "text":
        return None
    text = pieces[end].source
    told = _at_start(text) if end == 0 else _at_end(text)
    found = read_remark(told[0]) if told else None
    if told is None or found is None:
        return None
    return found, 1, Piece("text", told[1])


def _at_start(text: str) -> tuple[str, str] | None:
    """Find a remark with which a text begins; give it and the rest of the text."""
    found = _START.match(text)
    return (found[1], text[found.end() :]) if found else None


def _at_end(text: str) -> tuple[str, str] | None:
    """Find a remark with which a text ends, of several the longest; give it and the rest."""
    tries = ((_IN_BRACKETS, "([（【"), (_BEHIND_MARK, "|·"))
    matches = (pattern.search(text, _before_last(text, marks)) for pattern, marks in tries)
    found = [(match[1], text[: match.start()]) for match in matches if match]
    found += filter(None, [_stars_at_end(text)])
    return min(found, key=lambda told: len(told[1]), default=None)


def _before_last(text: str, marks: str) -> int:
    """Give the end of what stands before the last of some marks: no remark holds one."""
    last = max(map(text.rfind, marks))
    return len(text[: max(last, 0)].rstrip())


def _stars_at_end(text: str) -> tuple[str, str] | None:
    bare = text.rstrip()
    bare = bare[:-1].rstrip() if bare.endswith((".", ":", ",")) else bare
    star = _STAR.search(bare, len(bare.rstrip(_IN_STARS)))
    return (bare[star.start() :], bare[: star.start()].rstrip()) if star else None


def read_remark(text: str) -> Facts | None:
    """Read a remark, an id, or several of them: ``arXiv:2511.21579，2025-11``."""
    if aside := read_aside(text):
        return aside
    gathering = Gathering()
    for part in _PARTS.split(text):
        said = read_aside(part) or (Facts(urls=(part,)) if paper_of(part) else None)
        if said is None or not gathering.add(said):
            return None
    return gathering.facts


# What may stand right behind a title, and at the end of a line.
BEHIND = (read_link, _read_any_link, _read_code, _read_emphasised, read_text)
LINKS_AT_END = (_read_blank, read_link, _read_bracketed)
AT_END = (_read_blank, read_link, _read_code, _read_emphasised, _read_bracketed)


def read_all(pieces: Sequence[Piece]) -> Facts | None:
    """Read a stretch that holds nothing but links and remarks."""
    left = list(pieces)
    facts = take(left, Facts(), BEHIND)
    return facts if facts != Facts() and not fold_word(join(left)) else None


def said_by_code(text: str) -> Facts | None:
    """Read what stands in backticks beside a title: a remark, tags, or else organisations."""
    if not fold_word(text) or _FILE.search(text):
        return None
    if aside := read_aside(text):
        return aside
    if text.startswith("#"):
        tags = (tag.strip(" ,") for tag in text.split("#"))
        return Facts(tags=tuple(tag for tag in tags if tag))
    return Facts(orgs=builtin_orgs().split(text))
