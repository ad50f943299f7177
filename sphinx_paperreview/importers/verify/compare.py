"""Source and result side by side: the fields of each review, its words, and all between."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from sphinx_paperreview.importers.verify.result import Result, Stretch, read_result
from sphinx_paperreview.importers.verify.source import Source, read_source
from sphinx_paperreview.importers.verify.units import Unit, shown

_SHOWN = 8
_CONTEXT = 8
_WINDOW = 400
_AGREEING = 3
_ADDED_MARKS = str.maketrans("", "", "<>\\")
_LONG_ID = re.compile(r"[\w-]{6,}$")
_CHECKED = ("title", "subtitle", "org")
_DATE_MARKS = frozenset({"t", "z"})


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """Something that source and result do not have alike."""

    line: int
    """In the source, from 1; 0 for the post as a whole."""
    message: str


def verify(source: bytes, result: str) -> tuple[Difference, ...]:
    """Compare a post with what an import made of it, in the order of the post.

    Review by review: title, subtitle, organisations and links; then the words of its text, in
    order; then what stands outside of reviews. Words of markup, such as the attributes of a tag,
    may be missing, but not be added.
    """
    read = read_source(source)
    if result.splitlines() == list(read.lines):
        return ()
    comparison = _Comparison(read, read_result(result))
    return tuple(comparison.differences())


class _Comparison:
    def __init__(self, source: Source, result: Result) -> None:
        self.source = source
        self.result = result
        self.units = source.units
        self._take_front()
        self.used = bytearray(len(self.units))
        written = set(result.text.split("\n"))
        kept = {line for line in source.headers if source.lines[line] in written}
        self.allowed = bytearray(u.optional and u.line not in kept for u in self.units)
        self.at = 0
        self.written = _bare("\n".join(source.lines))

    def differences(self) -> Iterator[Difference]:
        """Give all differences."""
        yield from self._front()
        for number, stretch in enumerate(self.result.stretches):
            if stretch.fields is not None:
                yield from self._fields(stretch)
            following = self.result.stretches[number + 1 :]
            yield from self._text(stretch, following)
        lost = [unit for i, unit in enumerate(self.units) if i >= self.at and not self._may_skip(i)]
        if lost:
            yield Difference(lost[0].line, f"lost: {shown(lost[:_SHOWN])!r}")
        yield from self._links()

    def _may_skip(self, index: int) -> bool:
        return bool(self.used[index] or self.allowed[index])

    def _front(self) -> Iterator[Difference]:
        digits = "".join(unit.text for unit in self.result.front if unit.text.isdecimal())
        for unit in self._lost_from_front():
            if unit.text not in _DATE_MARKS and unit.text not in digits:
                yield Difference(unit.line, f"lost from the front matter: {unit.text!r}")

    def _lost_from_front(self) -> list[Unit]:
        here = Counter(unit.text for unit in self.result.front)
        lost = []
        for unit in self.source.front:
            if not here[unit.text]:
                lost.append(unit)
            here[unit.text] -= 1
        return lost

    def _take_front(self) -> None:
        """Take the front matter for text where it was none, or nobody could read it."""
        if 2 * len(self._lost_from_front()) > len(self.source.front):
            self.units = (*self.source.front, *self.source.units)
            self.source = replace(self.source, front=())

    def _links(self) -> Iterator[Difference]:
        text = _bare(self.result.text)
        for url in sorted(self.source.urls):
            if _bare(url) not in text:
                yield Difference(self._line_of(url), f"lost link: {url}")
        for name in sorted(self.source.pictures):
            if _bare(name) not in text:
                yield Difference(self._line_of(name), f"lost picture: {name}")

    def _line_of(self, text: str) -> int:
        found = (i for i, line in enumerate(self.source.lines, start=1) if text in line)
        return next(found, 0)

    # Fields -------------------------------------------------------------------------------------

    def _fields(self, review: Stretch) -> Iterator[Difference]:
        """Find the words of all fields in the lines with which the review begins."""
        fields = review.fields or {}
        checked = Counter(unit.text for name in _CHECKED for unit in fields.get(name, ()))
        others = Counter(unit.text for units in fields.values() for unit in units) - checked
        while self.at < len(self.units) and self.used[self.at]:
            self.at += 1
        yield from self._skip_to(fields.get("title", ()), checked)
        line = self._use(review, checked, others)
        for url in sorted(review.urls):
            made_of_id = _LONG_ID.search(url)  # of a video, whose page a short code names
            if _bare(url) not in self.written and not (
                made_of_id and made_of_id[0] in self.written
            ):
                yield Difference(line, f"added link: {url}")
        for name in _CHECKED:
            missing = [unit for unit in fields.get(name, ()) if checked[unit.text] > 0]
            if missing:
                yield Difference(line, f"{name} is not in the source: {shown(missing[:_SHOWN])!r}")

    def _skip_to(self, title: Sequence[Unit], checked: Counter[str]) -> Iterator[Difference]:
        """Go to where the title stands, if something that is nowhere stands before it."""
        end = self._end_of_line(self.at)
        words = [unit.text for unit in title[:2]]
        if not words or any(checked[unit.text] > 0 for unit in self.units[self.at : end]):
            return
        for index in range(self.at, len(self.units)):
            if [unit.text for unit in self.units[index : index + len(words)]] == words:
                lost = [self.units[i] for i in range(self.at, index) if not self._may_skip(i)]
                if lost:
                    yield Difference(lost[0].line, f"lost: {shown(lost[:_SHOWN])!r}")
                self.at = index
                return

    def _use(self, review: Stretch, checked: Counter[str], others: Counter[str]) -> int:
        """Use up the words of fields, line by line; give the line with which the review begins."""
        index, first = self.at, 0
        opening = [unit.text for unit in review.units if not unit.optional][:_CONTEXT]
        while index < len(self.units):
            end = self._end_of_line(index)
            units = [self.units[i] for i in range(index, end) if not self._may_skip(i)]
            required = [unit.text for unit in units]
            is_field = bool(units) and units[0].label and any(others[text] > 0 for text in required)
            known = is_field or all(unit.label or others[unit.text] > 0 for unit in units)
            if not +checked and (not known or (required and required == opening[: len(required)])):
                break
            if +checked and required and not known and not any(checked[t] > 0 for t in required):
                break
            self._use_line(index, end, checked, others)
            if is_field:  # a date or a number may stand there in another form
                self.allowed[index:end] = bytes([1]) * (end - index)
            first = first or (self.units[index].line if required else 0)
            index = end
        return first or (self.units[self.at].line if self.at < len(self.units) else 0)

    def _end_of_line(self, index: int) -> int:
        line = self.units[index].line if index < len(self.units) else 0
        while index < len(self.units) and self.units[index].line == line:
            index += 1
        return index

    def _use_line(self, start: int, end: int, checked: Counter[str], others: Counter[str]) -> None:
        # Words of the text first: the number before a title may be in the title, too.
        free = (i for i in range(start, end) if not self.used[i])
        for index in sorted(free, key=lambda i: self.allowed[i]):
            text = self.units[index].text
            wanted = checked if checked[text] > 0 else others
            if f"20{text}" in wanted:  # ICLR'25
                text = f"20{text}"
            if wanted[text] > 0:
                wanted[text] -= 1
                self.used[index] = 1
            elif self.units[index].label:
                self.allowed[index] = 1

    # Text ---------------------------------------------------------------------------------------

    def _text(self, stretch: Stretch, following: Sequence[Stretch]) -> Iterator[Difference]:
        """Follow the words of a stretch through the source."""
        units, j = stretch.units, 0
        while j < len(units):
            while self.at < len(self.units) and self.used[self.at]:
                self.at += 1
            if self.at == len(self.units):
                left = [unit for unit in units[j:] if not unit.optional]
                if left:
                    yield Difference(0, f"added: {shown(left[:_SHOWN])!r}")
                return
            if self._matches(j, units):
                self.at += 1
                j += 1
            elif units[j].optional and not self._comes_soon(j, units):
                j += 1
            elif self.allowed[self.at]:
                self.at += 1
            else:
                difference, j = self._resume(j, units, following)
                yield difference

    def _comes_soon(self, j: int, units: Sequence[Unit]) -> bool:
        """Tell whether the source has a word of markup behind nothing but markup."""
        end = min(self.at + _WINDOW, len(self.units))
        unit, following = units[j], itertools.islice(units, j, None)
        if next((u.text for u in following if not u.optional), "") == self.units[self.at].text:
            return False
        for index in range(self.at, end):
            if self.units[index].text == unit.text:
                return index > self.at
            if not self._may_skip(index):
                return False
        return False

    def _matches(self, j: int, units: Sequence[Unit]) -> bool:
        """Tell whether two words are each other's, and not one of markup and one of the text."""
        if self.units[self.at].text != units[j].text:
            return False
        if not (self.allowed[self.at] or units[j].optional):
            return True
        here = self._same_from(self.at, j, units)
        later, k = self.at, j
        while later < len(self.units) and self._may_skip(later):
            later += 1
        while k < len(units) and units[k].optional:
            k += 1
        skipped = max(self._same_from(later, j, units), self._same_from(self.at, k, units))
        return here >= skipped

    def _same_from(self, i: int, j: int, units: Sequence[Unit]) -> int:
        """Count how many words are the same from two places on, up to a few."""
        count = 0
        while (
            count < _CONTEXT
            and i < len(self.units)
            and j < len(units)
            and self.units[i].text == units[j].text
        ):
            i, j, count = i + 1, j + 1, count + 1
        return count

    def _resume(
        self, j: int, units: Sequence[Unit], following: Sequence[Stretch]
    ) -> tuple[Difference, int]:
        """Say where the two differ, and go on where they are the same again."""
        line = self.units[self.at].line
        for distance in range(1, _WINDOW):
            if self._agree(self.at + distance, j, units):
                between = range(self.at, self.at + distance)
                lost = [self.units[i] for i in between if not self._may_skip(i)]
                self.at += distance
                return Difference(line, f"lost: {shown(lost[:_SHOWN])!r}"), j
            if self._agree(self.at, j + distance, units):
                added = [unit for unit in units[j : j + distance] if not unit.optional]
                return Difference(line, f"added: {shown(added[:_SHOWN])!r}"), j + distance
        here, there = self.units[self.at : self.at + _SHOWN], units[j : j + _SHOWN]
        self.at = self._beginning_of(following)
        return Difference(line, f"differs: {shown(here)!r} has become {shown(there)!r}"), len(units)

    def _agree(self, i: int, j: int, units: Sequence[Unit]) -> bool:
        left = min(_AGREEING, len(units) - j, len(self.units) - i)
        return left > 0 and self._same_from(i, j, units) >= left

    def _beginning_of(self, following: Sequence[Stretch]) -> int:
        """Find where the source comes to the next stretch that has words."""
        for stretch in following:
            title = (stretch.fields or {}).get("title", ())
            words = [unit.text for unit in (*title, *stretch.units) if not unit.optional]
            words = words[:_AGREEING]
            for index in range(self.at, len(self.units)) if words else ():
                if [unit.text for unit in self.units[index : index + len(words)]] == words:
                    return index
        return len(self.units)


def _bare(text: str) -> str:
    """Undo what an import may do to an address: escapes, percent-encoding, brackets around it."""
    return unquote(text.translate(_ADDED_MARKS))
