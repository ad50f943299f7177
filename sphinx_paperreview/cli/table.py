"""Text in columns, for terminals: Chinese, Japanese and Korean letters are two cells wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

_GAP = "  "
_NARROWEST = 8
"""Cells of a column below which nothing of it can be read any more."""


def width(text: str) -> int:
    """Count the cells that a text takes."""
    return sum(map(_width, text))


def fit(text: str, cells: int) -> str:
    """Fill a text up to a number of cells, or cut it and add ``…``."""
    if width(text) <= cells:
        return text + " " * (cells - width(text))
    kept, used = "", 0
    for letter in text:
        used += _width(letter)
        if used > cells - 1:
            break
        kept += letter
    return fit(f"{kept}…", cells)


def widths_of(rows: Sequence[Sequence[str]], room: int = 0) -> list[int]:
    """Choose the widths of columns.

    Args:
        rows: Each with one text for each column.
        room: Cells of a line; the widest columns give way to it. 0: as many as it takes.
    """
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    surplus = sum(widths) + len(_GAP) * (len(widths) - 1) - room
    while room and surplus > 0 and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
        surplus -= 1
    return widths


def aligned(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    """Yield a line for each row."""
    for row in rows:
        cells = map(fit, row, widths)
        yield _GAP.join(cells).rstrip()


def _width(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in {"Cf", "Me", "Mn"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
