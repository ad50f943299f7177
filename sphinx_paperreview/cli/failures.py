"""What nobody has expected, written down for those who can mend it."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path

from sphinx_paperreview import __version__
from sphinx_paperreview.core.values import clean_text

_PACKAGE = Path(__file__).parents[1]
_LONGEST = 200
"""Of a message, in characters: it may quote a whole post."""
_INNERMOST = 20
"""How many steps are told; of endless ones there are a thousand."""


@dataclass(frozen=True)
class Failure:
    """An exception, without the places of anybody's machine."""

    error: str
    """Its kind and its message."""
    steps: tuple[str, ...]
    """Where in the package it came about, from the outermost to the innermost."""
    version: str = __version__

    @classmethod
    def of(cls, error: Exception) -> Failure:
        """Write down an exception that has been caught."""
        message = clean_text(" ".join(str(error).split()))[:_LONGEST]
        frames = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE)]
        steps = tuple(map(_step, ours[-_INNERMOST:]))
        return cls(f"{type(error).__name__}: {message}".removesuffix(": "), steps)

    def __str__(self) -> str:
        where = self.steps[-1] if self.steps else "outside of it"
        return f"{self.error} [{where}, version {self.version}]"


def _step(frame: traceback.FrameSummary) -> str:
    place = Path(frame.filename).relative_to(_PACKAGE).as_posix()
    return f"{place}:{frame.lineno} in {frame.name}"
