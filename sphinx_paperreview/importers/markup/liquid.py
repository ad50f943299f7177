"""Liquid, as Jekyll reads it: before all Markdown, also in code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sphinx_paperreview.importers.markup.comments import comment
from sphinx_paperreview.importers.markup.flow import block, rewrite
from sphinx_paperreview.importers.markup.html_blocks import fenced
from sphinx_paperreview.importers.markup.liquid_items import BlockEnds, Item, items
from sphinx_paperreview.importers.markup.liquid_tags import written
from sphinx_paperreview.importers.markup.liquid_values import evaluate
from sphinx_paperreview.importers.passes import Context
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.shield import shield
from sphinx_paperreview.recognising.text import Change, Text

_BLOCKS = ("raw", "comment", "highlight", "details")
_RAW = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}\n?")


def convert_liquid(lines: Sequence[Line], context: Context) -> list[Line]:
    """Put in place of Liquid what it stands for; what only a build could tell stays.

    In code, as Jekyll does: marks of ``raw`` go, and known values take the place of their names.
    All else there is taken for an example.
    """
    return rewrite(lines, lambda text: _Converter(text, context).changes(), "{{", "{%")


class _Converter:
    def __init__(self, text: Text, context: Context) -> None:
        self._text = text
        self._context = context
        self._guard = shield(text, formulas=False)

    def changes(self) -> Iterator[Change]:
        found = list(items(self._text.text))
        blocks, index = BlockEnds(found), 0
        while index < len(found):
            item, index = found[index], index + 1
            end = blocks.end(item.name, index) if item.name in _BLOCKS else None
            if end is not None:
                yield from self._block(item, found[end])
                index = end + 1
            elif not item.name:
                yield from self._output(item)
            elif not self._guard.covers(item.start):
                yield from self._single(item)

    def _block(self, item: Item, end: Item) -> Iterator[Change]:
        if item.name == "raw":
            yield self._without(item)
            yield self._without(end)
        elif item.name == "comment":
            content = self._text.text[item.end : end.start]
            context = self._context
            yield comment(self._text, item.start, end.end, content=content, context=context)
        elif item.name == "highlight":
            yield self._code(item, end)
        else:
            title = item.content or "Details"
            opening = block(["<details>", f"<summary>{title}</summary>"])
            yield Change(item.start, item.end, opening)
            yield Change(end.start, end.end, block(["</details>"]))

    def _without(self, item: Item) -> Change:
        """Take a mark away, with its line if nothing else stands there."""
        text = self._text
        start, end = text.line_start(item.start), text.line_end(item.end)
        if text.text[start : item.start].strip() or text.text[item.end : end].strip():
            return Change(item.start, item.end)
        return Change(start, min(end + 1, len(text.text)))

    def _code(self, item: Item, end: Item) -> Change:
        language, _, options = item.content.partition(" ")
        code = _RAW.sub("", self._text.text[item.end : end.start]).strip("\n")
        depth = self._text.depth(item.start)
        mark = fenced(code, language, depth=depth, numbered="linenos" in options)
        return Change(item.start, end.end, mark)

    def _output(self, item: Item) -> Iterator[Change]:
        value = evaluate(item.content, self._context)
        is_code = self._guard.covers(item.start)
        if value is not None:
            is_base = not value and not is_code and self._text.after(item.end)[:1] not in "/{"
            yield Change(item.start, item.end, "/" if is_base else value)
        elif not is_code:
            self._note(item, f"{{{{ {item.content} }}}} is kept as text; write what it stands for")

    def _single(self, item: Item) -> Iterator[Change]:
        shown = written(item, self._context)
        if shown is not None:
            yield Change(item.start, item.end, shown)
        elif item.name in ("post_url", "link"):
            self._note(
                item, f"no file of the import is {item.content!r}; the link is kept: mend it"
            )
        elif not item.name.startswith(("end", "els")):  # Its beginning has been told of.
            name = f"{item.name} {item.content.split(maxsplit=1)[0] if item.content else ''}"
            message = f"{{% {name.strip()} %}} is kept as text; write in Markdown what it shows"
            self._note(item, message)

    def _note(self, item: Item, message: str) -> None:
        self._context.note(self._text.number(item.start), message)
