"""Paragraphs that stand for headings: a bold title with links, above what is said of the paper."""

from __future__ import annotations

import re
from dataclasses import replace

from sphinx_paperreview.importers.blocks import Block, Blocks
from sphinx_paperreview.importers.entries import Entry, Form, read_entry
from sphinx_paperreview.importers.headings import read_heading
from sphinx_paperreview.importers.pieces import join
from sphinx_paperreview.importers.vocabulary import fold_word

_BOLD = re.compile(
    r"[^\w\[(]*(?P<number>\d{1,3}\W{1,3})?(?:\*\*|__)(?P<inner>\d{1,3}[.)]\s)?(?P<link>\[)?"
)
_TEXT = re.compile(r"[\s)\]）】]*[.:。：]\s*(?P<text>\S.*)", re.DOTALL)
_FEW = 2
_LINES = 5
"""So many lines such a paragraph may have: title, authors, venue, links."""


def with_leads(page: Blocks) -> Blocks:
    """Mark such paragraphs of a page, where it has some and no heading that links to a paper."""
    found = {index for index, block in enumerate(page.blocks) if _is_lead(page, block)}
    headings = (block for block in page.blocks if block.level)
    if len(found) < _FEW or any(read_heading(page.pieces(block)).linked for block in headings):
        return page
    blocks = (replace(block, is_lead=index in found) for index, block in enumerate(page.blocks))
    return replace(page, blocks=tuple(blocks))


def _is_lead(page: Blocks, block: Block) -> bool:
    return (
        block.kind == "paragraph"
        and block.end - block.start <= _LINES
        and read_lead(page, block) is not None
    )


def read_lead(page: Blocks, block: Block) -> Entry | None:
    """Read a paragraph that begins with a paper's title, and what is known of it.

    What it says behind that is a text of its own, if a full stop parts it: the rest. None where a
    sentence goes on with the title, or where nobody knows what the paragraph links to.
    """
    pieces = page.pieces(block)
    bold = _BOLD.match(join(pieces))
    entry = read_entry(pieces) if bold else None
    if bold is None or entry is None or not entry.linked:
        return None
    text = _TEXT.fullmatch(entry.rest) if fold_word(entry.rest) else None
    if fold_word(entry.rest) and (text is None or block.end - block.start > 1):
        return None
    if entry.form not in (Form.BOLD, Form.LINK) or (entry.form is Form.LINK and not bold["link"]):
        return None
    numbered = bool(bold["number"] or bold["inner"])
    return replace(entry, numbered=numbered, rest=text["text"] if text else "")
