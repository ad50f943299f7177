"""One case: an input is run within its seconds of CPU."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from benchmarks.fuzz.target import Input, Problem, Target, raised

OUT_OF_TIME = "takes too long"


class OutOfTime(BaseException):
    """An input took more than its seconds; no `Exception`, for nobody may go on after it."""


def run(target: Target, given: Input) -> tuple[Problem | None, float]:
    """Give what is wrong with an input, and the seconds of CPU that it took."""
    start = time.process_time()
    try:
        with within(target.seconds):
            problem = target.check(given)
    except OutOfTime as error:
        place = raised(error)
        problem = Problem(OUT_OF_TIME, f"more than {target.seconds:g} s of CPU\n{place.message}")
    except Exception as error:  # Whatever it is: that nothing raises is what is looked at.
        problem = raised(error)
    return problem, time.process_time() - start


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise where a process has worked for so long; a busy machine takes nothing from it."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise OutOfTime

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
