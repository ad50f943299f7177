"""What a foreign post says: its words, its URLs, the files that it shows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_paperreview.importers.decoding import decode
from sphinx_paperreview.importers.verify.units import WORD, Unit, bare, units_of, urls_of
from sphinx_paperreview.recognising.vocabulary import (
    announces_one,
    is_paper_label,
    kind_of_label,
    names_credit,
    names_field,
)

_MARKUP = re.compile(
    r"""
      <!--.*?--> | <[?!][A-Za-z][^>]{0,4000}>      # comments, and what browsers take for one
    | <style\b[^>]*>.{0,20000}?</style> | <script\b[^>]*>.{0,20000}?</script>
    | \{/\*.*?\*/\}
    | </?[A-Za-z][\w:.-]*(?=[\s/>])[^<>]{0,4000}(?:=>[^<>]{0,4000})*/?>  # tags and their attributes
    | \{%.{0,4000}?%\} | \{\{.{0,4000}?\}\}        # Liquid, shortcodes
    | (?<![\w^}])\{[A-Za-z_][\w.]*\}               # values
    | (?<![^\n])(?:[*+-]|\d+\.)[ ][^\n]*\n\s*(?=\{:[ ]?toc\b)  # a table of contents
    | \{[:^][^{}]*\} | \{[ \t]*[#.][^{}]*\} | (?<=[)\]`])\{(?:[.\#:]|[\w-]+=)[^{}\n]*\}
    | :(?:fontawesome|material|octicons|simple)-[a-z0-9-]+: | \[TOC\]  # icons
    | (?<![\w:/])(?::[a-z0-9_+-]{1,40}:)+(?!\w)     # emoji
    | (?<=\])\((?:<[^<>]*>|(?:\{\{[^{}\n]*\}\}|[^()\s])*)(?:\s+"[^"]*")?\)  # targets of links
    | (?<=\])\[[^\[\]]*\]                          # names of link definitions
    | \[\^[^\[\]\s]+\]                             # footnotes
    | \[![A-Za-z]+\][+-]?                          # callouts
    | !\[[^\[\]]*\](?=\()                          # what stands for a picture
    | !\[\[[^\[\]]*\]\] | \[\[(?!\s)[^\[\]|]*(?:\||/(?=[^\[\]|/]*\]\]))  # wikilinks
    | (?<=[^\[\]|\#\s])\#[^\[\]|\n]*(?=\]\])
    | (?<=\|)\d+(?:x\d+)?(?=\]\])
    | &\#?\w+;                                     # entities
    | (?:[⭐★🌟☆✩]\ufe0f?\s*)+½                      # a rating
    """,
    re.VERBOSE | re.DOTALL,
)
_LINE_MARKUP = re.compile(
    r"""
      ^\s*+(?:>\s*+)*+(?:[-*+]\s++)?[*_(\[]*+\#*+\s*+\d{1,3}(?:[.)\]:]|\s+(?=\[))  # numbers
    | ^\s*+(?:[-*+]\s++)?\#*+\s*+\d\ufe0f?\u20e3
    | ^\s*+(?:>\s*+)*+(?:[-*+]|\d++[.)])\s++\[[ xX]\]  # tasks
    | ^\s*+(?:>\s*+)*+(?:[-*+]\s++)?[*_(\[]*+(?:Paper|No\.)\s?\d{1,3}[.:]
    | ^\s*+(?:>\s*+)*+\#{1,6}+\s*+[^\w\s\#]*+\s*+[*_\[]*+(?:\#?\s*+\d{1,3}[.)\]:\s]|Paper\s+\d+:)
    | ^\s*+\|\s*+\d{1,3}[.)] | ^\s*+(?:<[^<>]*>\s*+)++\d{1,3}[.)]
    | ^\s*+(?:>\s*+)*+(?:(?:[-*+]|\d+[.)]|\#+)\s++)?\\?\[[xX]\\?\](?=\s)  # what is done
    | ^\s*:{3,}\s*(?:\{[^{}]*\}|\w*) | ^\s*(?:!!!|\?\?\?\+?)[^"]*  # admonitions
    | ^\s*(?:`{3,}|~{3,}).*                                 # code's language
    | ^\s*\[[^\[\]]+\]:\s*\S*                               # link definitions
    """,
    re.VERBOSE,
)
_MODULE_LINE = re.compile(r"(?:import|export)\s")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_PICTURE_ENDING = r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp)\b"
_PICTURE = re.compile(
    r"!\[[^\[\]]*\]\(\s*<?(?:\{\{[^{}]*\}\})?([^\s()<>]+)"
    r"|<img\b[^<>]*?\bsrc=[\"']?(?:\{\{[^{}]*\}\})?([^\s\"'<>{}]+)"
    r"|(?<![\w-])(?!(?:href|link|url|alt|title|caption)\b)[a-z][\w-]*\s*=\s*[\"']?"
    rf"([^\s\"'<>{{}}|\[\]=]+{_PICTURE_ENDING})"
    rf"|!\[\[([^\"'<>{{}}|\[\]#\n]+{_PICTURE_ENDING})",
    re.IGNORECASE,
)
_LINK_LABEL = re.compile(r"!?\[((?:!\[)?[^\[\]]+)\]{1,2}(?=\()")
_FIELD_NAME = re.compile(r"^[\s>*_+#-]*+([^:：()]{1,40}?)[\s*_]*[:：]")
_BARRED_NAME = re.compile(r"\s[|｜]\s*([^|｜:：]{1,40}?)\s*[:：]")
_ROW_NAME = re.compile(r"^\s*+\|\s*+([^|]{1,40}?)\s*\|")
_ROW_NUMBER = re.compile(r"^\s*+\|\s*+(\d++)\s*\|")
_LONE_NAME = re.compile(r"^\s*+([^\s>#|:：][^:：]{0,39}?)\s*[:：]?\s*$")
_BEFORE_PEOPLE = re.compile(r"[*_\"”)\]]\s+(by)\s+(?=[^\W\d_a-z])")
_HEADING_NAME = re.compile(r"^\#{1,6}\s+(.{1,40}?)\s*\#*$")
_LINKED_PICTURE = re.compile(r"[^()\[\]]*\)\s*\]\(<?([^()\s<>]+)")
_HTML_HEADER = re.compile(r"<th[^<>]*>(.*?)</th>", re.IGNORECASE)
_LABEL_OF_LINK = re.compile(r"(?<!!)\[(?:([^\[\]]+)\](?=\([^()\s])|\[([^\[\]]+)\]\])")
_PICTURE_BEFORE = re.compile(r"!\[[^\[\]]*\]\(\s*<?\Z")
_LABEL_BEFORE = re.compile(r"\[([^\[\]]*)\]{1,2}\(<?\Z")
_CODE = re.compile(r"^[ \t]*(`{3,}|~{3,})[^`\n]*\n(?:.*\n)*?[ \t]*\1[`~]*[ \t]*$", re.MULTILINE)
_STARS = re.compile(r"[⭐★🌟☆✩]|:star")
_CLOCK = re.compile(
    r"(?<![\d:])(?P<hour>1[0-2]|0?[1-9])(?P<minutes>(?::\d\d){1,2})\s*(?P<half>[ap])\.?m\b\.?",
    re.IGNORECASE,
)
_FRONT_MARKS = ("---", "+++")


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A URL in the text of a post."""

    line: int
    """From 1."""
    url: str
    words: int
    """So many words stand before it on its line."""
    label: int
    """So many of them are its label."""
    is_filled_in: bool = False
    """Whether its label is a value: ``[{{ page.paper }}](…)``."""


@dataclass(frozen=True, slots=True)
class SourcePicture:
    """A picture in the text of a post."""

    line: int
    """From 1."""
    name: str
    """Of the file, without its folder; a URL whole."""
    link: str
    """Where the picture leads, as badges do."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A foreign post, read as text."""

    lines: tuple[str, ...]
    units: tuple[Unit, ...]
    """Of the text."""
    front: tuple[Unit, ...]
    """Of the front matter."""
    links: tuple[SourceLink, ...]
    """Of the text."""
    headings: frozenset[int]
    """Their lines, from 1."""
    headers: frozenset[int]
    """Lines that are the headers of tables, from 1."""
    rows: frozenset[int]
    """Lines of tables, from 1."""
    starred: frozenset[int]
    """Lines with stars, from 1: they stand for numbers."""
    pictures: tuple[SourcePicture, ...]
    written: str
    """All of it, with addresses as `bare` gives them."""


def read_source(data: bytes) -> SourceText:
    """Read a post, whatever its dialect."""
    lines = [line.text for line in decode(data, lambda _line, _message: None)]
    begin = _end_of_front(lines)
    text = "\n".join(lines[begin:])
    front = (unit for i, line in enumerate(lines[:begin], 1) for unit in _front_units(line, i))
    return SourceText(
        tuple(lines),
        tuple(_units(text, begin)),
        tuple(front),
        tuple(_links(text.split("\n"), begin)),
        frozenset(i for i, line in enumerate(lines, 1) if line.startswith("#")),
        frozenset(i for i in range(1, len(lines) + 1) if _is_header(lines, i - 1)),
        frozenset(i for i, line in enumerate(lines, 1) if "|" in line or "<t" in line),
        frozenset(i for i, line in enumerate(lines, 1) if _STARS.search(line)),
        tuple(_pictures(text, begin)),
        bare("\n".join(lines)),
    )


def _links(lines: list[str], above: int) -> Iterator[SourceLink]:
    for number, line in enumerate(lines, above + 1):
        for url, start, _ in () if _is_fence(line) else urls_of(line):
            if _PICTURE_BEFORE.search(line, 0, start):
                continue
            label = _LABEL_BEFORE.search(line, 0, start)
            text = label[1] if label else ""
            before, inside = (len(WORD.findall(part)) for part in (line[:start], text))
            yield SourceLink(number, url, before, inside, is_filled_in=text.startswith("{{"))


def _pictures(text: str, above: int) -> Iterator[SourcePicture]:
    line, at = above + 1, 0
    for found in _PICTURE.finditer(text):
        line, at = line + text.count("\n", at, found.start()), found.start()
        name = next(filter(None, found.groups()), "")
        if "{" not in name:
            link = _LINKED_PICTURE.match(text, found.end())
            file = name if "://" in name else name.rpartition("/")[2]
            yield SourcePicture(line, file, link[1] if link else "")


def _front_units(line: str, number: int) -> Iterator[Unit]:
    return units_of(_CLOCK.sub(_of_24_hours, line), number)


def _of_24_hours(clock: re.Match[str]) -> str:
    hour = int(clock["hour"]) % 12 + 12 * (clock["half"].lower() == "p")
    return f"{hour:02}{clock['minutes']}"


def _end_of_front(lines: list[str]) -> int:
    """Find where the text begins: behind a front matter, if there is one."""
    start = next((i for i, line in enumerate(lines) if line.strip()), 0)
    mark = lines[start].rstrip() if lines else ""
    if mark not in _FRONT_MARKS:
        return 0
    closings = (i for i in range(start + 1, len(lines)) if lines[i].rstrip() in (mark, "..."))
    return next(closings, -1) + 1


def _units(text: str, above: int) -> Iterator[Unit]:
    code = _Code(text)
    marked = _marked(text, code)
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
        names = _headers(line) if "<th" in line else sorted(_labels(line))
        names = [(0, len(line))] if _is_header(lines, number) else names
        yield from units_of(
            line,
            above + number + 1,
            optional=within,
            labels=names,
            links=[found.span(found.lastindex or 0) for found in _LABEL_OF_LINK.finditer(line)],
            all_optional=bool(_MODULE_LINE.match(line)) and not code.has(offset),
        )
        offset = end + 1


class _Code:
    """Blocks of code in a text."""

    def __init__(self, text: str) -> None:
        self._spans = [found.span() for found in _CODE.finditer(text)]
        self._starts = [start for start, _ in self._spans]

    def has(self, place: int) -> bool:
        """Tell whether a place is in a block of code."""
        before = bisect_right(self._starts, place) - 1
        return before >= 0 and place < self._spans[before][1]


def _marked(text: str, code: _Code) -> list[tuple[int, int]]:
    """Give where markup stands: outside of code, but for addresses and what fills in values."""
    marked = [(start, end) for _, start, end in urls_of(text)]
    marked += (
        found.span()
        for found in _MARKUP.finditer(text)
        if not code.has(found.start()) or found[0].startswith(("{%", "{{"))
    )
    return sorted(marked)


def _is_header(lines: list[str], index: int) -> bool:
    rule = lines[index + 1] if index + 1 < len(lines) else ""
    return "|" in lines[index] and "|" in rule and _TABLE_RULE.match(rule) is not None


def _is_fence(line: str) -> bool:
    return line.lstrip().startswith(("```", "~~~"))


def _headers(line: str) -> list[tuple[int, int]]:
    """Give where the names of columns stand in a table that is HTML."""
    return [found.span(1) for found in _HTML_HEADER.finditer(line)]


def _labels(line: str) -> Iterator[tuple[int, int]]:
    """Give where known names of links and fields stand: ``[Paper](…)``, ``Authors: …``."""
    for pattern, is_known in _NAMES:
        yield from (found.span(1) for found in pattern.finditer(line) if is_known(found[1]))


def _says_kind(label: str) -> bool:
    return is_paper_label(label) or bool(kind_of_label(label))


def _heads_field(heading: str) -> bool:
    return announces_one(heading) or names_credit(heading)


_NAMES = (
    (_LINK_LABEL, _says_kind),
    (_FIELD_NAME, names_field),
    (_BARRED_NAME, names_field),
    (_ROW_NAME, names_field),
    (_ROW_NUMBER, str.isdecimal),
    (_LONE_NAME, names_field),
    (_BEFORE_PEOPLE, names_field),
    (_HEADING_NAME, _heads_field),
)
"""Where names stand that the result need not have, and what makes them known."""
