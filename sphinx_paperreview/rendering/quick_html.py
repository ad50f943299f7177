"""Simple nodes as HTML, without Sphinx's translator: for what is drawn by the thousand.

What comes out is what the translator writes, to the letter. To make one, and a document for it,
takes ten times as long as a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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
_IN_VALUES = _CHARACTERS | str.maketrans(dict.fromkeys("\n\r\t\v\f", " "))


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


def _write(node: nodes.Element, written: list[str]) -> None:
    # A node's own way to its attributes takes as long as all else here.
    kind, attributes = type(node), node.attributes
    if kind is nodes.raw:
        written.append(node.astext() if attributes["format"] == "html" else "")
        return
    if kind is nodes.reference:
        tag, told = "a", _link(attributes)
    elif kind in _TAGS and not attributes["ids"]:
        tag, told = _TAGS[kind], _attribute("class", " ".join(attributes["classes"]))
    else:
        raise _Rich
    written.append(f"<{tag}{told}>")
    for child in node.children:
        if isinstance(child, nodes.Text):
            written.append(child.translate(_CHARACTERS))
        elif isinstance(child, nodes.Element):
            _write(child, written)
    is_alone = isinstance(node.parent, nodes.list_item) and len(node.parent) == 1
    ends_line = tag == "li" or (tag == "p" and not is_alone)
    written.append(f"</{tag}>\n" if ends_line else f"</{tag}>")


def _link(attributes: Mapping[str, Any]) -> str:
    kind = "internal" if attributes.get("internal") else "external"
    names = " ".join([*attributes["classes"], "reference", kind])
    title = _attribute("title", attributes.get("reftitle", ""))
    return _attribute("class", names) + _attribute("href", attributes["refuri"]) + title


def _attribute(name: str, value: str) -> str:
    return f' {name}="{value.translate(_IN_VALUES)}"' if value else ""
