"""A page that may be about one paper although nothing in it is sure to introduce one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile
from pathlib import PurePosixPath

from sphinx_paperreview.importers.content import Part, TextPart
from sphinx_paperreview.importers.file_names import POST_SUFFIXES
from sphinx_paperreview.importers.passes import Context
from sphinx_paperreview.recognising.blocks import Block
from sphinx_paperreview.recognising.evidence import Sign, true_of
from sphinx_paperreview.recognising.facts import Facts, Gathering, may_be_paper, paper_of
from sphinx_paperreview.recognising.head_rows import rows_in
from sphinx_paperreview.recognising.headings import read_heading
from sphinx_paperreview.recognising.heads import WIDE, Head, read_head
from sphinx_paperreview.recognising.introducing import Page, is_part_name
from sphinx_paperreview.recognising.pieces import Piece, join, unwrapped
from sphinx_paperreview.recognising.plain_titles import is_title_case
from sphinx_paperreview.recognising.told import (
    are_alike,
    called_by,
    told_by_entry,
    told_link,
    without_id,
)
from sphinx_paperreview.recognising.vocabulary import announces, fold_word
from sphinx_paperreview.recognising.weighing import Weighing

_TOP_BLOCKS = 6
"""So many blocks are the top of a page."""

_BODY = 400
"""So many characters are a text of its own."""

_STUB = 120
"""So few characters say hardly anything."""

_LONG = 5
_MANY = 2
_ITEM = 120
"""Where more than one link to a page of the import comes on so many characters, it leads there."""

_QUIET = ("html_block", "hr", "fence")
_YEAR = re.compile(r"\s*\(((?:19|20)\d\d)\)\W*$")
_ROLE = re.compile(r"\{[\w:-]+\}`([^`<]*[^`<\s])\s*(?:<[^`>]*>)?`")

_INDICES = frozenset(
    ["index", "readme", "todo", "about", "log", "home", "contents", "summary", "toc", "archive"]
)
"""Names of pages that lead to others."""

_REVIEW = frozenset(["paper", "papers", "review", "reviews", "논문", "리뷰", "論文", "论文"])
"""Words of what a page is called, or is filed under, that say that it is about a paper."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The top of a page, as if it introduced a paper."""

    title: str
    """Inline Markdown; that of the heading, or what the page is called outside of its text."""
    head: Head
    signs: frozenset[Sign]
    lead: tuple[Part, ...]
    """What stands before the heading and shows nothing."""
    heading: Block | None


def find_opening(page: Page, context: Context, front: Facts, *, title: str, name: str) -> Opening:
    """Read the top of a page on which nothing is sure to introduce a paper.

    Args:
        page: All of it.
        context: Where it stands.
        front: What the front matter says of a paper.
        title: What the front matter calls the page, or ``""``.
        name: What it is called by its file.
    """
    place = _heading(page, title)
    start, level, facts = 0, 0, front
    called = title or name
    if place is not None:
        called = _text_of(page.blocks.pieces(page.blocks.blocks[place]))
        start, level = place + 1, page.blocks.blocks[place].level
        said = read_heading([Piece("text", called)]).facts
        facts = front.joined(said) or replace(front, title=said.title)
    head = read_head(page.blocks, start, facts, level=level, context=Weighing())
    link, signs = _link(page, start, called)
    told = told_link(page.blocks, _top_blocks(page, start))
    if told is not None and link is None and not head.facts.ids:
        link, signs = told, signs | _signs_of(told)
    if told is not None and link is not None and told.url == link.url:
        head = replace(head, facts=called_by(told, head.facts))
    entry = told_by_entry(_top_blocks(page, start)) if not head.facts.ids and not link else None
    if entry is not None:
        title = entry.title or head.facts.title
        head = replace(head, facts=replace(head.facts, urls=entry.urls, title=title))
    gathering = Gathering(head.facts)
    if link is not None and not head.facts.urls and gathering.add(Facts(urls=(link.url,))):
        head = replace(head, facts=gathering.facts)
    if link is not None and Sign.RESEMBLES in signs and place is None and not title:
        called = unwrapped(without_id(link.text))  # a file's name cannot have all of a title
    blocks = page.blocks.blocks if place is None else page.blocks.blocks[place:]
    before = page.blocks.lines[: blocks[0].start] if place else ()
    return Opening(
        called,
        head,
        frozenset(signs | _signs(page, context, head, called)),
        (TextPart(tuple(before)),) if any(line.text.strip() for line in before) else (),
        blocks[0] if place is not None else None,
    )


