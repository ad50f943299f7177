"""Struck and highlighted text, and bare addresses: MyST has them, but not without being asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sphinx_paperreview.core.junk import cut_wide
from sphinx_paperreview.importers.markup.flow import rewrite
from sphinx_paperreview.importers.passes import Context, Pass
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.shield import Shield, shield
from sphinx_paperreview.recognising.text import Change, Text
from sphinx_paperreview.recognising.tokens import Inline, read

_ADDRESS = re.compile(r"(?<![^\s*_~(])https?://[^\s<>]+")
_TRAILING = frozenset("?!.,:;*_~'\"")
_KEPT = re.compile(r"\{%[^{}%]*%\}|\{\{[^{}]*\}\}")
"""What other passes have left of Liquid and of shortcodes."""

_OPAQUE = ("link_open", "image", "code_inline", "html_inline", "math_inline")


def _marked(mark: str, element: str) -> Pass:
    pattern = re.compile(
        rf"(?<![{mark}\\]){mark}{mark}(?=[^\s{mark}])([^{mark}\n]*[^\s{mark}\\])?{mark}{mark}(?!{mark})"
    )

    def convert(lines: Sequence[Line], _: Context) -> list[Line]:
        return rewrite(lines, changes, mark * 2)

    def changes(text: Text) -> Iterator[Change]:
        for found in shield(text).matches(pattern, text.text):
            if found[1]:
                yield Change(found.start(), found.end(), f"<{element}>{found[1]}</{element}>")

    return convert


convert_struck = _marked("~", "del")
"""Make HTML of ``~~text~~``, which browsers show."""

convert_highlights = _marked("=", "mark")
"""Make HTML of ``==text==``, which browsers show."""


def convert_addresses(lines: Sequence[Line], _: Context) -> list[Line]:
    """Make links of addresses that stand in the text as they are."""
    return rewrite(lines, _bare_addresses, "http")


def _bare_addresses(text: Text) -> Iterator[Change]:
    for inline in read(text.lines).inlines:
        if "://" in inline.content:
            yield from _addresses(inline, text)


def _addresses(inline: Inline, text: Text) -> Iterator[Change]:
    opaque = Shield(
        (text.starts[span.line] + span.start, text.starts[span.end_line] + span.end)
        for span in inline.spans(*_OPAQUE)
    )
    kept = Shield(found.span() for found in _KEPT.finditer(inline.content))
    for found in kept.matches(_ADDRESS, inline.content):
        line, column = inline.place(found.start())
        start = text.starts[line] + column
        if not opaque.covers(start):
            address = _trimmed(found[0])
            yield Change(start, start + len(address), f"<{address}>")


def _trimmed(address: str) -> str:
    """Leave out what follows an address, as GitHub does, and text of Asia that is glued to it."""
    address = cut_wide(address)
    surplus = address.count(")") - address.count("(")
    end = len(address)
    while address[end - 1] in _TRAILING or (address[end - 1] == ")" and surplus > 0):
        surplus -= address[end - 1] == ")"
        end -= 1
    return address[:end]
