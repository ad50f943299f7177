"""The ``paper`` directive: what an author types becomes a section or a compact card."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.parsing import nested_parse_to_nodes

from sphinx_paperreview.asking import Asking
from sphinx_paperreview.authoring.directive import RawDirective
from sphinx_paperreview.authoring.headings import (
    CARD_TITLE,
    REVIEW,
    as_paragraph,
    claim_id,
    flatten_sections,
    keep_dotted,
    lead_to_headings,
    lift_headings,
    own_headings,
)
from sphinx_paperreview.authoring.inline import inline_nodes
from sphinx_paperreview.authoring.nodes import (
    found_in,
    nodes_of,
    paper_card,
    paper_head,
    words_of,
)
from sphinx_paperreview.authoring.options import DirectiveBlock, unclosed_fence
from sphinx_paperreview.authoring.reading import OPTIONS, ReviewReader
from sphinx_paperreview.core.anchors import anchor_of
from sphinx_paperreview.core.sources import name_of
from sphinx_paperreview.front_matter import ids_of
from sphinx_paperreview.messages import WarningType, _
from sphinx_paperreview.metadata.titles import title_runs
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.site import site_of
from sphinx_paperreview.sphinx_internals.myst import Slugs, heading_slugs
from sphinx_paperreview.sphinx_internals.rst import are_headings_taken, check_taken

if TYPE_CHECKING:
    from sphinx_paperreview.core.model import Paper, Review

_SEEN = "paperreview_seen"
_FRONT_MATTER_USED = "paperreview_front_matter_used"


class PaperDirective(RawDirective):
    """Review a paper: a section with a card at its head, and the review's text."""

    known_options = OPTIONS

    def run(self) -> list[nodes.Node]:
        """Give the review's section, or its card where no section may stand."""
        block = self.read_block()
        element = nodes.section() if self._may_be_section() else paper_card()
        self.fill(element, block)
        if self.is_myst:
            self._warn_of_early_end(block.body)
        return [element]

    def _may_be_section(self) -> bool:
        place = self.state_machine.node
        is_free = isinstance(place, (nodes.document, nodes.section))
        return is_free and not are_headings_taken(self.state.document)

    def _read(self, block: DirectiveBlock) -> tuple[ReviewReader, Review]:
        options, left_over = self.take_options(block)
        asking, line = Asking.of(self.env), self.get_source_info()[1]
        reader = ReviewReader(options, site_of(self.config), self.warn, asking, line=line)
        reader.unread += [f"{option.name}: {option.value}" for option in left_over]
        arguments = block.arguments
        if not any(line.text.strip() for line in arguments):
            arguments = self._ids_of_the_page()
        return reader, reader.read(arguments)

    def _ids_of_the_page(self) -> tuple[Line, ...]:
        """Take the ids that the page's front matter gives to its first review without any."""
        if self.env.temp_data.setdefault(_FRONT_MATTER_USED, False):
            return ()
        self.env.temp_data[_FRONT_MATTER_USED] = True
        ids = ids_of(self.env).items()
        return tuple(Line(f"{key}:{field.text}", field.line) for key, field in ids)

    def _warn_of_early_end(self, body: Sequence[Line]) -> None:
        fence = unclosed_fence(body)
        if fence is not None:
            message = (
                f"{fence.text.strip()!r} stands in a review that ended before it: the first ':::' "
                "closed them both; close the review before it, or open it with more colons: "
                "'::::{paper}'"
            )
            self.warn(WarningType.FENCE, message, fence.number)

    def _warn_of_second_review(self, review: Review) -> None:
        seen = cast("dict[str, tuple[str, int]]", self.env.temp_data.setdefault(_SEEN, {}))
        place = self.get_source_info()
        ids = [str(paper_id) for paper_id in review.paper.ids]
        first = next((paper_id for paper_id in ids if paper_id in seen), None)
        # Other extensions may read a text twice, and show it once.
        if first is not None and seen[first] != place:
            message = f"{first} is reviewed on this page already, in line {seen[first][1]}"
            self.warn(WarningType.DUPLICATE, message, place[1])
        for paper_id in ids:
            seen.setdefault(paper_id, place)

    # What stands in the doctree ---------------------------------------------------------

    def fill(self, element: nodes.Element, block: DirectiveBlock) -> None:
        """Put into a section, or into a card, what is typed."""
        reader, review = self._read(block)
        self._warn_of_second_review(review)
        self.located(element, self.get_source_info()[1])
        element["classes"] = [REVIEW, *reader.classes]
        own_title = self._title(reader)
        known_title = own_title or self._title_from_file(reader)
        title: nodes.TextElement = known_title or self._stand_in(review)
        # The text that stands for a missing title depends on the site's language.
        wanted = anchor_of(review.paper.ids, words_of(title) if known_title else "untitled")
        anchor = claim_id(self.state.document, wanted, element)
        if review.name:
            element["names"].append(nodes.fully_normalize_name(review.name))
            self.state.document.note_explicit_target(element, element)
        # Behind the label, for which docutils takes the last id.
        keep_dotted(self.state.document, element, anchor, paper=review.paper)
        note_slug(heading_slugs(self.state), element, title)
        head = self._head(reader, review)
        head["anchor"] = anchor
        body = self._body(block, anchor, review.paper)
        if isinstance(element, paper_card):
            title = as_paragraph(title, CARD_TITLE)
            body = flatten_sections(body)
        elif body:
            body = lift_headings(body)
        else:
            head["attach"] = bool(own_title)
        self.located(title, reader.line("title") or self.get_source_info()[1])
        element += [title, head, *body]

    def _title(self, reader: ReviewReader) -> nodes.title | None:
        """Parse the title; none where its markup leaves no words."""
        text = reader.text("title")
        if not text:
            return None
        title = nodes.title(text, "", *inline_nodes(self, text, reader.line("title")))
        return title if words_of(title) else None

    def _title_from_file(self, reader: ReviewReader) -> nodes.title | None:
        """Give the title that a file has: where a review attaches, its heading says more."""
        text = reader.titles.get("title", "")
        title = nodes.title(text, "", *nodes_of(title_runs(text)))
        return title if words_of(title) else None

    def _stand_in(self, review: Review) -> nodes.title:
        """Name a paper without a title."""
        ids = review.paper.ids
        name = name_of(ids[0], site_of(self.config).sources) if ids else _("Untitled paper")
        return nodes.title(name, name)

    def _head(self, reader: ReviewReader, review: Review) -> paper_head:
        head = paper_head(review=review)
        self.located(head, self.get_source_info()[1])
        for name in ("subtitle", "summary"):
            text, line = reader.text(name), reader.line(name)
            children = inline_nodes(self, text, line) if text else []
            if name in reader.titles:
                text, line = reader.titles[name], self.get_source_info()[1]
                children = nodes_of(title_runs(text))
            if children:
                paragraph = nodes.paragraph(text, "", *children, classes=[f"paper-{name}"])
                self.located(paragraph, line)
                head += paragraph
        if reader.image:
            # With a raw source, Sphinx leaves its line as it is.
            image = nodes.image(reader.image, uri=reader.image, alt="", classes=["paper-thumbnail"])
            self.located(image, reader.line("image"))
            head += image
        return head

    def _body(self, block: DirectiveBlock, anchor: str, paper: Paper) -> list[nodes.Node]:
        """Parse the review's text."""
        with own_headings(self.state.document, anchor, paper) as headings:
            if not self.is_myst:
                offset = self.content_offset
                body = nested_parse_to_nodes(self.state, self.content, offset=offset)
                check_taken(self.state.document, _headings_in(body))
                lead_to_headings(body, headings)
                return body
            # Into a section, headings would escape above the card.
            container = nodes.Element()
            if block.body:
                lines = StringList([line.text for line in block.body], self.get_source_info()[0])
                offset = block.body[0].number - self.get_source_info()[1] - 1
                self.state.nested_parse(lines, offset, container)
            check_taken(self.state.document, _headings_in([container]))
            self._rename_slugs(heading for _text, heading in headings)
            return container.children

    def _rename_slugs(self, headings: Iterable[nodes.Element]) -> None:
        """Take the slugs of a body's headings back: the page's own headings go first."""
        slugs = heading_slugs(self.state)
        for heading in headings:
            slugs.pop(heading.get("slug", ""), None)
            note_slug(slugs, heading, heading)


def note_slug(slugs: Slugs, place: nodes.Element, title: nodes.Element) -> None:
    """Let ``[](#anchor)`` and ``[](page.md#anchor)`` find a place and know its title."""
    anchor, *older = place["ids"]
    for name in (anchor, *older):
        slugs[name] = (place.line, anchor, words_of(title))


def _headings_in(body: Iterable[nodes.Node]) -> list[nodes.Element]:
    """List what has a heading, or is one: MyST leaves rubrics where no section may stand."""
    return [found for node in body for found in found_in(node, nodes.section, nodes.rubric)]
