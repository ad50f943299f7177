"""Work, counted: the steps of a run are the same on every machine, however busy it is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import sphinx_paperreview

_PACKAGE = str(Path(sphinx_paperreview.__file__).parent)

_MADE = "<string>"
"""Where the methods of dataclasses stand, such as what hashes and compares them."""

_LINEAR = 2.3
"""Of twice as much, the work is twice as much, and four times where it grows with the square."""


def steps(run: Callable[[], object]) -> int:
    """Count the instructions of this package, and of its records, that a call runs through."""
    count = 0

    def step(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "opcode"
        return step

    def enter(frame: FrameType, event: str, argument: Any) -> Any:
        if not frame.f_code.co_filename.startswith((_PACKAGE, _MADE)):
            return None
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        return step

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        run()
    finally:
        sys.settrace(before)
    return count


def is_linear(run: Callable[[int], Callable[[], object]], size: int) -> bool:
    """Tell whether the work grows with the size of an input, and no faster.

    What is the same for every size is left out: the work from twice to four times the size is
    compared with that from the size to its double.

    Args:
        run: Makes, for a size, what is to be counted.
        size: The smallest: large enough that the square of it would be seen.
    """
    # What is read or made once, and what caches keep that other tests have filled in part.
    run(size * 4)()
    one, two, four = (steps(run(size * times)) for times in (1, 2, 4))
    return four - two <= _LINEAR * (two - one)
