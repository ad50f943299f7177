"""What a page says of itself: the post."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import cast

from docutils import nodes
from sphinx.environment import BuildEnvironment

from sphinx_paperreview.authoring.nodes import paper_head, runs_of
from sphinx_paperreview.collecting.guards import is_guard
from sphinx_paperreview.core.model import Post
from sphinx_paperreview.core.people import is_person, known_people, parse_people
from sphinx_paperreview.core.runs import plain
from sphinx_paperreview.core.values import (
    InvalidText,
    find_date,
    parse_moment,
    parse_names,
)
from sphinx_paperreview.front_matter import (
    FrontValue,
    declares_post,
    front_matter_of,
    is_true,
)
from sphinx_paperreview.messages import WarningType, warn


def read_post(env: BuildEnvironment, doctree: nodes.document, *, is_post: bool = True) -> Post:
    """Describe the page that is being read, without its reviews.

    Its date is that of the front matter, else of its file or folder, else of its heading.

    Args:
        env: Knows the page.
        doctree: The page.
        is_post: Whether it is one; else nothing warns of its front matter.
    """
    fields = front_matter_of(env)
    # Sphinx's own titles of pages have lost what is to be said in place of a reference.
    section = next(iter(doctree.findall(nodes.section)), None)
    heading = plain(runs_of(cast("nodes.title", section[0]))) if section is not None else ""
    date, time = _moment(env.docname, fields, "date", warns=is_post)
    updated = filter(None, _moment(env.docname, fields, "updated", warns=is_post))
    return Post(
        docname=env.docname,
        title=_text(fields, "title") or heading or env.docname,
        date=date or find_date(env.docname) or find_date(heading),
        time=time,
        updated="T".join(updated),
        tags=_names(fields, "tags"),
        reviewers=_reviewers(env.docname, fields, warns=is_post),
        excerpt=_excerpt(fields),
        draft=is_true(_field(fields, "draft")),
        declared=declares_post(env),
    )


def mark_post(env: BuildEnvironment, post: Post) -> None:
    """Tell Sphinx what it is to know of a post, by its own fields for pages.

    It needs no place in a table of contents: listings, indices and the bar at its foot lead to it.
    The text of a draft is kept out of the search.
    """
    env.metadata[post.docname]["orphan"] = ""
    if post.draft:
        env.metadata[post.docname]["nosearch"] = ""


def opening_text(doctree: nodes.document) -> str:
    """Give the text of the paragraph with which a page opens, before its first review.

    Without pictures, raw HTML and the numbers of footnotes; for whatever output: what some
    leave out is passed over.
    """
    top = next((child for child in doctree.children if isinstance(child, nodes.section)), None)
    for child in itertools.filterfalse(is_guard, top.children if top is not None else ()):
        if next(child.findall(paper_head), None) is not None:
            return ""
        text = plain(runs_of(child)) if isinstance(child, nodes.paragraph) else ""
        if text:
            return text
    return ""


def _field(fields: Mapping[str, FrontValue], key: str) -> FrontValue:
    """Give a field; an empty one where it is left to be filled in, as templates of posts do."""
    field = fields.get(key, FrontValue(()))
    return FrontValue(()) if field.is_null else field


def _text(fields: Mapping[str, FrontValue], key: str) -> str:
    return _field(fields, key).text


def _excerpt(fields: Mapping[str, FrontValue]) -> str:
    """Give the excerpt; ABlog has there the number of paragraphs that it shows."""
    text = _text(fields, "excerpt")
    return "" if text.isdecimal() else text


def _names(fields: Mapping[str, FrontValue], key: str) -> tuple[str, ...]:
    field = _field(fields, key)
    return field.values if field.is_list else parse_names(field.text)


def _reviewers(docname: str, fields: Mapping[str, FrontValue], *, warns: bool) -> tuple[str, ...]:
    """Name who wrote a post, under either key by which systems of blogs know them."""
    names: list[str] = []
    for key in ("author", "authors"):
        field = _field(fields, key)
        found = known_people(field.values if field.is_list else parse_people(field.text))
        people = list(filter(is_person, found))
        names += people
        is_empty = not any(field.values) and not field.is_odd
        is_odd = field.is_odd or len(people) < len(found) or not (is_empty or found)
        if is_odd and warns:
            message = (
                f"front matter '{key}: {field.typed or field.text}': expected names of people, or "
                "for each a mapping with a 'name'"
            )
            warn(WarningType.FRONT_MATTER, message, location=(docname, field.line or None))
    return known_people(names)


def _moment(
    docname: str, fields: Mapping[str, FrontValue], key: str, *, warns: bool
) -> tuple[str, str]:
    field = _field(fields, key)
    if not (field.text or field.typed).strip("'\" "):  # `date: ''`
        return "", ""
    try:
        return parse_moment(field.text)
    except InvalidText as error:
        if warns:
            message = f"front matter '{key}: {field.typed or field.text}': {error}"
            warn(WarningType.FRONT_MATTER, message, location=(docname, field.line or None))
        return "", ""
