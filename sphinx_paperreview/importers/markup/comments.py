"""Comments of other tools, as comments of MyST."""

from __future__ import annotations

import re

from sphinx_paperreview.importers.markup.flow import BREAK, block
from sphinx_paperreview.importers.passes import Context
from sphinx_paperreview.recognising.text import Change, Text

EXCERPT_MARKS = frozenset(("more", "truncate"))
"""Comments that say where an excerpt ends."""

_BLANK = re.compile(r"[ \t>]*$")


def comment(text: Text, start: int, end: int, *, content: str, context: Context) -> Change:
    """Make a comment of a stretch, which no reader may see.

    On lines of its own it becomes a comment of MyST, which no output holds. Within a paragraph it
    can only be one of HTML, which the source of a built page shows: the author is told.
    """
    content = content.strip()
    if content in EXCERPT_MARKS or not content:
        return Change(start, end, BREAK if _is_apart(text, start, end) else "")
    if _is_apart(text, start, end):
        line = text.lines[text.row(start)].text
        return Change(start, end, hidden(content, source=line))
    message = "a comment within a paragraph stands in the source of the built page; is that right?"
    context.note(text.number(start), message)
    return Change(start, end, f"<!-- {content.replace('--', '- -')} -->")


def hidden(content: str, *, source: str = "") -> str:
    """Write lines as a comment of MyST, with the marks of `flow`.

    Args:
        content: What nobody may see.
        source: The line in which it begins: what stands in it as it is would become text at last.
    """
    lines = (line.strip() for line in content.split("\n"))
    return block(f"{'%:' if f'% {line}' in source else '%'} {line}".rstrip() for line in lines)


def _is_apart(text: Text, start: int, end: int) -> bool:
    """Tell whether a stretch stands on lines of its own, between paragraphs."""
    if not (text.is_first(start) and text.is_last(end)):
        return False
    first, last = text.row(start) - 1, text.row(end) + 1
    rows = (row for row in (first, last) if 0 <= row < len(text.lines))
    return all(_BLANK.match(text.lines[row].text) for row in rows)
