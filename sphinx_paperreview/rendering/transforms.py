"""Post-transforms: placeholders become what a reader sees, where the output shows them."""

from __future__ import annotations

from itertools import takewhile
from typing import cast

from docutils import nodes
from sphinx import addnodes

from sphinx_paperreview.authoring.nodes import (
    PLACEHOLDERS,
    found_in,
    is_visible,
    paper_card,
    paper_head,
    paper_listing,
)
from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.guards import guard_of, is_guard
from sphinx_paperreview.core.charts import Chart
from sphinx_paperreview.core.near_misses import near_misses
from sphinx_paperreview.core.post_query import PostListing
from sphinx_paperreview.core.query import Listing, unmatched
from sphinx_paperreview.messages import WarningType, _, warn
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.assets import CITED, FILTERED
from sphinx_paperreview.rendering.cards import CardWriter
from sphinx_paperreview.rendering.citing import bibtex_of
from sphinx_paperreview.rendering.drawing import Drawing
from sphinx_paperreview.rendering.elsewhere import ElsewhereWriter
from sphinx_paperreview.rendering.listing_kinds import LISTING_KINDS, Writer
from sphinx_paperreview.rendering.listing_pages import draw_leaf
from sphinx_paperreview.rendering.listings import FILTERED_BOX
from sphinx_paperreview.rendering.mathjax import ignored
from sphinx_paperreview.rendering.place import Place, place_of


class EmptyHidden(Drawing):
    """Empty what this output leaves out, where anything of ours stands in it.

    The library knows nothing of that; and what Sphinx leaves out late, its search has read. The
    empty node is left to Sphinx, which takes it away, or warns of its condition.
    """

    default_priority = 4
    """Before everything that draws."""

    def run(self, **kwargs: object) -> None:
        """Empty each such part of the page."""
        del kwargs
        domain = PaperDomain.of(self.env)
        if not domain.collected.guards:
            return  # as in most sites: their pages are not searched for any
        for node in filter(is_guard, list(self.document.findall(nodes.Element))):
            is_shown = domain.shows(guard_of(node))
            if not is_shown and any(map(_is_ours, node.findall(nodes.Element))):
                node.children = []


def _is_ours(node: nodes.Element) -> bool:
    is_reference = isinstance(node, addnodes.pending_xref)
    return isinstance(node, PLACEHOLDERS) or (
        is_reference and node.get("refdomain") == PaperDomain.name
    )


class DrawReviews(Drawing):
    """Draw the head and the foot of each review: no writer knows a placeholder."""

    default_priority = 9
    """Before Sphinx's `ReferencesResolver` (10), which resolves what cards refer to."""

    def run(self, **kwargs: object) -> None:
        """Replace each head and each compact card; put a foot behind the text of each."""
        del kwargs
        place = place_of(self.builder, self.env, self.env.docname)
        heads, feet, medium = CardWriter(place), ElsewhereWriter(place), place.medium
        found = found_in(self.document, paper_head, paper_card)
        for head in (one for one in found if isinstance(one, paper_head)):
            review = head["review"]
            host = cast("nodes.Element", head.parent)
            is_brief = medium.boxes and _is_brief(host)
            drawn = heads.draw(head, review, is_brief=is_brief)
            foot = [] if is_brief else feet.draw(review)
            ignored(self.builder, [*drawn, *foot])
            if not is_brief and bibtex_of(place, review):
                self.document[CITED] = True
            head.replace_self(drawn)
            at = _end_of_text(host)
            host[at:at] = foot
            if isinstance(host, nodes.section) and not (medium.boxes or medium.only_texts):
                _set_apart_what_follows(host)
            if is_brief:
                host["classes"].append(BRIEF)
        for card in (one for one in found if isinstance(one, paper_card)):
            card.replace_self(
                _boxed_card(card, self._permalink()) if medium.boxes else _plain_card(card)
            )

    def _permalink(self) -> str:
        """Give what a permanent link shows in this output; ``""`` where headings have none."""
        wanted = self.config.html_permalinks and self.builder.name != "epub"
        return str(self.config.html_permalinks_icon) if wanted else ""


BRIEF = "paper-brief"
"""Class of a card in a list that is its title and what is known, and no more."""

_HEADED = 2
"""So many children has a card without a text: its title, and what is known."""


def _is_brief(host: nodes.Element) -> bool:
    """Tell a review without a text in a list, which is one of many."""
    is_item = isinstance(host, paper_card) and isinstance(host.parent, nodes.list_item)
    return is_item and len(host.children) == _HEADED


_NOTES = (nodes.footnote, nodes.citation, nodes.Invisible, nodes.target)


def _end_of_text(host: nodes.Element) -> int:
    """Tell where the text of a review ends.

    Another review, or a page that was put into this one, is no part of it; what it says in
    footnotes stays behind all that is ours.
    """
    own = takewhile(lambda child: not _holds_other(child), host.children)
    end = at = sum(1 for _child in own)
    while isinstance(host[at - 1], _NOTES):
        at -= 1
    if at < end and isinstance(host[at - 1], (nodes.rubric, nodes.transition)):  # their heading
        at -= 1
    return at


