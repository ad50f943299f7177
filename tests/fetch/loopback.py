"""A server on the loopback interface that answers as services do, and misbehaves on demand."""

from __future__ import annotations

import socket
import struct
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answer:
    """What the server says to one request."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    """What it says of the length of its body, where that is not true."""
    drip: float = 0.0
    """Seconds between two bytes of its body."""
    reset: bool = False
    """Whether it breaks the connection instead of answering."""


@dataclass(frozen=True)
class Request:
    """What somebody asked."""

    path: str
    """With its query."""
    headers: Mapping[str, str]
    """By names in lower case."""


Respond = Callable[[str], Answer]


class Loopback:
    """The server: what it says next, and what it was asked."""

    def __init__(self, respond: Respond) -> None:
        self.requests: list[Request] = []
        self._respond = respond
        self._scripts: defaultdict[str, deque[Answer]] = defaultdict(deque)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def next(self, start: str, *answers: Answer) -> None:
        """Let it give these answers to the next requests for paths that begin so."""
        self._scripts[start].extend(answers)

    def asked(self, start: str = "/") -> list[str]:
        """List what was asked of paths that begin so."""
        return [request.path for request in self.requests if request.path.startswith(start)]

    def answer(self, path: str) -> Answer:
        """Give the next answer."""
        for start, answers in self._scripts.items():
            if answers and path.startswith(start):
                return answers.popleft()
        return self._respond(path)

    @contextmanager
    def running(self) -> Iterator[Loopback]:
        """Serve."""
        thread = Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        loopback = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                loopback.requests.append(Request(self.path, headers))
                with suppress(OSError):  # a client may leave in the middle
                    self._say(loopback.answer(self.path))

            def _say(self, answer: Answer) -> None:
                if answer.reset:
                    linger = struct.pack("ii", 1, 0)
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                    self.connection.close()
                    self.close_connection = True
                    return
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                length = len(answer.body) if answer.length is None else answer.length
                self.send_header("Content-Length", str(length))
                self.end_headers()
                if answer.drip:
                    for i in range(len(answer.body)):
                        self.wfile.write(answer.body[i : i + 1])
                        time.sleep(answer.drip)
                else:
                    self.wfile.write(answer.body)
                self.close_connection = length != len(answer.body)

            def log_message(self, *args: object) -> None:
                """Say nothing."""

        return Handler


def path_of(request: str) -> str:
    """Give the path of a request without its query."""
    return urlsplit(request).path
