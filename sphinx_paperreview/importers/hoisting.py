"""Link definitions move to the end of the page: there they serve all of its reviews.

MyST reads the text of a directive apart. A ``[1]: https://…`` within one review would not be known
in another one.
"""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_paperreview.importers.content import Fold, Part, ReviewPart, TextPart, mapped
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.tokens import read


def definitions_of(lines: Sequence[Line]) -> list[Line]:
    """Give the lines that define link targets, and stand in no other block."""
    found: list[Line] = []
    for reference in read(lines).references.values():
        start, end = reference["map"]
        block = lines[start:end]
        if block and block[0].text.lstrip().startswith("["):
            found += block
    return found


def hoisted(parts: Sequence[Part], definitions: Sequence[Line]) -> tuple[Part, ...]:
    """Give parts with the definitions behind all others, where there is any review or fold."""
    nested = any(isinstance(part, (ReviewPart, Fold)) for part in parts)
    if not definitions or not nested:
        return tuple(parts)
    moved = {id(line) for line in definitions}

    def without(part: Part) -> Part | None:
        if not isinstance(part, TextPart):
            return part
        lines = tuple(line for line in part.lines if id(line) not in moved)
        return TextPart(lines) if any(line.text.strip() for line in lines) else None

    return (*mapped(parts, without), TextPart(tuple(definitions)))
