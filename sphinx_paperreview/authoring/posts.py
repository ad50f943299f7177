"""The ``paper:posts`` directive: checked options, and a place for the listing of posts."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_paperreview.authoring.listing_options import (
    ANY_OF,
    EMPTY,
    NAME,
    ListingDirective,
    OptionReader,
    lines_of,
    number,
    one_of,
    words,
)
from sphinx_paperreview.authoring.nodes import paper_listing
from sphinx_paperreview.authoring.options import Option
from sphinx_paperreview.core.post_query import POST_GROUP_KEYS, PostListing

OPTIONS = {
    "tag": f"tags of a post or of one of its reviews{ANY_OF}",
    "reviewer": f"people who reviewed in a post, by their full names{ANY_OF}",
    "group-by": f"one of {words(POST_GROUP_KEYS)}",
    "limit": "a number: how many posts to show; the listing says how many more there are",
    "empty": EMPTY,
    "name": NAME,
}
"""Every option of the ``paper:posts`` directive, and what it takes."""


class PaperPosts(ListingDirective):
    """List the posts of the site, newest first."""

    known_options = OPTIONS

    def place(self, options: Mapping[str, Option]) -> paper_listing:
        """Check the options."""
        reader = OptionReader(options, self.warn)
        default = PostListing()
        listing = PostListing(
            tags=reader.condition("tag") or default.tags,
            reviewers=reader.condition("reviewer") or default.reviewers,
            group_by=reader.value("group-by", one_of(POST_GROUP_KEYS)) or default.group_by,
            limit=reader.value("limit", number) or default.limit,
        )
        return paper_listing(listing=listing, lines=lines_of(options))
