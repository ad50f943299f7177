"""What a post consists of once its papers are found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sphinx_paperreview.recognising.facts import Facts
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.link_kinds import search_of
from sphinx_paperreview.recognising.weighing import Weighing


@dataclass(frozen=True, slots=True)
class TextPart:
    """Lines that stay as they are."""

    lines: tuple[Line, ...]

    @property
    def number(self) -> int:
        """Its first line in the source file."""
        return self.lines[0].number if self.lines else 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that introduces no paper."""

    level: int
    text: str
    """Inline Markdown, on one line."""
    number: int
    """Its line in the source file."""
    label: str = ""
    """A name by which links find it."""


@dataclass(frozen=True, slots=True)
class ReviewPart:
    """What a post says about one paper."""

    facts: Facts
    number: int
    """The line in the source file that introduces it."""
    body: tuple[Part, ...] = ()
    level: int = 0
    """Of the heading that introduces it, or 0."""
    numbered: bool = False
    heading: str = ""
    """That heading, as inline Markdown; without one, what the page is called that it is about."""
    called: str = ""
    """What the heading says where that is more than a title: ``[논문 리뷰] Lamps``."""
    listed: bool = False
    """Whether it stays an item of a list, as those do of which nothing else is said."""


@dataclass(frozen=True, slots=True)
class Fold:
    """A ``<details>`` block."""

    summary: str
    """Inline Markdown, on one line."""
    number: int
    body: tuple[Part, ...]
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line, which separates parts."""

    number: int


Part = TextPart | Heading | ReviewPart | Fold | Rule


def walk(parts: Iterable[Part]) -> Iterator[Part]:
    """Give parts and all that stand in them, in the order of the post."""
    for part in parts:
        yield part
        if isinstance(part, (ReviewPart, Fold)):
            yield from walk(part.body)


def reviews_in(parts: Iterable[Part]) -> Iterator[ReviewPart]:
    """Give the reviews among parts, and in folds."""
    for part in parts:
        if isinstance(part, ReviewPart):
            yield part
        elif isinstance(part, Fold):
            yield from reviews_in(part.body)


def mapped(parts: Iterable[Part], change: Callable[[Part], Part | None]) -> tuple[Part, ...]:
    """Change all parts and all that stand in them; None leaves one out."""
    found = (
        replace(part, body=mapped(part.body, change))
        if isinstance(part, (ReviewPart, Fold))
        else change(part)
        for part in parts
    )
    return tuple(part for part in found if part is not None)


def listed(parts: Sequence[Part]) -> list[Part]:
    """Let the reviews of a list, or of a table, stay a list where most have no text."""
    reviews = [part for part in parts if isinstance(part, ReviewPart)]
    if 2 * sum(not review.body for review in reviews) <= len(reviews):
        return list(parts)
    return [replace(part, listed=True) if isinstance(part, ReviewPart) else part for part in parts]


def note_unlinked(review: ReviewPart, context: Weighing) -> None:
    """Say that a review is about something that no site of papers shows, where it is.

    A search for the paper is as much of a link as an old paper has.
    """
    facts = review.facts
    if not facts.ids and not any(search_of(link.url) for link in facts.resources):
        why = "its link is to no site of papers" if facts.urls else "it has no link"
        context.note(review.number, f"taken for a review, though {why}: {facts.title!r}")
