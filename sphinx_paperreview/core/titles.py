"""Names and titles, folded for comparing them."""

from __future__ import annotations

from sphinx_paperreview.core.folding import fold_text
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.sources import SourceTable, name_of

_MARKUP = str.maketrans(dict.fromkeys("$*`＄﹩＊﹡｀\u1fef"))
"""What a heading does not show of what its author typed, in any width."""


def fold_label(label: str) -> str:
    """Fold case and white space of a label, as docutils does for ``{ref}``.

    >>> fold_label("My  Label")
    'my label'
    """
    return " ".join(label.lower().split())


def fold_title(title: str) -> str:
    """Fold a title for comparing: as typed (``"$n^2$" --``) or as shown (``“n^2” –``).

    >>> fold_title('"$n^2$" --') == fold_title("“n^2” –")
    True
    """
    return fold_text(title.translate(_MARKUP))


def short_title(review: Review) -> str:
    """Give a review's title up to its colon: ``Harmony``; ``""`` where it has none."""
    short, colon, _rest = review.title.partition(":")
    return short.rstrip() if colon else ""


def is_titled(review: Review, sources: SourceTable) -> bool:
    """Whether somebody gave the title: without one, a card shows the id."""
    return review.title not in {name_of(paper_id, sources) for paper_id in review.paper.ids}
