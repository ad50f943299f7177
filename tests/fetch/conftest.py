"""A clock that only pretends to pass time."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from sphinx_paperreview.fetch.http import Clock


@dataclass
class Pretence:
    """A time that passes when somebody sleeps, and then at once."""

    seconds: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.slept.append(seconds)
        self.seconds += seconds

    @property
    def clock(self) -> Clock:
        """What the package takes for its clock."""
        return Clock(now=lambda: self.seconds, sleep=self.sleep)


@pytest.fixture
def pretence() -> Pretence:
    """A time that only seems to pass."""
    return Pretence()
