"""Simple nodes as HTML, without Sphinx's translator: for what is drawn by the thousand.

What comes out is what the translator writes, to the letter. To make one, and a document for it,
takes ten times as long as a row.
"""

from __future__ import annotations

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
    written: list[str] = []
    try:
        _write(node, written)
    except _Rich:
        return None
    return "".join(written)


def _write(node: nodes.Node, written: list[str]) -> None:
    if isinstance(node, nodes.Text):
        written.append(node.translate(_CHARACTERS))
    elif isinstance(node, nodes.raw):
        written.append(node.astext() if node["format"] == "html" else "")
    elif isinstance(node, nodes.Element):
        _write_element(node, written)


def _write_element(node: nodes.Element, written: list[str]) -> None:
    if type(node) is nodes.reference:
        tag, attributes = "a", _link(node)
    elif type(node) in _TAGS and not node["ids"]:
        tag, attributes = _TAGS[type(node)], _attribute("class", " ".join(node["classes"]))
    else:
        raise _Rich
    written.append(f"<{tag}{attributes}>")
    for child in node.children:
        _write(child, written)
    is_alone = isinstance(node.parent, nodes.list_item) and len(node.parent) == 1
    ends_line = tag == "li" or (tag == "p" and not is_alone)
    written.append(f"</{tag}>\n" if ends_line else f"</{tag}>")


def _link(node: nodes.reference) -> str:
    kind = "internal" if node.get("internal") else "external"
    names = " ".join([*node["classes"], "reference", kind])
    title = _attribute("title", node.get("reftitle", ""))
    return _attribute("class", names) + _attribute("href", node["refuri"]) + title


def _attribute(name: str, value: str) -> str:
    return f' {name}="{value.translate(_SPACES).translate(_CHARACTERS)}"' if value else ""
