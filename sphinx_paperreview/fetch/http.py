"""Ask one service over HTTP, at the pace that it wants, and make sense of what it answers."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from sphinx_paperreview.fetch.connection import (
    Answer,
    Broken,
    Connection,
    Limits,
    Misled,
    TooMuch,
    next_url,
)
from sphinx_paperreview.fetch.pace import pause_after, wait_asked_for
from sphinx_paperreview.fetch.refusals import BadAnswer, NotKnown, Unavailable

_NOT_NOW = frozenset({406, 408, 425, 429, 502, 503, 504})
"""What services answer where they want to be asked later; arXiv says so by 406, too."""

_DENIED = frozenset({401, 403, 407, 451})
_UNKNOWN = frozenset({404, 410})

_BAD_ANSWERS = 3
"""How many in a row make a service one that is not asked again."""

_PAUSE = 1.0
"""Seconds before a connection that broke is tried again."""

_PATIENT = Limits()

_LONG = 4.0
"""Seconds of a wait of which somebody who watches is told."""


@dataclass(frozen=True)
class Clock:
    """The time, as tests may pretend that it passes."""

    now: Callable[[], float] = time.monotonic
    """Seconds since anything."""
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True)
class Service:
    """A service, and how it wants to be asked."""

    key: str
    """As records name it."""
    name: str
    """For messages."""
    base: str
    """What addresses of requests begin with; no ``/`` at its end."""
    accept: str = "application/json"
    interval: float = 0.0
    """Seconds between two requests."""


class _Refused(Exception):
    """A try that failed, and may be repeated after some seconds."""

    def __init__(self, why: str, wait: float) -> None:
        super().__init__(why)
        self.wait = wait


def _tell_nobody(_message: str) -> None:
    """Drop a message."""


@dataclass
class Channel:
    """Asks one service, one request at a time."""

    service: Service
    agent: str
    """The User-Agent, with a contact."""
    limits: Limits = _PATIENT
    clock: Clock = Clock()
    tell: Callable[[str], None] = _tell_nobody
    """Tells somebody who watches of a long wait."""
    ended: str = ""
    """Why it is not asked again in this run; empty while it is."""
    _connection: Connection = field(init=False, repr=False)
    _not_before: float = float("-inf")
    _bad_answers: int = 0

    def __post_init__(self) -> None:
        headers = {"User-Agent": self.agent, "Accept": self.service.accept}
        self._connection = Connection(headers, self.limits)

    def ask(self, path: str, parameters: Mapping[str, str] | None = None) -> bytes:
        """Give the body of an answer.

        Args:
            path: Below the base, quoted, with a ``/`` in front.
            parameters: What stands behind the ``?``.

        :raises NotKnown: The service does not have it.
        :raises BadAnswer: This answer cannot be used.
        :raises Unavailable: The service is not to be asked again.
        """
        if self.ended:
            raise Unavailable(self.ended)
        query = f"?{urlencode(parameters, safe=',/:')}" if parameters else ""
        try:
            return self._insist(f"{self.service.base}{path}{query}")
        except Unavailable as error:
            self.ended = str(error)
            raise

    def ask_json(self, path: str, parameters: Mapping[str, str] | None = None) -> object:
        """Give what an answer in JSON holds; for the rest see `ask`."""
        body = self.ask(path, parameters)
        try:
            return json.loads(body)
        except (ValueError, RecursionError):
            raise self.bad_answer(f"{what_it_is(body)} instead of JSON") from None

    def bad_answer(self, why: str) -> BadAnswer | Unavailable:
        """Give what to raise of an answer that cannot be used."""
        self._bad_answers += 1
        message = f"{self.service.name} answered {why}"
        if self._bad_answers < _BAD_ANSWERS:
            return BadAnswer(message)
        self.ended = f"{message}, {self._bad_answers} times in a row"
        return Unavailable(self.ended)

    def good_answer(self) -> None:
        """Note that an answer made sense."""
        self._bad_answers = 0

    # One request ----------------------------------------------------------------------------------

    def _insist(self, url: str) -> bytes:
        """Try a few times."""
        tries = 1
        while True:
            try:
                return self._body(self._follow(url), tries)
            except _Refused as error:
                if error.wait > self.limits.wait:
                    raise Unavailable(
                        f"{error}; it asks for {error.wait:.0f} s of patience"
                    ) from None
                if tries == self.limits.tries:
                    raise Unavailable(str(error)) from None
                self._leave(error.wait)
                tries += 1

    def _body(self, answer: Answer, tries: int) -> bytes:
        """Give the body of an answer, where it is one."""
        name, status = self.service.name, answer.status
        self._keep_pace(pause_after(answer.headers))
        if status == 200:
            return answer.body
        if status in _NOT_NOW:
            wait = wait_asked_for(answer.headers, tries)
            raise _Refused(f"{name} does not answer now (HTTP {status})", wait)
        if status in _UNKNOWN:
            raise NotKnown(f"{name} does not know it")
        if status in _DENIED:
            raise Unavailable(f"{name} denies access (HTTP {status})")
        raise self.bad_answer(f"HTTP {status}")

    def _follow(self, url: str) -> Answer:
        """Ask, and follow redirections that stay at the host."""
        try:
            for _ in range(self.limits.redirects + 1):
                answer = self._once(url)
                url = next_url(url, answer)
                if not url:
                    return answer
        except Misled as error:
            raise Unavailable(f"{self.service.name} {error}") from None
        raise Unavailable(f"{self.service.name} leads in circles")

    def _once(self, url: str) -> Answer:
        """Ask once, when the time has come."""
        self._wait()
        try:
            return self._connection.get(url)
        except Broken as error:
            message = f"{self.service.name} cannot be reached: {error}"
            raise _Refused(message, _PAUSE) from error
        except TooMuch as error:
            raise self.bad_answer(str(error)) from None
        finally:
            self._leave(self.service.interval)

    # Time -----------------------------------------------------------------------------------------

    def _keep_pace(self, pause: float) -> None:
        """Take the pause that an answer asks for; what it has told is taken all the same."""
        if pause > self.limits.wait:
            self.ended = f"{self.service.name} wants to be asked no more for {pause:.0f} s"
        self._leave(pause)

    def _leave(self, seconds: float) -> None:
        """Leave some time before the next request."""
        self._not_before = max(self._not_before, self.clock.now() + seconds)

    def _wait(self) -> None:
        seconds = self._not_before - self.clock.now()
        if seconds > _LONG:
            self.tell(f"waiting {seconds:.0f} s for {self.service.name}")
        if seconds > 0:
            self.clock.sleep(seconds)


def what_it_is(body: bytes) -> str:
    """Say what an answer is that is not what was asked for."""
    start = body[:200].lstrip().lower()
    if not start:
        return "nothing"
    return "a web page" if start.startswith((b"<!doctype html", b"<html")) else "something else"
