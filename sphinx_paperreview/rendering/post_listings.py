"""A listing of posts becomes nodes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docutils import nodes

from sphinx_paperreview.core.leaves import FIRST
from sphinx_paperreview.core.listing_leaves import (
    ListingLeaf,
    ListingPages,
    Row,
    post_rows,
    stretches,
)
from sphinx_paperreview.core.model import Post
from sphinx_paperreview.core.post_query import (
    PostListing,
    cut,
    indexed_reviews,
    reviewers_of,
    select_posts,
    titles_within,
)
from sphinx_paperreview.messages import _
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.feed_links import feed_row
from sphinx_paperreview.rendering.listings import ListingWriter
from sphinx_paperreview.rendering.place import Place
from sphinx_paperreview.rendering.posts import day_text
from sphinx_paperreview.rendering.turning import turning_row

_REVIEWERS_SHOWN = 3
_TITLES_SHOWN = 4
"""How many papers stand for a post that says nothing of itself."""


@dataclass(frozen=True)
class PostListingWriter:
    """Draws listings of posts."""

    place: Place

    def draw(self, listing: PostListing, empty: Sequence[nodes.Node] = ()) -> list[nodes.Node]:
        """Give the nodes that take the place of a listing.

        Args:
            listing: What its author asks for.
            empty: What to show when nothing matches.
        """
        posts = select_posts(self.place.library.listed_posts(), listing)
        if not posts:
            return parts.nothing(empty, _("No posts yet."))
        rows = post_rows(posts[: listing.limit or None], listing.group_by)
        drawn = parts.limited(posts, listing.limit, lambda _shown: self._headed(rows, listing))
        return [*drawn, *self._feeds(listing)]

    def draw_leaf(
        self, listing: PostListing, pages: ListingPages[Post], leaf: ListingLeaf[Post]
    ) -> list[nodes.Node]:
        """Draw a page of a listing.

        Args:
            listing: What its author asks for.
            pages: All of its pages.
            leaf: One of them.
        """
        drawn = self._headed(leaf.rows, listing)
        rest = len(pages.items) - listing.limit if listing.limit else 0
        if rest > 0 and leaf.is_last:
            drawn.append(parts.row("paper-rest", nodes.Text(parts.more_text(rest))))
        feeds = self._feeds(listing) if leaf.turning.here == FIRST else []
        turning = turning_row(self.place, leaf.turning, is_dated=leaf.is_dated)
        return [*drawn, *turning, *feeds]

    def _feeds(self, listing: PostListing) -> list[nodes.Node]:
        """Lead to the feeds of the journal: there is none of some posts alone."""
        every = PostListing()
        is_of_all = (listing.tags, listing.reviewers) == (every.tags, every.reviewers)
        return feed_row(self.place, self.place.domain.feeds.of_journal if is_of_all else ())

    def _headed(self, rows: Sequence[Row[Post]], listing: PostListing) -> list[nodes.Node]:
        drawn: list[nodes.Node] = []
        for path, posts in stretches(rows):
            for label in path:
                writer = ListingWriter(self.place)
                drawn.append(writer.group_heading(listing.group_by, label, level=1))
            drawn.append(self._list(posts))
        return drawn

    def _list(self, posts: Sequence[Post]) -> nodes.bullet_list:
        items = [nodes.list_item("", *self._item(post)) for post in posts]
        return nodes.bullet_list("", *items, classes=["paper-posts"])

    def _item(self, post: Post) -> Iterator[nodes.paragraph]:
        """Draw the title, what is known of the post, and what it says."""
        link = self.place.link_to_page(post)
        facts = [[fact] for fact in self._facts(post)]
        if self.place.medium.boxes:
            yield parts.row("paper-post-title", link)
            if facts:
                yield parts.row("paper-post-facts", *parts.joined(facts, parts.SEPARATOR))
        else:
            yield parts.row("paper-post-title", *parts.joined([[link], *facts], parts.SEPARATOR))
        excerpt = excerpt_of(post)
        if excerpt:
            yield parts.row("paper-excerpt", nodes.Text(excerpt))

    def _facts(self, post: Post) -> Iterator[nodes.Node]:
        day = day_text(post, self.place.language)
        if day:
            yield self.place.moment(day, post.date)
        reviews = indexed_reviews(post)
        if reviews:
            yield nodes.Text(parts.papers_text(len(reviews)))
        shown, rest = parts.divided(reviewers_of(post), _REVIEWERS_SHOWN)
        if shown:
            more = [parts.more_text(len(rest))] if rest else []
            yield nodes.Text(", ".join([*shown, *more]))


def excerpt_of(post: Post) -> str:
    """Write what a post says of itself, else what its papers are called."""
    if post.excerpt:
        return cut(post.excerpt)
    titles = titles_within(post)
    text = cut(parts.SEPARATOR.join(titles[:_TITLES_SHOWN]))
    more = len(titles) - _TITLES_SHOWN
    return f"{text} {parts.more_text(more)}" if more > 0 else text
