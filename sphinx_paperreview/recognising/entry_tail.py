"""What stands behind the title in a line: authors, a venue, links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import urlsplit

from sphinx_paperreview.recognising.asides import read_aside
from sphinx_paperreview.recognising.facts import Facts, Gathering, Resource, paper_of
from sphinx_paperreview.recognising.link_kinds import (
    is_web,
    label_text,
    other_link,
    read_page,
    says_nothing,
    search_of,
)
from sphinx_paperreview.recognising.names import read_cited, read_people
from sphinx_paperreview.recognising.pieces import EMPHASIS, Piece, emphasised
from sphinx_paperreview.recognising.plain_titles import sentences
from sphinx_paperreview.recognising.trailing import BEHIND, LINKS_AT_END, take
from sphinx_paperreview.recognising.vocabulary import (
    field_of_name,
    is_paper_label,
    kind_of_label,
    tells_paper,
)

_PATHS = re.compile(
    r"\.e?pdf$|/(?:papers?|research|publications?|pubs?|abs|abstract|articles?|proceedings|preprints?"
    r"|documents|pdfs?)/|^(?:distill\.pub|transformer-circuits\.pub)",
    re.IGNORECASE,
)
"""In the address of a page that may be a paper, though its site is not known."""

_OWN_FILE = re.compile(r"\[([^\[\]]{1,40})\]\([^()\s:]{1,300}\.pdf\)", re.IGNORECASE)
_STEP = re.compile(r"\\\s+|\s\|\s")
"""What parts a text behind a title: a break of its line, or a stroke."""

_BREAKS = " \t.,;:·|–—-\\"
_LONE_NAME = re.compile(r",\s+[^\W\d_]\S*(?: \S+){1,2}\.\s*")


_FEW = 2
"""So many sentences at most, or abbreviations, name who wrote a paper, and where it stands."""


def may_be_file(url: str) -> bool:
    """Tell an address that may be a paper's, by its path."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and any(
        _PATHS.search(text) for text in (parts.path.rstrip("/") + "/", parts.path, parts.netloc)
    )


def links_own_file(text: str) -> bool:
    """Tell a text that says that the paper lies beside the post: ``[pdf](papers/lamp.pdf)``."""
    return any(is_paper_label(found[1]) for found in _OWN_FILE.finditer(text))


def _is_label(text: str) -> bool:
    """Tell the name of a field or a link; that of a paper has no other words here."""
    return is_paper_label(text) or bool(kind_of_label(text) or field_of_name(text))


def _ways(text: str) -> Iterator[tuple[str, str]]:
    """Give the stretches with which a text begins that may name people, and what is behind each."""
    first, *rest = _STEP.split(text, maxsplit=1)
    yield first, "".join(f"| {behind}" for behind in rest if behind)
    cuts = ((head, f". {behind}") for head, behind in sentences(text) if behind)
    yield from cuts if text.startswith("by ") else islice(cuts, _FEW)


@dataclass(slots=True)
class Tail:
    """Takes off a line what stands there behind a title."""

    left: list[Piece]
    gathering: Gathering
    is_set_off: bool = False
    """Whether it is the title that ends, and no sentence: a link, bold, in quotes."""
    likely: bool = False
    """Whether a link may lead to a paper, though on a site that nobody knows."""

    def read(self, page: str, *, is_link: bool) -> Facts:
        """Read up to the text that goes on, and links behind that.

        Args:
            page: Where the title leads to, if that is no known paper.
            is_link: Whether the title is a link.
        """
        while self.left:
            before = len(self.left), self.left[0]
            facts = take(self.left, self.gathering.facts, (_read_paper_link, *BEHIND))
            self.gathering = Gathering(facts)
            self._take_people()
            if not self.left or before == (len(self.left), self.left[0]):
                break
        self.gathering = Gathering(take(self.left, self.gathering.facts, LINKS_AT_END, end=-1))
        self._add_page(page)
        self._promote(is_link=is_link)
        return self.gathering.facts

    def _take_people(self) -> None:
        if not self.left:
            return
        inside, first = emphasised(self.left), self.left[0]
        text = first.source if inside is None else inside
        if (inside is None and first.kind != "text") or _is_label(text.strip(_BREAKS)):
            return
        is_sure = inside is not None or self._is_lone_name(text)
        for begin, rest in _ways(text.lstrip(_BREAKS)):
            bare = begin.strip(" \t.,;:·|–—-()")
            said = read_people(bare, sure=is_sure) or (read_aside(bare) if rest else None)
            if said and self.gathering.add(said):
                del self.left[: 1 if inside is None else EMPHASIS]
                self.left[:0] = [Piece("text", rest)] if rest else []
                return

    def _is_lone_name(self, text: str) -> bool:
        """Tell the one author between a title and its links: ``**Lamp**, Ada Park. [paper](…)``."""
        is_before_link = [piece.kind for piece in self.left[1:2]] == ["link"]
        return self.is_set_off and is_before_link and _LONE_NAME.fullmatch(text) is not None

    def _add_page(self, page: str) -> None:
        """Say where a linked title leads to, which is the paper itself if no other link is."""
        if not page:
            return
        if self.gathering.facts.urls:
            other = other_link(urlsplit(page).netloc, page)
            if other and self.gathering.add(other):
                return
        self.likely |= bool(search_of(page)) or may_be_file(page)
        self.gathering.add(read_page(page))

    def _promote(self, *, is_link: bool) -> None:
        """Take the first link of no other kind for that to the paper, where no other is."""
        facts = self.gathering.facts
        if facts.urls or is_link:
            self.likely |= not is_link or any(map(may_be_file, facts.urls))
            return
        found = next((r for r in facts.resources if r.kind == "link" or may_be_file(r.url)), None)
        if found is None:
            return
        self.likely = True
        others = tuple(r for r in facts.resources if r is not found or r.label)
        self.gathering = Gathering(replace(facts, urls=(found.url,), resources=others))


def _read_paper_link(pieces: Sequence[Piece], end: int) -> tuple[Facts, int, Piece | None] | None:
    """Read a link that says by its label, or by its path, that it leads to the paper."""
    piece = pieces[end]
    if piece.kind != "link" or not is_web(piece.url):
        return None
    label, facts = label_text(piece.text).strip("[]() "), Facts(urls=(piece.url,))
    if says_nothing(label, piece.url):
        is_file = is_paper_label(label) and not paper_of(piece.url) and may_be_file(piece.url)
        return (facts, 1, None) if is_file else None
    said = read_cited(label) or read_aside(label)
    if said and (said.venue or said.authors):
        return replace(said, urls=facts.urls), 1, None
    if not tells_paper(label) or paper_of(piece.url):
        return None
    return replace(facts, resources=(Resource("link", piece.url, label),)), 1, None
