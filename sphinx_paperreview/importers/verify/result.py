"""What an imported post says: its reviews, field by field, and what stands outside of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from sphinx_paperreview.importers.verify.units import Unit, units_of, urls_of

_PREFIX = r"(?:[\s>]|[-*+]\s|\d+[.)]\s)*"
_FENCE = re.compile(rf"{_PREFIX}(?P<marks>:{{3,}}|`{{3,}}|~{{3,}})\s*(?P<info>.*)$")
_DIRECTIVE = re.compile(r"\{(?P<name>[^{}]+)\}\s*(?P<argument>.*)$")
_OPTION = re.compile(rf"{_PREFIX}:(?P<name>[a-z-]+):\s*(?P<value>.*)$")
_MARKUP = re.compile(
    r"""
      <!--.*?--> | </?[A-Za-z][\w:.-]*(?=[\s/>])[^<>]*> | &\#?\w+;
    | (?<![\w\\}])\{[A-Za-z:+_-]+\}(?=`)                      # names of roles
    | (?<!`)<[\w./:#+-]+>(?=`)                            # what a role leads to
    | (?<=\])\((?:<[^<>]*>|[^()\s]*)(?:\s+"[^"]*")?\)  # targets of links
    | (?<=\])\[[^\[\]]*\]
    | \[\^[^\[\]\s]+\]
    | !\[[^\[\]]*\](?=\()
    | ^\([^()]+\)=$ | ^\s*%.*                     # labels, comments
    | ^\s*\[[^\[\]]+\]:\s*\S* | ^\s*(?:[-*+]\s+)?\d{1,3}[.)](?=\s)
    """,
    re.VERBOSE,
)
_COMMENT = re.compile(r"^\s*%|<!--")
_COLUMN = re.compile(r"^\*\*[^*]+:\*\*")
_LINKED = re.compile(
    r"\[(?:[^\[\]]|\[[^\[\]]*\])+\](?=[(\[])|\[\[[^\[\]]+\]\]|\{[\w:+-]+\}`[^`]*`|<a\b.*?</a>"
)
"""Labels of links, of whatever form."""
_CODE = ("", "code-block", "code", "raw", "math")
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
    body: str
    """What stands behind the front matter."""


def read_result(text: str) -> Result:
    """Read a post in MyST."""
    lines = text.split("\n")
    begin = 0
    if lines[0] == "---":
        begin = next((i for i, line in enumerate(lines) if i and line == "---"), -1) + 1
    front = tuple(unit for i, line in enumerate(lines[:begin], 1) for unit in units_of(line, i))
    body = "\n".join(lines[begin:])
    return Result(front, tuple(_Reader(lines, begin).read()), text, body)


_SCHEMES = ("arxiv", "doi", "openreview", "acl", "pmid", "v")
_ARGUMENT = "paper"
"""The id and the addresses, among the fields."""

_TARGET = re.compile(r"(?<=\])\([^()\s]*\)")
"""Where a link in a title leads to, which is no word of it."""


def _ids_in(argument: str, line: int) -> Iterator[Unit]:
    """Give what may be said of a paper's ids, and of its addresses their numbers."""
    urls = [(start, end) for _, start, end in urls_of(argument)]
    for unit in units_of(argument, line, optional=urls):
        if not unit.optional or unit.text.isdecimal() or unit.text in _SCHEMES:
            yield unit


class _Reader:
    """Goes through the lines, and keeps the directives that are open."""

    def __init__(self, lines: list[str], begin: int) -> None:
        self.lines = lines
        self.at = begin
        self.open: list[tuple[str, str]] = []
        """Marks and names of directives and code that are not closed yet."""
        self.titled = False

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
        return bool(self.open) and self.open[-1][0][0] in "`~" and self.open[-1][1] in _CODE

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
        fields: dict[str, tuple[Unit, ...]] = {_ARGUMENT: tuple(_ids_in(argument, number))}
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
        title = directive["argument"]
        links = [found.span() for found in _LINKED.finditer(title)]
        return list(units_of(title, self.at + 1, links=links, all_optional=is_markup))

    def _line(self, line: str) -> Iterator[Unit]:
        is_option = bool(self.open) and bool(self.open[-1][1]) and _OPTION.match(line)
        is_title = not self.titled and not self.open and line.startswith("# ")
        self.titled = self.titled or is_title
        marked = [] if self._is_in_code() else [found.span() for found in _MARKUP.finditer(line)]
        marked += [(start, end) for _, start, end in urls_of(line)]
        labels = [found.span() for found in _COLUMN.finditer(line)]
        units = units_of(
            line,
            self.at + 1,
            optional=marked,
            labels=labels,
            links=[found.span() for found in _LINKED.finditer(line)],
            all_optional=bool(is_option),
        )
        # Addresses and labels say nothing; options and comments may say what the source says.
        may_say = is_option or _COMMENT.search(line)
        said = (unit for unit in units if may_say or not unit.optional)
        return (replace(unit, title=True) for unit in said) if is_title else said
