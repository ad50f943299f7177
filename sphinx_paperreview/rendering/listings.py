"""A query's result becomes nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from docutils import nodes

from sphinx_paperreview.core.leaves import FIRST
from sphinx_paperreview.core.listing_leaves import (
    ListingLeaf,
    ListingPages,
    Path,
    Row,
    review_rows,
    stretches,
)
from sphinx_paperreview.core.looks import SHARED, Look, look_of
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.query import COLUMNS, Listing, select, sole_value
from sphinx_paperreview.messages import _
from sphinx_paperreview.rendering import facts, parts
from sphinx_paperreview.rendering.columns import SEPARATORS, SEVERAL, ColumnWriter
from sphinx_paperreview.rendering.downloads import download_links
from sphinx_paperreview.rendering.filters import FilterWriter, rows_uri
from sphinx_paperreview.rendering.hiding import hide_rows
from sphinx_paperreview.rendering.marks import mark_button
from sphinx_paperreview.rendering.place import Place
from sphinx_paperreview.rendering.rows import RowWriter
from sphinx_paperreview.rendering.turning import turning_row

FILTERED_BOX = "paper-listing"
"""Class of the box around a listing and its filter."""


@dataclass(frozen=True)
class ListingWriter:
    """Draws listings."""

    place: Place
    filters: FilterWriter | None = None
    """Shared by the listings of many pages; it is slow to make."""
    draw_item: Callable[[Review, Look], nodes.Node] | None = None
    """Draws an item of a list, where not this class does."""

    def draw(self, listing: Listing, empty: Sequence[nodes.Node] = ()) -> list[nodes.Node]:
        """Give the nodes that take the place of a listing.

        Args:
            listing: What its author asks for.
            empty: What to show when nothing matches.
        """
        count = self.place.mentions.count
        reviews = select(self.place.library.reviews(), listing.query, mentions=count)
        if not reviews:
            return parts.nothing(empty, _("No papers yet."))
        return self.draw_reviews(reviews, listing)

    def draw_leaf(
        self, listing: Listing, pages: ListingPages[Review], leaf: ListingLeaf[Review] | None
    ) -> list[nodes.Node]:
        """Draw a page of a listing.

        Args:
            listing: What its author asks for.
            pages: All of its pages.
            leaf: One of them; None where all that is to be shown is on this page, and more is not.
        """
        shown = pages.items[: listing.limit or None]
        rows = leaf.rows if leaf else review_rows(shown, listing.group_by)
        drawn = self._headed(rows, listing, self.look(shown, listing))
        if len(shown) < len(pages.items) and (leaf is None or leaf.is_last):
            text = parts.more_text(len(pages.items) - len(shown))
            drawn.append(parts.row("paper-rest", self._link_to_rest(listing, parts.span(text))))
        turning = turning_row(self.place, leaf.turning, is_dated=leaf.is_dated) if leaf else []
        is_first = leaf is None or leaf.turning.here == FIRST
        links = download_links(self.place, listing) if is_first else []
        found = [review for _path, review in rows]
        all_rows = "" if pages.is_whole else rows_uri(self.place, pages.stem)
        return [*self._filtered([*drawn, *turning], found, listing, all_rows), *links]

    def draw_reviews(
        self,
        reviews: Sequence[Review],
        listing: Listing,
        *,
        shared: tuple[str, str] = ("", ""),
        turning: Sequence[nodes.Node] = (),
        all_rows: str = "",
    ) -> list[nodes.Node]:
        """Draw reviews that have been selected, in their order.

        Args:
            reviews: What is listed.
            listing: How that looks.
            shared: A field and its value that all have, as the page says.
            turning: Leads to the other pages of the listing.
            all_rows: Where the file is of what stands there, too.
        """
        shown, is_filtered = reviews[: listing.limit or None], self._is_filtered(listing)
        look = self.look(shown, listing, shared)
        # A filter searches all: those beyond the limit are there, and hidden.
        rows = review_rows(reviews if is_filtered else shown, listing.group_by)
        drawn = parts.limited(
            reviews,
            listing.limit,
            lambda _shown: self._headed(rows, listing, look),
            rest=lambda text: self._link_to_rest(listing, parts.span(text)),
        )
        found = [review for _path, review in rows]
        if is_filtered and len(shown) < len(reviews):
            kept = {(review.docname, review.position) for review in shown}
            hide_rows(drawn, [(one.docname, one.position) not in kept for one in found])
        drawn += turning
        links = download_links(self.place, listing)
        return [*self._filtered(drawn, found, listing, all_rows), *links]

    def _filtered(
        self, drawn: list[nodes.Node], rows: Sequence[Review], listing: Listing, all_rows: str
    ) -> list[nodes.Node]:
        """Put a filter above a listing that has one: it needs the reviews row by row."""
        if not self._is_filtered(listing):
            return drawn
        filters = self.filters or FilterWriter(self.place)
        box = filters.html(rows, sort=own_order(listing), all_rows=all_rows)
        return [parts.box(FILTERED_BOX, parts.raw(box), *drawn)]

    def look(
        self, reviews: Sequence[Review], listing: Listing, shared: tuple[str, str] = ("", "")
    ) -> Look:
        """Tell what a listing shows of each review."""
        images = self.place.site.settings.thumbnails
        boxes = self.place.medium.boxes
        has_lines = boxes or listing.style == "cards"
        return look_of(listing, reviews, images=images, has_lines=has_lines, shared=shared)

    def _link_to_rest(self, listing: Listing, content: nodes.Element) -> nodes.Element:
        """Lead to where all that a listing selects stands, or at least all that there is."""
        asked = sole_value(listing.query)
        if asked and self.place.groups.place_of(*asked):
            return self.place.link_to_group(*asked, content)
        page = self.place.groups.overview_of_all
        return self.place.lead_to(page, content) if page else content

    def _is_filtered(self, listing: Listing) -> bool:
        return listing.filter and self.place.medium.pages

    def _headed(
        self, rows: Sequence[Row[Review]], listing: Listing, look: Look
    ) -> list[nodes.Node]:
        """Draw rows under a heading for each group, and for each group within."""
        drawn: list[nodes.Node] = []
        before: Path = ()
        for path, reviews in stretches(rows):
            inside = look
            for level, (key, label) in enumerate(zip(listing.group_by, path, strict=True), 1):
                if path[:level] != before[:level]:
                    drawn.append(self.group_heading(key, label, level=level))
                inside = replace(inside, shared=(key, label)) if key in SHARED else inside
            drawn += self._flat(reviews, listing, inside)
            before = path
        return drawn

    def group_heading(self, key: str, label: str, *, level: int) -> nodes.rubric:
        """Write the heading of a group, which leads to the group's own page."""
        shown = nodes.inline("", self.place.group_label(key, label))
        link, is_web = self.place.link_to_group(key, label, shown), self.place.medium.web
        return parts.group_heading(link, level=level, is_web=is_web)

    def rows_apart(
        self, reviews: Sequence[Review], listing: Listing, look: Look, mark: str
    ) -> nodes.Element:
        """Draw all rows in one part, with a mark before each, and behind the last.

        Args:
            reviews: What is listed.
            listing: How that looks: a table, or cards.
            look: What it shows of each.
            mark: HTML.
        """
        (part,) = self._flat(reviews, listing, look)
        rows = next(iter(part.findall(nodes.tbody)), part)
        marked = [[parts.raw(mark), row] for row in rows.children]
        rows.children = []
        rows += [*chain.from_iterable(marked), parts.raw(mark)]
        return part

    def _flat(
        self, reviews: Sequence[Review], listing: Listing, look: Look
    ) -> Iterator[nodes.Element]:
        if listing.style == "table":
            table = self._table(reviews, listing.columns)
            # Not every theme lets a table scroll in a page that does not.
            yield parts.box("paper-scroll", table) if self.place.medium.boxes else table
        elif listing.style == "cards":
            draw = RowWriter(self.place, look, in_cards=True).card
            yield parts.box("paper-cards", *map(draw, reviews))
        elif self._is_filtered(listing):
            yield from self._parts(reviews, look)
        else:
            yield self._list(reviews, look)

    # List ------------------------------------------------------------------------------------

    def _list(self, reviews: Sequence[Review], look: Look) -> nodes.bullet_list:
        draw = RowWriter(self.place, look).item
        items = [self.draw_item(one, look) if self.draw_item else draw(one) for one in reviews]
        return nodes.bullet_list("", *items, classes=["paper-list"])

    def _parts(self, reviews: Sequence[Review], look: Look) -> Iterator[nodes.bullet_list]:
        """Draw a long list as several: a browser skips those that are far from the screen.

        With 10,000 rows in one list, it would look at each of them for each letter typed.
        """
        for start in range(0, len(reviews), _ROWS_IN_PART):
            part = self._list(reviews[start : start + _ROWS_IN_PART], look)
            part["classes"] += ["paper-part"] if len(part) == _ROWS_IN_PART else []
            yield part

    # Table -----------------------------------------------------------------------------------

    def _table(self, reviews: Sequence[Review], columns: Sequence[str]) -> nodes.table:
        heads = list(map(parts.column_text, columns))
        rows = ((self._marked_cell(review, column) for column in columns) for review in reviews)
        shares = [COLUMNS[column][1].share for column in columns]
        widths = [share * _TEXT_WIDTH // sum(shares) for share in shares]
        table = parts.table(heads, rows, widths)
        # A browser finds widths by itself; given ones would be `style` attributes.
        table["classes"].append("colwidths-auto" if self.place.medium.boxes else "colwidths-given")
        return table

    def _marked_cell(self, review: Review, column: str) -> list[nodes.Node]:
        mark = mark_button(self.place, review) if column == "title" else []
        return parts.joined([self._cell(review, column), mark], " ")

    def _cell(self, review: Review, column: str) -> list[nodes.Node]:
        if column == "title":
            return [self.place.link_to(review)]
        if column in SEVERAL:
            return self._values(review, column)
        if column in _DRAWN and self.place.medium.boxes:
            return _DRAWN[column](review)
        if column == "mentions":
            return [nodes.Text(str(self.place.mentions.count(review) or ""))]
        field, _column = COLUMNS[column]
        text = field.text(review)
        shown = parts.value_text(field, text) if text else ""
        if column in ("date", "published") and text:
            moment = self.place.moment(shown, text)
            return [nodes.inline("", "", moment, classes=["paper-date"])]
        return [nodes.Text(shown)]

    def _values(self, review: Review, column: str) -> list[nodes.Node]:
        """Draw what a review may have many of."""
        columns = ColumnWriter(self.place, _MOST, has_icons=True)
        values = columns.values(column, review, review.paper.orgs)
        is_box = self.place.medium.boxes and column not in ("authors", "reviewer")
        shown = parts.joined(values, " " if is_box else SEPARATORS[column])
        if column != "authors" or not shown:
            return shown
        return [nodes.inline("", "", *shown, classes=["paper-names"])]


def own_order(listing: Listing) -> str:
    """Name the order of a listing; ``""`` for one that only its author knows."""
    return "" if listing.query.papers else listing.query.sort


_ROWS_IN_PART = 25
"""Rows of a list that a browser draws or skips together; the style sheet knows this number."""

_MOST = {"org": 5, "authors": 20, "reviewer": 20, "tags": 10, "links": 12}
"""How many a row of a table shows of what a review may have many of."""

_DRAWN = {"venue": facts.venue, "rating": facts.rating}
"""Columns that look as they do on a card, where a style sheet can arrange that."""

_TEXT_WIDTH = 72
"""Characters in a line of plain text, where the width of a column counts them."""
