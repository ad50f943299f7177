"""Lists of terms, as kramdown and Hugo have them; MyST has none unless it is asked to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sphinx_paperreview.importers.markup.flow import NEWLINE, rewrite
from sphinx_paperreview.importers.passes import Context
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.shield import shield
from sphinx_paperreview.recognising.text import Change, Text

_TERM = re.compile(r"[^\W_].*|[`$\[(].*")
_DEFINITION = re.compile(r" {0,3}:[ \t]+(?=\S)")


def convert_terms(lines: Sequence[Line], _: Context) -> list[Line]:
    """Make bold list items of terms; their definitions stand in the items."""
    return rewrite(lines, _changes, ": ", ":\t")


def _changes(text: Text) -> Iterator[Change]:
    guard, is_open = shield(text), False
    for row, line in enumerate(text.lines):
        start, mark = text.starts[row], _DEFINITION.match(line.text)
        following = text.lines[row + 1].text if row + 1 < len(text.lines) else ""
        if guard.covers(start):
            is_open = False
        elif mark and is_open:
            yield Change(start, start + mark.end(), f"{NEWLINE}{NEWLINE}  ")
        elif _TERM.fullmatch(line.text) and _DEFINITION.match(following):
            is_open = True
            term = line.text.rstrip()
            bold = term if "*" in term or term != line.text.strip() else f"**{term}**"
            yield Change(start, text.starts[row + 1] - 1, f"- {bold}")
        elif not line.text.strip() or not is_open:
            is_open = is_open and bool(_DEFINITION.match(following))
