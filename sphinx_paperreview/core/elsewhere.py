"""What the card of a review shows from elsewhere: who else reviews its paper, who mentions it."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_paperreview.core.library import Library
from sphinx_paperreview.core.mentions import Backlink, Mentions
from sphinx_paperreview.core.model import Review

LISTED = 50
"""So many other reviews, and mentions with their sentences, a card lists beside those in sight.

The card of a paper's newest review names all of them: so each stands somewhere, and a thousand
posts on one paper do not make a thousand lists of a thousand.
"""

IN_SIGHT = 2
"""How many pages that mention a paper a card shows before it folds the others."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What a card shows from elsewhere."""

    newest: Review
    """The newest review of the paper, whose card names all."""
    reviews: tuple[Review, ...] = ()
    """The newest review on each other page, newest first."""
    more_reviews: int = 0
    """How many pages there are beside these."""
    backlinks: tuple[Backlink, ...] = ()
    """The pages that mention the paper, newest first, each with its sentence."""
    others: tuple[Backlink, ...] = ()
    """Those beside these, without sentences."""
    more_mentions: int = 0
    """How many there are beside all of these."""


def elsewhere(review: Review, library: Library, mentions: Mentions) -> Elsewhere:
    """Gather what the card of a review shows from elsewhere."""
    if not review.indexed:
        return Elsewhere(review)
    pages = library.tables.pages_of(review)
    newest = pages[0]
    is_newest = (newest.docname, newest.position) == (review.docname, review.position)
    most = len(pages) if is_newest else LISTED
    reviews = [one for one in pages[: most + 1] if one.docname != review.docname][:most]
    told = mentions.of(review, LISTED + IN_SIGHT)
    rest = mentions.beyond(review, len(told)) if is_newest else []
    return Elsewhere(
        newest,
        reviews=tuple(reviews),
        more_reviews=len(pages) - 1 - len(reviews),
        backlinks=tuple(told),
        others=tuple(rest),
        more_mentions=mentions.count(review) - len(told) - len(rest),
    )
