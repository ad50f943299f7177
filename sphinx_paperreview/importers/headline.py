"""The line that introduces a paper, in a heading, an item, a cell: what it says, field by field."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sphinx_paperreview.core.orgs import builtin_orgs
from sphinx_paperreview.importers.asides import read_aside
from sphinx_paperreview.importers.facts import Facts, may_be_paper, paper_of
from sphinx_paperreview.importers.links import chip, other_link, says_nothing
from sphinx_paperreview.importers.pieces import Piece, join
from sphinx_paperreview.importers.vocabulary import fold_word, kind_of_label

_NUMBER = re.compile(
    r"\s*(?:#|No\.\s?|Paper\s)?(?:[(\[]\d{1,3}[)\]]|\d{1,3}(?:\\?[.)](?!\d)|:\s)|\d\ufe0f?\u20e3)\s*"
    r"|\s*#\d{1,3}\s+"
)
_BRACKETED = r"[(\[（【]([^()\[\]（）【】]*)[)\]）】]"
_START = re.compile(rf"^[\s.,:;|·–—\])）】-]*{_BRACKETED}")
_END = re.compile(
    rf"(?:\s*{_BRACKETED}|\s*([⭐★🌟][\ufe0f\s☆✩⭐★🌟½]*)|\s*(?:\s[-–—|·@]|[|·@])\s*([^|·]+?))\s*[.:,]?\s*$"
)
_CUSTOM_ID = re.compile(r"\s*\{#([\w.:-]+)\}\s*$")
_DECORATION = " \t.,:;|·•/–—-()[]{}（）【】<>&\\"
_OPEN = " \t[(（【|·•,/–—-"
_WRAPPERS = ("***", "**", "__", "~~", "*", "_")


@dataclass(frozen=True, slots=True)
class Headline:
    """What a line says of the paper that it introduces."""

    facts: Facts
    """With the title."""
    before: str = ""
    """Inline Markdown before the title link that says nothing known; in headings, of the title."""
    rest: str = ""
    """Inline Markdown behind the title link; in headings, of the title."""
    numbered: bool = False
    linked: bool = False
    """Whether a link in it leads to a paper on a site that is known to show papers."""
    titled_by_link: bool = False
    """Whether the title is the text of a link, to whatever page of the web."""
    marked: bool = False
    """Whether code, which names an organisation, stands beside the title."""

    @property
    def whole(self) -> Facts:
        """The facts, with all text of the line as the title."""
        gap = "" if self.rest[:1] in (":", ",", ".", ";", "") else " "
        title = f"{self.before} {self.facts.title}{gap}{self.rest}"
        return replace(self.facts, title=unwrapped(" ".join(title.split())))


def read_headline(pieces: Sequence[Piece], *, goes_on: bool = False) -> Headline:
    """Read the pieces of a line.

    Args:
        pieces: All of the line.
        goes_on: Whether text may go on behind the title, as it does in items.
    """
    name, pieces = _custom_id(pieces)
    numbered, pieces = _without_number(pieces)
    main = _title_link(pieces)
    if main is None:
        return _read_without_link(pieces, Facts(name=name), numbered=numbered)
    before, link, after = list(pieces[:main]), pieces[main], list(pieces[main + 1 :])
    while before and after and before[-1].kind == after[0].kind == "mark":
        before.pop()
        after.pop(0)
    facts = Facts(urls=(link.url,), name=name)
    facts = _take(before, facts, _BEFORE)
    facts = _take(before, facts, _BEHIND, end=-1)
    facts = _take(after, facts, _BEHIND)
    if not goes_on:
        facts = _take(after, facts, _AT_END, end=-1)
        facts, after = _without_links(_closed(after), facts)
    also, label = _cut_number(unwrapped(link.text))
    return Headline(
        facts=replace(facts, title=unwrapped(label)),
        before=join(before).strip(),
        rest=join(after).strip(),
        numbered=numbered or also,
        linked=bool(facts.ids),
        titled_by_link=True,
        marked=_has_code(pieces) and bool(facts.orgs),
    )


def _read_without_link(pieces: Sequence[Piece], facts: Facts, *, numbered: bool) -> Headline:
    """Read a line whose title is plain text, with or without links beside it."""
    kept, rest = list(pieces), list[Piece]()
    facts = _take(kept, facts, (_read_link,))
    chips = [i for i, p in enumerate(kept) if p.kind == "link" and chip(p.text, p.url)]
    if chips and any(paper_of(piece.url) for piece in kept if piece.kind == "link"):
        kept, rest = kept[: chips[0]], kept[chips[0] :]  # `Title [[paper](u)] goes on`
        facts = _take(rest, facts, _BEHIND)
    facts = _take(kept, facts, _AT_END, end=-1)
    title = unwrapped(join(_closed(kept)).strip())
    if not title and not facts.urls and not facts.orgs:
        return Headline(Facts(title=join(pieces).strip()), numbered=numbered)
    return Headline(
        facts=replace(facts, title=title),
        rest=join(rest).strip(),
        numbered=numbered,
        linked=bool(facts.ids),
        marked=_has_code(pieces) and bool(facts.orgs),
    )


def _closed(pieces: list[Piece]) -> list[Piece]:
    """Cut off brackets and separators that opened before what has been taken."""
    if not pieces or pieces[-1].kind != "text":
        return pieces
    return [*pieces[:-1], Piece("text", pieces[-1].source.rstrip(_OPEN))]


def _without_links(pieces: Sequence[Piece], facts: Facts) -> tuple[Facts, list[Piece]]:
    """Leave of further links in a title their labels: they stand among the paper's links."""
    left = []
    for piece in pieces:
        found = other_link(piece.text, piece.url) if piece.kind == "link" else None
        joined = facts.joined(found) if found else None
        facts = joined or facts
        left.append(Piece("text", piece.text) if joined else piece)
    return facts, left


