"""What a site's ``related.json`` says: read when it is asked for."""

from __future__ import annotations

from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from sphinx_paperreview.core.related import Similar
from sphinx_paperreview.messages import WarningType, warn
from sphinx_paperreview.metadata.parsed import InvalidFile, Problem
from sphinx_paperreview.metadata.related_json import parse_related

FILE = "related.json"
"""Name of the file that `relate` writes, beside ``conf.py``; it may be missing."""


class Relations:
    """The file of a site that says which papers have similar reviews.

    Args:
        folder: That of ``conf.py``; None where there is none.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.path = folder / FILE if folder else None

    @cached_property
    def _content(self) -> bytes:
        try:
            return self.path.read_bytes() if self.path else b""
        except FileNotFoundError:
            return b""
        except OSError as error:
            self._warn(f"cannot read it: {error.strerror}")
            return b""

    @cached_property
    def digest(self) -> str:
        """A fingerprint of all that the file says; ``""`` where it says nothing."""
        return blake2b(self._content, digest_size=12).hexdigest() if self._content else ""

    @cached_property
    def similar(self) -> Similar:
        """What the file says; it is warned once of what is wrong in it."""
        try:
            similar, problems = parse_related(self._content.decode("utf-8-sig"))
        except UnicodeDecodeError:
            self._warn("no UTF-8")
            return {}
        except InvalidFile as error:
            self._warn(str(error), error.line)
            return {}
        if problems:
            self._warn(_summary(problems), problems[0].line)
        return similar

    def _warn(self, message: str, line: int = 0) -> None:
        told = f"{message} (sphinx-paperreview relate writes this file)"
        warn(WarningType.RELATED, told, location=f"{self.path}:{line or ''}")

    def forget(self) -> None:
        """Let go of the file, and read it anew when it is asked for the next time."""
        for name in ("_content", "digest", "similar"):
            self.__dict__.pop(name, None)


def _summary(problems: list[Problem]) -> str:
    more = f", and {len(problems) - 1} more like this" if len(problems) > 1 else ""
    return f"{problems[0].message}{more}; left out"
