"""What a converted post offers to links: its headings, their anchors, and their reviews."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sphinx_paperreview.core.anchors import anchor_of
from sphinx_paperreview.core.paper_id import PaperId
from sphinx_paperreview.importers.content import Heading, Part, ReviewPart, mapped, walk
from sphinx_paperreview.importers.linking import Landing
from sphinx_paperreview.recognising.facts import Facts
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.pieces import cut_id
from sphinx_paperreview.recognising.tokens import read

_MARK = re.compile(r"<a\s[^<>]{0,200}?\b(?:name|id)=[\"']?([\w.:-]+)")
_BARE = ("arxiv", "doi")


def landings_of(lines: Sequence[Line], parts: Sequence[Part]) -> Mapping[str, Landing]:
    """Give by every anchor what it leads to.

    Args:
        lines: The page of which the parts were made, behind the front matter.
        parts: All of the page.
    """
    headings = [
        (lines[inline.line].number, inline.plain, inline.content)
        for inline in read(lines).inlines
        if inline.kind == "heading_open"
    ]
    every = list(walk(parts))
    reviews = {part.number: part for part in every if isinstance(part, ReviewPart)}
    plain = {part.number for part in every if isinstance(part, Heading)}
    starts = sorted(reviews)
    landings: dict[str, Landing] = {}
    marks = _marks(lines, [number for number, _, _ in headings])
    named = ((cut_id(text)[1], cut_id(raw)[1]) for _, text, raw in headings)
    for (number, _, raw), anchors in zip(headings, anchors_of(named), strict=True):
        custom, _ = cut_id(raw)
        landing = Landing(number, custom or next(iter(anchors), ""))
        before = bisect_right(starts, number)
        if number not in plain and before:
            landing = _of_review(landing, reviews[starts[before - 1]].facts)
        for anchor in ([custom.lower()] if custom else []) + list(anchors):
            landings.setdefault(anchor, landing)
        for name in marks.get(number, ()):
            landings.setdefault(name, landing)
    return landings


def _marks(lines: Sequence[Line], headings: Sequence[int]) -> Mapping[int, Sequence[str]]:
    """Give by the line of each heading the marks that HTML has set in it, or above it."""
    found: dict[int, list[str]] = {}
    code = read(lines).code_lines
    for index, line in enumerate(lines):
        if "<a" in line.text and index not in code:
            place = bisect_left(headings, line.number)
            for mark in _MARK.finditer(line.text) if place < len(headings) else ():
                found.setdefault(headings[place], []).append(mark[1].lower())
    return found


def _of_review(landing: Landing, facts: Facts) -> Landing:
    paper = next(iter(facts.ids), None)
    if paper is None:
        return replace(landing, paper=facts.title or " ")
    return replace(landing, paper=_as_typed(paper), anchor=anchor_of(facts.ids, facts.title))


def _as_typed(paper: PaperId) -> str:
    return paper.value if paper.scheme in _BARE else str(paper)


def labelled(parts: Sequence[Part], labels: Mapping[int, str]) -> tuple[Part, ...]:
    """Give parts with labels on the headings that links lead to."""
    if not labels:
        return tuple(parts)

    def labelled_one(part: Part) -> Part:
        if not isinstance(part, Heading):
            return part
        return replace(part, label=labels.get(part.number, ""))

    return mapped(parts, labelled_one)


_NO_KRAMDOWN = re.compile(r"[^a-zA-Z0-9 -]")
_LEADING = re.compile(r"^[^a-zA-Z]+")
_DASHES = re.compile(r"-{2,}")


def anchors_of(headings: Iterable[tuple[str, str]]) -> Iterator[dict[str, None]]:
    """Give for each heading of a page the anchors that a generator may have made of it.

    The first is that of GitHub, Docusaurus and Hugo. All number what occurs twice.

    Args:
        headings: Of the whole page in order, each as plain text and as written.
    """
    seen: list[dict[str, int]] = [{} for _ in range(5)]
    for plain, written in headings:
        slugs = (
            github_slug(plain),
            github_slug(written),
            _kramdown_slug(plain),
            _kramdown_slug(written),
            _DASHES.sub("-", github_slug(plain)).strip("-"),
        )
        numbered = (_numbered(slug, used) for slug, used in zip(slugs, seen, strict=True))
        yield dict.fromkeys(slug for slug in numbered if slug)


def github_slug(text: str) -> str:
    """Make an anchor as github-slugger does: https://github.com/Flet/github-slugger."""
    kept = (c if _is_kept(c) else "" for c in unicodedata.normalize("NFC", text).lower().strip())
    return "".join(kept).replace(" ", "-")


def _is_kept(character: str) -> bool:
    return character.isalnum() or character in "-_ " or unicodedata.category(character)[0] == "M"


def _kramdown_slug(text: str) -> str:
    """Make an anchor as kramdown does: https://kramdown.gettalong.org/converter/html.html."""
    return _NO_KRAMDOWN.sub("", _LEADING.sub("", text)).replace(" ", "-").lower()


def _numbered(slug: str, used: dict[str, int]) -> str:
    number = used.get(slug, -1) + 1
    used[slug] = number
    return f"{slug}-{number}" if number and slug else slug
