"""Words of a source that stand in the options of reviews, and no more in its text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from sphinx_paperreview.importers.verify.sides import Place, Sides
from sphinx_paperreview.importers.verify.source import SourceLink, SourceText
from sphinx_paperreview.importers.verify.units import MONTHS, bare, units_of
from sphinx_paperreview.recognising.vocabulary import names_credit

_CHECKED = ("title", "subtitle", "org")
_ITEMS = re.compile(r"[][,;，；、|():：]+")
_OF_DATES = frozenset("年月日년월일")
_FAR = 60
"""So many lines with words may stand between a title and the last of its fields."""

_FIELDS = 12
"""In so many lines with words below a title one may say it again."""


def _found_in(wanted: Counter[str], text: str) -> bool:
    """Tell whether a word is wanted, in whatever form, and want it no more."""
    form = next((form for form in _forms(text) if all(wanted[word] > 0 for word in form)), ())
    wanted.subtract(form)
    return bool(form)


def _forms(text: str) -> Iterator[tuple[str, ...]]:
    """Give forms in which an option may have a word: ``ICLR'25``, ``May``, ``1``, ``250314``."""
    yield (text,)
    if text.isdecimal():
        yield (f"20{text}",)
        yield (text.zfill(2),)
        if len(text) in (6, 8):
            year = text[:-4] if len(text) == 8 else f"20{text[:2]}"
            yield year, text[-4:-2], text[-2:]
    elif len(text) > 2 and text.isascii() and text[:3] in MONTHS:
        yield (MONTHS[text[:3]],)


