"""Source and result side by side: the fields of each review, its words, and all between."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from sphinx_paperreview.importers.verify.addresses import bare, has_id, lost_addresses
from sphinx_paperreview.importers.verify.align import SURE, Sides, Way
from sphinx_paperreview.importers.verify.named_lines import says_field
from sphinx_paperreview.importers.verify.page_title import is_made_up
from sphinx_paperreview.importers.verify.result import (
    Result,
    Stretch,
    read_result,
    words_ahead,
)
from sphinx_paperreview.importers.verify.source import SourceText, read_source
from sphinx_paperreview.importers.verify.units import Unit, shown, units_of

_SHOWN = 8
_CONTEXT = 8
_FAR = 40
"""So many lines of the text may stand among the fields."""
_WINDOW = 400
_CHECKED = ("title", "subtitle", "org")
_DATE_MARKS = frozenset({"t", "z", "created"})


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """Something that source and result do not have alike."""

    line: int
    """In the source, from 1; 0 for the post as a whole."""
    message: str


def verify(source: bytes, result: str, *, known: str = "") -> tuple[Difference, ...]:
    """Compare a post with what an import made of it, in the order of the post.

    Review by review: title, subtitle, organisations and links; then the words of its text, in
    order; then what stands outside of reviews. Words of markup, such as the attributes of a tag,
    may be missing, but not be added.

    Args:
        source: The post as it was.
        result: What it has become.
        known: What may have been added: values of the site's configuration.
    """
    read = read_source(source)
    # Blank lines at the end say nothing. `splitlines` would cut at more than ends of lines.
    if result.rstrip("\n") == "\n".join(read.lines).rstrip("\n"):
        return ()
    comparison = _Comparison(read, read_result(result), known)
    return tuple(comparison.differences())


class _Comparison:
    def __init__(self, source: SourceText, result: Result, known: str) -> None:
        self.source = source
        self.result = result
        self.units = source.units
        self._take_front()
        self.front = {unit.text for unit in self.source.front}
        # What the page is called need not be said again, where a line gives the paper's title.
        self.said = self.front | {unit.text for unit in result.stretches[0].units}
        if is_made_up(result, source):
            first = result.stretches[0]
            first.units[:] = [unit for unit in first.units if unit.line != result.title]
        self.used = bytearray(len(self.units))
        written = set(result.text.split("\n"))
        kept = {line for line in source.headers if source.lines[line] in written}
        self.allowed = bytearray(u.optional and u.line not in kept for u in self.units)
        self.sides = Sides(self.units, used=self.used, allowed=self.allowed)
        # What stands for something else, such as a value of the front matter, may take its place.
        self.values = {u.text for u in (*self.source.front, *self.units) if u.optional}
        self.values |= self.front | {unit.text for unit in units_of(known, 0)}
        self.at = 0
        self.written = bare("\n".join(source.lines))

    def differences(self) -> Iterator[Difference]:
        """Give all differences."""
        yield from self._front()
        for number, stretch in enumerate(self.result.stretches):
            following = self.result.stretches[number + 1 :]
            if stretch.fields is not None:
                yield from self._fields(stretch, following)
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
        for line, message in lost_addresses(self.source, self.result.text):
            yield Difference(line, message)

    # Fields -------------------------------------------------------------------------------------

    def _fields(self, review: Stretch, following: Sequence[Stretch]) -> Iterator[Difference]:
        """Find the words of all fields in the lines with which the review begins."""
        fields = review.fields or {}
        checked = Counter(unit.text for name in _CHECKED for unit in fields.get(name, ()))
        others = Counter(unit.text for units in fields.values() for unit in units) - checked
        others.update(dict.fromkeys(self.said, 0))
        while self.at < len(self.units) and self.used[self.at]:
            self.at += 1
        yield from self._skip_to(fields.get("title", ()), checked)
        # The text of a review that is all of a page stands behind its directive.
        text = review.units or (following[0].units if following else ())
        line = self._use(text, checked, others)
        for url in sorted(review.urls):
            if bare(url) not in self.written and not has_id(url, self.written):
                yield Difference(line, f"added link: {url}")
        for name in _CHECKED:
            wanted = (unit for unit in fields.get(name, ()) if checked[unit.text] > 0)
            missing = [unit for unit in wanted if unit.text not in self.said]
            if missing:
                yield Difference(line, f"{name} is not in the source: {shown(missing[:_SHOWN])!r}")

    def _skip_to(self, title: Sequence[Unit], checked: Counter[str]) -> Iterator[Difference]:
        """Go to where the title stands, if something that is nowhere stands before it."""
        end = self._end_of_line(self.at)
        words = [unit.text for unit in title[:2]]
        is_said = all(unit.text in self.said for unit in title)
        if is_said or any(checked[unit.text] > 0 for unit in self.units[self.at : end]):
            return
        for index in range(self.at, len(self.units)):
            if [unit.text for unit in self.units[index : index + len(words)]] == words:
                begin = self._before_title(index, checked)
                lost = self._required(self.at, begin)
                if lost:
                    yield Difference(lost[0].line, f"lost: {shown(lost[:_SHOWN])!r}")
                self.at = begin
                return

    def _before_title(self, index: int, checked: Counter[str]) -> int:
        """Go back to what a line says before the title: organisations in brackets."""
        line = self.units[index].line
        while index > self.at and self.units[index - 1].line == line:
            if not self._may_skip(index - 1) and checked[self.units[index - 1].text] <= 0:
                break
            index -= 1
        return index

    def _use(self, text: Sequence[Unit], checked: Counter[str], others: Counter[str]) -> int:
        """Use up the words of fields, line by line; give the line with which the review begins."""
        index, first, kept = self.at, 0, 0
        words = deque(unit.text for unit in text if not unit.optional)
        while index < len(self.units) and kept < _FAR:
            end = self._end_of_line(index)
            units = self._required(index, end)
            required, opening = [unit.text for unit in units], [*islice(words, _CONTEXT)]
            is_field = says_field(units, others)
            known = is_field or all(unit.label or others[unit.text] > 0 for unit in units)
            # What stands among the fields and is no field is the beginning of the text.
            is_kept = bool(required) and [*islice(words, len(required))] == required
            if is_kept and not any(checked[text] > 0 for text in required):
                for _ in required:
                    words.popleft()
                index, kept = end, kept + 1
                continue
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

    def _required(self, index: int, end: int) -> list[Unit]:
        return [self.units[i] for i in range(index, end) if not self._may_skip(i)]

    def _end_of_line(self, index: int) -> int:
        line = self.units[index].line if index < len(self.units) else 0
        while index < len(self.units) and self.units[index].line == line:
            index += 1
        return index

    def _use_line(self, start: int, end: int, checked: Counter[str], others: Counter[str]) -> None:
        # Words of the text first: the number before a title may be in the title, too. Other words
        # of markup, such as those of an address, are never in a field.
        free = (i for i in range(start, end) if self._may_be_in_field(i, start))
        for index in sorted(free, key=lambda i: self.allowed[i]):
            text = self.units[index].text
            wanted = checked if checked[text] > 0 else others
            if not self.allowed[index] and wanted[text] <= 0 < wanted[f"20{text}"]:  # ICLR'25
                text = f"20{text}"
            if wanted[text] > 0:
                wanted[text] -= 1
                self.used[index] = 1
            elif self.units[index].label:
                self.allowed[index] = 1

    def _may_be_in_field(self, index: int, start: int) -> bool:
        is_number = self.units[index].text.isdecimal() and index - start <= 1  # `Paper 4:`
        return not self.used[index] and (is_number or not self.allowed[index])

    # Text ---------------------------------------------------------------------------------------

    def _text(self, stretch: Stretch, following: Sequence[Stretch]) -> Iterator[Difference]:
        """Follow the words of a stretch through the source."""
        end = len(stretch.units)
        units = [*map(self._with_values, (*stretch.units, *words_ahead(following)))]
        sides = self.sides
        sides.result = units
        j = 0
        while j < end:
            while self.at < len(self.units) and self.used[self.at]:
                self.at += 1
            if self.at < len(self.units) and sides.same(self.at, j):
                self.at += 1
                j += 1
                continue
            way = sides.find_way(self.at, j, limit=end, last=not following)
            way = way or self._far_way(j, units, end)
            if way is None:
                here, there = self.units[self.at : self.at + _SHOWN], units[j : j + _SHOWN]
                line = self._line()
                self.at = self._beginning_of(following)
                yield Difference(line, f"differs: {shown(here)!r} has become {shown(there)!r}")
                return
            yield from self._told(way, units)
            self.at, j = way.source, way.result

    def _with_values(self, unit: Unit) -> Unit:
        """Leave it open whether a word was added that stands elsewhere in the source as markup.

        A value of the front matter may have taken the place of its name.
        """
        return replace(unit, optional=unit.optional or unit.text in self.values)

    def _line(self) -> int:
        return self.units[self.at].line if self.at < len(self.units) else 0

    def _told(self, way: Way, units: Sequence[Unit]) -> Iterator[Difference]:
        lost = [self.units[index] for index in way.lost]
        added = [units[index] for index in way.added]
        if lost:
            yield Difference(lost[0].line, f"lost: {shown(lost[:_SHOWN])!r}")
        if added:
            before = self.units[: way.source][-1:]
            yield Difference(before[0].line if before else 0, f"added: {shown(added[:_SHOWN])!r}")

    def _far_way(self, j: int, units: Sequence[Unit], end: int) -> Way | None:
        """Find where both sides are the same again, when many words are lost or added."""
        for distance in range(1, _WINDOW):
            if self._agree(self.at + distance, j, units):
                between = range(self.at, self.at + distance)
                lost = tuple(i for i in between if not self._may_skip(i))
                return Way(self.at + distance, j, lost, ())
            if self._agree(self.at, j + distance, units):
                behind = min(j + distance, end)
                added = tuple(k for k in range(j, behind) if not units[k].optional)
                return Way(self.at, behind, (), added)
        return None

    def _agree(self, i: int, j: int, units: Sequence[Unit]) -> bool:
        ours = [unit.text for unit in self.units[i : i + SURE]]
        return bool(ours) and ours == [unit.text for unit in units[j : j + SURE]]

    def _beginning_of(self, following: Sequence[Stretch]) -> int:
        """Find where the source comes to the next stretch that has words."""
        for stretch in following:
            words = [unit.text for unit in (*stretch.title, *stretch.units) if not unit.optional]
            words = words[:SURE]
            for index in range(self.at, len(self.units)) if words else ():
                if [unit.text for unit in self.units[index : index + len(words)]] == words:
                    return index
        return len(self.units)
