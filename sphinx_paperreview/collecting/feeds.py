"""Which pages of an author's lead to which feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_paperreview.collecting.addresses import own_pages
from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.core.feeds import POSTS
from sphinx_paperreview.core.post_query import PostListing

if TYPE_CHECKING:
    from sphinx.builders import Builder


def feeds_on(builder: Builder, docname: str) -> tuple[str, ...]:
    """Name the feeds that an author's page leads to.

    The first page and those that list posts lead to the feeds of the journal, posts to that of
    posts, and a page that stands in the place of a generated one to the feed of that.
    """
    domain = PaperDomain.of(builder.env)
    feeds = domain.feeds
    if not feeds.wanted:
        return ()
    listings = domain.uses_of(docname).listings
    if docname == builder.config.root_doc or any(isinstance(one, PostListing) for one in listings):
        return (*feeds.of_journal, *_in_place(builder, docname))
    is_post = docname in domain.library.posts
    return (*([POSTS] if is_post and feeds.posts else []), *_in_place(builder, docname))


def _in_place(builder: Builder, docname: str) -> list[str]:
    """Name the feed of the generated page in whose place an author's page stands."""
    domain = PaperDomain.of(builder.env)
    # Hardly any of an author's pages stand in that folder: look no further at the others.
    if not docname.startswith(f"{domain.plan.folder}/"):
        return []
    of_pages = domain.feeds.of_pages
    return [of_pages[name] for name in own_pages(builder, [docname], of_pages)]
