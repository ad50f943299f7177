"""Headings of reviews: stable ids, sections of their own, and the attached form."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import cast

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_paperreview.authoring.nodes import (
    OWN_TITLE,
    ancestors,
    found_in,
    is_visible,
    paper_card,
    paper_head,
    words_of,
)
from sphinx_paperreview.core.anchors import anchor_of, dotted_anchor
from sphinx_paperreview.core.model import Paper
from sphinx_paperreview.core.slugs import slug
from sphinx_paperreview.sphinx_internals.myst import slugs_of
from sphinx_paperreview.sphinx_internals.rst import headings_taken

REVIEW = "paper-review"
"""Class of the section of a review, or of its card."""

CARD_TITLE = "paper-title"
"""Class of the first paragraph of a compact card, which has no heading."""


def claim_id(document: nodes.document, wanted: str, element: nodes.Element) -> str:
    """Give an element an id that the page has not used: ``x``, else ``x-2``, ``x-3``.

    Not each of them is tried: a page may have thousands of reviews without a title.
    """

    def numbered(number: int) -> str:
        return wanted if number == 1 else f"{wanted}-{number}"

    def is_free(number: int) -> bool:
        return numbered(number) not in document.ids

    above = next(filter(is_free, (2**power for power in count())))
    chosen = numbered(bisect_left(range(above), True, lo=above // 2 + 1, key=is_free))
    element["ids"].append(chosen)
    document.ids[chosen] = element
    return chosen


def keep_dotted(
    document: nodes.document, element: nodes.Element, anchor: str, *, paper: Paper
) -> None:
    """Let links in the older form lead to a place: it takes that as an id too."""
    dotted = dotted_anchor(paper.ids, anchor)
    if dotted not in document.ids:
        element["ids"].append(dotted)
        document.ids[dotted] = element


Heading = tuple[str, nodes.Element]
"""A heading's text, as docutils names it, and what it stands at the head of."""


@contextmanager
def own_headings(document: nodes.document, anchor: str, paper: Paper) -> Iterator[list[Heading]]:
    """While a review's body is parsed, name its headings ``<anchor>-<slug>``, and list them.

    Left alone, the parsers would register each heading under its bare text, and rename
    the author's own later ``## Method``; and a paper put in front would shift them all.
    """
    headings: list[Heading] = []

    def take(target: nodes.Element) -> bool:
        headings.append((name_heading(document, target, anchor, paper), target))
        return True

    with headings_taken(document, take):
        yield headings


def name_heading(document: nodes.document, target: nodes.Element, anchor: str, paper: Paper) -> str:
    """Give a heading of a review's text its ids, and take its name: that is the text of it."""
    text = " ".join(target["names"])
    target["names"] = []
    if not target["ids"]:
        claimed = claim_id(document, f"{anchor}-{slug(text) or 'section'}", target)
        keep_dotted(document, target, claimed, paper=paper)
    return text


def lead_to_headings(body: Iterable[nodes.Node], headings: Iterable[Heading]) -> None:
    """Let reST's ``Method_`` within a review lead to its heading, whose name nobody else knows."""
    places = {text: place["ids"][0] for text, place in reversed(list(headings))}
    for node in body:
        for reference in node.findall(nodes.reference):
            if reference.get("refname") in places:
                reference["refid"] = places[reference.attributes.pop("refname")]
                reference.resolved = True


def lift_headings(children: Sequence[nodes.Node]) -> list[nodes.Node]:
    """Turn the headings that MyST leaves as rubrics into sections, nested by their level."""
    lifted: list[nodes.Node] = []
    open_sections: list[tuple[int, nodes.section]] = []
    for child in children:
        if isinstance(child, nodes.rubric) and "level" in child:
            level = int(child["level"])
            while open_sections and open_sections[-1][0] >= level:
                open_sections.pop()
            section = _section_of(child)
            (open_sections[-1][1].append if open_sections else lifted.append)(section)
            open_sections.append((level, section))
        else:
            (open_sections[-1][1].append if open_sections else lifted.append)(child)
    return lifted


def _section_of(rubric: nodes.rubric) -> nodes.section:
    title = nodes.title(rubric.rawsource, "", *rubric.children)
    section = nodes.section("", title, ids=rubric["ids"], names=rubric["names"])
    section["classes"] = rubric["classes"]
    for node in (title, section):
        node.source, node.line = rubric.source, rubric.line
    if "slug" in rubric:  # set by MyST where `myst_heading_anchors` is on
        section["slug"] = rubric["slug"]
    return section


def flatten_sections(children: Sequence[nodes.Node]) -> list[nodes.Node]:
    """Turn the sections of a compact card's body, which may hold none, into rubrics."""
    flat: list[nodes.Node] = []
    for child in children:
        if isinstance(child, nodes.section):
            title, *rest = cast("list[nodes.Element]", child.children)
            rubric = nodes.rubric(title.rawsource, "", *title.children, ids=child["ids"])
            rubric["classes"] = child["classes"]
            rubric.source, rubric.line = child.source, child.line
            flat += [rubric, *flatten_sections(rest)]
        else:
            flat.append(child)
    return flat


