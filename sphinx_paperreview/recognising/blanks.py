r"""Blanks before something that is searched for.

``\s*x`` looks at all blanks of a run from each of them, where no ``x`` follows: four times the
blanks take sixteen times as long.
"""

from __future__ import annotations

BLANKS = r"(?:(?<!\s)\s+)?"
"""What ``\\s*`` matches at the start of a pattern; it begins with the first blank, or with none."""
