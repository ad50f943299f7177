"""What an imported post says: its reviews, field by field, and what stands outside of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sphinx_paperreview.importers.verify.units import Unit, units_of, urls_of

_PREFIX = r"(?:[\s>]|[-*+]\s|\d+[.)]\s)*"
_FENCE = re.compile(rf"{_PREFIX}(?P<marks>:{{3,}}|`{{3,}}|~{{3,}})\s*(?P<info>.*)$")
_DIRECTIVE = re.compile(r"\{(?P<name>[^{}]+)\}\s*(?P<argument>.*)$")
_OPTION = re.compile(rf"{_PREFIX}:(?P<name>[a-z-]+):\s*(?P<value>.*)$")
_MARKUP = re.compile(
    r"""
      <!--.*?--> | </?[A-Za-z][^<>]*> | &\#?\w+;
    | \{[A-Za-z:+_-]+\}(?=`)                      # names of roles
    | <[^<>`]*>(?=`)                              # what a role leads to
    | (?<=\])\((?:<[^<>]*>|[^()\s]*)(?:\s+"[^"]*")?\)  # targets of links
    | (?<=\])\[[^\[\]]*\]
    | \[\^[^\[\]\s]+\]
    | !\[[^\[\]]*\](?=\()
    | ^\([^()]+\)=$ | ^\s*%.*                     # labels, comments
    | ^\s*\[[^\[\]]+\]: | ^\s*(?:[-*+]\s+)?\d+[.)]
    | ^\*\*[^*]+:\*\*                             # a column's name
    """,
    re.VERBOSE,
)
_NO_TEXT = ("image", "figure", "raw", "code-block", "div", "container", "math", "video", "youtube")
"""Directives whose argument is no text."""


@dataclass(slots=True)
class Stretch:
    """A review, or what stands between two."""

    line: int
    """From 1."""
    fields: Mapping[str, tuple[Unit, ...]] | None = None
    """Of a review, the words of its options."""
    urls: frozenset[str] = frozenset()
    """Of a review, all in its argument and options."""
    units: list[Unit] = field(default_factory=list)
    """The words of its text."""

    @property
    def title(self) -> tuple[Unit, ...]:
        """The words of a review's title."""
        return (self.fields or {}).get("title", ())


@dataclass(frozen=True, slots=True)
class Result:
    """An imported post."""

    front: tuple[Unit, ...]
    stretches: tuple[Stretch, ...]
    """In the order of the post."""
    text: str
    title: int = 0
    """The line of its title, from 1; 0 where it has none."""


def read_result(text: str) -> Result:
    """Read a post in MyST."""
    lines = text.split("\n")
    begin = 0
    if lines[0] == "---":
        begin = next((i for i, line in enumerate(lines) if i and line == "---"), -1) + 1
    front = tuple(unit for i, line in enumerate(lines[:begin], 1) for unit in units_of(line, i))
    reader = _Reader(lines, begin)
    return Result(front, tuple(reader.read()), text, reader.title)


_AHEAD = 50
_ARGUMENT = "paper"
"""The id and the addresses, among the fields."""

_TARGET = re.compile(r"(?<=\])\([^()\s]*\)")
"""Where a link in a title leads to, which is no word of it."""


class _Reader:
    """Goes through the lines, and keeps the directives that are open."""

    def __init__(self, lines: list[str], begin: int) -> None:
        self.lines = lines
        self.at = begin
        self.open: list[tuple[str, str]] = []
        """Marks and names of directives and code that are not closed yet."""
        self.title = 0
        """The line of the title, from 1."""

    def read(self) -> Iterator[Stretch]:
        """Give reviews, and what stands between them."""
        stretch = Stretch(self.at + 1)
        while self.at < len(self.lines):
            line = self.lines[self.at]
            fence = _FENCE.match(line)
            if fence and self._closes(fence):
                _, name = self.open.pop()
                if name == "paper":
                    yield stretch
                    stretch = Stretch(self.at + 2)
            elif fence and self._opens(fence):
                directive = _DIRECTIVE.match(fence["info"])
                name = directive["name"] if directive else ""
                self.open.append((fence["marks"], name))
                if name == "paper" and directive:
                    yield stretch
                    stretch = self._head(directive["argument"])
                    continue
                stretch.units += self._opening(fence, directive)
            else:
                stretch.units += self._line(line)
            self.at += 1
        yield stretch

    def _is_in_code(self) -> bool:
        return bool(self.open) and self.open[-1][0][0] in "`~" and not self.open[-1][1]

    def _closes(self, fence: re.Match[str]) -> bool:
        if fence["info"].strip() or not self.open:
            return False
        marks = self.open[-1][0]
        return fence["marks"][0] == marks[0] and len(fence["marks"]) >= len(marks)

    def _opens(self, fence: re.Match[str]) -> bool:
        is_directive = bool(_DIRECTIVE.match(fence["info"]))
        is_code = fence["marks"][0] == "~" or (
            fence["marks"][0] == "`" and "`" not in fence["info"]
        )
        return not self._is_in_code() and (is_directive or is_code)

    def _head(self, argument: str) -> Stretch:
        """Read the argument and the options of a review."""
        number = self.at + 1
        fields: dict[str, tuple[Unit, ...]] = {_ARGUMENT: tuple(units_of(argument, number))}
        values = [argument]
        self.at += 1
        while self.at < len(self.lines) and (option := _OPTION.match(self.lines[self.at])):
            marked = [(start, end) for _, start, end in urls_of(option["value"])]
            marked += [found.span() for found in _TARGET.finditer(option["value"])]
            units = units_of(option["value"], self.at + 1, optional=marked)
            fields[option["name"]] = tuple(unit for unit in units if not unit.optional)
            values.append(option["value"])
            self.at += 1
        urls = frozenset(url for value in values for url, _, _ in urls_of(value))
        return Stretch(number, fields, urls)

    def _opening(self, fence: re.Match[str], directive: re.Match[str] | None) -> list[Unit]:
        if directive is None:
            return list(units_of(fence["info"], self.at + 1, all_optional=True))
        is_markup = directive["name"] in _NO_TEXT
        return list(units_of(directive["argument"], self.at + 1, all_optional=is_markup))

    def _line(self, line: str) -> Iterator[Unit]:
        is_option = bool(self.open) and bool(self.open[-1][1]) and _OPTION.match(line)
        is_title = not self.title and not self.open and line.startswith("# ")
        self.title = self.at + 1 if is_title else self.title
        marked = [] if self._is_in_code() else [found.span() for found in _MARKUP.finditer(line)]
        marked += [(start, end) for _, start, end in urls_of(line)]
        whole = bool(is_option) or is_title
        return units_of(line, self.at + 1, optional=marked, all_optional=whole)


def words_ahead(following: Sequence[Stretch]) -> Sequence[Unit]:
    """Give the words with which the next stretch begins: they tell where this one ends."""
    stretches = (other for other in following if other.fields is not None or other.units)
    stretch = next(stretches, None)
    if stretch is None:
        return ()
    return (stretch.units if stretch.fields is None else stretch.title)[:_AHEAD]
