"""``<details>`` blocks: where they begin and end, what is their summary, and what is in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sphinx_paperreview.recognising.elements import Element, elements
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.shield import shield
from sphinx_paperreview.recognising.tags import Tag, scan
from sphinx_paperreview.recognising.text import Text


@dataclass(frozen=True, slots=True)
class FoldLines:
    """A ``<details>`` block that is closed, and stands in no other one."""

    start: int
    """Index of its first line."""
    end: int
    """Index behind its last line."""
    summary: str
    """As written, on one line."""
    inner: tuple[Line, ...]
    """What is in it, but for the summary."""
    is_open: bool
    before: str = ""
    """What stands before it in its first line."""
    after: str = ""
    """What stands behind it in its last line."""


def find_folds(lines: Sequence[Line]) -> Iterator[FoldLines]:
    """Give the outermost ``<details>`` blocks, in order."""
    text = Text.of(lines)
    if "<details" not in text.text.lower():
        return
    found = (item for item in scan(text.text, shield(text)) if isinstance(item, Tag))
    tags = [tag for tag in found if tag.kind in ("details", "summary")]
    every = list(elements(tags, len(text.text)))
    for index, element in enumerate(every):
        is_whole = element.kind == "details" and element.close and not element.is_stray
        if is_whole and "details" not in element.around:
            yield _fold(text, element, every[index + 1] if every[index + 1 :] else None)
    # What is never closed stays as it is, and so does all that stands behind it.


def _fold(text: Text, fold: Element, first: Element | None) -> FoldLines:
    """Cut a block; the element behind it may be its summary, if nothing stands before that."""
    begin, summary = fold.open.end, ""
    is_told = first is not None and first.kind == "summary" and first.close and first.parent is fold
    if first and is_told and not text.text[begin : first.open.start].strip():
        begin, summary = first.end, text.text[first.open.end : first.last]
    return FoldLines(
        text.row(fold.open.start),
        text.row(fold.end) + 1,
        " ".join(summary.split()),
        tuple(text.cut(begin, fold.last)),
        is_open="open" in fold.open.attributes,
        before=text.text[text.line_start(fold.open.start) : fold.open.start].strip(),
        after=text.text[fold.end : text.line_end(fold.end)].strip(),
    )
