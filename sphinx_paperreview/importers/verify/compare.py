"""Source and result side by side: the words of all text, and the fields of each review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sphinx_paperreview.importers.verify.addresses import added_links, lost_addresses
from sphinx_paperreview.importers.verify.fields import Fields
from sphinx_paperreview.importers.verify.result import Result, read_result
from sphinx_paperreview.importers.verify.sides import Sides
from sphinx_paperreview.importers.verify.source import SourceText, read_source
from sphinx_paperreview.importers.verify.units import Unit, shown, units_of

_SHOWN = 8
_DATE_MARKS = frozenset({"t", "z", "created"})


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """Something that source and result do not have alike."""

    line: int
    """In the source, from 1; 0 for the post as a whole."""
    message: str


def verify(source: bytes, result: str, *, known: str = "") -> tuple[Difference, ...]:
    """Compare a post with what an import made of it, in the order of the post.

    All words, in order; but those of a review's title, subtitle, organisations and other options
    may stand anywhere about its beginning. Words of markup, such as the attributes of a tag, may
    be missing, but not be added. Then all links and pictures.

    Args:
        source: The post as it was.
        result: What it has become.
        known: What may have been added: values of the site's configuration.
    """
    read = read_source(source)
    # Blank lines at the end say nothing. `splitlines` would cut at more than ends of lines.
    if result.rstrip("\n") == "\n".join(read.lines).rstrip("\n"):
        return ()
    return tuple(sorted(_differences(read, read_result(result), known), key=lambda it: it.line))


def _differences(source: SourceText, result: Result, known: str) -> Iterator[Difference]:
    lost_front = _lost_from_front(source, result)
    if 2 * len(lost_front) > len(source.front):  # it was none, or nobody could read it
        source = replace(source, units=(*source.front, *source.units), front=())
        lost_front = []
    yield from (
        Difference(unit.line, f"lost from the front matter: {unit.text!r}") for unit in lost_front
    )
    rows = [(line, source.lines[line - 1]) for line in source.rows - source.headers]
    sides = Sides.of(source.units, result.stretches, rows)
    front = {unit.text for unit in source.front}
    # What stands for something else, such as a value of the front matter, may take its place.
    values = front | {unit.text for unit in source.units if unit.optional}
    values |= {unit.text for unit in units_of(known, 0)}
    # What the page is called need not be said again, where a line gives the paper's title.
    said = frozenset(front | {unit.text for unit in result.stretches[0].units})
    fields = Fields(sides, source)
    for place in sides.reviews:
        line = sides.line_of(place)
        for name, words in fields.take(place, said).items():
            missing = [word for word in words if word not in said]
            if missing:
                what = " ".join(missing[:_SHOWN])
                yield Difference(line, f"{name} is not in the source: {what!r}")
        for url in added_links(place.review.urls, source):
            yield Difference(line, f"added link: {url}")
    fields.take_names()
    lost = [i for i in sides.lost() if i not in fields.taken]
    for run in _runs(sides.ours, lost):
        yield Difference(sides.ours[run[0]].line, f"lost: {_shown(sides.ours, run)!r}")
    added = (j for j in sides.added() if j not in fields.given)
    for run in _runs(sides.theirs, [j for j in added if sides.theirs[j].text not in values]):
        yield Difference(sides.line_before(run[0]), f"added: {_shown(sides.theirs, run)!r}")
    for found in lost_addresses(source, result, fields):
        yield Difference(*found)


def _lost_from_front(source: SourceText, result: Result) -> list[Unit]:
    here = Counter(unit.text for unit in result.front)
    digits = "".join(unit.text for unit in result.front if unit.text.isdecimal())
    lost = []
    for unit in source.front:
        if not here[unit.text] and unit.text not in _DATE_MARKS and unit.text not in digits:
            lost.append(unit)
        here[unit.text] -= 1
    return lost


def _runs(units: Sequence[Unit], indexes: Sequence[int]) -> Iterator[list[int]]:
    """Part places of words where other words of text stand between them."""
    run: list[int] = []
    for index in indexes:
        if run and any(not unit.optional for unit in units[run[-1] + 1 : index]):
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _shown(units: Sequence[Unit], run: Sequence[int]) -> str:
    return shown(units[index] for index in run[:_SHOWN])