def _holds_other(node: nodes.Node) -> bool:
    """Tell whether a part of a page holds another review, or a page that was put into this one."""
    if not isinstance(node, (nodes.section, nodes.compound, addnodes.start_of_file)):
        return False
    return any(map(_is_other, found_in(node, nodes.section, addnodes.start_of_file)))


def _is_other(node: nodes.Element) -> bool:
    return not isinstance(node, nodes.section) or "paper-review" in node["classes"]


def _set_apart_what_follows(section: nodes.section) -> None:
    """Draw a line above text that stands behind a review, outside it."""
    parent = section.parent
    index = parent.index(section) + 1
    following = next(filter(is_visible, parent.children[index:]), None)
    if following is not None and not isinstance(following, (nodes.section, nodes.transition)):
        parent.insert(index, nodes.transition())


def _boxed_card(card: paper_card, permalink: str) -> nodes.container:
    """Draw a card as a box, with a permanent link behind its title as headings have one."""
    box = parts.box("paper-card", *card.children)
    box["classes"] += ["sd-card", "sd-sphinx-override", *card["classes"]]
    box["ids"], box["names"] = card["ids"], card["names"]
    if permalink:
        icon = nodes.raw("", permalink, format="html")  # as Sphinx takes it
        link = nodes.reference("", "", icon, refid=card["ids"][0], classes=["headerlink"])
        link["reftitle"] = _("Link to this review")
        cast("nodes.paragraph", box[0]).append(link)
    return box


def _plain_card(card: paper_card) -> nodes.container:
    """Draw a card as its paragraphs, the title strong, behind a target for links to it."""
    title, *rest = cast("list[nodes.Element]", card.children)
    # The same node: translators get no other, since Sphinx has given it an id for them.
    strong = nodes.strong("", "", *title.children)
    title.children, title["classes"] = [], []
    title += strong
    target = nodes.target("", "", ids=card["ids"])
    return nodes.container("", target, title, *rest)


class DrawListings(Drawing):
    """Fill the places of listings, from the library alone."""

    default_priority = 9
    """Before Sphinx's `ReferencesResolver` (10), as for cards."""

    def run(self, **kwargs: object) -> None:
        """Replace each listing."""
        del kwargs
        place = place_of(self.builder, self.env, self.env.docname)
        writers = {kind.record: kind.writer(place) for kind in LISTING_KINDS}
        for node in list(self.document.findall(paper_listing)):
            _check_posts(node, place)
            _check_reviewers(node, place)
            drawn = self._draw(node, writers[type(node["listing"])], place)
            boxes = (box for box in drawn if isinstance(box, nodes.container))
            if any(FILTERED_BOX in box["classes"] for box in boxes):
                self.document[FILTERED] = True
            # A target takes the id: not every output has one for a list.
            node.replace_self([nodes.target(), *drawn] if node["ids"] else drawn)

    def _draw(self, node: paper_listing, writer: Writer, place: Place) -> list[nodes.Node]:
        """Draw a listing; translators get what its author wrote, and no more."""
        empty = node.children
        drawn = empty if place.medium.only_texts else self._drawn(node, writer, place)
        ignored(self.builder, drawn)
        return drawn

    def _drawn(self, node: paper_listing, writer: Writer, place: Place) -> list[nodes.Node]:
        """Draw a listing, or the first page of a long one."""
        listing = node["listing"]
        pages = place.domain.listing_pages(place.docname, node["number"], listing)
        if pages is None or (pages.is_whole and not pages.leaves):
            return writer.draw(listing, node.children)
        return draw_leaf(place, listing, pages, pages.leaves[0] if pages.leaves else None)


def _check_posts(node: paper_listing, place: Place) -> None:
    """Warn of globs that match no page with reviews: now all pages are known.

    In a journal without any review yet, that is no mistake.
    """
    listing = node["listing"]
    missed = (
        unmatched(listing.query, place.library.posts)
        if isinstance(listing, (Listing, Chart))
        else ()
    )
    if missed and place.library.posts:
        message = f"post: {', '.join(missed)!r} matches no page with reviews"
        _warn_of(node, "post", message)


def _check_reviewers(node: paper_listing, place: Place) -> None:
    """Warn of people who have reviewed nothing, where somebody of nearly that name has."""
    listing = node["listing"]
    names: tuple[str, ...] = ()
    if isinstance(listing, (Listing, Chart)):
        names = listing.query.names_of("reviewer")
    elif isinstance(listing, PostListing):
        names = listing.reviewers.names
    if names:
        for missed in near_misses(names, place.library.tables.labels("reviewer")):
            _warn_of(node, "reviewer", f"reviewer: nobody goes by the name {missed}")


def _warn_of(node: paper_listing, option: str, message: str) -> None:
    location = f"{node.source}:{node['lines'][option]}"
    warn(WarningType.VALUE, message, location=location)
