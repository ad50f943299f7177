"""Services say in several ways how long they want us to wait, and all are understood."""

from __future__ import annotations

from email.utils import formatdate
from time import time

import pytest
from requests.structures import CaseInsensitiveDict

from sphinx_paperreview.fetch.pace import pause_after, wait_asked_for


@pytest.mark.parametrize(
    ("name", "value", "seconds"),
    [
        ("Retry-After", "30", 30),
        ("retry-after", " 7 ", 7),
        ("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT", 5),
        ("RateLimit", '"api";r=0;t=42', 42),
        ("ratelimit", '"pages";r=3;t=9, "api";r=0;t=17', 17),
        ("Retry-After", "soon", 5),
        ("Retry-After", "9" * 400, 21_600),
        ("RateLimit", "r=x;t=", 5),
        ("RateLimit", '"api";r=0;t=' + "9" * 400, 5),
        ("Date", "", 5),
    ],
)
def test_a_refusal_says_how_long_to_wait(name: str, value: str, seconds: float) -> None:
    assert wait_asked_for(CaseInsensitiveDict({name: value}), 1) == seconds


def test_a_date_counts_from_now() -> None:
    date = formatdate(time() + 90, usegmt=True)
    assert 60 < wait_asked_for({"Retry-After": date}, 1) <= 90


def test_the_longer_of_two_waits_counts() -> None:
    headers = {"Retry-After": "3", "RateLimit": '"api";r=0;t=60'}
    assert wait_asked_for(headers, 1) == 60


def test_a_service_that_names_no_time_is_left_alone_for_longer_each_time() -> None:
    assert [wait_asked_for({}, tries) for tries in (1, 2, 3)] == [5, 10, 20]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0),
        ({"RateLimit": '"api";r=480;t=200'}, 0),
        ({"RateLimit": '"api";r=49;t=100'}, 2),
        ({"RateLimit": '"api";r=0;t=80'}, 80),
        ({"X-Rate-Limit-Limit": "50", "X-Rate-Limit-Interval": "1s"}, 0.02),
        ({"X-Rate-Limit-Limit": "0", "X-Rate-Limit-Interval": "1s"}, 0),
        ({"X-Rate-Limit-Limit": "many", "X-Rate-Limit-Interval": "1s"}, 0),
    ],
)
def test_what_remains_of_a_quota_is_spread_over_its_time(
    headers: dict[str, str], seconds: float
) -> None:
    assert pause_after(headers) == seconds
