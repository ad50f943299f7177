"""Ordinary links to papers that are reviewed here: a small link to the review stands behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import cast

from docutils import nodes
from sphinx import addnodes

from sphinx_paperreview.authoring.nodes import ancestors, found_in, paper_head
from sphinx_paperreview.collecting.addresses import link_to_review
from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.uses import link_references
from sphinx_paperreview.core.model import Reference, Review
from sphinx_paperreview.core.references import find_referred
from sphinx_paperreview.messages import _
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.drawing import Drawing
from sphinx_paperreview.rendering.mathjax import ignored
from sphinx_paperreview.rendering.medium import medium_of
from sphinx_paperreview.site import site_of

_ICON = "comment"

_WHOLE_CARD = "sd-stretched-link"
"""Class of sphinx-design's links that cover the card that they stand in."""


class LinkReviews(Drawing):
    """Add to each ordinary link to a paper a small one to its review on this site."""

    default_priority = 4
    """Before cards (9) and the bibliographies of sphinxcontrib-bibtex (5) are drawn.

    Their links are no one's text.
    """

    def run(self, **kwargs: object) -> None:
        """Look at each link that an author wrote."""
        del kwargs
        medium = medium_of(self.builder)
        if not (medium.review_links and site_of(self.config).settings.link_mentions):
            return
        added: defaultdict[nodes.Element, dict[int, list[nodes.Element]]] = defaultdict(dict)
        for link in found_in(self.document, nodes.reference, addnodes.pending_xref):
            behind = list(self._links_behind(link)) if self._has_room(link) else []
            if behind:
                added[cast("nodes.Element", link.parent)][id(link)] = behind
        for parent, links in added.items():
            parent[:] = list(_with_links(parent, links))

    def _links_behind(self, link: nodes.Element) -> Iterator[nodes.Element]:
        for reference in link_references(link):
            found = self._link_behind(link, reference)
            if found is not None:
                yield found

    def _link_behind(self, link: nodes.Element, reference: Reference) -> nodes.Element | None:
        library, docname = PaperDomain.of(self.env).library, self._page_of(link)
        found = find_referred(library, reference, docname)
        if found is None or self._is_about(link, found.review) or self._is_left_out(found.review):
            return None
        content = self._content(found.review)
        added = link_to_review(self.builder, docname, found.review, content)
        # Where the output does not hold that page, only the text comes back.
        return added if {"refuri", "refid"} & added.attributes.keys() else None

    def _has_room(self, link: nodes.Element) -> bool:
        """Tell whether something may follow a link: not a picture that is one, nor a whole card.

        Nor in the headings of books, whose tables of contents repeat all that these hold.
        """
        if not isinstance(link.parent, nodes.TextElement) or _WHOLE_CARD in link["classes"]:
            return False
        is_book = not medium_of(self.builder).boxes
        return not (is_book and any(isinstance(at, nodes.title) for at in ancestors(link)))

    def _content(self, review: Review) -> nodes.inline:
        medium = medium_of(self.builder)
        if not medium.icons:
            return nodes.inline("", "", nodes.Text(_("[review]")), classes=["paper-review-link"])
        said = parts.span(_("Review: %s") % review.title, "paper-said")
        ignored(self.builder, [said])
        return nodes.inline("", "", parts.icon(_ICON), said, classes=["paper-review-link"])

    def _is_left_out(self, review: Review) -> bool:
        """Tell whether the one page of singlehtml lacks a review: that of an orphan."""
        if self.builder.name != "singlehtml":
            return False
        return review.docname not in self._docnames

    @cached_property
    def _docnames(self) -> frozenset[str]:
        """The pages that are put together here."""
        files = self.document.findall(addnodes.start_of_file)
        return frozenset({self.env.docname, *(str(file["docname"]) for file in files)})

    def _page_of(self, node: nodes.Node) -> str:
        """Name the page of a node: one of several, where pages are put together."""
        files = (at for at in ancestors(node) if isinstance(at, addnodes.start_of_file))
        return next((str(file["docname"]) for file in files), self.env.docname)

    def _is_about(self, node: nodes.Node, review: Review) -> bool:
        """Tell whether a link stands in a review of the very paper that it leads to."""
        key_of = PaperDomain.of(self.env).library.tables.paper_key
        heads = (head for at in ancestors(node) for head in self._heads.get(id(at), ()))
        return any(key_of(head["review"]) == key_of(review) for head in heads)

    @cached_property
    def _heads(self) -> dict[int, list[paper_head]]:
        """The heads of reviews, by the identity of what they stand in."""
        found: defaultdict[int, list[paper_head]] = defaultdict(list)
        for head in self.document.findall(paper_head):
            found[id(head.parent)].append(head)
        return dict(found)


def _with_links(
    parent: nodes.Element, links: Mapping[int, Iterable[nodes.Element]]
) -> Iterator[nodes.Node]:
    """Yield what an element holds, behind each of some links its own.

    Args:
        parent: The element.
        links: By the identity of the link behind which they stand.
    """
    for child in parent.children:
        yield child
        for link in links.get(id(child), ()):
            yield from (nodes.Text(" "), link)
