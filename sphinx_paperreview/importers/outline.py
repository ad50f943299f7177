"""The headings of a post: one title, and below it levels that do not jump."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sphinx_paperreview.importers.content import Fold, Heading, Part, ReviewPart, Rule, TextPart
from sphinx_paperreview.recognising.asides import read_aside
from sphinx_paperreview.recognising.facts import Facts
from sphinx_paperreview.recognising.vocabulary import fold_word, names_part, without_announcement

_BRACKETED = re.compile(r"\s*\\?[\[(【]([^\[\]()【】\\]{2,30})\\?[\])】]")


@dataclass(frozen=True, slots=True)
class Outline:
    """A post with its title."""

    title: Heading
    """In line 1 of the source where it does not stand in the text."""
    attached: ReviewPart | None
    """The review that the whole page is: its text is the page's, and so is its title."""
    parts: tuple[Part, ...]
    lead: tuple[Part, ...] = ()
    """What stands before the title."""


def outline(parts: Sequence[Part], *, front_title: str, fallback: str) -> Outline:
    """Find the title of a post, and bring its headings into order.

    Args:
        parts: All of the post.
        front_title: The title that the front matter gives, as inline Markdown, or ``""``.
        fallback: What a post without any title is called.
    """
    review = _whole_page(parts, front_title)
    if review is not None and review.level:
        called = review.called or review.facts.title or front_title or fallback
        title = Heading(1, called, review.number)
        bare = _entitled(replace(review, body=()), called)
        return Outline(title, bare, tuple(levelled(review.body)))
    inner = review.body if review else parts
    place = _title_place(inner, front_title, is_review=review is not None)
    if place is None:
        called = review.heading if review else ""
        made = Heading(1, front_title or called or fallback, 1)
        attached = _entitled(replace(review, body=()), made.text) if review else None
        return Outline(made, attached, tuple(levelled(inner)))
    index, title = place
    lead, rest = levelled(inner[:index]), levelled(inner[index + 1 :])
    title = replace(title, text=title.text or front_title or fallback)
    attached = _entitled(replace(review, body=()), title.text) if review else None
    return Outline(title, attached, tuple(rest), tuple(lead))


def _entitled(review: ReviewPart, page_title: str) -> ReviewPart:
    """Leave to the title of the page what it says, but for words that only announce the paper."""
    own, bare = review.facts.title, without_announcement(page_title)
    if fold_word(own) == fold_word(page_title):
        return replace(review, facts=replace(review.facts, title=""))
    if bare == page_title:
        return review
    facts = review.facts.joined(_venue_before(page_title)) or review.facts
    return replace(review, facts=replace(facts, title=own or bare))


def _venue_before(title: str) -> Facts:
    """Read the venue that stands in brackets before a title: ``[CVPR'21] Lamps``."""
    found = _BRACKETED.match(title)
    said = read_aside(found[1]) if found else None
    return Facts(venue=said.venue, award=said.award) if said else Facts()


def _whole_page(parts: Sequence[Part], front_title: str) -> ReviewPart | None:
    """Find the review that all of a page is about."""
    if len(parts) != 1 or not isinstance(parts[0], ReviewPart):
        return None
    review = parts[0]
    if review.level == 0:
        return review
    same = fold_word(front_title) in ("", fold_word(review.facts.title), fold_word(review.heading))
    return review if same and not review.numbered else None


def _title_place(
    parts: Sequence[Part], front_title: str, *, is_review: bool
) -> tuple[int, Heading] | None:
    """Find the heading that is the page's title: before all others, and above them.

    Of several of the highest level it is the first one, unless the front matter has a title. So it
    is with the name of a part, such as ``1. Introduction``. A lower level than 1 is a title only
    where nothing stands before it.
    """
    parted = [(i, part) for i, part in enumerate(parts) if isinstance(part, (Heading, ReviewPart))]
    levels = [part.level for _, part in parted if part.level]
    index, first = parted[0] if parted else (0, None)
    if not isinstance(first, Heading) or first.level > min(levels):
        return None
    if (front_title or is_review) and names_part(first.text):
        return None
    is_alone = levels.count(first.level) == 1
    if first.level == 1:
        return (index, first) if is_alone or not front_title else None
    return (index, first) if is_alone and index == 0 and not front_title else None


def levelled(parts: Iterable[Part], base: int = 2) -> list[Part]:
    """Give headings levels without gaps, from a base on; those in reviews and folds begin anew.

    Horizontal lines stay only between texts: elsewhere a heading or a card separates well enough,
    and docutils refuses them at the ends of a section.
    """
    above: list[int] = []
    found: list[Part] = []
    for part in parts:
        if isinstance(part, Heading):
            while above and above[-1] >= part.level:
                above.pop()
            above.append(part.level)
            if part.text:
                found.append(replace(part, level=min(base + len(above) - 1, 6)))
        elif isinstance(part, (ReviewPart, Fold)):
            found.append(replace(part, body=tuple(levelled(part.body))))
        else:
            found.append(part)
    return [part for index, part in enumerate(found) if _stays(found, index)]


def _stays(parts: Sequence[Part], index: int) -> bool:
    if not isinstance(parts[index], Rule):
        return True
    around = (parts[index - 1] if index else None, parts[index + 1 : index + 2])
    before, after = around[0], next(iter(around[1]), None)
    return isinstance(before, (TextPart, Fold)) and isinstance(after, (TextPart, Fold))
