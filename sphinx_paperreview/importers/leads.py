"""Paragraphs that stand for headings: a bold title with links, above what is said of the paper."""

from __future__ import annotations

import re
from dataclasses import replace

from sphinx_paperreview.importers.blocks import Block, Blocks
from sphinx_paperreview.importers.headline import read_headline, unwrapped
from sphinx_paperreview.importers.pieces import join
from sphinx_paperreview.importers.vocabulary import fold_word

_BOLD = re.compile(r"[^\w\[(]*(?:\d{1,3}\W{1,3})?(?:\*\*|__)")
_MARKS = re.compile(r"^[^\w*\[(]+")
_FEW = 2


def with_leads(page: Blocks) -> Blocks:
    """Mark such paragraphs of a page, where it has some and no heading that links to a paper."""
    found = {index for index, block in enumerate(page.blocks) if _is_lead(page, block)}
    headings = (block for block in page.blocks if block.level)
    if len(found) < _FEW or any(read_headline(page.pieces(block)).linked for block in headings):
        return page
    blocks = (replace(block, is_lead=index in found) for index, block in enumerate(page.blocks))
    return replace(page, blocks=tuple(blocks))


def _is_lead(page: Blocks, block: Block) -> bool:
    if block.kind != "paragraph" or block.end - block.start != 1:
        return False
    pieces = page.pieces(block)
    if not _BOLD.match(join(pieces)):
        return False
    headline = read_headline(pieces)
    title = title_of_lead(headline.facts.title)
    says_more = headline.before or fold_word(headline.rest) or "**" in title
    return headline.linked and bool(fold_word(title)) and not says_more


def title_of_lead(text: str) -> str:
    """Take the marks off a title that stand before it and around it."""
    return unwrapped(_MARKS.sub("", text))
