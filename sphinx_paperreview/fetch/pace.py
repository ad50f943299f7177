"""How long services want us to wait, read from the headers of their answers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from urllib3.exceptions import InvalidHeader
from urllib3.util import Retry

_QUOTA = re.compile(r"(?:^|[;\s])(r|t)=(\d{1,9})(?!\d)")
"""``"api";r=REMAINING;t=SECONDS`` (draft-ietf-httpapi-ratelimit-headers-10, 4)."""

_PER = re.compile(r"(\d{1,6})s?")

_FEW = 100
"""Requests that remain below which they are spread over the time that remains."""

_BACK_OFF = 5.0
"""Seconds before the second try, where a service names none; each further wait is doubled."""


def wait_asked_for(headers: Mapping[str, str], tries: int) -> float:
    """Tell how many seconds to wait before a request that was refused is tried again.

    Args:
        headers: Of the refusal; names in any case.
        tries: How many there were.
    """
    asked = [_retry_after(headers.get("Retry-After", ""))]
    asked += [seconds for remaining, seconds in _quotas(headers) if not remaining]
    return max(asked) or _BACK_OFF * 2 ** (tries - 1)


def pause_after(headers: Mapping[str, str]) -> float:
    """Tell how many seconds to leave before the next request, so that it will not be refused."""
    pauses = [
        seconds / (remaining + 1) for remaining, seconds in _quotas(headers) if remaining < _FEW
    ]
    requests = _PER.fullmatch(headers.get("X-Rate-Limit-Limit", ""))  # Crossref's form
    seconds = _PER.fullmatch(headers.get("X-Rate-Limit-Interval", ""))
    if requests and seconds and int(requests[1]):
        pauses.append(int(seconds[1]) / int(requests[1]))
    return max(pauses, default=0.0)


def _quotas(headers: Mapping[str, str]) -> list[tuple[int, int]]:
    """Read how many requests remain, and for how many seconds; there may be several quotas."""
    quotas = []
    for item in headers.get("RateLimit", "").split(","):
        values = {name: int(value) for name, value in _QUOTA.findall(item)}
        if {"r", "t"} <= values.keys():
            quotas.append((values["r"], values["t"]))
    return quotas


def _retry_after(text: str) -> float:
    """Read the header, in seconds or as a date (RFC 9110, 10.2.3); 0 where it says neither."""
    try:
        return float(Retry().parse_retry_after(text)) if text else 0.0
    except (InvalidHeader, ValueError, OverflowError):
        return 0.0
