"""HTML in posts, as MyST: each element by its rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sphinx_paperreview.importers.markup.comments import EXCERPT_MARKS
from sphinx_paperreview.importers.markup.elements import elements
from sphinx_paperreview.importers.markup.flow import BREAK, settle
from sphinx_paperreview.importers.markup.html_elements import rule_for
from sphinx_paperreview.importers.markup.html_page import Page
from sphinx_paperreview.importers.markup.indentation import dedented
from sphinx_paperreview.importers.markup.shield import shield
from sphinx_paperreview.importers.markup.tags import Comment, Tag, scan
from sphinx_paperreview.importers.markup.text import Change, Text
from sphinx_paperreview.importers.passes import Context, Line


def convert_html(lines: Sequence[Line], context: Context) -> list[Line]:
    """Make MyST of all HTML in a page."""
    return _convert(list(lines), context, 0)


def _convert(lines: list[Line], context: Context, depth: int) -> list[Line]:
    text = Text.of(lines)
    if "<" not in text.text:
        return lines
    guard = shield(text, comments=False)
    found = list(scan(text.text, guard))
    tags = [item for item in found if isinstance(item, Tag) and item.name]
    page = Page(text, context, guard, list(elements(tags, len(text.text))), depth, _convert)
    comments = [item for item in found if isinstance(item, Comment)]
    changes = [*_comments(page, comments), *_changes(page), *dedented(text, page.elements)]
    return settle(text.changed(changes)) if changes else lines


def _changes(page: Page) -> Iterator[Change]:
    """Apply the rules; what a change has taken along needs no rule of its own."""
    done = 0
    for element in page.elements:
        if element.open.start < done:
            continue
        for change in rule_for(element)(page, element):
            if change.start == element.open.start:
                done = change.end
            yield change


def _comments(page: Page, comments: Sequence[Comment]) -> Iterator[Change]:
    """Leave comments, but the marks of excerpts, and what would hide the rest of the page."""
    for comment in comments:
        content = page.text.text[comment.start + 4 : comment.end - 3].strip()
        if not comment.is_closed:
            page.note(comment.start, "nothing closes this comment; it is kept as text: close it")
            yield Change(comment.start, comment.start, "\\")
        elif content in EXCERPT_MARKS:
            yield Change(comment.start, comment.end, BREAK)
