"""Simple nodes as HTML, without Sphinx's translator: for what is drawn by the thousand.

What comes out is what the translator writes, to the letter. To make one, and a document for it,
takes ten times as long as a row.
"""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

from sphinx_paperreview.authoring.nodes import struck

_TAGS: dict[type[nodes.Element], str] = {
    nodes.list_item: "li",
    nodes.paragraph: "p",
    nodes.inline: "span",
    nodes.emphasis: "em",
    nodes.strong: "strong",
    struck: "s",
}

_CHARACTERS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "@": "&#64;"})
_SPACES = str.maketrans(dict.fromkeys("\n\r\t\v\f", " "))


class _Rich(Exception):
    """A node that only a translator can write."""


def quick_html(node: nodes.Element) -> str | None:
    """Write a node as HTML; None where it holds what only a translator can write."""
    try:
        return "".join(_written(node))
    except _Rich:
        return None


def _written(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Text):
        yield node.translate(_CHARACTERS)
    elif isinstance(node, nodes.raw):
        yield node.astext() if node["format"] == "html" else ""
    elif isinstance(node, nodes.Element):
        yield from _element(node)


def _element(node: nodes.Element) -> Iterator[str]:
    names = {"class": " ".join(node["classes"])}
    if type(node) is nodes.reference:
        tag, names = "a", _link(node)
    elif type(node) in _TAGS and not node["ids"]:
        tag = _TAGS[type(node)]
    else:
        raise _Rich
    values = (f' {name}="{_value(value)}"' for name, value in names.items() if value)
    yield f"<{tag}{''.join(values)}>"
    for child in node.children:
        yield from _written(child)
    yield f"</{tag}>"
    is_alone = isinstance(node.parent, nodes.list_item) and len(node.parent) == 1
    if tag == "li" or (tag == "p" and not is_alone):
        yield "\n"


def _link(node: nodes.reference) -> dict[str, str]:
    kind = "internal" if node.get("internal") else "external"
    names = " ".join([*node["classes"], "reference", kind])
    return {"class": names, "href": node["refuri"], "title": node.get("reftitle", "")}


def _value(text: str) -> str:
    return text.translate(_SPACES).translate(_CHARACTERS)
