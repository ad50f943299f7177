"""What a page is called, which a line of its source may say or not."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_paperreview.importers.verify.result import Result
from sphinx_paperreview.importers.verify.source import SourceText
from sphinx_paperreview.importers.verify.units import Unit, units_of


def is_made_up(result: Result, source: SourceText) -> bool:
    """Tell a title that stands in no heading of the source, and is said as often without it."""
    first, *others = result.stretches
    title = [unit.text for unit in first.units if unit.line == result.title]
    headings = (line for line in source.lines if line.startswith("#"))
    if not title or any(_holds(line, title) for line in headings):
        return False
    text = [unit for unit in first.units if unit.line != result.title]
    said = sum(_count(title, units) for units in (text, *(other.units for other in others)))
    return _count(title, source.units) <= said


def _holds(line: str, words: Sequence[str]) -> bool:
    return {unit.text for unit in units_of(line, 0)}.issuperset(words)


def _count(words: Sequence[str], units: Sequence[Unit]) -> int:
    """Count how often some words stand one behind the other."""
    texts, first = [unit.text for unit in units], words[0]
    starts = (index for index, text in enumerate(texts) if text == first)
    return sum(texts[index : index + len(words)] == list(words) for index in starts)
