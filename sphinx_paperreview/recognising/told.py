"""Links of which their line says that they lead to the paper: ``SOSP 2007. [PDF](…)``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sphinx_paperreview.recognising.blocks import Block, Blocks
from sphinx_paperreview.recognising.facts import Facts, paper_of
from sphinx_paperreview.recognising.head_rows import rows_of_text
from sphinx_paperreview.recognising.link_kinds import says_nothing
from sphinx_paperreview.recognising.pieces import Piece, join, unwrapped
from sphinx_paperreview.recognising.vocabulary import (
    fold_word,
    is_paper_label,
    is_title_case,
    tells_paper,
)

_ALIKE = 75
"""In percent: two titles are alike that share so many words of the shorter one."""

_LEAST_WORDS = 3
_NAME = 2
"""So many words are what a longer title may begin with."""

_LONG = 5
_ID = re.compile(r"^\W*\d{4}\.\d{4,5}(?:v\d+)?\W+")
_PART = re.compile(r"\s[|｜·•–—-]\s|[;,，。.]\s")
_MARKS = " \t*_:：>[(（"
_BOLD = re.compile(r"\s*(\*\*|__)(?P<said>.+?)\1")
_ENTRIES = ("bullet_list", "ordered_list", "table")
_BIBTEX = ("bib", "bibtex")
_FIELD = re.compile(
    r"\b(?P<name>title|doi|eprint|url)\s*=\s*[{\"]{1,2}(?P<value>[^{}\"]+)[}\"]", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]*>")
_GOES_ON = re.compile(r"\s*[^\W\d_]")
_SENTENCE = re.compile(r"[^\W_]\s*\Z")


def told_link(page: Blocks, blocks: Iterable[Block], *, is_review: bool = False) -> Piece | None:
    """Find the one link in some blocks that a label says to be the paper, itself or before it.

    A label is the text of a link that stands apart, such as ``PDF``; or it stands before a link
    with which its line ends, but for credits. None where there are several. Lists and tables are
    of many papers, and so are lines that begin with a bold title.

    Args:
        page: Of the blocks.
        blocks: Some of it.
        is_review: Whether they begin a review: then ``[the lamp paper](…)`` is what it is about.
    """
    found = {
        piece.url: piece
        for block in blocks
        if block.kind not in _ENTRIES
        for _, pieces in rows_of_text(page, block)
        for piece in _told(pieces, is_review=is_review)
        if paper_of(piece.url) or piece.url.lower().endswith(".pdf")
    }
    papers = {url: piece for url, piece in found.items() if paper_of(url)} or found
    return (
        next(iter(papers.values())) if len({paper_of(url) or url for url in papers}) == 1 else None
    )


def told_by_entry(blocks: Iterable[Block]) -> Facts | None:
    """Read the one BibTeX entry among some blocks; None where it has no id that is known."""
    codes = [block.node for block in blocks if block.kind == "fence" and block.node]
    entries = [code.content for code in codes if code.info.strip().lower() in _BIBTEX]
    if len(entries) != 1 or entries[0].count("@") != 1:
        return None
    said = {field["name"].lower(): field["value"] for field in _FIELD.finditer(entries[0])}
    urls = (said.get("doi", ""), f"arXiv:{said.get('eprint', '')}", said.get("url", ""))
    known = next((url for url in urls if url and paper_of(url)), "")
    title = " ".join(said.get("title", "").split())
    return Facts(urls=(known,), title=title) if known else None


def _told(pieces: Sequence[Piece], *, is_review: bool) -> Iterator[Piece]:
    bold = _BOLD.match(join(pieces))
    if bold and not tells_paper(bold["said"].strip(_MARKS)):
        return
    for index, piece in enumerate(pieces):
        if piece.kind != "link":
            continue
        before = _TAG.sub("", join(pieces[:index]))
        behind = _TAG.sub("", join(pieces[index + 1 :]))
        if _GOES_ON.match(behind):
            continue
        is_apart = not before.rstrip(" *_").endswith((":", "："))  # `Related paper: https://…`
        if is_paper_label(piece.text) or (is_apart and says_nothing(piece.text, piece.url)):
            if not _SENTENCE.search(before):
                yield piece
        elif tells_paper(_PART.split(before)[-1].strip(_MARKS)) or (
            is_review and tells_paper(piece.text)
        ):
            yield piece


def called_by(told: Piece, facts: Facts, *, is_shown: bool = True) -> Facts:
    """Take the title of a link for that of the paper, where the page says less, or another one.

    Args:
        told: The link.
        facts: What is known, with what the page is called.
        is_shown: Whether the page shows that beside the paper; otherwise no word of it may go.
    """
    title = unwrapped(told.text)
    words, known = fold_word(title).split(), fold_word(facts.title).split()
    least = _LEAST_WORDS if is_title_case(title) else _LONG
    is_title = not says_nothing(told.text, told.url) and len(words) >= least
    is_less = are_alike(title, facts.title) and len(words) <= len(known)
    if not is_title or is_less or not (is_shown or set(words).issuperset(known)):
        return facts
    return replace(facts, title=title)


def are_alike(one: str, other: str) -> bool:
    """Tell two titles of the same thing: they share most words of the shorter one."""
    first, second = (set(fold_word(without_id(text)).split()) for text in (one, other))
    shorter = min(len(first), len(second))
    if shorter < _LEAST_WORDS:
        begins = [fold_word(without_id(text)).split() for text in (one, other)]
        least = min(map(len, begins))
        is_name = least >= _NAME and begins[0][:least] == begins[1][:least]
        return is_name or (bool(first) and first == second)
    return 100 * len(first & second) >= _ALIKE * shorter


def without_id(text: str) -> str:
    """Leave what stands behind an id of arXiv: ``[2503.01002] Lamps``."""
    return _ID.sub("", text)
