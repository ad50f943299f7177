"""Small parts that cards and listings are made of, as docutils nodes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache, lru_cache
from html import escape
from typing import TypeVar

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_skeleton, get_month_names
from babel.lists import format_list
from docutils import nodes
from sphinx_design.icons import get_octicon

from sphinx_paperreview.collecting.indices import INDEX_OF
from sphinx_paperreview.core.field import Field
from sphinx_paperreview.core.fields import FIELD
from sphinx_paperreview.core.model import Partial
from sphinx_paperreview.core.query import COLUMNS
from sphinx_paperreview.messages import _, plural

T = TypeVar("T")

SEPARATOR = " · "

_GAP = "\0"
"""Stands in an enumeration for what is enumerated."""

_PLACE = re.compile(r"%\((\w+)\)s")

NO_SEARCH = "no-search"
"""Class of what Sphinx's search leaves out: the words of other pages."""


def box(name: str, *children: nodes.Node) -> nodes.container:
    """Make a ``div``, without the class ``container`` that Bootstrap themes take for theirs."""
    return nodes.container("", *children, classes=[name], is_div=True)


def row(name: str, *children: nodes.Node) -> nodes.paragraph:
    """Make a paragraph."""
    return nodes.paragraph("", "", *children, classes=[name])


def span(text: str, *names: str) -> nodes.inline:
    """Make an inline text."""
    return nodes.inline("", text, classes=list(names))


def raw(html: str) -> nodes.raw:
    """Pass HTML through; the caller escapes what comes from outside."""
    return nodes.raw("", html, format="html")


def joined(parts: Iterable[Sequence[nodes.Node]], separator: str) -> list[nodes.Node]:
    """Join runs of inline nodes with a separator."""
    result: list[nodes.Node] = []
    for part in parts:
        if result and part:
            result.append(nodes.Text(separator))
        result += part
    return result


def enumerated(parts: Sequence[Sequence[nodes.Node]], language: str) -> list[nodes.Node]:
    """Join runs of inline nodes as a language enumerates: ``A, B, and C``, ``A 및 B``."""
    texts = format_list([_GAP] * len(parts), locale=_locale(language)).split(_GAP)
    pieces = zip(texts, [*parts, ()], strict=True)
    return [node for text, part in pieces for node in (nodes.Text(text), *part) if node.astext()]


def filled(message: str, **words: Sequence[nodes.Node]) -> list[nodes.Node]:
    """Put nodes into the places of a message, ``%(name)s``, that wait for them."""
    pieces = _PLACE.split(message)
    runs = (words[text] if at % 2 else [nodes.Text(text)] for at, text in enumerate(pieces) if text)
    return [node for run in runs for node in run]


def limited(
    items: Sequence[T],
    limit: int,
    draw: Callable[[Sequence[T]], list[nodes.Node]],
    *,
    rest: Callable[[str], nodes.Node] = nodes.Text,
) -> list[nodes.Node]:
    """Draw the first items, and say how many more there are.

    Args:
        items: All of them.
        limit: How many to draw at the most; 0: all.
        draw: Draws some items.
        rest: Makes of the words for the others what is shown, such as a link.
    """
    shown = items[:limit] if limit else items
    drawn = draw(shown)
    if len(shown) < len(items):
        drawn.append(row("paper-rest", rest(more_text(len(items) - len(shown)))))
    return drawn


def table(
    heads: Sequence[str], rows: Iterable[Iterable[Sequence[nodes.Node]]], widths: Sequence[int]
) -> nodes.table:
    """Make a table, which LaTeX breaks over pages.

    Args:
        heads: The text above each column.
        rows: For each row its cells, and for each cell what it holds: inline nodes.
        widths: Of the columns, in characters: where an output needs to be told.
    """
    lines = [_table_row([nodes.Text(head)] for head in heads), *map(_table_row, rows)]
    columns = (nodes.colspec(colwidth=width) for width in widths)
    head, body = nodes.thead("", lines[0]), nodes.tbody("", *lines[1:])
    group = nodes.tgroup("", *columns, head, body, cols=len(heads))
    return nodes.table("", group, classes=["paper-table", "longtable"])


