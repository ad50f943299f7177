"""A query's result becomes nodes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docutils import nodes

from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.query import Listing, group
from sphinx_paperreview.messages import _
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.place import Place


@dataclass(frozen=True)
class ListingWriter:
    """Draws listings."""

    place: Place

    def draw(self, listing: Listing) -> list[nodes.Node]:
        """Give the nodes that take the place of a listing."""
        reviews = self.place.library.reviews()
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
        if key == "post" and label in self.place.library.posts:
            return self.place.library.posts[label].title
        if key == "source":
            source = self.place.site.sources.get(label)
            return source.label if source else label
        return label

    def _list(self, reviews: tuple[Review, ...]) -> nodes.bullet_list:
        items = [nodes.list_item("", self._item(review)) for review in reviews]
        return nodes.bullet_list("", *items, classes=["paper-list"])

    def _item(self, review: Review) -> nodes.paragraph:
        facts = [[node] for node in (self.place.link_to(review), *self._facts(review))]
        separator = " " if self.place.medium.boxes else parts.SEPARATOR
        return parts.row("paper-item", *parts.joined(facts, separator))

    def _facts(self, review: Review) -> Iterator[nodes.Node]:
        if review.paper.subtitle:
            yield parts.span(review.paper.subtitle, "paper-subtitle")
        for name in review.paper.orgs:
            yield self.place.org_badge(name)
        if review.date:
            yield parts.span(review.date, "paper-date")