def _heading(page: Page, title: str) -> int | None:
    """Find the heading that is the page's title: the only one of its level, above all others."""
    place = next(iter(page.headlines), None)
    if place is None or any(block.kind not in _QUIET for block in page.blocks.blocks[:place]):
        return None
    level = page.blocks.blocks[place].level
    others = [page.blocks.blocks[index].level for index in page.headlines if index != place]
    text = _text_of(page.blocks.pieces(page.blocks.blocks[place]))
    if is_part_name(text) or announces(text) or min(others, default=level + 1) <= level:
        return None
    return place if not title or are_alike(text, title) else None


def _text_of(pieces: Sequence[Piece]) -> str:
    """Give the words of a heading; a link in it leads to nothing that is known, or to itself."""
    bare = [Piece("text", p.text) if p.kind == "link" else p for p in pieces]
    return unwrapped(_ROLE.sub(r"\1", join(bare)).strip())


def _link(page: Page, start: int, title: str) -> tuple[Piece | None, set[Sign]]:
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


def _signs_of(told: Piece) -> set[Sign]:
    return {Sign.LINKED} if paper_of(told.url) else {Sign.LABELLED, Sign.FILE}


def _top_blocks(page: Page, start: int) -> Iterator[Block]:
    top = page.blocks.blocks[start : start + _TOP_BLOCKS]
    return takewhile(lambda block: not block.level, top)


def _top_links(page: Page, start: int) -> Iterator[tuple[Piece, bool]]:
    """Give the links at the top that may lead to papers, and whether each is all of its line."""
    for block in _top_blocks(page, start):
        rows = rows_in(page.blocks, block)
        if not all(any(piece.kind == "link" for piece in pieces) for _, pieces in rows):
            continue  # a list in which some items are papers, or a text
        for _, pieces in rows:
            links = [piece for piece in pieces if piece.kind == "link"]
            others = [piece for piece in pieces if piece.kind != "link"]
            is_alone = len(links) == 1 and not fold_word(join(others))
            yield from ((link, is_alone) for link in links if may_be_paper(link.url))


def _signs(page: Page, context: Context, head: Head, title: str) -> set[Sign]:
    """Say what tells that a page is about one paper, or that it is not."""
    body = "".join(line.text for line in page.blocks.lines)
    return head.signs | true_of(
        {
            Sign.DATED: _YEAR.search(title),
            Sign.REVIEW: _calls_itself_a_review(context, title),
            Sign.BODY: len(body) >= _BODY,
            Sign.STUB: len(body) < _STUB and not head.facts.urls,
            Sign.NAMED: _is_named_so(title, body),
            Sign.PART: is_part_name(title),
            Sign.INDEX: _leads_to_others(page, context),
        }
    )


def _calls_itself_a_review(context: Context, title: str) -> bool:
    filed = (context.fields.get(key) or "" for key in ("tags", "category", "categories"))
    told = [title, context.path.replace("/", " "), *map(str, filed)]
    return not _REVIEW.isdisjoint(fold_word(" ".join(told)).split())


def _is_named_so(title: str, body: str) -> bool:
    """Tell a title of many words, with a colon, or among a text in another script."""
    foreign = sum(map(len, WIDE.findall(body)))
    is_apart = ": " in title or "：" in title or 5 * foreign > len(body)
    is_long = len(fold_word(title).split()) >= _LONG
    return is_long and is_apart and is_title_case(title) and not WIDE.search(title)


def _leads_to_others(page: Page, context: Context) -> bool:
    """Tell a page that stands above others, by its name, or by the links that are most of it."""
    path = PurePosixPath(context.path)
    is_index = fold_word(path.stem) in _INDICES or path.stem.startswith("_")
    if is_index and not _is_folder_of_its_own(path, context.files):
        return True
    links = (
        token.attrs.get("href", "")
        for inline in page.blocks.reading.inlines
        for token in inline.children
        if token.type == "link_open"
    )
    local = [link for link in links if not re.match(r"#|$|\w+:", str(link))]
    return len(local) >= _MANY and _ITEM * len(local) > sum(
        len(line.text) for line in page.blocks.lines
    )


def _is_folder_of_its_own(path: PurePosixPath, files: frozenset[str]) -> bool:
    """Tell ``lamps/index.md`` where the folder holds no other page: it is all of a post."""
    folder = str(path.parent)
    return path.stem == "index" and _pages_below(files).get(folder, 0) == 1


@lru_cache(maxsize=2)
def _pages_below(files: frozenset[str]) -> Mapping[str, int]:
    """Count the pages in and below each folder but the topmost."""
    pages = (PurePosixPath(file) for file in files if file.endswith(POST_SUFFIXES))
    return Counter(str(folder) for page in pages for folder in page.parents[:-1])
