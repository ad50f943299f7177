"""Why a service has not told what it was asked; each message is for the author, on one line."""

from __future__ import annotations


class ServiceError(Exception):
    """A service has not told what it was asked."""


class NotKnown(ServiceError):
    """It does not know this paper."""


class BadAnswer(ServiceError):
    """Its answer cannot be read; the next one may be better."""


class Unavailable(ServiceError):
    """It shall not be asked again in this run."""
