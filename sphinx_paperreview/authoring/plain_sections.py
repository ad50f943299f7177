"""The sections of a page whose plain headings are reviews: their ids, titles and places."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, cast

from docutils import nodes

from sphinx_paperreview.authoring.headings import REVIEW, name_heading
from sphinx_paperreview.authoring.nodes import ancestors, found_in, paper_head, plain_heading
from sphinx_paperreview.authoring.paper import note_slug
from sphinx_paperreview.front_matter import FrontValue, front_matter_of
from sphinx_paperreview.sphinx_internals.myst import Slugs, slugs_of
from sphinx_paperreview.sphinx_internals.rst import headings_taken

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_READING = "paperreview_plain_reading"


def begin_reading(env: BuildEnvironment, document: nodes.document, slugs: Slugs) -> None:
    """From the first review on, name the headings of the page that is being parsed."""
    if _READING not in env.temp_data:
        env.temp_data[_READING] = _PageReading(document, slugs)


def settle_sections(env: BuildEnvironment, document: nodes.document) -> None:
    """Put titles and heads in their place, and reviews below the title of their page."""
    reading: _PageReading | None = env.temp_data.pop(_READING, None)
    if reading is None:
        return
    reading.close()
    for mark in found_in(document, plain_heading):
        _settle(document, mark)
    _put_below_title(env, document)


class _PageReading:
    """Gives the headings of a page their names and ids while it is parsed, from a review on."""

    def __init__(self, document: nodes.document, slugs: Slugs) -> None:
        self.document, self.slugs = document, slugs
        self._inner: list[nodes.Element] = []
        self._host: nodes.Element | None = None
        self._stack = ExitStack()
        self._stack.enter_context(headings_taken(document, self._take, of_part=False))

    def close(self) -> None:
        """Leave the document as it was."""
        self._stack.close()
        self._take_slugs()

    def _take_slugs(self) -> None:
        """Take the slugs of headings in reviews back: the page's own headings go first."""
        while self._inner:
            heading = self._inner.pop()
            self.slugs.pop(heading.get("slug", ""), None)
            note_slug(self.slugs, heading, heading)

    def _take(self, target: nodes.Element) -> bool:
        self._take_slugs()  # MyST gives one behind our back
        above = [target, *ancestors(target)]
        if isinstance(above[-1], nodes.document):  # what a directive parses is in no document yet
            self._host = next((place for place in above if _review_at(place)), None)
        review = _review_at(self._host) if self._host is not None else None
        if review is None:
            return False
        if target is self._host:
            _move_ids(self.document, review, target)
            return True
        head = next(iter(review.findall(paper_head)))
        name_heading(self.document, target, head["anchor"], head["review"].paper)
        self._inner.append(target)
        return True


def _review_at(place: nodes.Element) -> nodes.section | None:
    """Give the review that a heading has been found to be."""
    title = place.children[0] if isinstance(place, nodes.section) and place.children else None
    for mark in found_in(title, plain_heading) if isinstance(title, nodes.title) else ():
        return cast("nodes.section", mark["review"])
    return None


def _move_ids(document: nodes.document, review: nodes.section, host: nodes.Element) -> None:
    host["ids"] = list(dict.fromkeys([*review["ids"], *host["ids"]]))
    host["names"] = list(review["names"])
    for anchor in review["ids"]:
        document.ids[anchor] = host


def _settle(document: nodes.document, mark: plain_heading) -> None:
    place, review = mark.parent.parent, cast("nodes.section", mark["review"])
    title, head = review.children
    if place["ids"][:1] != review["ids"][:1]:  # where a version has changed how ids are given
        _move_ids(document, review, place)
    slugs_of(document).pop(place.attributes.pop("slug", ""), None)
    place["classes"] += review["classes"]
    place.replace(mark.parent, [title, head])


def _put_below_title(env: BuildEnvironment, document: nodes.document) -> None:
    """Let a page of several reviews be one section, as any page with a title is."""
    sections = [node for node in document.children if isinstance(node, nodes.section)]
    if len(sections) < 2 or not any(map(_is_review, sections)):
        return
    page = sections[0] if not _is_review(sections[0]) else _titled(env, document, sections[0])
    for section in sections:
        if section is not page:
            document.remove(section)
            section["classes"] = [c for c in section["classes"] if c not in page["classes"]]
            page.append(section)


def _titled(env: BuildEnvironment, document: nodes.document, first: nodes.section) -> nodes.section:
    """Make the section of a page by the title in its front matter, or by its name."""
    said = front_matter_of(env).get("title", FrontValue(()))
    text = said.text or env.docname.rpartition("/")[2]
    page = nodes.section("", nodes.title(text, text), names=[nodes.fully_normalize_name(text)])
    # What MyST gives to the sections at the top, against other readers of formulas.
    page["classes"] = first["classes"][: first["classes"].index(REVIEW)]
    for node in (page, page[0]):
        node.source, node.line = first.source, said.line or 1
    document.insert(document.index(first), page)
    document.note_implicit_target(page, page)
    return page


def _is_review(section: nodes.section) -> bool:
    return REVIEW in section["classes"]
