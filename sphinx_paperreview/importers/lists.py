"""Lists whose items introduce papers, also in the items of others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sphinx_paperreview.importers.content import Part, ReviewPart, TextPart, listed
from sphinx_paperreview.recognising.blocks import Block, Blocks, cut
from sphinx_paperreview.recognising.entries import Entry, Form, read_entry
from sphinx_paperreview.recognising.entry_tail import links_own_file, may_be_file
from sphinx_paperreview.recognising.evidence import Mode
from sphinx_paperreview.recognising.facts import Facts, Gathering
from sphinx_paperreview.recognising.field_lines import split_field
from sphinx_paperreview.recognising.head_rows import HeadRows, lines_of
from sphinx_paperreview.recognising.heads import Head
from sphinx_paperreview.recognising.lines import Line, unindented
from sphinx_paperreview.recognising.names import read_people
from sphinx_paperreview.recognising.pieces import Piece, join, pieces_of
from sphinx_paperreview.recognising.tokens import Inline
from sphinx_paperreview.recognising.vocabulary import is_among, is_title_case
from sphinx_paperreview.recognising.weighing import Weighing

_IN_BIBLIOGRAPHY = re.compile(r"\bIn: |\bURL: |\barXiv preprint\b|\bpp\.? ?\d|\bvol\. ?\d")
"""What stands in an item of a bibliography, which is read by nobody here."""

_TASK = re.compile(r"\\?\[[ xX]\\?\]\s")
_NUMBERED = re.compile(r"\\?\[\d")

_LISTS = ("bullet_list", "ordered_list")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_FIELDS = 3
"""In so many blocks below a title fields of the paper may stand."""

_MANY = 5
_MOST = 0.75
"""So many papers, and so large a part of a list, tell what the others in it are."""

_FEW = 2
_PART = 3
"""So many papers on sites that are known, one of so many items, make others like them papers."""

_DEEPEST = 6
"""So many lists in each other are looked at."""


@dataclass(frozen=True, eq=False)
class _Item:
    """An item of a list, and what it says of a paper."""

    page: Blocks
    start: int
    end: int
    first: Inline | None
    """Its first paragraph, where it begins with one."""
    is_numbered: bool = False

    @property
    def number(self) -> int:
        return self.page.lines[self.start].number

    @property
    def below_start(self) -> int:
        """Index of the line behind its first paragraph, or within it, where fields follow."""
        if self.first is None:
            return self.start
        rest = 1 if self._has_fields else self.first.content.count("\n") + 1
        return self.first.line + rest

    @cached_property
    def _lines(self) -> list[list[Piece]]:
        return lines_of(pieces_of(self.first, keep_breaks=True)) if self.first else []

    @property
    def _has_fields(self) -> bool:
        """Whether lines of its first paragraph are fields: ``**Authors:** Ada Park``."""
        return any(split_field(line)[0] for line in self._lines[1:])

    @cached_property
    def entry(self) -> Entry | None:
        """What its first paragraph says, where that is as one names a paper."""
        first = self._lines[0] if self._has_fields else pieces_of(self.first) if self.first else []
        entry = read_entry(first)
        is_cited = entry is None or self.first is None or self._is_cited(entry, self.first)
        return None if is_cited else entry

    def _is_cited(self, entry: Entry, first: Inline) -> bool:
        """Tell an item of a bibliography: it has its words, or names before the title, and a URL.

        A log of what was read may have those, too: tasks, and titles in quotes without a number.
        """
        if entry.form is Form.LINK:
            return False
        is_numbered = self.is_numbered or bool(_NUMBERED.match(first.content))
        is_log = _TASK.match(first.content) or (entry.form is Form.QUOTED and not is_numbered)
        is_bare = any(f"]({url})" not in first.content for url in entry.facts.urls)
        has_words = bool(_IN_BIBLIOGRAPHY.search(first.content))
        return has_words or (entry.names_first and is_bare and not is_log)

    @cached_property
    def below(self) -> Blocks | None:
        """What stands below its first paragraph, as a page of its own."""
        lines = self.page.lines[self.below_start : self.end]
        indent = self.first.columns[0] if self.first else 0
        if not self.first or not any(line.text.strip() for line in lines):
            return None
        return cut(unindented(lines, indent))

    @cached_property
    def head(self) -> Head | None:
        """What its first paragraph and the lines below say of a paper, if those say anything."""
        if self.entry is None or self.below is None:
            return None
        rows = _Rows(self.below, Gathering(self.entry.facts), Weighing())
        found = None
        for index, block in enumerate(self.below.blocks[:_FIELDS]):
            if block.kind in ("paragraph", "bullet_list") and rows.read_some(block):
                facts = rows.gathering.facts
                found = Head(facts, index + 1, block.end, tuple(rows.kept))
            elif self.entry.linked or block.kind == "heading":
                break
            else:
                rows.kept += self.below.lines[block.start : block.end]
        return found

    @property
    def is_unsettled(self) -> bool:
        """Whether there is no paper yet: ``2025-03-14 (tba)``."""
        return self.entry is not None and is_among(self.entry.facts.title, "unsettled")

    @property
    def is_linked(self) -> bool:
        """Whether it links to a site of papers, or says below which paper it is about."""
        if self.entry is None or self.entry.linked:
            return self.entry is not None
        return self.head is not None and bool(self.head.facts.ids)

    @property
    def is_telling(self) -> bool:
        """Whether it reads as one that introduces a paper, and not as a sentence with a link."""
        if self.entry is None or not self.is_linked:
            return False
        if self.entry.is_sentence:
            return False
        is_set_off = self.entry.form is not Form.PLAIN
        return is_set_off or is_title_case(_LINK.sub(r"\1", self.entry.facts.title))


class _Rows(HeadRows):
    """Lines below a title, of which one may name its authors."""

    def read_line(self, pieces: Sequence[Piece]) -> Facts | None:
        return super().read_line(pieces) or read_people(join(pieces))


def reviews_of_list(page: Blocks, block: Block, context: Weighing) -> list[Part] | None:
    """Make reviews of the items that introduce papers; None where the list stays as it is.

    Careful: more than half of the items introduce a paper. Aggressive: any does. Those of the same
    form among them may link to pages that nobody knows.
    """
    parts = _reviews(page, block, context, depth=0)
    return listed(parts) if parts else None


def _reviews(page: Blocks, block: Block, context: Weighing, *, depth: int) -> list[Part] | None:
    items = list(_items(page, block))
    taken = _taken(items, context.mode)
    parts: list[Part] = []
    for item in items:
        parts += _parts(item, context, is_taken=item in taken, depth=depth)
    return _joined(parts) if any(isinstance(part, ReviewPart) for part in parts) else None


def _taken(items: Sequence[_Item], mode: Mode) -> list[_Item]:
    """Choose the items that introduce papers, if the list is one of papers at all."""
    items = [item for item in items if not item.is_unsettled]
    forms = Counter(item.entry.form for item in items if item.entry and item.is_linked)
    most = {form for form, count in forms.items() if count >= max(_MANY, _MOST * len(items))}
    taken = [item for item in items if item.is_linked or _is_alike(item, forms, most, mode)]
    telling = sum(item.is_telling for item in items)
    is_enough = telling >= min(_FEW, len(items)) and _PART * telling >= len(items)
    is_titled = any(item.is_telling and item.entry and item.entry.is_titled for item in items)
    if is_titled and 2 * telling >= len(items):
        return taken
    is_any = mode is Mode.AGGRESSIVE and bool(forms)
    if is_any or 2 * telling > len(items) or (is_enough and 2 * len(taken) > len(items)):
        return taken
    told = [item for item in items if _is_told(item)]
    forms = Counter(item.entry.form for item in told if item.entry)
    alike = [i for i in items if i in told or (i.entry and i.entry.likely and forms[i.entry.form])]
    return alike if 2 * len(told) > len(items) else []


def _is_told(item: _Item) -> bool:
    """Tell a paper by its form alone, whatever site it is on: ``Title. [Park (1970)](u)``."""
    entry = item.entry
    if entry is None or entry.is_sentence or entry.form is Form.CITED:
        return entry is not None and not entry.is_sentence
    is_titled = entry.form is not Form.LINK or is_title_case(entry.facts.title)
    is_file = any(map(may_be_file, entry.facts.urls)) and is_titled
    is_said = bool(entry.facts.authors or entry.facts.venue)
    is_own = entry.form is Form.LINK and entry.likely and not entry.facts.urls
    return is_said and (is_file or is_own or links_own_file(entry.rest))


def _is_alike(item: _Item, forms: Counter[Form], most: set[Form], mode: Mode) -> bool:
    """Tell what links to an unknown page in the form of its siblings that link to papers.

    Among nearly nothing else, what has a date is none of them only because nobody knows its site.
    """
    entry = item.entry
    if entry is None or not forms[entry.form]:
        return False
    is_dated = bool(entry.facts.published or entry.facts.venue) and entry.form in most
    is_own = links_own_file(entry.rest) and _is_told(item)
    return (
        entry.likely or is_own or (bool(entry.facts.urls) and (mode is Mode.AGGRESSIVE or is_dated))
    )


def _items(page: Blocks, block: Block) -> Iterator[_Item]:
    inlines = {inline.line: inline for inline in reversed(page.inlines(block))}
    for item in block.inner:
        if item.map:
            start, end = item.map
            opens = [child.type for child in item.children[:1]] == ["paragraph"]
            yield _Item(page, start, end, inlines.get(start) if opens else None, bool(item.info))


def _parts(item: _Item, context: Weighing, *, is_taken: bool, depth: int) -> list[Part]:
    """Give the review of an item, if it is one, and those of the lists in it."""
    first, inner = _lists_below(item, context, is_whole=is_taken, depth=depth)
    if not is_taken or item.entry is None:
        above = item.page.lines[item.start : item.below_start + first]
        return [TextPart(above), *inner]
    head, rest = item.head, item.entry.text
    below = list(item.below.lines[head.line if head else 0 : first]) if item.below else []
    below = [*head.kept, *below] if head else below
    lines = _broken(rest, item.number)
    if lines and below and below[0].text.strip():
        lines.append(Line("", item.number))
    lines += below
    body = (TextPart(tuple(lines)),) if any(line.text.strip() for line in lines) else ()
    facts = head.facts if head else item.entry.facts
    return [ReviewPart(facts, item.number, body), *inner]


def _lists_below(
    item: _Item, context: Weighing, *, is_whole: bool, depth: int
) -> tuple[int, list[Part]]:
    """Find lists of papers below an item; below a paper, all of their items are papers.

    Returns:
        Index of the line of `_Item.below` with which they begin; and the papers, with all that
        stands between and behind them.
    """
    below = item.below
    if below is None:
        return item.end - item.below_start, []
    start, parts = len(below.lines), list[Part]()
    for block in below.blocks if depth < _DEEPEST else ():
        found = None
        if block.kind in _LISTS:
            found = _reviews(below, block, context, depth=depth + 1)
            is_kept = found and is_whole and any(isinstance(part, TextPart) for part in found)
            found = None if is_kept else found
        if found and not parts:
            start = block.start
        if found:
            parts += found
        elif parts:
            parts.append(TextPart(below.lines[block.start : block.end]))
    return start, parts


def _broken(text: str, number: int) -> list[Line]:
    """Give the lines of a text that was put on one, with the breaks between them."""
    rows = text.split("\\ ") if text else []
    return [*(Line(f"{row}\\", number) for row in rows[:-1]), *(Line(r, number) for r in rows[-1:])]


def _joined(parts: Sequence[Part]) -> list[Part]:
    """Put texts together that stand one below the other."""
    joined: list[Part] = []
    for part in parts:
        if isinstance(part, TextPart) and joined and isinstance(joined[-1], TextPart):
            joined[-1] = TextPart((*joined[-1].lines, *part.lines))
        else:
            joined.append(part)
    return joined
