"""What a view holds of single records: of each, what a reader sees and no more."""

from __future__ import annotations

from dataclasses import replace

from sphinx_paperreview.core.mentions import Backlink, Unreviewed
from sphinx_paperreview.core.model import Post
from sphinx_paperreview.core.post_query import indexed_reviews, reviewers_of
from sphinx_paperreview.core.query import Listing

Facts = tuple[object, ...]
"""Texts, numbers and tuples of them, whose ``repr`` tells them apart."""


def post_facts(post: Post) -> Facts:
    """What a listing shows of a post."""
    titles = tuple(review.title for review in indexed_reviews(post))
    shown = replace(post, reviews=(), tags=(), updated="", declared=False)
    return replace(shown, reviewers=reviewers_of(post)), titles


def counts_mentions(listing: Listing) -> bool:
    """Tell whether a listing shows, or its filter sorts by, how often papers are mentioned."""
    by_mentions = listing.query.sort.endswith("mentions")
    shown = (*listing.columns, *listing.show)
    return by_mentions or listing.filter or "mentions" in shown


def backlink_facts(backlink: Backlink, docname: str) -> Facts:
    """What a card shows of a page that mentions its paper."""
    mention = backlink.mention
    place = backlink.post.docname, mention.anchor
    return *place, backlink.title_on(docname), mention.sentence


def unreviewed_facts(paper: Unreviewed) -> Facts:
    """What a reading list shows of a paper."""
    backlinks = tuple(backlink_facts(one, "") for one in paper.backlinks)
    return paper.id, paper.name, paper.called, backlinks
