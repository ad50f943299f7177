"""The values that name a paper, and what is raised where a text names none."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_paperreview.core.records import Record

_SHOWN_IN_MESSAGES = 80


class InvalidPaperId(ValueError):
    """A text that names no paper: the message says why, quotes it, and says what is expected."""


class NotAPaper(InvalidPaperId):
    """A well-formed URL of a known site that shows no paper, such as a listing or a search."""


@dataclass(frozen=True, slots=True, order=True)
class PaperId(Record):
    """A canonical name for a paper, without its version, e.g. ``arxiv:1706.03762``.

    Made by ``identifiers.parse``; the value is taken as it is.
    """

    scheme: str
    """One of ``schemes.SCHEMES``."""
    value: str
    """The canonical form within the scheme."""

    @classmethod
    def read(cls, text: str) -> PaperId:
        """Read back what ``str`` has written of an id, and nothing else."""
        scheme, _, value = text.partition(":")
        return cls(scheme, value)

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


@dataclass(frozen=True, slots=True)
class Locator:
    """What one text says: which paper, and what is kept aside for display."""

    id: PaperId
    """The paper."""
    version: str = ""
    """As in ``v2``; empty where none is named."""
    language: str = ""
    """Language of an alphaXiv page, as in ``ko``; empty where none is named."""
    source: str = ""
    """Key of the source that the URL points at; empty for a bare id or an unknown site."""
    url: str = ""
    """The URL as typed, without what was glued to it, safe in an ``href``; empty for a bare id."""
    of_paper: bool = True
    """False where nothing tells that what the URL shows is a paper."""


def shorten(text: str) -> str:
    r"""Quote a text for a message: printable, and not longer than a line.

    >>> shorten("a\nb")
    "'a\\nb'"
    """
    if len(text) <= _SHOWN_IN_MESSAGES:
        return repr(text)
    return repr(text[:_SHOWN_IN_MESSAGES] + "…")


def shown(value: object) -> str:
    """Write any value for a message, not longer than a line."""
    return shorten(value) if isinstance(value, str) else shorten(written(value))[1:-1]


def written(value: object) -> str:
    """Write any value for a message, as Python does."""
    try:
        return repr(value)
    # A number of 5,000 digits, a list in a list in a list …
    except (ValueError, RecursionError):
        return f"<{type(value).__name__}>"
