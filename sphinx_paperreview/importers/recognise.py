"""Where a post introduces a paper, and which part of the post is about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sphinx_paperreview.importers.content import (
    Fold,
    Heading,
    Part,
    ReviewPart,
    TextPart,
    reviews_in,
)
from sphinx_paperreview.importers.openings import Opening, find_opening
from sphinx_paperreview.importers.passes import Context
from sphinx_paperreview.importers.walking import TOP, Walk
from sphinx_paperreview.recognising.blocks import cut
from sphinx_paperreview.recognising.evidence import PAGE, Sign
from sphinx_paperreview.recognising.facts import Facts
from sphinx_paperreview.recognising.headings import with_leads
from sphinx_paperreview.recognising.heads import read_head
from sphinx_paperreview.recognising.introducing import Page
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.vocabulary import names_others, names_part, without_announcement
from sphinx_paperreview.recognising.weighing import Weighing


def recognise(
    lines: Sequence[Line], context: Context, front: Facts, *, title: str = "", name: str = ""
) -> tuple[Part, ...]:
    """Cut a page into its reviews and what stands outside of them.

    Args:
        lines: What stands behind the front matter.
        context: Where notes go, and what has been considered.
        front: What the front matter says of a paper; nothing if it names none.
        title: What the front matter calls the page, or ``""``.
        name: What it is called by its file.
    """
    page = Page(with_leads(cut(lines)), context)
    whole = _whole_review(page, front, title)
    if whole:
        context.consider(page.number, PAGE, title, [Sign.LINKED, Sign.OPENING])
        return whole
    parts = _whole_body(tuple(Walk(page).parts()))
    if any(reviews_in(parts)):
        return parts
    opening = find_opening(page, context, front, title=title, name=name)
    context.considered[:] = [place for place in context.considered if place.shape != PAGE]
    place = context.consider(page.number, PAGE, opening.title, opening.signs)
    return _opened(page, opening) if place.taken else parts


def _whole_review(page: Page, front: Facts, title: str) -> tuple[Part, ...]:
    """Make one review of a page whose front matter or first lines name a paper.

    Nothing where they do not. A heading that only announces it stays before it.
    """
    blocks = page.blocks.blocks
    is_announced = not front.urls and page.announces(0)
    first = 1 if blocks and (blocks[0].level == 1 or is_announced) else 0
    if first and not is_announced and (page.headlines[0].linked or not front.urls):
        return ()  # the heading is what introduces the paper, if anything does
    cover = page.blocks.behind_pictures(first)
    head = read_head(page.blocks, cover, front, level=TOP, context=Weighing())
    if head.facts == front:
        cover = first  # nothing below the pictures is about the paper: they stay in the text
    # A page that names its own paper may link to others in its headings.
    others = len(page.linked) > (1 if front.urls else 0) and not head.named
    if others or not (head.facts.ids or front.urls):
        return ()
    head = read_head(page.blocks, cover, front, level=TOP, context=page.context)
    head = replace(head, facts=_in_full(head.facts, without_announcement(title)))
    walk = Walk(page, inside=True)
    headings = [walk.heading(0)] if first else []
    pictures = [
        TextPart(page.blocks.lines[blocks[i].start : blocks[i].end]) for i in range(first, cover)
    ]
    if is_announced:
        body = (*pictures, *walk.parts(head))
        return (*headings, ReviewPart(head.facts, page.number, body, level=blocks[0].level))
    return (ReviewPart(head.facts, page.number, (*headings, *pictures, *walk.parts(head))),)


def _in_full(facts: Facts, title: str) -> Facts:
    """Call a paper as its page is called, where its link has but the beginning of that: a name."""
    is_name = bool(facts.title) and title.startswith((f"{facts.title}:", f"{facts.title}："))
    return replace(facts, title=title) if is_name else facts


def _opened(page: Page, opening: Opening) -> tuple[Part, ...]:
    """Make one review of all of a page whose opening introduces a paper."""
    body = (*opening.lead, *Walk(page, inside=True).parts(opening.head))
    facts, block = opening.head.facts, opening.heading
    if block is None:
        return (ReviewPart(facts, page.number, body, heading=opening.title),)
    number = page.blocks.number(block)
    announced = opening.title if without_announcement(opening.title) != opening.title else ""
    return (ReviewPart(facts, number, body, block.level, heading=opening.title, called=announced),)


def _whole_body(parts: Sequence[Part]) -> tuple[Part, ...]:
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
