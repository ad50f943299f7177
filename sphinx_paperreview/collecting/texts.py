"""What reviews say, as text: the words that a reader sees, without code, formulas and raw HTML."""

from __future__ import annotations

from collections.abc import Iterator, Set

from docutils import nodes

from sphinx_paperreview.authoring.nodes import paper_head, read_words
from sphinx_paperreview.collecting.guards import is_guard

_NO_WORDS = (nodes.FixedTextElement, nodes.Invisible, nodes.system_message)
"""What holds code, formulas, raw HTML, or what no reader sees."""

_SAID = frozenset({"text", "emphasis", "strong", "strike"})
"""Kinds of runs that are words; what a reference shows stands elsewhere."""


def texts_of(doctree: nodes.document) -> list[str]:
    """Give the texts of the reviews on a page, in its order, with their titles and summaries.

    Another review within one is a text of its own. What some output leaves out is passed over.
    """
    hosts = [head.parent for head in doctree.findall(paper_head)]
    known = frozenset(map(id, hosts))
    return ["\n".join(_blocks(host, known)) for host in hosts]


def _blocks(element: nodes.Element, hosts: Set[int]) -> Iterator[str]:
    """Yield the text of each paragraph, heading and the like within an element."""
    for child in element.children:
        if isinstance(child, _NO_WORDS) or is_guard(child) or id(child) in hosts:
            continue
        if isinstance(child, nodes.TextElement):
            yield "".join([run.text for _parent, run in read_words(child) if run.kind in _SAID])
        elif isinstance(child, nodes.Element):
            yield from _blocks(child, hosts)
