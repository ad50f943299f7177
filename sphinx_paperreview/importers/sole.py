"""The one paper of a post has all of it for its body, at whatever level its headings are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sphinx_paperreview.importers.content import Fold, Heading, Part, ReviewPart, reviews_in
from sphinx_paperreview.importers.vocabulary import names_others, names_part


def whole_body(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Put below a paper what follows, where it is the only one and its parts follow.

    ``## Title``, ``## Introduction``, ``## Method`` are all of one paper; ``## Title``, ``## What
    else I did`` are not.
    """
    reviews = [index for index, part in enumerate(parts) if isinstance(part, ReviewPart)]
    if len(reviews) != 1 or any(reviews_in(part for part in parts if isinstance(part, Fold))):
        return tuple(parts)
    place = reviews[0]
    review, below = parts[place], parts[place + 1 :]
    first = next((part for part in below if isinstance(part, Heading)), None)
    if not isinstance(review, ReviewPart) or first is None or not review.level:
        return tuple(parts)
    is_part = names_part(first.text) and (place == 0 or not names_others(first.text))
    if first.level > review.level or not is_part:
        return tuple(parts)
    return (*parts[:place], replace(review, body=(*review.body, *below)))
