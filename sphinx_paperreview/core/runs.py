"""Stretches of text in one style: titles, and the sentences around mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from sphinx_paperreview.core.records import Record

RunKind = Literal["text", "emphasis", "strong", "code", "math", "reference", "strike"]


@dataclass(frozen=True, slots=True)
class Run(Record):
    """A stretch of a title in one style; a title is a tuple of them."""

    text: str
    """For ``math``: TeX source, without dollar signs; for ``reference``: a `pending.Pending`.

    The latter becomes what the reference shows, when all pages are known.
    """
    kind: RunKind = "text"


def plain(runs: tuple[Run, ...]) -> str:
    """Join runs into one line of plain text."""
    text = runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])
    return " ".join(text.split())


_KINDS: dict[str, RunKind] = {chr(n): kind for n, kind in enumerate(get_args(RunKind), start=1)}
"""Control characters, which no text has, by the kinds that they stand before."""

_MARKS = {kind: mark for mark, kind in _KINDS.items()}
_NO_MARKS = dict.fromkeys(map(ord, _KINDS))
_PACKED = re.compile("([{0}])([^{0}]*)".format("".join(_KINDS)))


def pack(runs: Iterable[Run]) -> str:
    """Write runs as one string, of which an environment can hold ten thousands.

    As many tuples of runs would keep the garbage collector busy for half of a short build.
    """
    return "".join(_MARKS[run.kind] + run.text.translate(_NO_MARKS) for run in runs)


def unpack(packed: str) -> tuple[Run, ...]:
    """Read what `pack` has written.

    >>> unpack(pack([Run("Scaling "), Run("n^2", "math")]))
    (Run(text='Scaling ', kind='text'), Run(text='n^2', kind='math'))
    """
    return tuple(Run(text, _KINDS[mark]) for mark, text in _PACKED.findall(packed))
