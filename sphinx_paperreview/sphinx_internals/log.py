"""What Sphinx logs, before it becomes lines of text."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.logging import NAMESPACE, WarningStreamHandler

from sphinx_paperreview.sphinx_internals import Part, report_lost


@dataclass(frozen=True, slots=True)
class Logged:
    """A warning that nothing has suppressed."""

    place: str
    """As Sphinx writes it: ``path:line``, ``path:`` or ``path``; may be empty."""
    kind: str
    """Its type and subtype, as in ``paper.org``; may be empty."""
    message: str


class WatchedSphinx(Sphinx):
    """Sphinx, whose warnings go to somebody else than to its stream.

    What conf.py logs comes earlier, and goes to the stream; so does all where the handler of
    warnings is gone.

    Args:
        take: Takes each warning.
        arguments: Those of Sphinx.
    """

    def __init__(self, take: Callable[[Logged], None], **arguments: Any) -> None:
        self._keeper: _Keeper | None = _Keeper(take)
        super().__init__(**arguments)

    def setup_extension(self, extname: str) -> None:
        """Set up an extension; before the first one, begin to watch.

        Sphinx throws all handlers away when it starts, so none can be there before.
        """
        if self._keeper is not None:
            _watch(self._keeper)
            self._keeper = None
        super().setup_extension(extname)


class _Keeper(logging.Filter):
    """The last filter of Sphinx's handler: the others have made lines of nodes."""

    def __init__(self, take: Callable[[Logged], None]) -> None:
        super().__init__()
        self.take = take

    def filter(self, record: logging.LogRecord) -> bool:
        """Give a warning on, and let nothing be written."""
        kind = ".".join(filter(None, (getattr(record, "type", ""), getattr(record, "subtype", ""))))
        # Sphinx's own class of records puts the place before it.
        message = logging.LogRecord.getMessage(record).removesuffix(f" [{kind}]")
        self.take(Logged(getattr(record, "location", None) or "", kind, message))
        return False


def _watch(keeper: _Keeper) -> None:
    handlers = [
        handler
        for handler in logging.getLogger(NAMESPACE).handlers
        if isinstance(handler, WarningStreamHandler)
    ]
    if not handlers:
        report_lost(Part.WARNINGS)
    for handler in handlers:
        handler.addFilter(keeper)
