"""Titles and texts of a page that hold references, as they were read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from sphinx_paperreview.core.library import Library
from sphinx_paperreview.core.model import Mention, Mentioning, Post, Review
from sphinx_paperreview.core.pending import (
    Pending,
    Show,
    is_open,
    pending_in,
    settle,
    settle_runs,
)
from sphinx_paperreview.core.records import Record
from sphinx_paperreview.core.runs import plain


@dataclass(frozen=True, slots=True)
class Unsettled(Record):
    """What of a page depends on what its references show."""

    is_told: bool = False
    """Whether titles and texts that it tells others hold any."""
    references: tuple[Pending, ...] = ()
    """Those in them, and in sentences that others quote, each once, sorted; without those that
    show titles of papers alone."""


def unsettled_of(post: Post | None, mentions: Iterable[Mention]) -> Unsettled:
    """Tell what of a page is to be settled when all pages are known."""
    told = list(_texts(post)) if post else []
    quoted = (text for mention in mentions for text in (mention.heading, mention.packed))
    found = {one for text in (*told, *quoted) if is_open(text) for one in pending_in(text)}
    references = sorted((one for one in found if one.kind != "paper"), key=str)
    return Unsettled(any(map(is_open, told)), tuple(references))


def _texts(post: Post) -> Iterator[str]:
    yield from (post.title, post.excerpt)
    for review in post.reviews:
        paper = review.paper
        yield from map(plain, (paper.title, paper.subtitle, review.summary))


def settled_library(
    library: Library, docnames: Iterable[str], showing_on: Callable[[str], Show]
) -> Library:
    """Put into titles and texts what their references show.

    Args:
        library: What was read.
        docnames: The pages that hold any.
        showing_on: Gives, for a page, what tells what its references show.
    """
    shows = {docname: showing_on(docname) for docname in docnames}
    posts = {
        docname: _settled_post(library.posts[docname], show)
        for docname, show in shows.items()
        if docname in library.posts
    }
    pages = {
        docname: _settled_page(library.mentioning[docname], show)
        for docname, show in shows.items()
        if docname in library.mentioning
    }
    return library.amended(posts, pages)


def _settled_page(page: Mentioning, show: Show) -> Mentioning:
    return replace(page, post=_settled_post(page.post, show))


def _settled_post(post: Post, show: Show) -> Post:
    return replace(
        post,
        title=settle(post.title, show),
        excerpt=settle(post.excerpt, show),
        reviews=tuple(_settled_review(review, show) for review in post.reviews),
    )


def _settled_review(review: Review, show: Show) -> Review:
    paper = replace(
        review.paper,
        title=settle_runs(review.paper.title, show),
        subtitle=settle_runs(review.paper.subtitle, show),
    )
    return replace(review, paper=paper, summary=settle_runs(review.summary, show))
