"""How much of a page a review takes: about its elements in HTML, long texts counted as more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sphinx_paperreview.core.model import Post, Review
from sphinx_paperreview.core.post_query import EXCERPT_LENGTH
from sphinx_paperreview.core.query import Listing
from sphinx_paperreview.core.runs import Run

_BYTES = 200
"""So many bytes of a text weigh as an element does: 300 kB are about as much as 1,400 elements."""

HEADING = 5
"""What the heading of a group weighs."""

_CHIP = 5
"""What a link weighs that is an icon."""


def post_weight(post: Post) -> int:
    """Weigh a post as a row of a list of posts."""
    return 10 + (len(post.title) + min(len(post.excerpt), EXCERPT_LENGTH)) * 3 // _BYTES


def review_weight(review: Review, listing: Listing) -> int:
    """Weigh a review as a listing shows it."""
    if listing.style == "table":
        return 1 + sum(2 + _of_cell(review, column) for column in listing.columns)
    more = 4 * len({"authors", "published", "mentions"}.intersection(listing.show))
    more += 1 + _of_runs(review.summary) if "summary" in listing.show else 0
    in_cards = 6 + (_CHIP - 1) * _links(review, 6) if listing.style == "cards" else 0
    return row_weight(review) + more + in_cards


def _of_cell(review: Review, column: str) -> int:
    """Weigh what a cell of a table holds."""
    paper = review.paper
    values = {
        "title": lambda: 2 + _of_runs(paper.title),
        "org": lambda: _some(paper.orgs, 5, 1),
        "authors": lambda: 3 + _of_names(paper.authors),
        "reviewer": lambda: _some(review.reviewers, 20, 2),
        "tags": lambda: _some(review.tags, 10, 1),
        "links": lambda: _CHIP * _links(review, 12),
    }
    return values[column]() if column in values else 2


def _links(review: Review, most: int) -> int:
    """Count links: an id gives some, and behind those that are shown stands a word."""
    return min(most + 2, 4 * bool(review.paper.ids) + len(review.paper.links))


def row_weight(review: Review) -> int:
    """Weigh a review as a row of a list.

    What decides it stands in the record alone, so that leaves are known before they are drawn.
    """
    paper = review.paper
    # The row, its title and its date.
    weight = 6 + _of_runs(paper.title)
    text = paper.subtitle or review.summary
    weight += 1 + _of_runs(text) if text else 0
    weight += 1 + _some(paper.orgs, 4, 1) + _some(review.tags, 3, 1)
    weight += 2 * bool(paper.venue) + bool(paper.venue and paper.award) + 2 * bool(paper.award)
    weight += (2 + bool(review.rating % 1)) if review.rating is not None else 0
    weight += 2 * (review.status != "read") + 2 * paper.withdrawn + bool(review.image)
    weight += 1 + _some(review.reviewers, 3, 2) if len(review.reviewers) else 0
    # Each id gives some links; a row shows six.
    weight += 1 + _links(review, 6)
    return weight + _of_names(paper.authors)


def _of_runs(runs: Sequence[Run]) -> int:
    formulas = sum(run.kind != "text" for run in runs)
    return formulas + _of_names(run.text for run in runs)


def _of_names(texts: Iterable[str]) -> int:
    """Weigh what a row says, or its filter finds: a letter of Hangul takes three bytes."""
    return sum(len(text.encode(errors="replace")) for text in texts) // _BYTES


def _some(items: Sequence[str], most: int, each: int) -> int:
    """Weigh those of a review's values that a row shows, and the words for the others."""
    return each * min(len(items), most) + 2 * (len(items) > most)
