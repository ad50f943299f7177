"""The fields of a review: one row each, from which all that knows of fields follows.

The options of the ``paper`` directive, the conditions, groups, orders and columns of listings, the
menus of a filter, the marks on cards, and the columns of the command line are read from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from sphinx_paperreview.core.alphabet import alphabetical
from sphinx_paperreview.core.field import Column, Facet, Field, Mark, Sorted, Typed, Values, Wanted
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.people import parse_authors, parse_reviewers
from sphinx_paperreview.core.sources import builtin_kinds
from sphinx_paperreview.core.values import (
    parse_published,
    parse_rating,
    parse_tags,
    parse_word,
    parse_year,
    series_of,
    without_sign,
)

_RESOURCES = {key: kind.label for key, kind in builtin_kinds().items() if key != "link"}
"""Links that have an option each; one of no certain kind tells nothing to look for."""

_STATUSES = {"to-read": "To read", "reading": "Reading", "read": "Read"}
_parse_status = partial(parse_word, known=tuple(_STATUSES))


def _tags(review: Review) -> Iterable[str]:
    return dict.fromkeys((*review.tags, *review.post_tags))


def _published(review: Review) -> str:
    return review.paper.published.isoformat() if review.paper.published else ""


def _rating(review: Review) -> str:
    return "" if review.rating is None else f"{review.rating:g}"


def _first(names: Sequence[str]) -> tuple[str, ...]:
    return alphabetical(names[0]) if names else ()


FIELDS: tuple[Field, ...] = (
    Field(
        key="title",
        label="Title",
        typed=Typed("title", "inline markup (math and emphasis included)"),
        text=lambda review: review.title,
        sort=Sorted(
            lambda review: alphabetical(review.title) if review.title else (), {"title": "Title"}
        ),
        column=Column("title", share=5),
    ),
    Field(key="subtitle", typed=Typed("subtitle", "inline markup")),
    Field(
        key="org",
        label="Organisation",
        typed=Typed("org", "names separated by commas, or by `;` where a name has a comma in it"),
        values=lambda review: review.paper.orgs,
        text=lambda review: ", ".join(review.paper.orgs),
        wanted=Wanted("organisations by any of their names"),
        group="label",
        facet=Facet(searched=True),
        sort=Sorted(lambda review: _first(review.paper.orgs), {"org": "Organisation"}),
        column=Column("org", "Organisations", share=3),
    ),
    Field(
        key="tag",
        label="Tag",
        typed=Typed(
            "tags", "names separated by commas, or by `;`", parse_tags, "tags", allowed="tags"
        ),
        values=_tags,
        text=lambda review: " ".join(f"#{tag}" for tag in _tags(review)),
        wanted=Wanted("tags of a review or of its post", partial(without_sign, "#")),
        group="label",
        facet=Facet(searched=True),
        column=Column("tags", "Tags"),
    ),
    Field(
        key="author",
        typed=Typed(
            "authors",
            "names separated by `;`, or by `,` and `and`",
            parse_authors,
            "paper.authors",
        ),
        values=lambda review: review.paper.authors,
        text=lambda review: ", ".join(review.paper.authors),
        wanted=Wanted("authors by their full names", str),
        group="label",
        column=Column("authors", "Authors", share=4),
    ),
    Field(
        key="venue",
        label="Venue",
        typed=Typed("venue", "for example `ICLR 2026`", str, "paper.venue", allowed="venues"),
        values=lambda review: [review.paper.venue],
        also=series_of,
        text=lambda review: " · ".join(filter(None, (review.paper.venue, review.paper.award))),
        wanted=Wanted("venues, with or without their year", str),
        group="label",
        facet=Facet(searched=True),
        column=Column("venue"),
    ),
    Field(key="award", typed=Typed("award", "for example `Oral`", str, "paper.award")),
    Field(
        key="published",
        label="Published",
        typed=Typed(
            "published",
            "ISO date, year-month or year of the paper; an arXiv id already tells the month",
            parse_published,
            "paper.published",
        ),
        text=_published,
        sort=Sorted(
            lambda review: tuple(filter(None, [_published(review)])),
            {"-published": "Newest paper"},
        ),
        column=Column("published"),
    ),
    Field(
        key="date",
        label="Reviewed",
        typed=Typed(
            "date",
            "ISO date, with a time where wanted, when it was reviewed; otherwise the post's date",
        ),
        text=lambda review: review.date,
        sort=Sorted(
            lambda review: (review.date, review.time) if review.date else (),
            {"-date": "Newest review", "date": "Oldest review"},
        ),
        column=Column("date"),
    ),
    Field(
        key="reviewer",
        label="Reviewer",
        typed=Typed(
            "reviewer",
            "who reviewed it: names separated by `;`, or by `,` and `and`; otherwise the post's "
            "author",
            parse_reviewers,
            "reviewers",
        ),
        values=lambda review: review.reviewers,
        text=lambda review: ", ".join(review.reviewers),
        wanted=Wanted("people who reviewed, by their full names", str),
        group="label",
        facet=Facet(searched=True),
        sort=Sorted(lambda review: _first(review.reviewers), {"reviewer": "Reviewer"}),
        column=Column("reviewer", "Reviewed by", share=3),
    ),
    Field(
        key="summary",
        typed=Typed("summary", "one line of inline markup: the TL;DR"),
    ),
    *(Field(key=kind, typed=Typed(kind, f"URL: {kind}")) for kind in _RESOURCES),
    Field(
        key="links",
        label="Links",
        typed=Typed("links", "further `label <url>` pairs, separated by `;`"),
        column=Column("links", share=3),
    ),
    Field(
        key="image",
        typed=Typed("image", "thumbnail: a local path, as in the image directive"),
    ),
    Field(
        key="rating",
        label="Rating",
        typed=Typed("rating", "0–5 in halves", parse_rating, "rating"),
        text=_rating,
        shown="%s/5",
        sort=Sorted(
            lambda review: () if review.rating is None else (review.rating,),
            {"-rating": "Best rating"},
        ),
        column=Column("rating", share=1),
        mark=Mark("Rating %s"),
    ),
    Field(
        key="status",
        label="Status",
        typed=Typed(
            "status",
            "`to-read`, `reading` or `read` (the default)",
            _parse_status,
            "status",
        ),
        values=lambda review: [review.status],
        words=_STATUSES,
        text=lambda review: review.status,
        wanted=Wanted(read=_parse_status),
        group="label",
        facet=Facet(),
        column=Column("status"),
        mark=Mark(unless="read"),
    ),
    Field(
        key="name",
        typed=Typed(
            "name", "an extra label of your own, usable in `{ref}` and `{paper}`", str, "name"
        ),
    ),
    Field(key="class", typed=Typed("class", "extra CSS classes")),
    Field(key="no-index", typed=Typed("no-index", "flag: draw it, collect nothing")),
    # What follows from what is typed.
    Field(
        key="source",
        label="Source",
        values=lambda review: review.paper.sources,
        wanted=Wanted("sites that show the paper, by key or label"),
        group="label",
        facet=Facet(),
    ),
    Field(
        key="year",
        label="Year",
        values=lambda review: [review.date[:4]],
        wanted=Wanted("years of the review", parse_year),
        group="newest",
        facet=Facet(),
    ),
    Field(key="month", values=lambda review: [review.date[:7]], group="newest"),
    Field(key="day", values=lambda review: [review.date], group="newest"),
    Field(key="post", values=lambda review: [review.docname], group="newest"),
    Field(
        key="has",
        label="Comes with",
        values=lambda review: [x.kind for x in review.paper.links if x.kind in _RESOURCES],
        words=_RESOURCES,
        facet=Facet(),
    ),
    Field(
        key="mentions",
        label="Mentions",
        sort=Sorted(None, {"-mentions": "Most mentioned"}),
        column=Column("mentions", share=1),
    ),
)

FIELD: Mapping[str, Field] = {field.key: field for field in FIELDS}
"""The field of each key."""

VALUES: Mapping[str, Values] = {field.key: field.values for field in FIELDS if field.values}
"""What a review has of each kind; an empty text stands for nothing."""

MARKS = tuple(field for field in FIELDS if field.mark)
"""The short facts that a card shows, in their order."""
