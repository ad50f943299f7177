"""HTML in posts, as MyST: each element by its rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sphinx_paperreview.importers.markup import html_blocks, html_inline, html_media
from sphinx_paperreview.importers.markup.comments import EXCERPT_MARKS
from sphinx_paperreview.importers.markup.components import COMPONENTS, component
from sphinx_paperreview.importers.markup.distill import DISTILL
from sphinx_paperreview.importers.markup.flow import BREAK, settle
from sphinx_paperreview.importers.markup.html_page import Page, Rule
from sphinx_paperreview.importers.markup.html_tables import table
from sphinx_paperreview.importers.markup.indentation import dedented
from sphinx_paperreview.importers.passes import Context
from sphinx_paperreview.importers.scripts import runs
from sphinx_paperreview.recognising.elements import Element, elements
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.shield import shield
from sphinx_paperreview.recognising.tags import Comment, Tag, kinds, scan
from sphinx_paperreview.recognising.text import Change, Text


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


_FOLDS = ("details", "summary")
_WORDS = frozenset(("img", "input", "s", "video"))
"""Kinds that are more often words of a prompt than stray tags."""

_INLINE = kinds(
    "a abbr b big cite code del dfn em font i ins kbd mark q rp rt ruby samp small span "
    "strike strong sub sup tt u var wbr"
)


def _each(names: str, rule: Rule) -> dict[str, Rule]:
    return dict.fromkeys(names.split(), rule)


RULES: Mapping[str, Rule] = {
    **_each("b strong", html_inline.emphasis("**")),
    **_each("i em", html_inline.emphasis("*")),
    **_each("code tt samp", html_inline.paired(html_inline.code)),
    **_each("sub", html_inline.role("sub")),
    **_each("sup", html_inline.role("sup")),
    **_each("kbd", html_inline.role("kbd")),
    **_each("a", html_inline.anchor(html_media.linked_picture)),
    **_each("br", html_inline.line_break),
    **_each("wbr", html_inline.strip),
    **_each("span font", html_inline.paired(html_inline.span)),
    **_each(
        "abbr big cite del dfn ins mark q rp rt ruby s small strike u var",
        html_inline.paired(html_inline.keep),
    ),
    **_each("address article aside center div footer header main nav p section", html_blocks.box),
    **_each("h1 h2 h3 h4 h5 h6", html_blocks.heading),
    **_each("blockquote", html_blocks.quote),
    **_each("ul ol", html_blocks.item_list),
    **_each("dl", html_blocks.definitions),
    **_each("pre", html_blocks.preformatted),
    **_each("hr", html_blocks.rule),
    **_each("script style noscript link meta", html_blocks.script),
    **_each("input", html_blocks.checkbox),
    **_each("img", html_media.picture),
    **_each("figure", html_media.figure),
    **_each("iframe video audio embed object", html_media.film),
    **_each("table", table),
    **_each(
        "caption col colgroup dd dt figcaption li picture source tbody td tfoot th thead tr track",
        Page.without_tags,
    ),
    **DISTILL,
    # What folds is for whoever writes the reviews: one of them may be within.
    **_each(" ".join(_FOLDS), html_inline.keep),
}
"""By kind. What is not listed is no markup but text, as ``<think>`` and ``<image>``."""


def rule_for(element: Element) -> Rule:
    """Give the rule for an element or component."""
    name = element.open.name
    if element.is_stray:
        return _stray
    if name in COMPONENTS:
        return COMPONENTS[name]
    if "svg" in element.around:
        return _in_picture
    if element.kind in RULES and name in (element.kind, element.kind.upper()):
        return RULES[element.kind]
    return _other


def _stray(page: Page, element: Element) -> list[Change]:
    """Drop a closing tag that closes nothing, as browsers do."""
    if element.kind == "br":
        return html_inline.line_break(page, element)
    if element.kind in _FOLDS:
        return []
    if element.kind not in RULES or element.kind in _WORDS or element.open.name in COMPONENTS:
        return page.as_text(element)
    return page.without_tags(element, instead="" if element.kind in _INLINE else BREAK)


def _in_picture(page: Page, element: Element) -> list[Change]:
    """Leave a picture as it is drawn, but for what would run."""
    if not runs(element.kind):
        return []
    page.note(element.open.start, f"<{element.kind}> is left out of a picture, as it would run")
    start = element.open.start
    while page.text.text[start - 1].isspace():  # a line that is left blank would end the picture
        start -= 1
    return [Change(start, element.end)]


def _other(page: Page, element: Element) -> list[Change]:
    name = element.open.name
    is_whole = element.open.is_empty or element.close or any(element.open.attributes)
    is_component = name[:1].isupper() and is_whole
    if element.kind in ("svg", "math"):
        return []
    return component(page, element) if is_component else page.as_text(element)