def _title_link(pieces: Sequence[Piece]) -> int | None:
    links = [(i, piece) for i, piece in enumerate(pieces) if piece.kind == "link"]
    telling = [(i, p) for i, p in links if not says_nothing(p.text, p.url)]
    for index, piece in telling:
        if paper_of(piece.url):
            return index
    if any(paper_of(piece.url) for _, piece in links):
        return None
    texts = (i for i, p in telling if may_be_paper(p.url) and not kind_of_label(p.text))
    return next(texts, None)


def _has_code(pieces: Sequence[Piece]) -> bool:
    return any(piece.kind == "code" for piece in pieces)


# Remarks at the ends of a stretch -----------------------------------------------------------

Read = Callable[[Sequence[Piece], int], tuple[Facts, list[Piece]] | None]
"""Reads the piece at one end (0 or -1): what it says, and what of it stays; or None."""


def _take(pieces: list[Piece], facts: Facts, reads: Sequence[Read], *, end: int = 0) -> Facts:
    """Take links, code and remarks off one end of a stretch, up to the first other word."""
    taken = Facts()
    while pieces:
        found = next(filter(None, (read(pieces, end) for read in reads)), None)
        if found is None:
            break
        said, left = found
        joined = taken.joined(said) if end == 0 else said.joined(taken)
        if joined is None or facts.joined(joined) is None:
            break
        taken = joined
        pieces[:] = left
    return facts.joined(taken) or facts


def _without(pieces: Sequence[Piece], end: int, count: int = 1) -> list[Piece]:
    return list(pieces[count:] if end == 0 else pieces[:-count])


def _read_link(pieces: Sequence[Piece], end: int) -> tuple[Facts, list[Piece]] | None:
    piece = pieces[end]
    found = chip(piece.text, piece.url) if piece.kind == "link" else None
    if found is None or (end == -1 and not _stands_apart(pieces)):
        return None
    return found, _without(pieces, end)


def _stands_apart(pieces: Sequence[Piece]) -> bool:
    """Tell whether what stands last is no part of the sentence before it."""
    before = pieces[-2] if len(pieces) > 1 else None
    is_sentence = before is not None and before.kind == "text" and fold_word(before.source)
    return before is None or not is_sentence or before.source.rstrip()[-1] in _OPEN


def _read_any_link(pieces: Sequence[Piece], end: int) -> tuple[Facts, list[Piece]] | None:
    piece = pieces[end]
    found = other_link(piece.text, piece.url) if piece.kind == "link" else None
    return (found, _without(pieces, end)) if found else None


def _read_code(pieces: Sequence[Piece], end: int) -> tuple[Facts, list[Piece]] | None:
    found = read_code(pieces[end].text) if pieces[end].kind == "code" else None
    return (found, _without(pieces, end)) if found else None


