"""Inline text of options: parsed as the page is, and never a danger to it."""

from __future__ import annotations

from docutils import nodes
from docutils.parsers.rst.states import RSTState
from sphinx.util.docutils import SphinxDirective

def inline_nodes(directive: SphinxDirective, text: str, line: int) -> list[nodes.Node]:
    """Parse an option's text as inline markup of the page's own language.

    Raw HTML in it becomes text, to the letter: a title of a paper is nobody's markup.
    """
    if isinstance(directive.state, RSTState):
        parsed = _inline_rst(directive, text, line)
    else:
        parsed, _messages = directive.state.inline_text(text, line - 1)
    holder = nodes.TextElement("", "", *parsed)
    for raw in list(holder.findall(nodes.raw)):
        raw.replace_self(nodes.Text(raw.astext()))
    return list(holder.children)


def _inline_rst(directive: SphinxDirective, text: str, line: int) -> list[nodes.Node]:
    """Parse reST; text that is no valid markup (a lone backtick, ``|``) stays as it is."""
    reporter = directive.state.document.reporter
    report_level, reporter.report_level = reporter.report_level, reporter.SEVERE_LEVEL + 1
    try:
        parsed, messages = directive.state.inline_text(text, line)
    finally:
        reporter.report_level = report_level
    wrong = messages or any(isinstance(node, nodes.problematic) for node in parsed)
    return [nodes.Text(text)] if wrong else list(parsed)
