"""Answers in JSON, whatever their shape: what is not there, or of another kind, is empty."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from sphinx_paperreview.metadata.paper_record import PaperRecord, read_record
from sphinx_paperreview.metadata.titles import without_harmful

_ELEMENT = re.compile(r"</?[A-Za-z][\w:-]*(?:\s[^<>]*)?/?>")
_MARKUP = frozenset(
    {"b", "em", "i", "inf", "italic", "sc", "scp", "strong", "sub", "sup", "tt", "u"}
)
"""What publishers write in titles: HTML's elements, and those of JATS."""

_LONGEST_SHORT_TITLE = 80


def at(data: object, *steps: str | int) -> object:
    """Give what stands in nested objects and lists; None where there is nothing."""
    for step in steps:
        if isinstance(step, str) and isinstance(data, Mapping):
            data = data.get(step)
        elif isinstance(step, int) and isinstance(data, list) and len(data) > step:
            data = data[step]
        else:
            return None
    return data


def text_at(data: object, *steps: str | int) -> str:
    """Give a text; white space around it is left out."""
    found = at(data, *steps)
    return found.strip() if isinstance(found, str) else ""


def list_at(data: object, *steps: str | int) -> list[object]:
    """Give a list."""
    found = at(data, *steps)
    return found if isinstance(found, list) else []


def plain_title(text: str) -> str:
    """Give a title without the markup of publishers; a dollar in it begins no formula."""
    return html.unescape(_ELEMENT.sub(_without_markup, text)).replace("$", r"\$")


def _without_markup(found: re.Match[str]) -> str:
    name = found[0].strip("</>").split()[0].lower()
    is_markup = name in _MARKUP or name.startswith(("jats:", "mml:"))
    return "" if is_markup else found[0]


def split_title(title: str) -> tuple[str, str]:
    """Split a title at its first colon, as authors of journals do, where that leaves two parts."""
    title = " ".join(title.split())
    short, colon, rest = title.partition(": ")
    is_formula = short.count("$") % 2 == 1
    if not (colon and short.strip() and rest.strip()) or is_formula:
        return title, ""
    return (short, rest) if len(short) <= _LONGEST_SHORT_TITLE else (title, "")


def record_of(fields: Mapping[str, object]) -> PaperRecord:
    """Make a record of what was told; what is not of its kind is left out.

    Args:
        fields: In the shape of ``papers.json``; empty ones say nothing. A title may be whole.
    """
    title, subtitle = fields.get("title"), fields.get("subtitle")
    if isinstance(title, str) and not subtitle:
        title, subtitle = split_title(title)
    titles = {"title": title, "subtitle": subtitle}
    harmless = {key: without_harmful(text) for key, text in titles.items() if isinstance(text, str)}
    data = {**fields, **titles, **harmless}
    record, _problems = read_record({name: value for name, value in data.items() if value})
    return record
