"""Text that is shown as code, so that nothing in it is markup."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sphinx_paperreview.recognising.lines import Line

_RUNS = re.compile("`+")


def fence_around(text: str) -> str:
    """Give a fence of backticks that is longer than all in a text."""
    return "`" * max(3, 1 + max(map(len, _RUNS.findall(text)), default=0))


def as_code(lines: Sequence[Line], language: str) -> list[Line]:
    """Put a fence around lines."""
    fence = fence_around("\n".join(line.text for line in lines))
    first, last = (lines[0].number, lines[-1].number) if lines else (0, 0)
    return [Line(fence + language, first), *lines, Line(fence, last)]
