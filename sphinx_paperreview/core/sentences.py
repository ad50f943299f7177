"""The sentence around a place in a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from sphinx_paperreview.core.runs import Run

SENTENCE_LENGTH = 240
"""Characters of a sentence that are shown, about; a longer one is cut around the place."""

_LAST_WORD = 40
"""Characters that a cut gives up for whole words; Chinese and Japanese text has no spaces."""

_BREAK = re.compile(
    r"""
    (?<![.!?…])(?P<mark>[.!?…]+)["'”’»)\]]*\s+   # marks, and a blank behind them
    | [。！？]+["'”’」』）)\]]*\s*                        # marks that need no blank
    """,
    re.VERBOSE,
)

_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[])(?:al|approx|cf|ch|dr|eqs?|figs?|mr|mrs|pp?|prof|refs?|resp|secs?|st|tab|vs"
    r"|(?:[a-z]\.)*[a-z])$",
    re.IGNORECASE,
)
"""What a full stop stands behind without ending a sentence: ``et al.``, ``J. Kim``, ``e.g.``."""

_LONGEST_ABBREVIATION = 8

_PROSE = {"text", "emphasis", "strong", "strike"}
"""Kinds of runs in which sentences end, and which may be cut."""

_MAY_GO_ON = {".", "...", "…"}
"""Marks behind which a sentence may go on."""


class Sentences:
    """The sentences of a text; each is told by where it begins and ends."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *_starts(text)]

    def around(self, start: int, end: int, limit: int | None = SENTENCE_LENGTH) -> tuple[int, int]:
        """Tell where the sentence around a place begins and ends, without blanks around it.

        Args:
            start: Where the place begins.
            end: Where it ends; it may reach into a further sentence.
            limit: How long the sentence may be; a longer one is cut; None: as long as it is.
        """
        text = self._text
        first = self._starts[bisect_right(self._starts, start) - 1]
        after = bisect_right(self._starts, max(start, end - 1))
        last = self._starts[after] if after < len(self._starts) else len(text)
        if limit is not None and last - first > limit:
            first, last = self._cut(first, start, end, last, max(0, limit - (end - start)))
        while first < start and text[first].isspace():
            first += 1
        while last > end and text[last - 1].isspace():
            last -= 1
        return first, last

    def _cut(self, first: int, start: int, end: int, last: int, room: int) -> tuple[int, int]:
        """Cut a sentence around a place, at whole words where they begin and end near.

        Each side gets half of the room, and what the other does not need.
        """
        before = min(start - first, max(room // 2, room - (last - end)))
        after = min(last - end, room - before)
        if before < start - first:
            first = start - before
            blank = self._text.find(" ", first, min(start, first + _LAST_WORD))
            first = blank + 1 if blank >= 0 else first
        if after < last - end:
            last = end + after
            blank = self._text.rfind(" ", max(end, last - _LAST_WORD), last + 1)
            last = blank if blank >= 0 else last
        return first, last


def _starts(text: str) -> Iterator[int]:
    """Yield where a sentence begins, but for the first."""
    for found in _BREAK.finditer(text):
        if found["mark"] not in _MAY_GO_ON or not _goes_on(text, found.start(), found.end()):
            yield found.end()


def _goes_on(text: str, stop: int, after: int) -> bool:
    """Tell whether a sentence goes on behind one of these marks and a blank."""
    if text[after : after + 1].islower():
        return True
    return _ABBREVIATION.search(text[max(0, stop - _LONGEST_ABBREVIATION) : stop]) is not None


class Passage:
    """A paragraph as runs, out of which sentences are cut."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._runs = tuple(runs)
        self._ends = list(accumulate(len(run.text) for run in self._runs))
        self._sentences = Sentences("".join(map(_opaque, self._runs)))

    def sentence_around(self, start: int, end: int) -> tuple[Run, ...]:
        """Give the sentence around a place, with ``…`` where it was cut.

        Args:
            start: Where the place begins, counted in the texts of all runs.
            end: Where it ends.
        """
        whole = self._sentences.around(start, end, limit=None)
        first, last = self._sentences.around(start, end)
        before = [Run("… ")] if first > whole[0] else []
        after = [Run(" …")] if last < whole[1] else []
        return (*before, *self.cut(first, last), *after)

    def cut(self, start: int, end: int) -> Iterator[Run]:
        """Yield the runs of a stretch; code, formulas and the like are cut nowhere inside."""
        for index in range(bisect_right(self._ends, start), len(self._runs)):
            run = self._runs[index]
            begin = self._ends[index] - len(run.text)
            if begin >= end:
                return
            is_prose = run.kind in _PROSE
            yield Run(run.text[max(0, start - begin) : end - begin], run.kind) if is_prose else run


def _opaque(run: Run) -> str:
    """Give a text of the same length, in which no sentence ends within code or a title."""
    return run.text if run.kind in _PROSE else "x" * len(run.text)
