"""A query's result becomes nodes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docutils import nodes
from sphinx.builders import Builder
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from sphinx_paperreview.authoring.nodes import nodes_of
from sphinx_paperreview.core.library import Library
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.query import Listing, group
from sphinx_paperreview.messages import _
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.site import Site


@dataclass(frozen=True)
class ListingWriter:
    """Draws listings for one page of one builder."""

    library: Library
    site: Site
    builder: Builder
    docname: str
    """The page on which the listing stands."""
    boxes: bool
    """Whether a style sheet arranges it."""

    def draw(self, listing: Listing) -> list[nodes.Node]:
        """Give the nodes that take the place of a listing."""
        reviews = self.library.reviews()
        if not reviews:
            return [parts.row("paper-empty", nodes.Text(_("No papers yet.")))]
        if not listing.group_by:
            return [self._list(reviews)]
        drawn: list[nodes.Node] = []
        for found in group(reviews, listing.group_by):
            label = self._group_label(listing.group_by, found.label)
            drawn.append(nodes.rubric("", label, classes=["paper-group"]))
            drawn.append(self._list(found.reviews))
        return drawn

    def _group_label(self, key: str, label: str) -> str:
        if not label:
            return _("Others")
        if key == "post" and label in self.library.posts:
            return self.library.posts[label].title
        if key == "source":
            source = self.site.sources.get(label)
            return source.label if source else label
        return label

    def _list(self, reviews: tuple[Review, ...]) -> nodes.bullet_list:
        items = [nodes.list_item("", self._item(review)) for review in reviews]
        return nodes.bullet_list("", *items, classes=["paper-list"])

    def _item(self, review: Review) -> nodes.paragraph:
        facts = [[self.link_to(review)], *([node] for node in self._facts(review))]
        return parts.row("paper-item", *parts.joined(facts, " " if self.boxes else parts.SEPARATOR))

    def _facts(self, review: Review) -> Iterator[nodes.Node]:
        if review.paper.subtitle:
            yield parts.span(review.paper.subtitle, "paper-subtitle")
        for name in review.paper.orgs:
            yield parts.org_badge(name, self.site.orgs)
        if review.date:
            yield parts.span(review.date, "paper-date")

    def link_to(self, review: Review) -> nodes.Node:
        """Link to a review; give its title as text where this output does not hold its page."""
        title = nodes.inline("", "", *nodes_of(review.paper.title), classes=["paper-title"])
        try:
            return make_refnode(self.builder, self.docname, review.docname, review.anchor, title)
        except NoUri:
            return title