class AttachReviews(SphinxTransform):
    """Give a directive without body the section that it stands in."""

    default_priority = 5
    """Before Sphinx's `Locale` (20) translates titles: one that goes away needs none."""

    def apply(self, **kwargs: object) -> None:
        """Attach each head that may be; the others stay reviews with an empty body."""
        del kwargs
        found = found_in(self.document, nodes.section, paper_head)
        sections = (one for one in found if isinstance(one, nodes.section))
        for section in list(filter(_is_misplaced, sections)):
            _make_card(section)
        heads = [one for one in found if isinstance(one, paper_head)]
        only: dict[int, nodes.Node | None] = {}
        for head in heads:
            if "attach" not in head:
                continue
            own_title = head.attributes.pop("attach")
            section = cast("nodes.section", head.parent)
            if id(section.parent) not in only:
                only[id(section.parent)] = _only_review(section.parent)
            is_alone = only[id(section.parent)] is section
            if is_alone and _may_attach(section, page_is_its_own=len(heads) == 1):
                _attach(self.document, head, section, own_title=own_title)


def _is_review(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.section, paper_card)) and REVIEW in node["classes"]


def _is_misplaced(section: nodes.section) -> bool:
    """Whether a review is a section where none may stand: `eval-rst` hides where it is."""
    if REVIEW not in section["classes"]:
        return False
    free = isinstance(section.parent, (nodes.document, nodes.section))
    return not free or any(map(_is_review, ancestors(section)))


def as_paragraph(title: nodes.Element, name: str) -> nodes.paragraph:
    """Turn a title into a paragraph of a class, where it is no heading."""
    paragraph = nodes.paragraph(title.rawsource, "", *title.children, classes=[name])
    paragraph.source, paragraph.line = title.source, title.line
    return paragraph


def _make_card(section: nodes.section) -> None:
    title, *rest = cast("list[nodes.Element]", section.children)
    card = paper_card(
        "", as_paragraph(title, CARD_TITLE), *flatten_sections(rest), **section.attributes
    )
    card.source, card.line = section.source, section.line
    for head in card.findall(paper_head):
        head.attributes.pop("attach", None)
    section.replace_self(card)


def _only_review(parent: nodes.Element) -> nodes.Node | None:
    """Find the review that stands right under a title and is the only one directly there."""
    content = [child for child in parent.children if is_visible(child)]
    return content[1] if len(content) > 1 and sum(map(_is_review, content)) == 1 else None


def _may_attach(section: nodes.section, *, page_is_its_own: bool) -> bool:
    """Tell whether the section that a review stands in can be the review."""
    parent = section.parent
    if not isinstance(parent, nodes.section) or REVIEW in parent["classes"]:
        return False
    return page_is_its_own or not isinstance(parent.parent, nodes.document)


def _attach(
    document: nodes.document, head: paper_head, section: nodes.section, *, own_title: bool
) -> None:
    """Move a head into the section that its review stands in, which takes its anchor."""
    host = cast("nodes.section", section.parent)
    if own_title:
        head.insert(0, as_paragraph(_title_of(section), OWN_TITLE))
    else:
        _name_by_heading(document, head, section, heading=_title_of(host))
    host["ids"] = section["ids"] + host["ids"]
    host["names"] += section["names"]
    host["classes"] += section["classes"]
    for anchor in section["ids"]:
        document.ids[anchor] = host
    host.remove(section)
    host.insert(host.index(_title_of(host)) + 1, head)


def _title_of(host: nodes.section) -> nodes.title:
    return next(child for child in host.children if isinstance(child, nodes.title))


def _name_by_heading(
    document: nodes.document, head: paper_head, section: nodes.section, *, heading: nodes.title
) -> None:
    """Name a review without a title by the heading that it attaches to."""
    slugs = slugs_of(document)
    slugs.pop(head["anchor"], None)
    if not head["review"].paper.ids:
        section["ids"].remove(head["anchor"])
        document.ids.pop(head["anchor"], None)  # in `eval-rst`, a document of its own has it
        head["anchor"] = claim_id(document, anchor_of((), words_of(heading)), section)
        document.nameids.update(dict.fromkeys(section["names"], head["anchor"]))
    for anchor in section["ids"]:
        slugs[anchor] = (heading.line, head["anchor"], words_of(heading))


class SettleAnchors(SphinxTransform):
    """Let a review's own anchor be its section's first id, and a slug be of one heading."""

    default_priority = 265
    """After docutils' `PropagateTargets` (260) and MyST's `PrioritiseExplicitIds` (262), which
    put an author's label first; before MyST's `AddSlugIds` (700), which makes slugs ids."""

    def apply(self, **kwargs: object) -> None:
        """Move ids, and give slugs that no heading of the page has taken to those in reviews."""
        del kwargs
        found = found_in(self.document, paper_head, nodes.section, nodes.rubric)
        for head in (one for one in found if isinstance(one, paper_head)):
            ids = cast("nodes.Element", head.parent)["ids"]
            ids.remove(head["anchor"])
            ids.insert(0, head["anchor"])
        slugs = slugs_of(self.document)
        for heading in found:
            if "slug" in heading:
                place = (heading.line, heading["ids"][0], words_of(heading))
                if slugs.setdefault(heading["slug"], place)[1] not in heading["ids"]:
                    del heading["slug"]
