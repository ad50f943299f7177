"""The line that introduces a paper, in a heading, an item, a cell: what it says, field by field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from sphinx_paperreview.core.orgs import builtin_orgs
from sphinx_paperreview.importers.blanks import BLANKS
from sphinx_paperreview.importers.facts import Facts, Gathering, Resource, may_be_paper, paper_of
from sphinx_paperreview.importers.link_kinds import chip, other_link, says_nothing, search_of
from sphinx_paperreview.importers.pieces import Piece, join
from sphinx_paperreview.importers.trailing import AT_END, BEFORE, BEHIND, OPEN, read_link, take
from sphinx_paperreview.importers.vocabulary import fold_word, kind_of_label

_NUMBER = re.compile(
    r"\s*(?:#|No\.\s?|Paper\s)?(?:[(\[]\d{1,3}[)\]]|\d{1,3}(?:\\?[.)](?!\d)|:\s)|\d\ufe0f?\u20e3)\s*"
    r"|\s*#\d{1,3}\s+"
)
_BARE_NUMBER = re.compile(r"\s*\d{1,3}\s+")
_CUSTOM_ID = re.compile(BLANKS + r"\{#([\w.:-]+)\}\s*$")
_YEAR_BEHIND = re.compile(r"(.*\S)\s*[(\[]((?:19|20)\d\d)[)\]]")
_IN_BRACKETS = re.compile(r"\W*[\[【]([^\[\]【】]*[^\W\d_][^\[\]【】]*)[\]】]\W*")
_LONGEST_ORGS = 120
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
    text: str = ""
    """Inline Markdown in the same line with which the text about the paper begins."""
    marked: bool = False
    """Whether code, which names an organisation, stands beside the title."""

    @property
    def whole(self) -> Facts:
        """The facts, with all text of the line as the title."""
        gap = "" if self.rest[:1] in (":", ",", ".", ";", "") else " "
        title = f"{self.before} {self.facts.title}{gap}{self.rest}"
        return replace(self.facts, title=unwrapped(" ".join(title.split())))


def read_headline(pieces: Sequence[Piece]) -> Headline:
    """Read all pieces of a line."""
    name, pieces = _custom_id(pieces)
    numbered, pieces = without_number(pieces)
    main = _title_link(pieces)
    if main is None:
        return _read_without_link(pieces, Facts(name=name), numbered=numbered)
    before, link, after = list(pieces[:main]), pieces[main], list(pieces[main + 1 :])
    if _BARE_NUMBER.fullmatch(join(before)):  # `## 2 [Title](u)`
        numbered, before = True, []
    while before and after and before[-1].kind == after[0].kind == "mark":
        before.pop()
        after.pop(0)
    facts = replace(_linked(link.url), name=name)
    facts = take(before, facts, BEFORE)
    facts = take(before, facts, BEHIND, end=-1)
    facts = _with_orgs_before(before, facts)
    facts = take(after, facts, BEHIND)
    facts = take(after, facts, AT_END, end=-1)
    facts, after = _without_links(_closed(after), facts)
    also, label = cut_number(unwrapped(link.text))
    facts = _with_title(facts, unwrapped(label))
    return Headline(
        facts=facts,
        before=join(before).strip(),
        rest=join(after).strip(),
        numbered=numbered or also,
        linked=bool(facts.ids),
        titled_by_link=True,
        marked=_has_code(pieces) and bool(facts.orgs),
    )


def _linked(url: str) -> Facts:
    """Read what a title links to: the paper, or a search for it, which stands among its links."""
    search = search_of(url)
    return Facts(resources=(Resource("link", url, search),)) if search else Facts(urls=(url,))


def _with_link_as_text(pieces: list[Piece], facts: Facts) -> tuple[Facts, list[Piece]]:
    """Leave of a title that is a link to another page of the web its text; the link is kept."""
    links = [piece for piece in pieces if piece.kind == "link"]
    is_all = len(links) == 1 and not fold_word(join([p for p in pieces if p.kind != "link"]))
    if not is_all or not facts.ids:
        return facts, pieces
    host = urlsplit(links[0].url).netloc
    other = other_link(host, links[0].url) if host else None
    joined = facts.joined(other) if other else None
    if joined is None:
        return facts, pieces
    return joined, [Piece("text", p.text) if p.kind == "link" else p for p in pieces]


def _with_orgs_before(before: list[Piece], facts: Facts) -> Facts:
    """Take organisations, known or not, in brackets before a linked title off it."""
    text = join(before)
    found = _IN_BRACKETS.fullmatch(text)
    if found is None or facts.orgs or len(found[1]) > _LONGEST_ORGS or not fold_word(found[1]):
        return facts
    before.clear()
    return replace(facts, orgs=builtin_orgs().split(found[1]))


def _with_title(facts: Facts, label: str) -> Facts:
    """Give a paper the text of its link for a title, but for the year in brackets behind it."""
    dated = _YEAR_BEHIND.fullmatch(label)
    if dated is None or facts.published:
        return replace(facts, title=label)
    return replace(facts, title=dated[1], published=dated[2])


def _read_without_link(pieces: Sequence[Piece], facts: Facts, *, numbered: bool) -> Headline:
    """Read a line whose title is plain text, with or without links beside it."""
    kept, rest = list(pieces), list[Piece]()
    facts = take(kept, facts, (read_link,))
    chips = [i for i, p in enumerate(kept) if p.kind == "link" and chip(p.text, p.url)]
    if chips and any(paper_of(piece.url) for piece in kept if piece.kind == "link"):
        kept, rest = kept[: chips[0]], kept[chips[0] :]  # `Title [[paper](u)] goes on`
        facts = take(rest, facts, BEHIND)
    facts = take(kept, facts, AT_END, end=-1)
    facts, kept = _with_link_as_text(kept, facts)
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
    return [*pieces[:-1], Piece("text", pieces[-1].source.rstrip(OPEN))]


def _without_links(pieces: Sequence[Piece], facts: Facts) -> tuple[Facts, list[Piece]]:
    """Leave of further links in a title their labels: they stand among the paper's links."""
    left, gathering = [], Gathering(facts)
    for piece in pieces:
        found = other_link(piece.text, piece.url) if piece.kind == "link" else None
        is_told = found is not None and gathering.add(found)
        left.append(Piece("text", piece.text) if is_told else piece)
    return gathering.facts, left


