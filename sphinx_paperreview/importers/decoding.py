"""Bytes of a post, whatever wrote them, as lines of text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from contextlib import suppress

from sphinx_paperreview.core.values import clean_text
from sphinx_paperreview.recognising.lines import Line

_LINE_END = re.compile(r"\r\n|\r|\n")
_LINE_END_BYTES = re.compile(rb"\r\n|\r|\n")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, note: Callable[[int, str], None]) -> list[Line]:
    """Give the lines of a post, without their ends; what no text file may hold becomes U+FFFD.

    A line that is no UTF-8 is read as Windows-1252, of which Latin-1 is a part.
    """
    text = _text(data, note)
    lines = [Line(text, number) for number, text in enumerate(_LINE_END.split(text), start=1)]
    return [_cleaned(line, note) for line in lines]


def _text(data: bytes, note: Callable[[int, str], None]) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            data = data.removeprefix(bom)
            if encoding != "utf-8":
                note(0, f"read as {encoding.upper()}; the result is UTF-8")
                return data.decode(encoding, "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        lines = enumerate(_LINE_END_BYTES.split(data), start=1)
        return "\n".join(_line(line, number, note) for number, line in lines)


def _line(line: bytes, number: int, note: Callable[[int, str], None]) -> str:
    for encoding, errors in (("utf-8", "strict"), ("utf-8", "surrogatepass")):
        with suppress(UnicodeDecodeError):
            return line.decode(encoding, errors)
    note(number, "this line is no UTF-8; it is read as Windows-1252 (Latin-1)")
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError:
        return line.decode("latin-1")


def _cleaned(line: Line, note: Callable[[int, str], None]) -> Line:
    clean = clean_text(line.text)
    if clean != line.text:
        note(line.number, "control characters in this line have become U+FFFD")
    return Line(clean, line.number)
