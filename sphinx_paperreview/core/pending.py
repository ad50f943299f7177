"""References within texts: what they show is known only when all pages are.

A text is filed as its page is read. Where a reference stands in it that shows a title, or a
number, of what it leads to, the text holds the reference itself, between control characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields

from sphinx_paperreview.core.runs import Run, plain

_OPEN, _CLOSE, _APART, _YES = "\x0e", "\x0f", "\x10", "1"


@dataclass(frozen=True, slots=True)
class Pending:
    """A reference as its author typed it."""

    domain: str
    """Sphinx's name for whoever resolves it; ``doc`` for MyST's links to pages."""
    kind: str
    """Its role: ``paper``, ``ref``, ``numref``, ``doc``, ``any``, ``myst``, ``eq``."""
    target: str
    anchor: str = ""
    """An id on the page that is the target."""
    external: bool = False
    """Whether it asks other sites alone."""
    inventory: str = ""
    """The only one of them that it asks; ``""``: all."""
    explicit: bool = False
    """Whether its text is a pattern for a number."""
    typed: str = ""
    """Its text, as long as nobody knows what it leads to."""

    def __str__(self) -> str:
        """Write it as a part of a text, which `settle` finds."""
        values = (getattr(self, name) for name in _NAMES)
        told = (value if isinstance(value, str) else _YES * value for value in values)
        return _OPEN + _APART.join(value.translate(_NO_MARKS) for value in told) + _CLOSE


Show = Callable[[Pending], tuple[Run, ...]]
"""Tells what a reference shows."""

_NAMES = tuple(field.name for field in fields(Pending))
_NO_MARKS = dict.fromkeys(map(ord, (_OPEN, _CLOSE, _APART)))
_VALUE = f"([^{_OPEN}{_CLOSE}{_APART}]*)"
_PENDING = re.compile(_OPEN + _APART.join([_VALUE] * len(_NAMES)) + _CLOSE)


def is_open(text: str) -> bool:
    """Tell whether a text may hold references.

    >>> is_open("a title")
    False
    >>> is_open(f"as in {Pending('', 'ref', 'intro')}")
    True
    """
    return _OPEN in text


def pending_in(text: str) -> Iterator[Pending]:
    """Yield the references that a text holds, in their order.

    >>> [found.target for found in pending_in(f"as in {Pending('', 'ref', 'intro')}")]
    ['intro']
    """
    return map(_read, _PENDING.finditer(text))


def _read(found: re.Match[str]) -> Pending:
    domain, kind, target, anchor, external, inventory, explicit, text = found.groups()
    return Pending(
        domain, kind, target, anchor, external == _YES, inventory, explicit == _YES, text
    )


def settle(text: str, show: Show) -> str:
    """Put into a text what its references show."""
    return _PENDING.sub(lambda found: plain(show(_read(found))), text) if is_open(text) else text


def settle_runs(runs: Iterable[Run], show: Show) -> tuple[Run, ...]:
    """Put into runs what their references show, in its own style.

    A run of references may hold several.
    """
    return tuple(settled for run in runs for settled in _settled(run, show))


def _settled(run: Run, show: Show) -> Iterator[Run]:
    if run.kind != "reference":
        yield run
        return
    for pending in pending_in(run.text):
        yield from show(pending)


def as_typed(pending: Pending) -> tuple[Run, ...]:
    """Show a reference as its author typed it."""
    return (Run(pending.typed),)


def typed(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Show the references among runs as their author typed them."""
    return settle_runs(runs, as_typed)
