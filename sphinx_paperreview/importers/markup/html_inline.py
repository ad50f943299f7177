"""Inline elements of HTML, as Markdown and roles of MyST."""

from __future__ import annotations

import html
import re
import string
import unicodedata
from collections.abc import Callable

from sphinx_paperreview.importers.markup.flow import BREAK, NEWLINE
from sphinx_paperreview.importers.markup.html_page import Page, Rule
from sphinx_paperreview.importers.markup.pictures import place_of_escape, target
from sphinx_paperreview.recognising.elements import Element
from sphinx_paperreview.recognising.text import Change
from sphinx_paperreview.recognising.tokens import is_escaped

_BLANK_LINE = re.compile(r"\n[ \t>]*\n")
_GLUED_BEFORE = re.compile(r"(?:</(?:b|strong|i|em)>|[*_])$", re.IGNORECASE)
_GLUED_AFTER = re.compile(r"<(?:b|strong|i|em)\b|[*_]", re.IGNORECASE)
_BREAKS = re.compile(r"</?br\s*/?>(?:[ \t]*(?:\n[ \t>]*)?</?br\s*/?>)*[ \t]*", re.IGNORECASE)
_BLOCK_START = re.compile(r"[ \t>]*(?:[-+*][ \t]|\d+[.)][ \t]|#|\||```|~~~|:::|<br|$)")
_STAR = re.compile(r"(?<!\\)(?:(?<=\S)\*|\*(?=\S))")
"""A star that may belong to emphasis, and so to a star that is written near it."""

_NEAR = 500
"""How many characters around an element are looked at."""

_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)


def emphasis(mark: str) -> Rule:
    """Give the rule for elements that ``*`` or ``**`` say too.

    Where Markdown would not read the stars as emphasis, the element stays.
    """

    def rule(page: Page, element: Element) -> list[Change]:
        source = page.source(element)
        content = source.strip()
        if not content:
            return page.without_tags(element, instead="")
        if _BLANK_LINE.search(source) or not _may_flank(page, element, content):
            return []
        start = element.open.end + len(source) - len(source.lstrip())
        end = element.open.end + len(source.rstrip())
        return [
            Change(element.open.start, start, source[: start - element.open.end] + mark),
            Change(end, element.end, mark + source[end - element.open.end :]),
        ]

    return paired(rule)


def paired(rule: Rule) -> Rule:
    """Apply a rule to whole elements only.

    A tag alone goes, as no reader sees it, unless it is text, as in ``a<b``.
    """

    def checked(page: Page, element: Element) -> list[Change]:
        if not element.close and any(element.open.attributes.values()):
            return page.without_tags(element, instead="")
        return rule(page, element) if element.close else page.as_text(element)

    return checked


def keep(page: Page, element: Element) -> list[Change]:  # noqa: ARG001 (a rule)
    """Leave an element: MyST hands it on to browsers, and its text to everything else."""
    return []


def strip(page: Page, element: Element) -> list[Change]:
    """Leave what an element holds, in its line."""
    return page.without_tags(element, instead="")


def span(page: Page, element: Element) -> list[Change]:
    """Leave the content of an element that has no look of its own."""
    if element.open.get("style", "color", "size", "face", "title", "lang"):
        return []
    return page.without_tags(element, instead="")


def role(name: str) -> Rule:
    """Give the rule for elements that a role says: text without any markup."""

    def rule(page: Page, element: Element) -> list[Change]:
        content = html.unescape(page.source(element))
        if not content.strip() or re.search(r"[`\\<>*_$\[\]\n|]", content):
            return []
        return [Change(element.open.start, element.end, f"{{{name}}}`{content}`")]

    return paired(rule)


def code(page: Page, element: Element) -> list[Change]:
    """Write a code span; elements within keep it as it is."""
    around = page.text.before(element.open.start)[-1:] + page.text.after(element.end)[:1]
    if any(page.within(element)) or "`" in around:
        return []
    content = html.unescape(page.source(element))
    return [Change(element.open.start, element.end, code_span(content, page.stray_ticks))]


