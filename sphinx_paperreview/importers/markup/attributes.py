"""Attribute lists as Python-Markdown and Pandoc write them, and other marks for the eye."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sphinx_paperreview.importers.markup.figures import figure
from sphinx_paperreview.importers.markup.flow import rewrite
from sphinx_paperreview.importers.markup.liquid_values import parameters
from sphinx_paperreview.importers.passes import Context
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.shield import shield
from sphinx_paperreview.recognising.text import Change, Text

_LIST = re.compile(
    r"(?:(?<=[)\]`])|(?<=\$\$ )|^(?=[ \t>]*\{[^{}\n]*\}[ \t]*$))(?P<before>[ \t>]*)"
    r"\{:?[ \t]*(?P<list>(?:[.#][\w:-]|\w[\w-]*=)[^{}\n]*?)[ \t]*\}",
    re.MULTILINE,
)
_HEADING = re.compile(
    r"^(?P<text>[ \t>]*#{1,6}[ \t].*?)[ \t]*"
    r"\{[ \t]*(?:(?P<id>#[\w:.-]+)|[.-])[^{}\n]*\}[ \t]*$",
    re.MULTILINE,
)
_FIGURE = re.compile(
    r"(?<![^\n])!\[(?P<caption>[^\[\]\n]+)\]\((?P<src>[^\s()]+)\)"
    r"(?:\{(?P<list>[^{}\n]*)\})?[ \t]*(?=\n[ \t]*(?:\n|\Z)|\Z)"
)
_SPAN = re.compile(r"(?<![!\]\\])\[(?P<text>[^\[\]\n]+)\](?=\{[ \t]*[.#][^{}\n]*\})")
_ICON = re.compile(
    r":(?:fontawesome|material|octicons|simple)-[a-z0-9-]+:(?:\{[^{}\n]*\})?[ \t]?"
    r"|^[ \t]*\[TOC\][ \t]*$",
    re.MULTILINE,
)
_KEYS = re.compile(r"\+\+(?P<keys>[a-z0-9-]+(?:\+[a-z0-9-]+)*)\+\+")


def convert_attributes(lines: Sequence[Line], _: Context) -> list[Line]:
    """Write ``{ .class width=300 }`` as kramdown does, and spans that have one as their text."""
    return rewrite(lines, _lists, "{")


def _lists(text: Text) -> Iterator[Change]:
    guard = shield(text)
    for found in guard.matches(_SPAN, text.text):
        yield Change(found.start(), found.end(), found["text"])
    for found in guard.matches(_LIST, text.text):
        yield Change(found.end("before"), found.end(), f"{{: {found['list']}}}")
    for found in guard.matches(_HEADING, text.text):
        name = f" {{{found['id']}}}" if found["id"] else ""
        yield Change(found.end("text"), found.end(), name)


def convert_captions(lines: Sequence[Line], _: Context) -> list[Line]:
    """Make figures of pictures that are paragraphs, with captions, as Pandoc does."""
    return rewrite(lines, _figures, "![")


def _figures(text: Text) -> Iterator[Change]:
    for found in shield(text).matches(_FIGURE, text.text):
        row = text.row(found.start())
        if not (row and text.lines[row - 1].text.strip()):
            values = parameters(found["list"] or "")
            values |= {"src": found["src"], "caption": found["caption"]}
            values.setdefault("align", values.get("fig-align", ""))
            yield Change(found.start(), found.end(), figure(values))


def convert_icons(lines: Sequence[Line], _: Context) -> list[Line]:
    """Take icons and marks of a table of contents away; write ``++ctrl+c++`` as keys."""
    return rewrite(lines, _icons, ":", "++", "[TOC]")


def _icons(text: Text) -> Iterator[Change]:
    guard = shield(text)
    for found in guard.matches(_ICON, text.text):
        yield Change(found.start(), found.end())
    for found in guard.matches(_KEYS, text.text):
        keys = "+".join(f"<kbd>{key}</kbd>" for key in found["keys"].split("+"))
        yield Change(found.start(), found.end(), keys)
