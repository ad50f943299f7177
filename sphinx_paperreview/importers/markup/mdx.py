"""MDX: attributes of JSX, expressions and comments in braces, text that is indented."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sphinx_paperreview.importers.markup.comments import comment
from sphinx_paperreview.importers.markup.flow import settle
from sphinx_paperreview.importers.markup.indentation import dedented
from sphinx_paperreview.importers.markup.jsx import Names, as_html, evaluate
from sphinx_paperreview.importers.markup.modules import without_modules
from sphinx_paperreview.importers.passes import Context
from sphinx_paperreview.recognising.elements import elements
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.shield import code_blocks, shield
from sphinx_paperreview.recognising.tags import Tag, braces, scan
from sphinx_paperreview.recognising.text import Change, Text
from sphinx_paperreview.recognising.tokens import is_escaped

_COMMENT = re.compile(r"\{\s*/\*")
_CODE = re.compile(r"[A-Za-z_$][\w$]*(?:\.[\w$]+)*(?:\(.*\))?", re.DOTALL)
_FIELD = re.compile(r"frontMatter\.(?P<name>\w+)")
_SPECIAL = re.compile(r"([\\`*_\[\]<>#$|~{}])")
_INDENT = re.compile(r"([ \t>]*?)(?: {4}|\t)")
_DEEPEST = 3
"""How many levels of indented code are made text."""


def convert_mdx(lines: Sequence[Line], context: Context) -> list[Line]:
    """Make Markdown with plain HTML of MDX."""
    text, names = without_modules(Text.of(_unindented(lines)), context)
    text = Text.of(settle(text.changed(_comments(text, context))))
    text = Text.of(text.changed(_plain_tags(text, names)))
    return text.changed(_expressions(text, names, context))


def _unindented(lines: Sequence[Line]) -> list[Line]:
    """Move text to the left that CommonMark would read as code: MDX does not."""
    text = Text.of(lines)
    tags = [tag for tag in scan(text.text, shield(text, indented=False)) if isinstance(tag, Tag)]
    moved = text.changed(dedented(text, list(elements(tags, len(text.text)))))
    for _ in range(_DEEPEST):
        rows = {row for start, end in code_blocks(Text.of(moved)) for row in range(start, end)}
        if not rows:
            break
        for row in rows:
            moved[row] = Line(_INDENT.sub(r"\1", moved[row].text, count=1), moved[row].number)
    return moved


def _comments(text: Text, context: Context) -> Iterator[Change]:
    """Make comments of ``{/* … */}``, which may hold anything."""
    done = 0
    for found in shield(text).matches(_COMMENT, text.text):
        end = text.text.find("*/", found.end())
        if end < 0:
            return
        close = re.compile(r"\*/\s*\}").match(text.text, end)
        if close and found.start() >= done and not is_escaped(text.text, found.start()):
            done = close.end()
            content = text.text[found.end() : end]
            yield comment(text, found.start(), done, content=content, context=context)


def _plain_tags(text: Text, names: Names) -> Iterator[Change]:
    for item in scan(text.text, shield(text)):
        written = as_html(item, names) if isinstance(item, Tag) else None
        if written is not None:
            yield Change(item.start, item.end, written)
        elif isinstance(item, Tag) and not item.name:
            yield Change(item.start, item.end)


def _expressions(text: Text, names: Names, context: Context) -> Iterator[Change]:
    """Put values in place of ``{…}``; what only a build could tell stays."""
    guard = shield(text)
    tags = [(item.start, item.end) for item in scan(text.text, guard)]
    guard = guard.with_(tags)
    pairs, done = braces(text.text), 0
    for start in sorted(pairs):
        if start < done or guard.covers(start) or is_escaped(text.text, start):
            continue
        done = pairs[start] + 1
        value = _value(text.text[start + 1 : done - 1].strip(), names, context)
        if value is not None:
            yield Change(start, done, value)
        elif _CODE.fullmatch(text.text, start + 1, done - 1):
            context.note(
                text.number(start), "an expression of MDX is kept as text; write what it shows"
            )


def _value(code: str, names: Names, context: Context) -> str | None:
    field = _FIELD.fullmatch(code)
    if field:
        value = context.fields.get(field["name"])
        return str(value) if isinstance(value, (str, int, float)) else None
    found = evaluate(code, names)
    return None if found is None else _SPECIAL.sub(r"\\\1", found)