class Fields:
    """Finds for each word that the text has no more the option that has it."""

    def __init__(self, sides: Sides, source: SourceText) -> None:
        self.sides = sides
        self.source = source
        self.taken: set[int] = set()
        """Words of the source that options have, or that need not be there."""
        self.given: set[int] = set()
        """Words of the result that stand among the fields, where they did not before."""

    @cached_property
    def _lines(self) -> dict[int, list[int]]:
        lines: dict[int, list[int]] = defaultdict(list)
        for index, unit in enumerate(self.sides.ours):
            lines[unit.line].append(index)
        return lines

    def take(self, place: Place, said: frozenset[str]) -> dict[str, list[str]]:
        """Take the words of a review's options; give those that are nowhere about it, by option."""
        options = place.review.fields or {}
        values = {**options, "title": tuple(self.sides.missing_of(place))}
        checked = Counter(unit.text for name in _CHECKED for unit in values.get(name, ()))
        others = Counter(unit.text for units in values.values() for unit in units) - checked
        lines = self._lines_of(place)
        holding = [line for line in lines if self._may_hold_fields(line)]
        for of_names in (False, True):  # a name is hardly ever what an option says
            for line in holding:
                self._take_line(line, checked, others, of_names=of_names)
        for line in holding:
            self._take_repeated(line)
        for line in lines:
            self._take_again(line, said.union(checked, others))
        self._move(place, lines)
        here = {self.sides.ours[index].text for line in lines for index in self._lines[line]}
        return {
            name: [unit.text for unit in values.get(name, ()) if unit.text not in here]
            for name in _CHECKED
        }

    def _lines_of(self, place: Place) -> list[int]:
        """Give the lines of the source in which a review's fields may stand."""
        begin, end = self.sides.begin_of(place), self.sides.end_of(place)
        units = self.sides.ours
        lines = dict.fromkeys(unit.line for unit in units[begin : begin + 1])
        at = begin
        while at < end and len(lines) <= _FAR:
            lines[units[at].line] = None
            at = self._lines[units[at].line][-1] + 1
        title = [unit.text for unit in place.review.title]
        says_it = (line for line in sorted(lines) if self._ends_with(line, title))
        first = next(says_it, self.sides.line_of(place))
        following = units[end].line if end < len(units) else 0  # shared with the next review
        return sorted(lines, key=lambda line: (line == following, line < first, line))

    def _ends_with(self, line: int, title: Sequence[str]) -> bool:
        units = [self.sides.ours[index] for index in self._lines[line]]
        words = [unit.text for unit in units if not unit.optional]
        return bool(title) and words[-len(title) :] == title

    def _may_hold_fields(self, line: int) -> bool:
        """Tell a line that names a field, or has a title, or has no word in the text."""
        words = self._lines[line]
        return not any(map(self.sides.is_in_text, words)) or any(
            self.sides.ours[index].label or self.sides.is_in_title(index) for index in words
        )

    def _left(self, line: int) -> list[int]:
        return [i for i in self._lines[line] if self.sides.partners[i] < 0 and i not in self.taken]

    def _take_line(
        self, line: int, checked: Counter[str], others: Counter[str], *, of_names: bool
    ) -> None:
        for index in self._left(line):
            unit = self.sides.ours[index]
            if unit.optional or unit.label != of_names:
                continue
            found = _found_in(checked, unit.text) or _found_in(others, unit.text)
            if found or (unit.text in _OF_DATES and index - 1 in self.taken):
                self.taken.add(index)

    def _take_repeated(self, line: int) -> None:
        """Take names that a line lists twice, such as a country behind two places."""
        if not any(index in self.taken for index in self._lines[line]):
            return
        items = _ITEMS.split(self.source.lines[line - 1])
        names = (tuple(unit.text for unit in units_of(item, line)) for item in items)
        again = Counter[str]()
        for name, count in Counter(names).items():
            again.update({word: name.count(word) * (count - 1) for word in name})
        for index in self._left(line):
            text = self.sides.ours[index].text
            if again[text] > 0:
                again[text] -= 1
                self.taken.add(index)

    def _take_again(self, line: int, said: frozenset[str]) -> None:
        """Take a line of a name and a value that another line has said already, or the page."""
        words = [i for i in self._lines[line] if not self.sides.ours[i].optional]
        units = [self.sides.ours[index] for index in words]
        values = [unit.text for unit in units if not unit.label]
        is_name = any(map(str.isalpha, values)) and units[0].label
        if not is_name or not said.issuperset(values):
            return
        left = self._left(line)
        if any(map(self.sides.is_in_text, words)):  # it is kept, but for its name
            left = [index for index in left if self.sides.ours[index].label]
        elif any(i in self.taken and self.sides.ours[i].text.isalpha() for i in words):
            return  # this is the line that says it, and some of it is lost
        self.taken.update(left)

    def _values_of(self, line: int) -> list[str]:
        units = (self.sides.ours[index] for index in self._lines[line])
        return [unit.text for unit in units if not (unit.optional or unit.label)]

    def _move(self, place: Place, lines: Sequence[int]) -> None:
        """Take lines that stand elsewhere about the beginning of the review now."""
        places: dict[str, list[int]] = defaultdict(list)
        first = bisect_left(self._added, place.behind)
        for j in self._added[first : bisect_left(self._added, place.end)]:
            places[self.sides.theirs[j].text].append(j)
        for line in lines if places else ():
            left = [i for i in self._left(line) if not self.sides.ours[i].optional]
            words = [i for i in self._lines[line] if not self.sides.ours[i].optional]
            texts = Counter(self.sides.ours[i].text for i in left)
            if left == words and all(len(places[text]) >= count for text, count in texts.items()):
                self.taken.update(left)
                self.given.update(places[self.sides.ours[i].text].pop(0) for i in left)

    @cached_property
    def _added(self) -> list[int]:
        return [*self.sides.added()]

    @cached_property
    def options(self) -> Counter[str]:
        """URLs in options, as `bare` gives them; how many reviews have each."""
        urls = (url for place in self.sides.reviews for url in place.review.urls)
        return Counter(map(bare, urls))

    def take_names(self) -> None:
        """Take names of fields, links and columns, where an option has something of what they name.

        That is on their line, on the next one with words, or, of columns, in any row.
        """
        told = self._told()
        lines = [*self._lines]
        self._take_titles(lines)
        for line, following in reversed([*pairwise([*lines, 0])]):
            in_table = line in self.source.rows and following in self.source.rows
            if in_table and following in told:
                told.add(line)
            may_announce = (
                line not in self.source.headings
                or names_credit(self.source.lines[line - 1].strip("# "))
                or self._tells_paper(following)
            )
            if line in told or (following in told and may_announce):
                self._take_names_of(line, is_header=line in self.source.headers)
                if self._is_done(line):
                    told.add(line)

    def _take_titles(self, lines: Sequence[int]) -> None:
        """Take a heading that a line below it, ``Title: …``, says again."""
        for place, line in enumerate(lines):
            title = self._values_of(line) if line in self.source.headings else []
            if title and len(self._left(line)) == len(title):
                following = lines[place + 1 : place + _FIELDS]
                again = (other for other in following if self._values_of(other) == title)
                named = (other for other in again if self._is_named(other))
                self.taken.update(self._left(line) if any(named) else ())

    def _is_named(self, line: int) -> bool:
        return self.sides.ours[self._lines[line][0]].label

    def _tells_paper(self, line: int) -> bool:
        """Tell a line that begins with the name of a field, or with a title."""
        first = next((i for i in self._lines[line] if not self.sides.ours[i].optional), -1)
        return first >= 0 and (self.sides.ours[first].label or self.sides.is_in_title(first))

    def _take_names_of(self, line: int, *, is_header: bool) -> None:
        if is_header and any(map(self.sides.is_kept, self._lines[line])):
            return  # a table that stays has all of its header
        units = self.sides.ours
        self.taken.update(i for i in self._left(line) if units[i].label and not units[i].linked)

    def _told(self) -> set[int]:
        """Give lines of which an option has something."""
        told = {self.sides.ours[index].line for index in self.taken}
        told |= {unit.line for i, unit in enumerate(self.sides.ours) if self.sides.is_in_title(i)}
        if any("rating" in (place.review.fields or {}) for place in self.sides.reviews):
            told |= self.source.starred
        for link in self.source.links:
            if bare(link.url) in self.options:
                told.add(link.line)
                self._take_label(link)
        return told

    def _take_label(self, link: SourceLink) -> None:
        """Take a label that only says where its link leads: ``[Code](…)``, ``[a/b](…/a/b)``."""
        words = self._lines[link.line]
        label = words[max(0, link.words - link.label) : link.words]
        said = {unit.text for unit in units_of(link.url, 0)}
        units = [self.sides.ours[index] for index in label]
        if all(unit.label or unit.text in said for unit in units):
            self.taken.update(index for index in label if self.sides.partners[index] < 0)

    def _is_done(self, line: int) -> bool:
        """Tell a line of which nothing is in the text, nor lost."""
        words = self._lines[line]
        return not any(map(self.sides.is_in_text, words)) and not any(
            not self.sides.ours[index].optional for index in self._left(line)
        )

    def is_link_of_text(self, link: SourceLink) -> bool:
        """Tell a link whose label is in the text of the result, so that the link must be, too."""
        if link.is_filled_in:
            return True
        words = self._lines[link.line]
        return bool(link.words) and self.sides.is_in_text(words[min(link.words, len(words)) - 1])
