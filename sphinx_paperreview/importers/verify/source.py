"""What a foreign post says: its words, its URLs, the files that it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_paperreview.importers.decoding import decode
from sphinx_paperreview.importers.verify.units import Unit, units_of, urls_of
from sphinx_paperreview.importers.vocabulary import (
    announces,
    is_paper_label,
    kind_of_label,
    names_field,
)

_MARKUP = re.compile(
    r"""
      <!--.*?--> | <[?!][A-Za-z][^>]{0,4000}>      # comments, and what browsers take for one
    | \{/\*.*?\*/\}
    | </?[A-Za-z][^<>]{0,4000}(?:=>[^<>]{0,4000})*/?>  # tags and their attributes
    | \{%.{0,4000}?%\} | \{\{.{0,4000}?\}\}        # Liquid, shortcodes
    | \{[A-Za-z_][\w.]*\}                          # values
    | (?<![^\n])(?:[*+-]|\d+\.)[ ][^\n]*\n\s*(?=\{:[ ]?toc\b)  # a table of contents
    | \{[:^][^{}]*\} | \{[ \t]*[#.][^{}]*\} | (?<=[)\]`])\{[^{}\n]*\}  # attribute lists
    | :(?:fontawesome|material|octicons|simple)-[a-z0-9-]+: | \[TOC\]  # icons
    | (?<![\w:/])(?::[a-z0-9_+-]{1,40}:)+(?!\w)     # emoji
    | (?<=\])\((?:<[^<>]*>|[^()\s]*)(?:\s+"[^"]*")?\)  # targets of links
    | (?<=\])\[[^\[\]]*\]                          # names of link definitions
    | \[\^[^\[\]\s]+\]                             # footnotes
    | \[![A-Za-z]+\][+-]?                          # callouts
    | !\[[^\[\]]*\](?=\()                          # what stands for a picture
    | !?\[\[[^\[\]|]*(?:\||\]\]) | (?<=\|)\d+(?:x\d+)?(?=\]\])  # wikilinks
    | &\#?\w+;                                     # entities
    | (?:[⭐★🌟☆✩]\ufe0f?\s*)+½                      # a rating
    """,
    re.VERBOSE | re.DOTALL,
)
_LINE_MARKUP = re.compile(
    r"""
      ^\s*+(?:>\s*+)*+(?:[-*+]\s++)?[*_(\[]*+\#*+\s*+\d{1,3}(?:[.)\]:]|\s+(?=\[))  # numbers
    | ^\s*+(?:>\s*+)*+(?:[-*+]\s++)?[*_(\[]*+(?:Paper|No\.)\s?\d{1,3}[.:]
    | ^\s*+(?:>\s*+)*+\#{1,6}+\s*+[*_\[]*+(?:\#?\s*+\d{1,3}[.)\]:\s]|Paper\s+\d+:)
    | ^\s*+\|\s*+\d++\s*\| | ^\s*+\|\s*+\d{1,3}[.)] | ^\s*+(?:<[^<>]*>\s*+)++\d{1,3}[.)]
    | ^\s*:{3,}\s*(?:\{[^{}]*\}|\w*) | ^\s*(?:!!!|\?\?\?\+?)[^"]*  # admonitions
    | ^\s*(?:`{3,}|~{3,}).*                                 # code's language
    | ^\s*\[[^\[\]]+\]:                                     # link definitions
    """,
    re.VERBOSE,
)
_MODULE_LINE = re.compile(r"(?:import|export)\s")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_PICTURE = re.compile(r"!\[[^\[\]]*\]\(\s*<?([^\s()<>]+)|<img\b[^<>]*?\bsrc=[\"']?([^\s\"'<>{}]+)")
_LINK_LABEL = re.compile(r"!?\[((?:!\[)?[^\[\]]+)\](?=\()")
_FIELD_NAME = re.compile(r"^[\s>*_+-]*+([^:：()]{1,40}?)[\s*_]*[:：]")
_ROW_NAME = re.compile(r"^\s*+\|\s*+([^|]{1,40}?)\s*\|")
_LONE_NAME = re.compile(r"^\s*+([^\s>#|:：][^:：]{0,39}?)\s*[:：]?\s*$")
_HEADING_NAME = re.compile(r"^\#{1,6}\s+(.{1,40}?)\s*\#*$")
_BADGE = re.compile(r"\[!\[[^\[\]]*\]\([^()\s]*\)(?=\]\()")
_FRONT_MARKS = ("---", "+++")


@dataclass(frozen=True, slots=True)
class SourceText:
    """A foreign post, read as text."""

    lines: tuple[str, ...]
    units: tuple[Unit, ...]
    """Of the text."""
    front: tuple[Unit, ...]
    """Of the front matter."""
    urls: frozenset[str]
    """Of the text."""
    headers: frozenset[int]
    """Lines that are the headers of tables, from 1; their words are optional."""
    pictures: frozenset[str]
    """Names of the files that it shows, without folders; URLs whole."""


def read_source(data: bytes) -> SourceText:
    """Read a post, whatever its dialect."""
    lines = [line.text for line in decode(data, lambda _line, _message: None)]
    begin = _end_of_front(lines)
    text = "\n".join(lines[begin:])
    shown = _BADGE.sub("[", text)  # the picture in the place of a link's label
    front = (unit for i, line in enumerate(lines[:begin], 1) for unit in units_of(line, i))
    names = (name for found in _PICTURE.finditer(shown) for name in found.groups())
    pictures = {name for name in names if name and "{" not in name}
    return SourceText(
        tuple(lines),
        tuple(_units(text, begin)),
        tuple(front),
        frozenset(
            url for line in shown.split("\n") if not _is_fence(line) for url, _, _ in urls_of(line)
        ),
        frozenset(i for i in range(begin + 1, len(lines)) if _is_header(lines, i - 1)),
        frozenset(name if "://" in name else name.rpartition("/")[2] for name in pictures),
    )


def _end_of_front(lines: list[str]) -> int:
    """Find where the text begins: behind a front matter, if there is one."""
    start = next((i for i, line in enumerate(lines) if line.strip()), 0)
    mark = lines[start].rstrip() if lines else ""
    if mark not in _FRONT_MARKS:
        return 0
    closings = (i for i in range(start + 1, len(lines)) if lines[i].rstrip() in (mark, "..."))
    return next(closings, -1) + 1


def _units(text: str, above: int) -> Iterator[Unit]:
    marked = [found.span() for found in _MARKUP.finditer(text)]
    marked += [(start, end) for _, start, end in urls_of(text)]
    marked.sort()
    offset, lines = 0, text.split("\n")
    index = 0
    active: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        end = offset + len(line)
        while index < len(marked) and marked[index][0] <= end:
            active.append(marked[index])
            index += 1
        active = [bounds for bounds in active if bounds[1] > offset]
        within = [(start - offset, stop - offset) for start, stop in active]
        within += [found.span() for found in _LINE_MARKUP.finditer(line)]
        whole = bool(_MODULE_LINE.match(line)) or _is_header(lines, number)
        yield from units_of(
            line,
            above + number + 1,
            optional=within,
            labels=sorted(_labels(line)),
            all_optional=whole,
        )
        offset = end + 1


def _is_header(lines: list[str], index: int) -> bool:
    rule = lines[index + 1] if index + 1 < len(lines) else ""
    return "|" in lines[index] and "|" in rule and _TABLE_RULE.match(rule) is not None


def _is_fence(line: str) -> bool:
    return line.lstrip().startswith(("```", "~~~"))


def _labels(line: str) -> Iterator[tuple[int, int]]:
    """Give where known names of links and fields stand: ``[Paper](…)``, ``Authors: …``."""
    for pattern, is_known in _NAMES:
        yield from (found.span(1) for found in pattern.finditer(line) if is_known(found[1]))


def _says_kind(label: str) -> bool:
    return is_paper_label(label) or bool(kind_of_label(label))


_NAMES = (
    (_LINK_LABEL, _says_kind),
    (_FIELD_NAME, names_field),
    (_ROW_NAME, names_field),
    (_LONE_NAME, names_field),
    (_HEADING_NAME, announces),
)
"""Where names stand that the result need not have, and what makes them known."""
