"""Lines below a title that say without a label who wrote it and where, and link to the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sphinx_paperreview.recognising.facts import Facts, paper_of
from sphinx_paperreview.recognising.link_kinds import chip
from sphinx_paperreview.recognising.names import read_people
from sphinx_paperreview.recognising.pieces import Piece, join
from sphinx_paperreview.recognising.trailing import AT_END, OPEN, read_link, read_text, take
from sphinx_paperreview.recognising.vocabulary import fold_word

_BAR = re.compile(r"\s[|｜]\s")
_ORG = re.compile(r"(?P<people>[^()]+\S)\s*\((?P<name>[^\W\d_][^()\d]{1,40})\)")
_MARKS = "*_ \t"
_LONGEST = 400
_CITED = re.compile(r"\bet al\b|\b[A-Z]\.|[(（](?:19|20)\d\d[)）]|,\s*(?:19|20)\d\d\b")
_ID = re.compile(r"\b(?:doi|arxiv):\s?\S+|https?://\S+", re.IGNORECASE)


def read_credit(pieces: Sequence[Piece]) -> Facts | None:
    """Read ``*Ada Park, Jo Kim*, ICML 2022 [[arXiv](…)]``, or the same the other way round."""
    left, facts = list(pieces), Facts()
    if sum(len(piece.source) for piece in left) > _LONGEST:
        return None
    if left and left[-1].kind == "link" and (link := chip(left[-1].text, left[-1].url)):
        facts = link
        left.pop()
    facts = take(left, facts, (*AT_END, read_text), end=-1)
    if not facts.urls:
        facts = take(left, facts, (read_link,))
    if any(piece.kind in ("link", "image") for piece in left):
        return None
    text = join(left).strip(OPEN)
    if text.startswith(("**", "__")):  # a title, or a label
        return None
    is_sure = bool(facts.urls) and text.startswith(("*", "_"))
    bare = text.strip(_MARKS).replace("*", "")
    if org := _ORG.fullmatch(bare):
        bare, facts = org["people"], replace(facts, orgs=(org["name"],))
    people = read_people(bare, sure=is_sure)
    return facts.joined(people) if people else None


def parted(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Cut a line at bars: ``Venue: CVPR 2022 | Link: https://…``."""
    part: list[Piece] = []
    for piece in pieces:
        if piece.kind != "text":
            part.append(piece)
            continue
        first, *others = _BAR.split(piece.source)
        part.append(Piece("text", first))
        for other in others:
            yield part
            part = [Piece("text", other)]
    yield part


def cited_id(pieces: Sequence[Piece]) -> str:
    """Give the paper to which a line leads that reads as a reference to it, or ``""``.

    ``Park A., Kim J. *Nature* (2023). doi:10.1038/…``
    """
    text = join(pieces)
    others = "".join(piece.source for piece in pieces if piece.kind != "link")
    # `It is small ([Park et al.](…)).` is a sentence that cites.
    said = others if fold_word(others) else text
    if len(text) > _LONGEST or not _CITED.search(said):
        return ""
    found = [(url, after) for url, after in _addresses(pieces) if paper_of(url)]
    # What goes on behind it is a sentence about it.
    return found[0][0] if len(found) == 1 and not fold_word(found[0][1]) else ""


def _addresses(pieces: Sequence[Piece]) -> Iterator[tuple[str, str]]:
    """Give each address and id of a line, and what stands behind it."""
    for index, piece in enumerate(pieces):
        behind = join(pieces[index + 1 :])
        if piece.kind == "link":
            yield piece.url, behind
        for found in _ID.finditer(piece.source) if piece.kind == "text" else ():
            yield found[0].replace(": ", ":").rstrip(".,;)"), piece.source[found.end() :] + behind
