"""Inline text of options: parsed as the page is, and never a danger to it."""

from __future__ import annotations

import re
from typing import cast

from docutils import nodes
from docutils.parsers.rst.states import RSTState
from sphinx.util.docutils import SphinxDirective

from sphinx_paperreview.authoring.nodes import strike
from sphinx_paperreview.sphinx_internals.myst import html_as_text
from sphinx_paperreview.sphinx_internals.rst import quiet

# Words, with a comma, a colon or a hyphen between them, and numbers with a point. No extension of
# MyST reads these as markup: quotes, two hyphens, dots between letters (a host) and ``_`` are out.
_PLAIN = re.compile(r"[^\W_]+(?:(?:[ -]|, |: |(?<=\d)\.(?=\d))[^\W_]+)*")


def inline_nodes(directive: SphinxDirective, text: str, line: int) -> list[nodes.Node]:
    """Parse an option's text as inline markup of the page's own language.

    Raw HTML in it becomes text, to the letter: a title of a paper is nobody's markup. A
    picture becomes its alternative text: a page asks no other site for one. Messages are left
    out: they have been printed, and a title goes to many places that nothing removes them from.
    """
    is_rst = isinstance(directive.state, RSTState)
    parsed = (_inline_rst if is_rst else _inline_myst)(directive, text, line)
    holder = nodes.TextElement("", "", *parsed)
    for message in list(holder.findall(nodes.system_message)):
        cast("nodes.Element", message.parent).remove(message)
    strike(holder)
    for raw in list(holder.findall(nodes.raw)):
        raw.replace_self(nodes.Text(raw.astext()))
    for image in list(holder.findall(nodes.image)):
        image.replace_self(nodes.Text(image.get("alt", "")))
    return list(holder.children)


def _inline_myst(directive: SphinxDirective, text: str, line: int) -> list[nodes.Node]:
    """Parse Markdown; HTML that is typed is text, and what is raw is MyST's own."""
    if _PLAIN.fullmatch(text):
        return [nodes.Text(text)]  # most titles: a parse of their own costs as much as a paragraph
    with html_as_text(directive.state):
        parsed, _messages = directive.state.inline_text(text, line - 1)
    return list(parsed)


def _inline_rst(directive: SphinxDirective, text: str, line: int) -> list[nodes.Node]:
    """Parse reST; text that is no valid markup (a lone backtick, ``|``) stays as it is."""
    with quiet(directive.state):
        parsed, messages = directive.state.inline_text(text, line)
    wrong = messages or any(isinstance(node, nodes.problematic) for node in parsed)
    return [nodes.Text(text)] if wrong else list(parsed)
