"""Tags of HTML and JSX in a text, with their attributes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sphinx_paperreview.recognising.shield import Shield
from sphinx_paperreview.recognising.tokens import is_escaped


def kinds(names: str) -> frozenset[str]:
    """Give names, separated by blanks, as a set."""
    return frozenset(names.split())


VOID = kinds("area base br col embed hr img input link meta param source track wbr")
"""Elements that never have content (HTML, 13.1.2)."""

_START = re.compile(r"<(?:!--|(?P<slash>/?)(?P<name>[A-Za-z][\w-]*(?:\.\w+)*|(?=>)))")
_NAME = re.compile(r"\s*(?P<name>[A-Za-z_:@][\w:.@-]*)(?:\s*(?P<equals>=)\s*)?")
_VALUE = re.compile(r"\"([^\"]*)\"|'([^']*)'|((?:[^\s\"'<>`{}/]|/(?!>))+)")
_END = re.compile(r"\s*(?P<slash>/?)>")
_SPREAD = re.compile(r"\s*\{")
_BRACES = re.compile(r"[{}]|\\[{}]")
_QUOTED = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|[{}]|\\[{}]")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_OPAQUE = frozenset(("script", "style", "pre", "textarea"))


@dataclass(frozen=True, slots=True)
class Expression:
    """A value in braces, as JSX has them."""

    code: str
    """What stands within the braces."""


Value = str | Expression


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag, and where it stands."""

    name: str
    """As it is written; ``""`` for a fragment of JSX."""
    start: int
    end: int
    is_close: bool = False
    is_empty: bool = False
    """Whether nothing follows that it would hold: ``<br>``, ``<Tabs />``."""
    attributes: Mapping[str, Value] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The name as HTML compares it."""
        return self.name.lower()

    def get(self, *names: str) -> str:
        """Give the first of some attributes that has a text, without white space around it."""
        for name in names:
            value = self.attributes.get(name)
            if isinstance(value, str) and value.strip():
                return value.strip()
        return ""


@dataclass(frozen=True, slots=True)
class Comment:
    """An HTML comment, and where it stands."""

    start: int
    end: int
    is_closed: bool = True


def braces(text: str) -> dict[int, int]:
    """Pair the braces of a text: the offset of each opening one, and of its partner.

    Quotes hide braces where they stand within braces.
    """
    pairs: dict[int, int] = {}
    opened: list[int] = []
    position = 0
    while found := (_QUOTED if opened else _BRACES).search(text, position):
        position = found.end()
        if found[0] == "{":
            opened.append(found.start())
        elif found[0] == "}" and opened:
            pairs[opened.pop()] = found.start()
    return pairs


def scan(text: str, shield: Shield) -> Iterator[Tag | Comment]:
    """Find all tags and comments that begin outside of code and formulas, left to right."""
    scanner = _Scanner(text)
    position = 0
    while found := _START.search(text, position):
        position = shield.end(found.start())
        if position > found.start():
            continue
        if is_escaped(text, found.start()):
            position = found.end()
            continue
        item = scanner.read(found)
        position = item.end if item else found.end()
        if item:
            yield item
        if isinstance(item, Tag) and item.kind in _OPAQUE and not item.is_close:
            position = scanner.content_end(item)


class _Scanner:
    """Reads tags of one text; remembers what it has looked for in vain."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._pairs: dict[int, int] | None = None
        self._missing: set[str] = set()

    def read(self, start: re.Match[str]) -> Tag | Comment | None:
        """Read the tag or comment that begins somewhere; None where it is none."""
        if start["name"] is None:
            last = self._find("-->", start.end())
            return Comment(start.start(), last or start.end(), is_closed=bool(last))
        attributes: dict[str, Value] = {}
        position = self._attributes(start.end(), attributes)
        end = _END.match(self._text, position)
        if end is None or _BLANK_LINE.search(self._text, start.start(), end.end()):
            return None
        name = start["name"]
        is_empty = bool(end["slash"]) or name.lower() in VOID
        return Tag(name, start.start(), end.end(), bool(start["slash"]), is_empty, attributes)

    def content_end(self, tag: Tag) -> int:
        """Find where the content of a tag ends that holds no other tags."""
        return self._find(f"</{tag.name}", tag.end, 0) or tag.end

    def _find(self, mark: str, start: int, more: int | None = None) -> int:
        if mark in self._missing:
            return 0
        found = self._text.find(mark, start)
        if found < 0:
            self._missing.add(mark)
            return 0
        return found + (len(mark) if more is None else more)

    def _attributes(self, position: int, attributes: dict[str, Value]) -> int:
        """Read attributes; give the offset where they end."""
        while True:
            after = self._attribute(position, attributes)
            if not after:
                return position
            position = after

    def _attribute(self, position: int, attributes: dict[str, Value]) -> int:
        spread = _SPREAD.match(self._text, position)
        if spread:
            code, end = self._expression(spread.end() - 1)
            if code:
                attributes["{}"] = code
            return end
        name = _NAME.match(self._text, position)
        if name is None:
            return 0
        if not name["equals"]:
            attributes.setdefault(name["name"], "")
            return name.end("name")
        value, end = self._value(name.end())
        if value is not None:
            attributes.setdefault(name["name"], value)
        return end

    def _value(self, position: int) -> tuple[Value | None, int]:
        if self._text.startswith("{", position):
            return self._expression(position)
        value = _VALUE.match(self._text, position)
        if value is None:
            return None, 0
        return html.unescape(value[1] or value[2] or value[3] or ""), value.end()

    def _expression(self, position: int) -> tuple[Expression | None, int]:
        if self._pairs is None:
            self._pairs = braces(self._text)
        end = self._pairs.get(position)
        if end is None:
            return None, 0
        return Expression(self._text[position + 1 : end].strip()), end + 1
