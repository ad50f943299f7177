"""A page that may be about one paper although nothing in it is sure to introduce one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePosixPath

from sphinx_paperreview.importers.content import Part, TextPart
from sphinx_paperreview.importers.file_names import POST_SUFFIXES
from sphinx_paperreview.importers.page_links import (
    find_link,
    link_at_end,
    link_of_review,
    signs_of,
    top_blocks,
)
from sphinx_paperreview.importers.passes import Context
from sphinx_paperreview.recognising.blocks import Block
from sphinx_paperreview.recognising.entries import Entry
from sphinx_paperreview.recognising.evidence import Sign, true_of
from sphinx_paperreview.recognising.facts import Facts, Gathering
from sphinx_paperreview.recognising.headings import read_heading, read_lead
from sphinx_paperreview.recognising.heads import Head, read_head
from sphinx_paperreview.recognising.introducing import Page, is_part_name
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.pieces import Piece, join, unwrapped
from sphinx_paperreview.recognising.told import (
    are_alike,
    called_by,
    told_by_entry,
    told_link,
    without_id,
)
from sphinx_paperreview.recognising.vocabulary import (
    announces,
    fold_word,
    without_announcement,
)
from sphinx_paperreview.recognising.weighing import Weighing

_BODY = 400
"""So many characters are a text of its own."""

_STUB = 120
"""So few characters say hardly anything."""

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

_BOOKS = frozenset(["book", "books", "도서", "서평", "책", "読書", "書評", "书籍", "书评", "读书"])
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
        facts = replace(facts, title=without_announcement(facts.title))
    head = read_head(page.blocks, start, facts, level=level, context=Weighing())
    link, signs = find_link(page, start, called)
    is_review = without_announcement(called) != called
    told = told_link(page.blocks, top_blocks(page, start), is_review=is_review)
    if told is not None and link is None and not head.facts.ids:
        link, signs = told, signs | signs_of(told)
    if told is not None and link is not None and told.url == link.url:
        head = replace(head, facts=called_by(told, head.facts, is_shown=place is None))
    entry = told_by_entry(top_blocks(page, start)) if not head.facts.ids and not link else None
    if entry is not None:
        title = entry.title or head.facts.title
        head = replace(head, facts=replace(head.facts, urls=entry.urls, title=title))
    lead = _lead(page, start) if not head.facts.ids and link is None else None
    if lead is not None and (is_review or are_alike(lead.facts.title, called)):
        head, signs = _led_by(page, start, lead), {Sign.LINKED}
    if link is None and not head.facts.ids:
        link = link_at_end(page) or (link_of_review(page, start, called) if is_review else None)
        signs = signs | ({Sign.LABELLED} if link else set())
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


def _lead(page: Page, start: int) -> Entry | None:
    """Read a title with links that begins the text: ``**Title**, ICML 2020 [[arXiv](…)]``."""
    first = next(top_blocks(page, start), None)
    return read_lead(page.blocks, first) if first and first.kind == "paragraph" else None


def _led_by(page: Page, start: int, lead: Entry) -> Head:
    block = page.blocks.blocks[start]
    rest = Line(lead.rest, page.blocks.number(block))
    kept = (rest, Line("", rest.number)) if lead.rest else ()
    head = read_head(page.blocks, start + 1, lead.facts, level=0, context=Weighing())
    return replace(head, kept=(*kept, *head.kept))


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


def _signs(page: Page, context: Context, head: Head, title: str) -> set[Sign]:
    """Say what tells that a page is about one paper, or that it is not."""
    body = "".join(line.text for line in page.blocks.lines)
    return (
        head.signs
        | context.about
        | true_of(
            {
                Sign.DATED: _YEAR.search(title),
                Sign.ANNOUNCED: without_announcement(title) != title,
                Sign.REVIEW: _is_filed(context, _REVIEW, title),
                Sign.BOOK: not head.facts.ids and _is_filed(context, _BOOKS),
                Sign.BODY: len(body) >= _BODY,
                Sign.STUB: len(body) < _STUB and not head.facts.urls,
                Sign.NAMED: page.is_named_so(title),
                Sign.PART: is_part_name(title),
                Sign.INDEX: _leads_to_others(page, context),
            }
        )
    )


def _is_filed(context: Context, under: frozenset[str], title: str = "") -> bool:
    """Tell so by its tags and its path, or by the first or last word of what it is called."""
    filed = (context.fields.get(key) or "" for key in ("tags", "category", "categories"))
    path = PurePosixPath(context.path)
    told = [str(path.parent).replace("/", " "), path.stem, *map(str, filed)]
    words = [word for text in told for word in _words(text)]
    ends = {*_words(title)[:1], *_words(title)[-1:]} - {"papers", "reviews"}  # it is on many
    return not under.isdisjoint([*words, *ends])


def _words(text: str) -> list[str]:
    return fold_word(text.replace("-", " ")).removesuffix(" in review").split()  # of a year


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
    pages = (PurePosixPath(file) for file in files if file.lower().endswith(POST_SUFFIXES))
    return Counter(str(folder) for page in pages for folder in page.parents[:-1])
