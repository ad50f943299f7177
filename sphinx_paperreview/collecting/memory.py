"""What a build holds in memory: as little as can be, and out of the way of Python's collector."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sphinx_paperreview.collecting.domain import PaperDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


@contextmanager
def given_back() -> Iterator[None]:
    """Give back at the end what was set aside meanwhile: reading alone never ends a build."""
    was_free = gc.get_freeze_count() == 0
    try:
        yield
    finally:
        if was_free:
            gc.unfreeze()


class Memory:
    """Sets aside, for one build, what was loaded before it.

    To find garbage, Python's collector looks at all objects whenever their number has grown by
    a quarter. Of a long journal, Sphinx's environment alone has hundreds of thousands, all in
    use: the records that a build unpacks beside them would cost less to make than to have the
    environment searched once more for their sake. ``benchmarks/README.md`` says what it saves.
    """

    def __init__(self) -> None:
        self._is_set_aside = False

    def set_aside(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Keep the collector from what is there before a page is read (``env-before-read-docs``).

        Unless somebody else does so already, who would miss it afterwards.
        """
        del app, env, docnames
        self._is_set_aside = gc.get_freeze_count() == 0
        if self._is_set_aside:
            gc.freeze()

    def release(self, app: Sphinx, exception: Exception | None) -> None:
        """Give it back, and let go of what the build has made (``build-finished``)."""
        del exception
        PaperDomain.of(app.env).release()
        if self._is_set_aside:
            gc.unfreeze()
            self._is_set_aside = False
