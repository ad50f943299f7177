"""What a listing holds beyond its limit: drawn for its filter, and hidden until that is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docutils import nodes

BEYOND = "paper-beyond"
"""Class of what is hidden; the script of filters knows it, too."""


def hide_rows(drawn: Sequence[nodes.Node], is_beyond: Sequence[bool]) -> None:
    """Hide some rows of a listing, and what holds or heads nothing else.

    Args:
        drawn: The listing: headings, and lists, tables or groups of cards.
        is_beyond: For each row, in the order in which they are drawn.
    """
    beyond = iter(is_beyond)
    headings: list[tuple[int, nodes.Element]] = []
    for node in drawn:
        if isinstance(node, nodes.rubric):
            level = _level(node)
            headings = [one for one in headings if one[0] < level] + [(level, node)]
            node["classes"].append(BEYOND)
            continue
        rows = list(_rows(node))
        hidden = [row for row in rows if next(beyond)]
        for row in hidden:
            row["classes"].append(BEYOND)
        if not rows or not isinstance(node, nodes.Element):
            continue
        if len(hidden) == len(rows):
            node["classes"].append(BEYOND)
            continue
        for _level_of, heading in headings:
            if BEYOND in heading["classes"]:
                heading["classes"].remove(BEYOND)


def _level(heading: nodes.Element) -> int:
    return 2 if "paper-group-2" in heading["classes"] else 1


def _rows(node: nodes.Node) -> Iterator[nodes.Element]:
    """Yield the rows of a list, a table or a group of cards."""
    if isinstance(node, nodes.bullet_list) or (
        isinstance(node, nodes.container) and "paper-cards" in node["classes"]
    ):
        yield from (child for child in node.children if isinstance(child, nodes.Element))
    else:
        for body in node.findall(nodes.tbody):
            yield from body.findall(nodes.row)
