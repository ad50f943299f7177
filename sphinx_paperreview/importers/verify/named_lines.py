"""Lines of a head that are told by the names before their values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sphinx_paperreview.importers.verify.units import Unit


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
