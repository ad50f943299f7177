"""Short facts of a review, which cards and rows show alike."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

from sphinx_paperreview.core.field import Field
from sphinx_paperreview.core.fields import MARKS
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.rendering import parts

_BEHIND = "\N{NO-BREAK SPACE}· "
"""No line begins with the dot."""


def venue(review: Review) -> list[nodes.Node]:
    """Draw where a paper was published, and its award."""
    words = [review.paper.venue, review.paper.award]
    names = ["paper-venue-name", "paper-award"]
    spans = [[parts.span(word, name)] for word, name in zip(words, names, strict=True) if word]
    return parts.joined(spans, _BEHIND)


def rating(review: Review) -> list[nodes.Node]:
    """Draw how its author rates a paper."""
    return [] if review.rating is None else [parts.stars(review.rating)]


def marks(review: Review) -> Iterator[tuple[Field, str]]:
    """Yield the short facts that are worth saying, and how they are said."""
    texts = ((field, parts.mark_text(field, field.text(review))) for field in MARKS)
    return ((field, text) for field, text in texts if text)


def mark(field: Field, review: Review, text: str) -> nodes.Node:
    """Draw a short fact; of few words, each has a class of its own."""
    if field.key == "rating" and review.rating is not None:
        return parts.stars(review.rating)
    name = f"paper-{field.key}"
    return parts.span(text, name, *([f"{name}-{field.text(review)}"] if field.words else []))
