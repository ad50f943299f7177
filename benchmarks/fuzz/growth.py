"""Whether the work grows faster than an input: counted in steps, so that no clock is needed."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.fuzz.running import OutOfTime, within
from benchmarks.fuzz.target import Input, Problem, Target
from tests.work import is_linear

GROWS = "more work than twice as much for twice as much"

_TIMES = 4
"""How often an input is repeated at the least: less may be below a cap."""

_SLOWER = 30
"""Times that counting makes a run slower."""


def grows(target: Target, given: Input) -> Problem | None:
    """Look at an input that is repeated 4, 8 and 16 times."""
    repeat = target.repeat
    if repeat is None:
        return None

    def again(times: int) -> Callable[[], object]:
        longer = repeat(given, times)
        return lambda: target.check(longer)

    try:
        with within(_SLOWER * target.seconds):
            return None if is_linear(again, _TIMES) else Problem(GROWS, "repeated 4, 8, 16 times")
    except OutOfTime:
        return Problem(GROWS, f"repeated, it takes more than {_SLOWER * target.seconds:g} s")
