"""Whatever a service does, asking it ends soon, says why, and tells no stranger who asks."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace

import pytest

from sphinx_paperreview.fetch.connection import Limits
from sphinx_paperreview.fetch.http import Channel, Service
from sphinx_paperreview.fetch.refusals import BadAnswer, NotKnown, ServiceError, Unavailable
from tests.fetch.conftest import AGENT, LIMITS, Pretence
from tests.fetch.loopback import Answer, Loopback

GOOD = Answer(b'{"title": "x"}')


@pytest.fixture
def server() -> Iterator[Loopback]:
    """A service that has nothing to say of its own."""
    with Loopback(lambda _path: GOOD).running() as loopback:
        yield loopback


@pytest.fixture
def channel(server: Loopback, pretence: Pretence) -> Channel:
    """What asks it."""
    return Channel(Service("example", "Example", server.url), AGENT, LIMITS, pretence.clock)


def test_a_request_says_who_asks_and_for_what(channel: Channel, server: Loopback) -> None:
    assert channel.ask("/papers", {"ids": "a/1,b", "n": "2"}) == GOOD.body
    (request,) = server.requests
    assert request.path == "/papers?ids=a/1,b&n=2"
    assert request.headers["user-agent"] == AGENT
    assert request.headers["accept"] == "application/json"


@pytest.mark.parametrize("status", [406, 429, 502, 503, 504])
def test_a_service_that_is_busy_is_asked_again_later(
    channel: Channel, server: Loopback, pretence: Pretence, status: int
) -> None:
    server.next("/", Answer(status=status, headers={"Retry-After": "30"}))
    assert channel.ask("/") == GOOD.body
    assert pretence.slept == [30]


def test_a_quota_tells_how_long_to_wait(
    channel: Channel, server: Loopback, pretence: Pretence
) -> None:
    server.next("/", Answer(status=429, headers={"RateLimit": '"api";r=0;t=55'}))
    assert channel.ask("/") == GOOD.body
    assert pretence.slept == [55]


def test_a_quota_that_is_used_up_ends_the_questions_and_keeps_the_answer(
    channel: Channel, server: Loopback
) -> None:
    server.next("/", replace(GOOD, headers={"RateLimit": '"api";r=0;t=280'}))
    assert channel.ask("/") == GOOD.body
    with pytest.raises(Unavailable, match="Example wants to be asked no more for 280 s"):
        channel.ask("/")
    assert len(server.requests) == 1


def test_a_service_that_stays_busy_is_left_alone(channel: Channel, server: Loopback) -> None:
    server.next("/", *[Answer(status=503)] * 9)
    for _ in range(2):
        with pytest.raises(Unavailable, match=r"Example does not answer now \(HTTP 503\)"):
            channel.ask("/")
    assert len(server.requests) == LIMITS.tries


def test_a_wait_of_hours_is_not_waited_for(
    channel: Channel, server: Loopback, pretence: Pretence
) -> None:
    server.next("/", Answer(status=429, headers={"Retry-After": "54000"}))
    with pytest.raises(Unavailable, match="asks for 21600 s of patience"):
        channel.ask("/")
    assert pretence.slept == []


@pytest.mark.parametrize("status", [401, 403])
def test_a_service_that_denies_access_is_not_asked_again(
    channel: Channel, server: Loopback, status: int
) -> None:
    server.next("/", Answer(b"Access denied", status=status))
    with pytest.raises(Unavailable, match=rf"Example denies access \(HTTP {status}\)"):
        channel.ask("/")
    assert len(server.requests) == 1


def test_what_a_service_does_not_know_is_no_failure_of_it(
    channel: Channel, server: Loopback
) -> None:
    server.next("/", *[Answer(status=404)] * 9)
    for _ in range(9):
        with pytest.raises(NotKnown):
            channel.ask("/")
    assert channel.ask("/") == GOOD.body


def test_another_host_is_not_asked(channel: Channel, server: Loopback) -> None:
    with Loopback(lambda _path: GOOD).running() as stranger:
        server.next("/", Answer(status=302, headers={"Location": f"{stranger.url}/papers"}))
        with pytest.raises(Unavailable, match=r"Example leads to '127\.0\.0\.1:"):
            channel.ask("/")
        assert stranger.requests == []


def test_another_place_of_the_same_host_is(channel: Channel, server: Loopback) -> None:
    server.next("/old", Answer(status=301, headers={"Location": "/new?x=1"}))
    assert channel.ask("/old") == GOOD.body
    assert server.asked() == ["/old", "/new?x=1"]


@pytest.mark.parametrize(
    ("place", "message"),
    [("/", "leads in circles"), ("http://[::1", "cannot be reached"),
     ("javascript:alert(1)", "leads to ''"), ("//\x7f/", "leads to")],
)  # fmt: skip
def test_a_redirection_to_nowhere_ends(
    channel: Channel, server: Loopback, place: str, message: str
) -> None:
    server.next("/", *[Answer(status=302, headers={"Location": place})] * 9)
    with pytest.raises(ServiceError, match=message):
        channel.ask("/")


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (Answer(b"half of it", length=1000), "the answer broke off"),
        (Answer(reset=True), "no connection, or one that broke"),
        (
            Answer(b"no gzip at all", headers={"Content-Encoding": "gzip"}),
            "the answer is packed in a wrong way",
        ),
    ],
)
def test_a_connection_that_breaks_is_tried_again(
    channel: Channel, server: Loopback, answer: Answer, message: str
) -> None:
    server.next("/", answer)
    assert channel.ask("/") == GOOD.body
    server.next("/", *[answer] * LIMITS.tries)
    with pytest.raises(Unavailable, match=f"Example cannot be reached: {message}"):
        channel.ask("/")


def test_a_trickle_of_bytes_is_not_waited_for(channel: Channel, server: Loopback) -> None:
    """Each byte comes in time, all of them never."""
    server.next("/", Answer(b"x" * 200, drip=0.1))
    with pytest.raises(Unavailable, match="Example is too slow"):
        channel.ask("/")


def test_silence_is_not_waited_for(channel: Channel, server: Loopback) -> None:
    server.next("/", *[Answer(b"xy", drip=0.8)] * LIMITS.tries)
    with pytest.raises(Unavailable, match="Example cannot be reached"):
        channel.ask("/")


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_an_answer_of_50_mb_is_refused(channel: Channel, server: Loopback, packed: bool) -> None:
    body = bytes(50_000_000)
    headers = {"Content-Encoding": "gzip"} if packed else {}
    server.next("/", Answer(gzip.compress(body, 1) if packed else body, headers=headers))
    with pytest.raises(BadAnswer, match="Example answered more than 32 MB"):
        replace(channel, limits=Limits()).ask("/")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"<!DOCTYPE html><p>Just a moment", "a web page instead of JSON"),
        (b"", "nothing instead of JSON"),
        (b'{"title": "\xff"}', "something else instead of JSON"),
        (b"[" * 100_000, "something else instead of JSON"),
        (b'{"title": ', "something else instead of JSON"),
    ],
)
def test_what_is_no_json_is_said(
    channel: Channel, server: Loopback, body: bytes, message: str
) -> None:
    server.next("/", Answer(body))
    with pytest.raises(BadAnswer, match=f"Example answered {message}"):
        channel.ask_json("/")


def test_a_service_that_never_makes_sense_is_left_alone(channel: Channel, server: Loopback) -> None:
    server.next("/", *[Answer(b"<html>")] * 9)
    for expected in (BadAnswer, BadAnswer, Unavailable, Unavailable):
        with pytest.raises(expected, match="a web page instead of JSON"):
            channel.ask_json("/")
    assert len(server.requests) == 3


def test_a_service_that_wants_time_gets_it(server: Loopback, pretence: Pretence) -> None:
    """The time that requests themselves take counts."""
    service = Service("example", "Example", server.url, interval=3.0)
    channel = Channel(service, AGENT, LIMITS, pretence.clock)
    channel.ask("/1")
    pretence.seconds += 1
    channel.ask("/2")
    server.next("/", Answer(status=503, headers={"Retry-After": "1"}))
    channel.ask("/3")
    assert pretence.slept == [2, 3, 3]


def test_somebody_who_watches_is_told_of_long_waits(channel: Channel, server: Loopback) -> None:
    told: list[str] = []
    server.next("/", Answer(status=503, headers={"Retry-After": "20"}))
    replace(channel, tell=told.append).ask("/")
    assert told == ["waiting 20 s for Example"]


def test_passwords_of_this_machine_are_not_sent(
    channel: Channel, server: Loopback, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`~/.netrc` may name the host."""
    netrc = f"{tmp_path}/netrc"
    with open(netrc, "w") as file:  # noqa: PTH123 - a path of a fixture
        file.write("machine 127.0.0.1 login ada password secret\n")
    monkeypatch.setenv("NETRC", netrc)
    server.next("/", replace(GOOD, headers={"Set-Cookie": "who=ada"}))
    channel.ask("/")
    channel.ask("/")
    assert not any({"authorization", "cookie"} & set(one.headers) for one in server.requests)


def test_a_host_that_is_not_there_is_no_traceback(pretence: Pretence) -> None:
    with Loopback(lambda _path: GOOD).running() as gone:
        url = gone.url
    channel = Channel(Service("example", "Example", url), AGENT, LIMITS, pretence.clock)
    with pytest.raises(Unavailable, match="Example cannot be reached: no connection"):
        channel.ask("/")
