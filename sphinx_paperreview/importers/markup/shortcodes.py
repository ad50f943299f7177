"""Shortcodes of Hugo in a text, with what belongs to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sphinx_paperreview.importers.markup.liquid_items import marked
from sphinx_paperreview.importers.markup.liquid_values import parameters

_NAME = re.compile(r"\s*(?P<slash>/?)\s*(?P<name>[A-Za-z][\w./-]*)")
_WORD = re.compile(
    r"[A-Za-z][\w-]*\s*=\s*(?:\"(?:[^\"\\]|\\.)*\"|'[^']*'|`[^`]*`|\S+)"
    r"|\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>[^']*)'|`(?P<raw>[^`]*)`|(?P<bare>[^\s\"'`]+)"
)
_CLOSINGS = {"{{<": ">}}", "{{%": "%}}"}


@dataclass(slots=True)
class Shortcode:
    """A shortcode ``{{< name … >}}`` or ``{{% name … %}}``, and where it stands."""

    start: int
    end: int
    name: str
    content: str = ""
    """What follows the name, as it is written."""
    is_close: bool = False
    is_escaped: bool = False
    """Whether it is an example: ``{{</* name */>}}``."""
    close: Shortcode | None = None
    """What ends it, where something does."""
    values: Mapping[str, str] = field(default_factory=dict)
    """Its parameters that have names."""
    words: Sequence[str] = ()
    """Its parameters that have none, in their order."""

    def get(self, *names: str) -> str:
        """Give the first of some parameters that is not empty."""
        return next((self.values[name] for name in names if self.values.get(name)), "")

    @property
    def first(self) -> str:
        """The first parameter without a name, or ``""``."""
        return self.words[0] if self.words else ""


def shortcodes(text: str) -> list[Shortcode]:
    """Find all shortcodes, left to right; closing ones are paired with what they close."""
    found = list(_scan(text))
    opened: dict[str, list[Shortcode]] = {}
    for code in found:
        if code.is_escaped:
            continue
        if not code.is_close:
            opened.setdefault(code.name, []).append(code)
        elif opened.get(code.name):
            opened[code.name].pop().close = code
    return found


def _scan(text: str) -> Iterator[Shortcode]:
    for start, end, _, inner in marked(text, _CLOSINGS):
        is_escaped = inner.startswith("/*") and inner.endswith("*/")
        content = inner[2:-2] if is_escaped else inner
        name = _NAME.match(content)
        if name is None:
            continue
        rest = content[name.end() :].strip().removesuffix("/").strip()
        yield Shortcode(
            start,
            end,
            name["name"],
            inner if is_escaped else rest,
            bool(name["slash"]),
            is_escaped,
            values=parameters(rest),
            words=[_word(word) for word in _WORD.finditer(rest) if word.lastgroup],
        )


def _word(found: re.Match[str]) -> str:
    text = found["double"] or found["single"] or found["raw"] or found["bare"] or ""
    return re.sub(r"\\([\"\\])", r"\1", text) if found["double"] else text
