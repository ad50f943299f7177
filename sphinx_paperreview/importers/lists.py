"""Lists whose items introduce papers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sphinx_paperreview.importers.blocks import Block, Blocks
from sphinx_paperreview.importers.content import Part, ReviewPart, TextPart
from sphinx_paperreview.importers.evidence import Mode
from sphinx_paperreview.importers.headline import Headline, read_headline
from sphinx_paperreview.importers.heads import is_title_case
from sphinx_paperreview.importers.passes import Context, Line
from sphinx_paperreview.importers.pieces import pieces_of
from sphinx_paperreview.importers.tokens import Inline
from sphinx_paperreview.importers.vocabulary import fold_word

_IN_BIBLIOGRAPHY = re.compile(
    r"\bIn: |\bURL: |\barXiv preprint\b|\bet al\b|\bpp\.? ?\d|\bvol\. ?\d|[“\"][^“”\"]+[.,]?[”\"]\."
)
"""What stands in an item of a bibliography, which is read by nobody here."""

_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_SEPARATORS = " \t,.;:|·–—-)]）】"


@dataclass(frozen=True, slots=True)
class _Item:
    start: int
    end: int
    first: Inline | None
    """Its first paragraph, where it begins with one."""

    @property
    def end_of_first(self) -> int:
        return self.first.line + self.first.content.count("\n") + 1 if self.first else self.start

    @property
    def indent(self) -> int:
        return self.first.columns[0] if self.first else 0


def reviews_of_list(page: Blocks, block: Block, context: Context) -> list[Part] | None:
    """Make reviews of the items that introduce papers; None where the list stays as it is.

    Careful: more than half of the items introduce a paper. Aggressive: any does.
    """
    items = list(_items(page, block))
    headlines = [_introduction(item, context.mode) for item in items]
    count = sum(headline is not None for headline in headlines)
    if not count or (context.mode is Mode.CAREFUL and 2 * count <= len(items)):
        return None
    # Among papers an item may be called as it likes.
    headlines = [_introduction(item, Mode.AGGRESSIVE) for item in items]
    parts: list[Part] = []
    for item, headline in zip(items, headlines, strict=True):
        lines = page.lines[item.start : item.end]
        if headline is not None:
            parts.append(_review(page, item, headline))
        elif parts and isinstance(parts[-1], TextPart):
            parts[-1] = TextPart((*parts[-1].lines, *lines))
        else:
            parts.append(TextPart(lines))
    return parts


def _items(page: Blocks, block: Block) -> Iterator[_Item]:
    inlines = {inline.line: inline for inline in reversed(page.inlines(block))}
    for index, token in enumerate(block.tokens):
        if token.type != "list_item_open" or token.level != 1 or not token.map:
            continue
        opens = block.tokens[index + 1].type == "paragraph_open"
        start, end = token.map
        yield _Item(start, end, inlines.get(start) if opens else None)


def _introduction(item: _Item, mode: Mode) -> Headline | None:
    """Read an item that begins with a paper: nothing before it says anything else.

    Careful: a title that is no link itself is written as titles are. A sentence may end in a link.
    """
    if item.first is None:
        return None
    headline = read_headline(pieces_of(item.first), goes_on=True)
    title = headline.facts.title
    if not headline.linked or not title or fold_word(headline.before):
        return None
    if not headline.titled_by_link and _IN_BIBLIOGRAPHY.search(item.first.content):
        return None
    text = _LINK.sub(r"\1", title)
    reads_so = headline.titled_by_link or mode is Mode.AGGRESSIVE or is_title_case(text)
    return headline if reads_so else None


def _review(page: Blocks, item: _Item, headline: Headline) -> ReviewPart:
    number = page.lines[item.start].number
    before = headline.before if fold_word(headline.before) else ""  # no mark such as 📜
    title = " ".join(filter(None, (before, headline.facts.title)))
    rest = headline.rest.lstrip(_SEPARATORS)
    lines = [Line(rest, number)] if rest else []
    below = _unindented(page.lines[item.end_of_first : item.end], item.indent)
    if lines and below and below[0].text.strip():
        lines.append(Line("", number))
    lines += below
    body = (TextPart(tuple(lines)),) if any(line.text.strip() for line in lines) else ()
    return ReviewPart(replace(headline.facts, title=title), number, body)


def _unindented(lines: tuple[Line, ...], indent: int) -> list[Line]:
    """Take the indentation of an item off the lines below its first paragraph."""
    unindented = []
    for line in lines:
        text = line.text.expandtabs(4) if "\t" in line.text[:indent] else line.text
        blank = len(text) - len(text.lstrip(" "))
        unindented.append(Line(text[min(blank, indent) :], line.number))
    return unindented
