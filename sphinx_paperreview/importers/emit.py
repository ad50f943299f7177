"""A post's parts, written as MyST."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sphinx_paperreview.importers.content import Fold, Heading, Part, ReviewPart, Rule, TextPart
from sphinx_paperreview.importers.outline import Outline
from sphinx_paperreview.recognising.as_typed import arguments_of, options_of
from sphinx_paperreview.recognising.facts import Facts
from sphinx_paperreview.recognising.lines import Line

_COLONS = re.compile(r"\s*(:{3,})")


def emit(post: Outline) -> list[Line]:
    """Write a post, behind its front matter."""
    lines = _emit_all(post.lead)
    lines += [Line("", post.title.number)] if lines else []
    lines += [*_heading(post.title, 1), Line("", post.title.number)]
    if post.attached:
        lines += [*_directive(post.attached), Line("", post.attached.number)]
    return [*lines, *_emit_all(post.parts)]


def _emit_all(parts: Iterable[Part]) -> list[Line]:
    """Write parts one below the other, with one blank line between."""
    lines: list[Line] = []
    is_listed = False
    for part in parts:
        written = _emit(part)
        goes_on, is_listed = is_listed, isinstance(part, ReviewPart) and part.listed
        if lines and written and not (goes_on and is_listed):
            lines.append(Line("", written[0].number))
        lines += written
    return lines


def _emit(part: Part) -> list[Line]:
    match part:
        case TextPart():
            return _trimmed(part.lines)
        case Heading():
            return _heading(part, part.level)
        case Rule():
            return [Line("---", part.number)]
        case ReviewPart(listed=True):
            return _item(_directive(part))
        case ReviewPart():
            return _directive(part)
        case Fold():
            return _dropdown(part)


def _heading(heading: Heading, level: int) -> list[Line]:
    label = [Line(f"({heading.label})=", heading.number)] if heading.label else []
    return [*label, Line(f"{'#' * level} {heading.text}", heading.number)]


def _trimmed(lines: Sequence[Line]) -> list[Line]:
    """Cut blank lines off both ends, and blanks off the last line."""
    kept = list(lines)
    while kept and not kept[-1].text.strip():
        kept.pop()
    while kept and not kept[0].text.strip():
        kept.pop(0)
    return [*kept[:-1], *(Line(line.text.rstrip(), line.number) for line in kept[-1:])]


def _dropdown(fold: Fold) -> list[Line]:
    options = [":open:"] if fold.is_open else []
    return _fenced(f"{{dropdown}} {fold.summary}".rstrip(), options, fold)


def _directive(review: ReviewPart) -> list[Line]:
    argument = " ".join(arguments_of(review.facts.urls))
    return _fenced(f"{{paper}} {argument}".rstrip(), _option_lines(review.facts), review)


def _item(lines: Sequence[Line]) -> list[Line]:
    """Make an item of a list."""
    marks = ["- ", *("  " if line.text else "" for line in lines[1:])]
    return [Line(mark + line.text, line.number) for mark, line in zip(marks, lines, strict=True)]


def _fenced(opening: str, options: Iterable[str], part: ReviewPart | Fold) -> list[Line]:
    body = _emit_all(part.body)
    longest = max((len(m[1]) for line in body if (m := _COLONS.match(line.text))), default=2)
    fence = ":" * max(longest + 1, 3)
    head = [Line(f"{fence}{opening}", part.number)]
    head += [Line(option, part.number) for option in options]
    if body:
        head.append(Line("", part.number))
    last = body[-1].number if body else part.number
    return [*head, *body, Line(fence, last)]


def _option_lines(facts: Facts) -> list[str]:
    return [f":{name}: {text}" for name, text in options_of(facts).items()]
