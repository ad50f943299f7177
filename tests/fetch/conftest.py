"""A clock that only pretends to pass time, and services that only pretend to be far away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from sphinx_paperreview.fetch.connection import Limits
from sphinx_paperreview.fetch.http import Channel, Clock
from sphinx_paperreview.fetch.services import services
from tests.fetch.loopback import Loopback
from tests.fetch.world import addresses, world

AGENT = "sphinx-paperreview/test (mailto:ada@example.org)"
LIMITS = Limits(silence=0.5, whole=1.0)


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


@pytest.fixture
def far() -> Iterator[Loopback]:
    """All services, on this machine."""
    with world().running() as loopback:
        yield loopback


MakeChannel = Callable[[str], Channel]


@pytest.fixture
def channel_to(far: Loopback, pretence: Pretence) -> MakeChannel:
    """Make what asks one of the services: ``channel_to("arxiv")``."""

    def make(key: str) -> Channel:
        service = services(addresses(far.url))[key]
        return Channel(service, AGENT, LIMITS, pretence.clock)

    return make