def _read_emphasised(pieces: Sequence[Piece], end: int) -> tuple[Facts, list[Piece]] | None:
    three = pieces[:3] if end == 0 else pieces[-3:]
    if [piece.kind for piece in three] != ["mark", "text", "mark"]:
        return None
    found = read_aside(three[1].source)
    return (found, _without(pieces, end, 3)) if found else None


def _read_text(pieces: Sequence[Piece], end: int) -> tuple[Facts, list[Piece]] | None:
    """Read a remark that is all of a text, or in brackets at its end."""
    piece = pieces[end]
    if piece.kind != "text":
        return None
    bare = piece.source.strip(_DECORATION)
    if found := _read_remark(bare) if bare else Facts():
        return found, _without(pieces, end)
    return _read_bracketed(pieces, end)


def _read_blank(pieces: Sequence[Piece], end: int) -> tuple[Facts, list[Piece]] | None:
    piece = pieces[end]
    is_blank = piece.kind == "text" and not piece.source.strip(_DECORATION)
    return (Facts(), _without(pieces, end)) if is_blank else None


def _read_bracketed(pieces: Sequence[Piece], end: int) -> tuple[Facts, list[Piece]] | None:
    if pieces[end].kind != "text":
        return None
    text = pieces[end].source
    match = (_START if end == 0 else _END).search(text)
    found = _read_remark(next(filter(None, match.groups()), "")) if match else None
    if match is None or found is None:
        return None
    left = Piece("text", text[: match.start()] + text[match.end() :])
    rest = _without(pieces, end)
    return found, [left, *rest] if end == 0 else [*rest, left]


def _read_remark(text: str) -> Facts | None:
    return read_aside(text) or (Facts(urls=(text,)) if paper_of(text) else None)


_BEFORE = (_read_link, _read_code, _read_emphasised, _read_text)
_BEHIND = (_read_link, _read_any_link, _read_code, _read_emphasised, _read_text)
_AT_END = (_read_blank, _read_link, _read_code, _read_emphasised, _read_bracketed)


def read_code(text: str) -> Facts | None:
    """Read what stands in backticks beside a title: a remark, tags, or else organisations."""
    if not fold_word(text):
        return None
    if aside := read_aside(text):
        return aside
    if text.startswith("#"):
        tags = (tag.strip(" ,") for tag in text.split("#"))
        return Facts(tags=tuple(tag for tag in tags if tag))
    return Facts(orgs=builtin_orgs().split(text))


def unwrapped(text: str) -> str:
    """Take off emphasis that encloses all of a text."""
    for mark in _WRAPPERS:
        inner = text[len(mark) : -len(mark)]
        if text.startswith(mark) and text.endswith(mark) and inner.strip() and mark not in inner:
            return unwrapped(inner.strip())
    return text


def _cut_number(text: str) -> tuple[bool, str]:
    found = _NUMBER.match(text)
    bare = text[found.end() :] if found else ""
    return (True, bare) if bare.strip() else (False, text)


def _without_number(pieces: Sequence[Piece]) -> tuple[bool, list[Piece]]:
    """Take a number off the start of a line, also within emphasis."""
    kept = list(pieces)
    index = 1 if kept and kept[0].kind == "mark" else 0
    found = None
    if index < len(kept) and kept[index].kind == "text":
        found = _NUMBER.match(kept[index].source)
    if found is None or (found.end() == len(kept[index].source) and index + 1 == len(kept)):
        return False, kept
    rest = kept[index].source[found.end() :]
    kept[index : index + 1] = [Piece("text", rest)] if rest else []
    if [piece.kind for piece in kept[:2]] == ["mark", "mark"]:  # `**1.** Title`
        kept = kept[2:]
    return True, kept


def without_custom_id(text: str) -> str:
    """Take ``{#id}`` off the end of a heading."""
    return _CUSTOM_ID.sub("", text)


def _custom_id(pieces: Sequence[Piece]) -> tuple[str, list[Piece]]:
    """Take ``{#id}``, which Docusaurus, kramdown and Hugo allow, off the end of a heading."""
    kept = list(pieces)
    found = _CUSTOM_ID.search(kept[-1].source) if kept and kept[-1].kind == "text" else None
    if found is None:
        return "", kept
    kept[-1] = Piece("text", kept[-1].source[: found.start()])
    return found[1], kept
