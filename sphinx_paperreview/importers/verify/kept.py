"""A post that was MyST already, side by side with what is left of it: word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sphinx_paperreview.importers.decoding import decode
from sphinx_paperreview.importers.verify.compare import Difference

_WORD = re.compile(r"\w+")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,4000}>")
_ADDED = "text"
"""The language of what is shown as code."""


def verify_kept(source: bytes, result: str) -> tuple[Difference, ...]:
    """Compare a post of MyST with what an import left of it, in the order of the post.

    Words of the tags of HTML may be missing, not added.

    Args:
        source: The post as it was.
        result: What it has become.
    """
    before = [line.text for line in decode(source, lambda _line, _message: None)]
    return tuple(_differences(before, result.split("\n")))


def _differences(before: Sequence[str], after: Sequence[str]) -> Iterator[Difference]:
    left = [(word, number) for number, line in enumerate(after, 1) for word in _WORD.findall(line)]
    place = 0
    for number, line in enumerate(before, 1):
        optional = [found.span() for found in _TAG.finditer(line)]
        for found in _WORD.finditer(line):
            here = place
            while here < len(left) and left[here][0] == _ADDED != found[0]:
                here += 1
            if here < len(left) and left[here][0] == found[0]:
                place = here + 1
            elif not any(start <= found.start() < end for start, end in optional):
                yield Difference(number, f"lost: {found[0]!r}")
    for word, number in left[place:]:
        if word != _ADDED:
            yield Difference(number, f"added: {word!r}")
