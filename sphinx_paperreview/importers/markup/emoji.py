"""Codes of emoji, such as ``:star:``, as the characters that readers see elsewhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from sphinx_paperreview.importers.markup.flow import rewrite
from sphinx_paperreview.importers.passes import Context
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.shield import shield
from sphinx_paperreview.recognising.text import Change, Text
from sphinx_paperreview.recognising.vocabulary import table

_CODES = re.compile(r"(?<![\w:/])(?::[a-z0-9+-][a-z0-9_+-]{0,40}:)+(?![\w`])")
_CODE = re.compile(r":([a-z0-9_+-]+):")
_FIRST = 0x1F300
"""From here on, nearly all symbols of Unicode are emoji."""


def convert_emoji(lines: Sequence[Line], _: Context) -> list[Line]:
    """Put emoji in place of their codes; what is no code of one stays."""
    return rewrite(lines, _changes, ":")


def _changes(text: Text) -> Iterator[Change]:
    for found in shield(text).matches(_CODES, text.text):
        for code in _CODE.finditer(text.text, found.start(), found.end()):
            if character := emoji_of(code[1]):
                yield Change(code.start(), code.end(), character)


def emoji_of(code: str) -> str:
    """Give the emoji of a code, or ``""``."""
    if known := table("emoji").get(code):
        return str(known)
    try:
        character = unicodedata.lookup(code.replace("_", " "))
    except KeyError:
        return ""
    return character if ord(character[0]) >= _FIRST else ""
