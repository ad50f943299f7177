"""A review becomes a row of a list: what it is called, what it says, and what is known of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from docutils import nodes

from sphinx_paperreview.authoring.nodes import nodes_of
from sphinx_paperreview.core.badges import org_class
from sphinx_paperreview.core.looks import Look
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.query import COLUMNS
from sphinx_paperreview.messages import _
from sphinx_paperreview.rendering import facts, parts
from sphinx_paperreview.rendering.columns import SEPARATORS, SEVERAL, ColumnWriter
from sphinx_paperreview.rendering.marks import mark_button
from sphinx_paperreview.rendering.place import Place
from sphinx_paperreview.rendering.reviewers import reviewed_by

_MOST = {"org": 4, "authors": 3, "reviewer": 3, "tags": 3, "links": 6}
"""How many a row shows of what a review may have many of."""

_FEW = {"org": 2, "authors": 2, "reviewer": 2, "tags": 2, "links": 6}
"""How many a card shows, which is narrow."""


def names_all_orgs(review: Review) -> bool:
    """Tell whether a row names all organisations of a paper, and leaves none out."""
    _named, rest = parts.divided(review.paper.orgs, _MOST["org"])
    return not rest


@dataclass(frozen=True)
class RowWriter:
    """Draws rows of one look."""

    place: Place
    look: Look
    in_cards: bool = False
    """Whether they stand in cards, which are narrow."""

    def item(self, review: Review) -> nodes.list_item:
        """Draw a review as an item of a list: in lines, or in a book, on one."""
        if not self.place.medium.boxes:
            told = parts.joined(self._told(review), parts.SEPARATOR)
            return nodes.list_item("", nodes.paragraph("", "", *told))
        shown = [*self._marked_lines(review), *self._picture(review)]
        return nodes.list_item("", *shown, classes=["paper-entry"])

    def card(self, review: Review) -> nodes.container:
        """Draw a review as a card among others: the same lines, and its picture."""
        if not self.place.medium.boxes:
            first, *told = self._told(review)
            title = nodes.paragraph("", "", nodes.strong("", "", *first))
            rows = [nodes.paragraph("", "", *parts.joined(told, parts.SEPARATOR))] if told else []
            return parts.box("paper-card", title, *rows)
        card = parts.box("paper-card", *self._marked_lines(review), *self._picture(review))
        card["classes"] += ["sd-card", "sd-sphinx-override"]
        return card

    def _marked_lines(self, review: Review) -> list[nodes.Node]:
        return self.lines(review, mark_button(self.place, review))

    def lines(self, review: Review, behind: Sequence[nodes.Node] = ()) -> list[nodes.Node]:
        """Draw what a row says, line by line; the first is what the paper is called.

        Args:
            review: Whose row.
            behind: What follows what is known of it.
        """
        lines: list[nodes.Node] = [parts.row("paper-entry-title", self.place.link_to(review))]
        for name, text in self.look.texts(review):
            lines.append(parts.row(f"paper-{name}", *nodes_of(text)))
        known = [one for name, found in self._facts(review) for one in self._drawn(name, found)]
        known += [list(behind)] if behind else []
        if known:
            lines.append(parts.row("paper-entry-facts", *parts.joined(known, " ")))
        if self._date(review):
            lines.append(parts.row("paper-date", self.place.moment(review.date, review.date)))
        return lines

    def _picture(self, review: Review) -> Iterator[nodes.Node]:
        """Draw the picture; in cards, which are equal, also the room for one."""
        if "image" not in self.look.parts:
            return
        picture = self.place.thumbnail(review)
        if picture:
            yield picture
        elif self.in_cards:
            names = [org_class(org, self.place.site.orgs) for org in review.paper.orgs[:1]]
            yield nodes.container("", classes=["paper-no-picture", *names], is_div=True)

    def _told(self, review: Review) -> Iterator[list[nodes.Node]]:
        """Yield all of it, for one line."""
        yield [self.place.link_to(review)]
        for _name, text in self.look.texts(review):
            yield nodes_of(text)
        for name, found in self._facts(review):
            yield parts.joined(found, SEPARATORS.get(name, ""))
        if self._date(review):
            yield [self.place.moment(review.date, review.date)]

    def _date(self, review: Review) -> str:
        return review.date if "date" in self.look.parts else ""

    def _drawn(self, name: str, found: list[list[nodes.Node]]) -> list[list[nodes.Node]]:
        """Let badges follow one another; put a name around what is text, and around all links."""
        if name in ("org", "tags") or (found and isinstance(found[0][0], nodes.raw)):
            return found
        shown = parts.joined(found, " " if name == "links" else SEPARATORS.get(name, " "))
        return [[nodes.inline("", "", *shown, classes=[f"paper-entry-{name}"])]]

    def _facts(self, review: Review) -> Iterator[tuple[str, list[list[nodes.Node]]]]:
        """Yield what is known of a review, by the part that it is."""
        if review.paper.withdrawn:
            yield "fate", [[nodes.Text(_("Withdrawn"))]]
        for name in COLUMNS:
            if name in self.look.parts and name != "date":
                found = list(filter(None, self._fact(name, review)))
                if found:
                    yield name, found

    def _fact(self, name: str, review: Review) -> list[list[nodes.Node]]:
        if name == "reviewer":
            return [self._reviewed(review)]
        if name in SEVERAL:
            columns = ColumnWriter(self.place, self._most, has_icons=self.in_cards)
            return columns.values(name, review, self.look.orgs(review))
        return [facts.venue(review) if name == "venue" else self._words(name, review)]

    @property
    def _most(self) -> Mapping[str, int]:
        return _FEW if self.in_cards else _MOST

    def _reviewed(self, review: Review) -> list[nodes.Node]:
        """Say who reviewed it; of many, some."""
        names = self.look.reviewers(review)
        most = self._most["reviewer"]
        shown, rest = parts.divided(names, most)
        if rest:
            people = self.place.some(names, most, self.place.reviewer, review)
            words = parts.joined(people, ", ")
            return parts.filled(_("Reviewed by %(names)s"), names=words)
        return reviewed_by(shown, self.place) if shown else []

    def _words(self, name: str, review: Review) -> list[nodes.Node]:
        """Draw what is a word or two."""
        field, _column = COLUMNS[name]
        text = field.text(review)
        if name == "mentions":
            count = self.place.mentions.count(review)
            text = _("Mentions: %d") % count if count else ""
        elif name == "published":
            text = _("Published: %s") % text if text else ""
        elif field.mark:
            text = parts.mark_text(field, text)
        if not text:
            return []
        is_drawn = field.mark and self.place.medium.boxes
        return [facts.mark(field, review, text) if is_drawn else nodes.Text(text)]