def code_span(text: str, others: frozenset[int] = frozenset()) -> str:
    """Write text as a code span; blank text stays as it is.

    Args:
        text: The code.
        others: Runs of so many backticks stand elsewhere, and open or close nothing.
    """
    content = " ".join(text.split("\n"))
    if not content.strip():
        return content
    runs = {len(run) for run in re.findall("`+", content)} | others
    ticks = "`" * next(count for count in range(1, len(runs) + 2) if count not in runs)
    is_stripped = content[0] == content[-1] == " "
    pad = " " if is_stripped or "`" in (content[0], content[-1]) else ""
    return f"{ticks}{pad}{content}{pad}{ticks}"


def anchor(picture: Callable[[Page, Element], str]) -> Rule:
    """Give the rule for links.

    Args:
        picture: Writes a link whose only content is a picture; ``""`` where it is more.
    """

    def rule(page: Page, element: Element) -> list[Change]:
        href, source = element.open.get("href"), page.source(element)
        if not href or not source.strip() or "a" in element.around:
            return []
        shown = picture(page, element)
        if shown:
            return [Change(element.open.start, element.end, shown)]
        if _BLANK_LINE.search(source) or not _has_balanced_brackets(source):
            return []
        title = element.open.get("title").replace('"', "'")
        closing = f' "{title}")' if title else ")"
        start = element.open.start
        is_called = page.text.before(start, 1) == "!" and not is_escaped(page.text.text, start - 1)
        return [
            *([Change(start - 1, start - 1, "\\")] if is_called else []),
            Change(start, element.open.end, "["),
            Change(element.last, element.end, f"]({target(href)}{closing}"),
        ]

    return paired(rule)


def line_break(page: Page, element: Element) -> list[Change]:
    """End a line; two breaks end a paragraph, and one that separates nothing goes."""
    text, start = page.text, element.open.start
    run = _BREAKS.match(text.text, start)
    end = run.end() if run else element.open.end
    if page.is_in_line(element):
        return [Change(start, end, _break_in_line(page, element))]
    is_first = page.has_only_tags(text.prefix_end(start), start)
    if is_first or text.text.count("<", start, end) > 1:
        return [Change(start, end, BREAK)]
    if text.is_last(end):
        following = text.text[end + 1 : end + 40].partition("\n")[0]
        return [Change(start, end, "" if _BLOCK_START.match(following) else "\\")]
    place = place_of_escape(text.after(end))
    escaped = [] if place is None else [Change(end + place, end + place, "\\")]
    return [Change(start, end, "\\" + NEWLINE), *escaped]


def _break_in_line(page: Page, element: Element) -> str:
    """Give what a break is in a row of a table, where HTML alone breaks, or in a heading."""
    row = page.text.row(element.open.start)
    if row not in page.table_rows and "table" not in element.around:
        return "" if page.text.before(element.open.start)[-1:].isspace() else " "
    return "<br> "


def _may_flank(page: Page, element: Element, content: str) -> bool:
    """Tell whether stars around the content would be read as emphasis (CommonMark, 6.2)."""
    before, after = page.text.before(element.open.start), page.text.after(element.end)
    if _GLUED_BEFORE.search(before[-9:]) or _GLUED_AFTER.match(after):
        return False
    stars = _STAR.findall(page.text.before(element.open.start, _NEAR))
    if len(stars + _STAR.findall(page.text.after(element.end, _NEAR))) % 2:
        return False
    opens = not _is_symbol(content[0]) or _is_apart(before[-1:])
    closes = not _is_symbol(content[-1]) or _is_apart(after[:1])
    return opens and closes and not {content[0], content[-1]} & {"*", "_"}


def _is_symbol(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _is_apart(character: str) -> bool:
    """Tell whether a character separates words, also for parsers that know no other symbols."""
    if not character or character.isspace() or character in string.punctuation:
        return True
    return unicodedata.category(character)[0] == "P"


def _has_balanced_brackets(text: str) -> bool:
    depth = 0
    for found in _BRACKET.finditer(text):
        depth += {"[": 1, "]": -1}.get(found[0], 0)
        if depth < 0:
            return False
    return depth == 0
