"""Imports and exports of MDX, and what their names stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_paperreview.importers.markup.comments import hidden
from sphinx_paperreview.importers.markup.flow import BREAK, settle
from sphinx_paperreview.importers.markup.jsx import Names, literal
from sphinx_paperreview.importers.passes import Context
from sphinx_paperreview.recognising.shield import shield
from sphinx_paperreview.recognising.text import Change, Text

_IMPORT = re.compile(
    r"import\s+(?:(?P<default>[\w$* \t,]*)(?:\{[^{}'\"]{0,2000}\})?\s+from\s+)?"
    r"(?P<quote>['\"])(?P<path>[^'\"\n]+)(?P=quote)[ \t]*;?[ \t]*$",
    re.MULTILINE,
)
_EXPORT = re.compile(r"export\s+(?:(?:const|let|var|default|function|async|class)\b|[{*])")
_CONSTANT = re.compile(
    r"export\s+(?:const|let|var)\s+(?P<name>[A-Za-z_$][\w$]*)\s*=\s*(?P<value>.+?)\s*;?\s*"
)
_DEFAULT = re.compile(r"\s*(?:\*\s+as\s+)?(?P<name>[A-Za-z_$][\w$]*)")


def without_modules(text: Text, context: Context) -> tuple[Text, Names]:
    """Take imports away and make comments of exports; give the names that both define.

    Imports show nothing. Exports may be code that shows something, so the author is told.
    """
    names: dict[str, str] = {}
    changes = []
    for change, defined in _statements(text, context):
        changes.append(change)
        names.update(defined)
    return (Text.of(settle(text.changed(changes))) if changes else text), names


def _statements(text: Text, context: Context) -> Iterator[tuple[Change, Names]]:
    guard, row = shield(text), 0
    while row < len(text.lines):
        start, line = text.starts[row], text.lines[row]
        end = row + 1
        if line.text.startswith(("import", "export")) and not guard.covers(start):
            found = _IMPORT.match(text.text, start)
            if found:
                end = text.row(found.end()) + 1
                yield Change(start, found.end(), BREAK), _imported(found)
            elif _EXPORT.match(line.text):
                end = _block_end(text, row)
                context.note(
                    line.number,
                    "code of MDX is kept as a comment; write in Markdown what it shows",
                )
                kept = hidden("\n".join(other.text for other in text.lines[row:end]))
                yield Change(start, text.starts[end] - 1, kept), _exported(line.text)
        row = end


def _imported(found: re.Match[str]) -> Names:
    name = _DEFAULT.match(found["default"] or "")
    return {name["name"]: found["path"]} if name else {}


def _exported(line: str) -> Names:
    found = _CONSTANT.fullmatch(line)
    value = literal(found["value"]) if found else None
    return {found["name"]: value} if found and value is not None else {}


def _block_end(text: Text, row: int) -> int:
    """Give the index behind the last line of a block: code of MDX ends at a blank line."""
    while row < len(text.lines) and text.lines[row].text.strip():
        row += 1
    return row
