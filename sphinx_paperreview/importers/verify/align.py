"""Two rows of words, laid side by side, where words of markup may stand on one side alone."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from sphinx_paperreview.importers.verify.units import Unit

SURE = 3
"""So many words of text in a row that are the same, and both sides are where they should be."""

_MOST_STATES = 20_000
"""So many places are looked at for one way."""
_MOST_IN_VAIN = 200_000
"""Where so many were looked at for ways that there are not, few are from then on."""
_FEWEST = 100

_HIGHEST_COST = 4

_State = tuple[int, int, int]
"""A place in the source, one in the result, and how many words before them were the same."""


@dataclass(frozen=True, slots=True)
class Way:
    """How both sides go on together from where they are."""

    source: int
    """The place in the source behind it."""
    result: int
    """The place in the result behind it."""
    lost: tuple[int, ...]
    """Words of text that only the source has, by their places."""
    added: tuple[int, ...]
    """Words of text that only the result has."""


class Sides:
    """A source and a result, and which of their words may be left out."""

    def __init__(self, source: Sequence[Unit], *, used: bytearray, allowed: bytearray) -> None:
        self.source = source
        self.result: Sequence[Unit] = ()
        """Of one stretch after the other."""
        self.used = used
        """Words of the source that are spent, and match nothing."""
        self.allowed = allowed
        """Words of the source that may be missing in the result."""
        self._left = _MOST_IN_VAIN

    def same(self, i: int, j: int) -> bool:
        """Tell whether two words are words of text on both sides, and the same."""
        return not (
            self.used[i]
            or self.allowed[i]
            or self.result[j].optional
            or self.source[i].text != self.result[j].text
        )

    def find_way(self, i: int, j: int, *, limit: int, last: bool) -> Way | None:
        """Find the way with the fewest words lost or added; None where that takes too many.

        It is the beginning of one to where enough words are the same, or the result ends; and goes
        no further in the result than to a limit. Where the result is the last one, the source ends
        with it.
        """
        costs: dict[_State, int] = {(i, j, 0): 0}
        before: dict[_State, _State] = {}
        queue = deque([(i, j, 0)])
        most = min(_MOST_STATES, max(_FEWEST, self._left))
        while queue and len(costs) < most:
            state = queue.popleft()
            at_end = state[1] == len(self.result) and (not last or state[0] == len(self.source))
            if state[2] == SURE or at_end:
                return self._way(state, before, limit)
            for following, cost in self._steps(state):
                total = costs[state] + cost
                if total < costs.get(following, _HIGHEST_COST + 1):
                    costs[following], before[following] = total, state
                    (queue.append if cost else queue.appendleft)(following)
        self._left -= len(costs)
        return None

    def _steps(self, state: _State) -> list[tuple[_State, int]]:
        """Give the next states, what is cheap and likely last: it is tried first."""
        i, j, streak = state
        steps: list[tuple[_State, int]] = []
        if j < len(self.result):
            steps.append(((i, j + 1, 0), 0 if self.result[j].optional else 1))
        if i < len(self.source):
            free = self.used[i] or self.allowed[i]
            steps.append(((i + 1, j, streak if free else 0), 0 if free else 1))
        if i < len(self.source) and j < len(self.result) and not self.used[i]:
            if self.same(i, j):
                steps.append(((i + 1, j + 1, streak + 1), 0))
            elif self.source[i].text == self.result[j].text:
                steps.append(((i + 1, j + 1, streak), 0))
        return steps

    def _way(self, end: _State, before: dict[_State, _State], limit: int) -> Way:
        while end in before and before[end][1] >= limit:
            end = before[end]
        lost, added = [], []
        state = end
        while state in before:
            last = before[state]
            if state[0] == last[0] and not self.result[last[1]].optional:
                added.append(last[1])
            if state[1] == last[1] and not (self.used[last[0]] or self.allowed[last[0]]):
                lost.append(last[0])
            state = last
        return Way(end[0], end[1], tuple(reversed(lost)), tuple(reversed(added)))
