"""What a page says of itself: the post."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from docutils import nodes
from sphinx.environment import BuildEnvironment

from sphinx_paperreview.authoring.nodes import paper_head
from sphinx_paperreview.collecting.guards import is_guard
from sphinx_paperreview.core.model import Post
from sphinx_paperreview.core.values import InvalidText, find_date, parse_moment, parse_names
from sphinx_paperreview.front_matter import Field, front_matter_of
from sphinx_paperreview.messages import WarningType, warn

_NO_TITLE = "<no title>"
"""What Sphinx calls a page without a heading."""


def read_post(env: BuildEnvironment, *, is_post: bool = True) -> Post:
    """Describe the page that is being read, without its reviews.

    Its date is that of the front matter, else of its file or folder, else of its heading.

    Args:
        env: Knows the page.
        is_post: Whether it is one; else nothing warns of its front matter.
    """
    fields = front_matter_of(env)
    heading = _shown_text(env.titles[env.docname]) if env.docname in env.titles else ""
    heading = "" if heading == _NO_TITLE else heading
    date, time = _moment(env.docname, fields, warns=is_post)
    return Post(
        docname=env.docname,
        title=_text(fields, "title") or heading or env.docname,
        date=date or find_date(env.docname) or find_date(heading),
        time=time,
        tags=_names(fields, "tags"),
        author=_text(fields, "author"),
        excerpt=_text(fields, "excerpt"),
        draft=_text(fields, "draft").lower() in {"true", "yes", "on", "1"},
    )


def hide_draft(env: BuildEnvironment, post: Post) -> None:
    """Keep the text of a draft out of Sphinx's search, as its field ``nosearch`` does."""
    if post.draft:
        env.metadata[post.docname]["nosearch"] = ""


def opening_text(doctree: nodes.document) -> str:
    """Give the text of the paragraph with which a page opens, before its first review.

    For whatever output: what some leave out is passed over.
    """
    top = next((child for child in doctree.children if isinstance(child, nodes.section)), None)
    for child in itertools.filterfalse(is_guard, top.children if top is not None else ()):
        if next(child.findall(paper_head), None) is not None:
            return ""
        text = _shown_text(child) if isinstance(child, nodes.paragraph) else ""
        if text:
            return text
    return ""


def _shown_text(element: nodes.Element) -> str:
    """Give a paragraph's or title's words, without raw HTML and the numbers of footnotes."""
    apart = (nodes.raw, nodes.footnote_reference)
    texts = (text for text in element.findall(nodes.Text) if not isinstance(text.parent, apart))
    return " ".join("".join(text.astext() for text in texts).split())


def _text(fields: Mapping[str, Field], key: str) -> str:
    return fields[key].text if key in fields else ""


def _names(fields: Mapping[str, Field], key: str) -> tuple[str, ...]:
    field = fields.get(key, Field(()))
    return field.values if field.is_list else parse_names(field.text)


def _moment(docname: str, fields: Mapping[str, Field], *, warns: bool) -> tuple[str, str]:
    field = fields.get("date")
    if field is None:
        return "", ""
    try:
        return parse_moment(field.text)
    except InvalidText as error:
        if warns:
            message = f"front matter 'date: {field.text}': {error}"
            warn(WarningType.FRONT_MATTER, message, location=(docname, field.line or None))
        return "", ""