def _table_row(cells: Iterable[Sequence[nodes.Node]]) -> nodes.row:
    paragraphs = (nodes.paragraph("", "", *cell) for cell in cells)
    return nodes.row("", *(nodes.entry("", paragraph) for paragraph in paragraphs))


def divided(items: Sequence[T], most: int) -> tuple[Sequence[T], Sequence[T]]:
    """Divide what is shown from what is too much; one more alone is shown too."""
    most = most if len(items) > most + 1 else len(items)
    return items[:most], items[most:]


def nothing(empty: Sequence[nodes.Node], text: str) -> list[nodes.Node]:
    """Draw a listing that has nothing to list: what its author says then, else a text."""
    return list(empty) or [row("paper-empty", nodes.Text(text))]


def more_text(number: int) -> str:
    """Write how many more there are."""
    return plural("and %d more", "and %d more", number) % number


def fold(
    summary: Sequence[nodes.Node], content: nodes.Node, *, folds: bool = True
) -> nodes.container:
    """Fold content away behind a summary; show it all where the output cannot fold."""
    if not folds:
        return box("paper-fold", content)
    opening, middle, closing = "<details><summary>", "</summary>", "</details>"
    return box("paper-fold", raw(opening), *summary, raw(middle), content, raw(closing))


def group_heading(label: nodes.Node, *, level: int, is_web: bool) -> nodes.rubric:
    """Make the heading of a group; level 2 stands within 1.

    No table of contents has it, but those who hear a page go from one to the next.
    """
    shown = [label]
    if is_web:
        opening = raw(f'<span role="heading" aria-level="{level + 1}">')
        shown = [opening, label, raw("</span>")]
    return nodes.rubric("", "", *shown, classes=["paper-group", f"paper-group-{level}"])


def icon(name: str) -> nodes.raw:
    """Draw an octicon, which readers that hear the page do not meet."""
    return raw(_icon_html(name))


@cache
def _icon_html(name: str) -> str:
    return get_octicon(name, height="1em", classes=("paper-icon",))


def stars(rating: float) -> nodes.raw:
    """Draw a rating as stars, and say it to those who hear the page."""
    full, half = int(rating), rating % 1 > 0
    text = escape(value_text(FIELD["rating"], f"{rating:g}"))
    drawn = "★" * full + '<span class="paper-half-star">☆</span>' * half
    drawn += "☆" * (5 - full - half)
    return raw(
        f'<span class="paper-rating" role="img" aria-label="{text}" title="{text}">{drawn}</span>'
    )


def value_text(field: Field, value: str) -> str:
    """Write a value of a field as readers see it."""
    return _(field.words[value]) if value in field.words else field.shown % value


def mark_text(field: Field, value: str) -> str:
    """Write a short fact as a card says it; ``""`` where it is not worth saying."""
    if not field.mark or value in ("", field.mark.unless):
        return ""
    shown = value_text(field, value)
    return _(field.mark.message) % shown if field.mark.message else shown


def papers_text(count: int) -> str:
    """Write a number of papers."""
    return plural("%d paper", "%d papers", count) % count


def kind_text(kind: str) -> str:
    """Name all that there is of a kind; of all kinds, for ``""``."""
    return str(INDEX_OF[kind].localname) if kind else _("Papers")


def column_text(column: str) -> str:
    """Write the heading of a table's column."""
    field, known = COLUMNS[column]
    return _(known.head or field.label)


@lru_cache(maxsize=1 << 12)
def date_text(moment: Partial, language: str, *, wide: bool = False) -> str:
    """Write a date in the language of the site: ``Nov 27, 2025``, ``2025년 11월``, ``2025``.

    Args:
        moment: The date.
        language: A language code.
        wide: Whether the month is written out: ``November 2025``.
    """
    month = "MMMM" if wide else "MMM"
    skeleton = f"y{month}d" if moment.day else f"y{month}" if moment.month else "y"
    day = date(moment.year, moment.month or 1, moment.day or 1)
    return format_skeleton(skeleton, day, locale=_locale(language))


@cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def month_name(month: int, language: str) -> str:
    """Name a month in short: ``Nov``, ``11월``."""
    return str(get_month_names("abbreviated", "stand-alone", locale=_locale(language))[month])
