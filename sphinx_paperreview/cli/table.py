"""Text in columns, for terminals: letters of Chinese, and most emoji, are two cells wide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_GAP = "  "
_NARROWEST = 8
"""Cells of a column below which nothing of it can be read any more."""


def width(text: str) -> int:
    """Count the cells that a text takes."""
    if text.isascii() and text.isprintable():
        return len(text)
    from wcwidth import width as terminal_width  # noqa: PLC0415 - its tables take 0.1 s to load

    return terminal_width(text, control_codes="ignore")


def fit(text: str, cells: int) -> str:
    """Fill a text up to a number of cells, or cut it and add ``…``."""
    if width(text) <= cells:
        filled = text + " " * (cells - width(text))
        return filled if _fits(filled, cells) else _filled(text, cells)
    from wcwidth import iter_graphemes  # noqa: PLC0415

    kept = ""
    for letter in iter_graphemes(text):
        if width(f"{kept}{letter}…") > cells:
            break
        kept += letter
    return fit(f"{kept}…", cells)


def _filled(text: str, cells: int) -> str:
    """Fill up a text that begins or ends with a sign that joins letters, and joins spaces too."""
    fitting = (text + " " * spaces for spaces in range(cells + 2))
    return next((filled for filled in fitting if _fits(filled, cells)), "…".ljust(cells)[:cells])


def _fits(text: str, cells: int) -> bool:
    """Tell whether a text takes some cells, and what follows takes none of them."""
    return width(text) == cells and width(f"{text} ") == cells + 1


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
