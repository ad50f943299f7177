"""Links of a page, of which one may lead to the paper that all of it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile

from sphinx_paperreview.recognising.blocks import Block
from sphinx_paperreview.recognising.evidence import Sign
from sphinx_paperreview.recognising.facts import may_be_paper, paper_of
from sphinx_paperreview.recognising.field_lines import split_field
from sphinx_paperreview.recognising.head_rows import rows_in
from sphinx_paperreview.recognising.introducing import Page
from sphinx_paperreview.recognising.names import read_cited
from sphinx_paperreview.recognising.pieces import Piece, join, pieces_of
from sphinx_paperreview.recognising.told import are_alike
from sphinx_paperreview.recognising.vocabulary import fold_word, tells_paper, without_announcement

_TOP_BLOCKS = 6
"""So many blocks are the top of a page."""

_LAST = 3
"""So many blocks are the end of a page."""


def find_link(page: Page, start: int, title: str) -> tuple[Piece | None, set[Sign]]:
    """Find the link at the top that leads to the paper, and what speaks for it."""
    links = list(_top_links(page, start))
    alike = [link for link, _ in links if are_alike(link.text, title)]
    for link in alike:
        if paper_of(link.url):
            return link, {Sign.RESEMBLES, Sign.LINKED}
    known = {paper_of(link.url): link for link, is_alone in links if is_alone}
    known.pop(None, None)
    if len(known) == 1:
        return next(iter(known.values())), {Sign.LINKED}
    if alike:  # it tells of the paper, and leads elsewhere
        return None, {Sign.RESEMBLES}
    if len(links) != 1 or not links[0][1]:
        return None, set()
    link = links[0][0]
    is_file = link.url.lower().endswith(".pdf")
    return (link, {Sign.ALONE, Sign.FILE}) if is_file else (None, {Sign.ALONE})


def signs_of(told: Piece) -> set[Sign]:
    """Say what speaks for a link that a line tells to be the paper."""
    return {Sign.LINKED} if paper_of(told.url) else {Sign.LABELLED, Sign.FILE}


def top_blocks(page: Page, start: int) -> Iterator[Block]:
    """Give what stands at the top of a page, up to a heading."""
    below = page.blocks.blocks[start : start + _TOP_BLOCKS]
    if start and below and page.is_alone(below[0].level):
        below = below[1:]  # a subtitle
    return takewhile(lambda block: not block.level, below)


def _top_links(page: Page, start: int) -> Iterator[tuple[Piece, bool]]:
    """Give the links at the top that may lead to papers, and whether each is all of its line."""
    for block in top_blocks(page, start):
        rows = rows_in(page.blocks, block)
        if not all(any(piece.kind == "link" for piece in pieces) for _, pieces in rows):
            continue  # a list in which some items are papers, or a text
        for _, pieces in rows:
            links = [piece for piece in pieces if piece.kind == "link"]
            others = [piece for piece in pieces if piece.kind != "link"]
            is_alone = len(links) == 1 and not fold_word(join(others))
            yield from ((link, is_alone) for link in links if may_be_paper(link.url))


def link_at_end(page: Page) -> Piece | None:
    """Find the one link behind a label with which a page ends: ``Paper: https://…``."""
    last = [*takewhile(lambda block: not block.level, reversed(page.blocks.blocks))][:_LAST]
    rows = [pieces for block in last for _, pieces in rows_in(page.blocks, block)]
    told = [pieces for pieces in rows if tells_paper(split_field(pieces)[0])]
    links = [piece for piece in told[0] if piece.kind == "link"] if len(told) == 1 else []
    return links[0] if len(links) == 1 and paper_of(links[0].url) else None


def link_of_review(page: Page, start: int, called: str) -> Piece | None:
    """Find the paper that a review is about: the only one at its top, or one called as it is."""
    top = [link for link in _paper_links(page, top_blocks(page, start)) if not _cites(link)]
    for links in (top, _paper_links(page, page.blocks.blocks)):
        papers = {paper_of(link.url): link for link in links}
        if len(papers) == 1:
            return next(iter(papers.values()))
    title = set(fold_word(without_announcement(called)).split())
    said = [link for link in links if title.intersection(fold_word(link.text).split())]
    papers = {paper_of(link.url): link for link in said if tells_paper(link.text)}
    alike = [link for link in links if are_alike(link.text, without_announcement(called))]
    return next(iter([*alike, *(papers.values() if len(papers) == 1 else ())]), None)


def _paper_links(page: Page, blocks: Iterable[Block]) -> list[Piece]:
    inlines = (inline for block in blocks for inline in page.blocks.inlines(block))
    pieces = (piece for inline in inlines for piece in pieces_of(inline))
    return [piece for piece in pieces if piece.kind == "link" and paper_of(piece.url)]


def _cites(link: Piece) -> bool:
    return read_cited(link.text) is not None
