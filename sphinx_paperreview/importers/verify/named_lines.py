"""Lines of a head that are told by the names before their values, and what stands among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from sphinx_paperreview.importers.verify.units import Unit

_FAR = 40
"""So many lines below another one a field may stand."""


def says_field(units: Sequence[Unit], others: Counter[str]) -> bool:
    """Tell a line of a name and a value: one with a word of a field, or with what another says.

    Args:
        units: The words of the line.
        others: How many words of fields nobody has found yet; 0 for those that were.
    """
    if not units or not units[0].label:
        return False
    left = any(others[unit.text] > 0 for unit in units)
    return left or all(unit.label or unit.text in others for unit in units)


def is_among_fields(
    lines: Iterator[list[Unit]], words: Sequence[str], others: Counter[str]
) -> bool:
    """Tell a line that a text begins with, though fields go on some lines below it.

    Args:
        lines: The words of that line and of each one below it.
        words: With which the text begins.
        others: See `says_field`.
    """
    first = [unit.text for unit in next(lines, [])]
    taken, is_named = len(first), False
    if not taken or words[:taken] != first:
        return False
    for below in islice(lines, _FAR):
        texts = [unit.text for unit in below]
        if says_field(below, others):
            return True
        if all(unit.label for unit in below):
            is_named |= bool(below)
        elif words[taken : taken + len(texts)] == texts:
            taken += len(texts)
        else:
            return is_named and all(others[text] > 0 for text in texts)
    return False