def _title_link(pieces: Sequence[Piece]) -> int | None:
    links = [(i, piece) for i, piece in enumerate(pieces) if piece.kind == "link"]
    telling = [(i, p) for i, p in links if not says_nothing(p.text, p.url)]
    for index, piece in telling:
        if paper_of(piece.url):
            return index
    if any(paper_of(piece.url) for _, piece in links):
        return None
    texts = (i for i, p in telling if _may_be_titled(p.url) and not kind_of_label(p.text))
    return next(texts, None)


def _may_be_titled(url: str) -> bool:
    return may_be_paper(url) or bool(search_of(url))


def _has_code(pieces: Sequence[Piece]) -> bool:
    return any(piece.kind == "code" for piece in pieces)


def unwrapped(text: str) -> str:
    """Take off emphasis that encloses all of a text."""
    for mark in _WRAPPERS:
        inner = text[len(mark) : -len(mark)]
        if text.startswith(mark) and text.endswith(mark) and inner.strip() and mark not in inner:
            return unwrapped(inner.strip())
    return text


def cut_number(text: str) -> tuple[bool, str]:
    """Take a number off the start of a text, where more stands behind it; tell whether one was."""
    found = _NUMBER.match(text)
    bare = text[found.end() :] if found else ""
    return (True, bare) if bare.strip() else (False, text)


def without_number(pieces: Sequence[Piece]) -> tuple[bool, list[Piece]]:
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
