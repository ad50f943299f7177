"""What is fuzzed: how its inputs are made, and what must hold for each."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

Input = Mapping[str, bytes]
"""Files by their names; all that a case depends on."""


@dataclass(frozen=True)
class Problem:
    """What is wrong with one input."""

    kind: str
    """The same for all inputs that show the same fault, as far as one can tell."""
    message: str


@dataclass(frozen=True)
class Target:
    """Something that takes what it is given."""

    name: str
    make: Callable[[Random], Input]
    """Writes an input, from the generator alone."""
    check: Callable[[Input], Problem | None]
    """Runs an input; may raise, which is a finding."""
    seconds: float
    """Of CPU that an input may take; more is a finding."""
    trials: int
    """How many inputs may be tried to make a finding smaller."""
    repeat: Callable[[Input, int], Input] | None = None
    """Repeats an input, where twice as much may take no more than twice the work."""


def raised(error: BaseException) -> Problem:
    """Name a fault by its type, and by the line of ours that it came through last."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "sphinx_paperreview" in frame.filename] or frames
    place = f"{Path(ours[-1].filename).name}:{ours[-1].name}" if ours else "nowhere"
    text = "".join(traceback.format_exception(error)[-6:])
    return Problem(f"{type(error).__name__} in {place}", text)
