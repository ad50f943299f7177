"""One connection to one host: each answer is bounded in time and size, and no stranger is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from http.cookiejar import DefaultCookiePolicy
from queue import Empty, Queue
from threading import Thread
from urllib.parse import urljoin, urlsplit

import requests
from urllib3.exceptions import HTTPError

from sphinx_paperreview.core.values import clean_text

_CHUNK = 1 << 16

_OF_LIBRARIES = (requests.RequestException, HTTPError, HTTPException, OSError, ValueError)
"""What the libraries below raise of a host that is not there, or does not speak HTTP."""


class Broken(Exception):
    """No answer came, or half of one; the next try may do better."""


class TooMuch(Exception):
    """An answer larger than any that is meant well."""


class Misled(Exception):
    """The service leads to where nobody wants to ask, or never comes to an end."""


@dataclass(frozen=True)
class Limits:
    """How much of a service's whims is borne."""

    silence: float = 30.0
    """Seconds without a byte."""
    whole: float = 120.0
    """Seconds of one answer, from the look-up of the host to the last byte."""
    size: int = 32_000_000
    """Bytes of one answer, unpacked."""
    wait: float = 120.0
    """Seconds that a service may ask us to wait."""
    tries: int = 3
    redirects: int = 3


@dataclass(frozen=True)
class Answer:
    """What a service says."""

    status: int
    headers: Mapping[str, str]
    """Names in any case."""
    body: bytes


@dataclass
class Connection:
    """Asks a host; the next question waits for the last answer."""

    headers: Mapping[str, str]
    """Of each request."""
    limits: Limits
    _session: requests.Session = field(default_factory=requests.Session, repr=False)

    def __post_init__(self) -> None:
        self._session.headers.update(self.headers)
        # No cookie is kept, and no password of ~/.netrc is sent.
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._session.auth = _without_password

    def get(self, url: str) -> Answer:
        """Ask once.

        :raises Broken: No whole answer.
        :raises TooMuch: An answer beyond the limit.
        :raises Misled: It took too long; with `next_url`, whoever follows is led astray.
        """
        box: Queue[Answer | Exception] = Queue(1)
        # A thread: the look-up of a host, and a slow trickle of headers, know no time-out.
        Thread(target=lambda: box.put(self._attempt(url)), daemon=True).start()
        try:
            answer = box.get(timeout=self.limits.whole)
        except Empty:
            self._session.close()
            raise Misled("is too slow") from None
        if isinstance(answer, Answer):
            return answer
        if isinstance(answer, _OF_LIBRARIES):
            raise Broken(_reason(answer)) from answer
        raise answer

    def _attempt(self, url: str) -> Answer | Exception:
        silence = self.limits.silence
        try:
            with self._session.get(
                url, timeout=(min(10, silence), silence), stream=True, allow_redirects=False
            ) as response:
                return Answer(response.status_code, response.headers, self._read(response))
        except Exception as error:  # raised anew by whoever waits for it
            return error

    def _read(self, response: requests.Response) -> bytes:
        body = bytearray()
        for chunk in response.iter_content(_CHUNK):
            body += chunk
            if len(body) > self.limits.size:
                raise TooMuch(f"more than {self.limits.size / 1e6:.0f} MB")
        return bytes(body)


def next_url(url: str, answer: Answer) -> str:
    """Give the address to which an answer leads; empty where it leads nowhere.

    :raises Misled: It leads to another host.
    """
    place = answer.headers.get("Location", "")
    if not (300 <= answer.status < 400 and place):
        return ""
    target = urljoin(url, place)
    here, there = urlsplit(url), urlsplit(target)
    if here.netloc != there.netloc or there.scheme not in {here.scheme, "https"}:
        # Whoever answers there is not to learn who asks.
        raise Misled(f"leads to {clean_text(there.netloc)[:100]!r}, which is not asked")
    return target


def _without_password(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


_REASONS: Mapping[type[Exception], str] = {
    requests.ConnectTimeout: "no connection in time",
    requests.ReadTimeout: "no answer in time",
    requests.exceptions.SSLError: "its certificate is not trusted",
    requests.exceptions.ProxyError: "the proxy refuses",
    requests.exceptions.ChunkedEncodingError: "the answer broke off",
    requests.exceptions.ContentDecodingError: "the answer is packed in a wrong way",
    requests.ConnectionError: "no connection, or one that broke",
}
"""The first that fits counts."""


def _reason(error: Exception) -> str:
    """Say in a few words what went wrong, without what the libraries tell of themselves."""
    return next((text for kind, text in _REASONS.items() if isinstance(error, kind)), "no answer")
