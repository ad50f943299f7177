"""The nodes that a directive leaves and rendering replaces; titles as nodes and as data."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes

from sphinx_paperreview.core.runs import Run, RunKind


class paper_head(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """What a card shows above a review's body.

    Attributes:
        review: The `Review`; its title and its page are known once the page is read.
        anchor: The id of the review's place.
        attach: Present on the head of a directive without body, until a transform has
            decided whose section it describes.

    Children, each optional: a paragraph of class ``paper-subtitle``, one of class
    ``paper-summary``, an image of class ``paper-thumbnail``. They are nodes from the start,
    so that Sphinx translates the texts and collects the picture.
    """


class paper_card(nodes.container):  # noqa: N801
    """A review where no section may stand: its title, its `paper_head`, its body."""


class paper_listing(nodes.General, nodes.Element):  # noqa: N801
    """The place of a listing.

    Attributes:
        listing: The checked options of a ``paper:list``.
        post_line: Where its option ``post`` stands, from 1; 0: nowhere.
    """


class paper_overview(nodes.General, nodes.Element):  # noqa: N801
    """The place of overviews.

    Attributes:
        listing: The checked options of a ``paper:overview``.
    """


class paper_posts(nodes.General, nodes.Element):  # noqa: N801
    """The place of a listing of posts.

    Attributes:
        listing: The checked options of a ``paper:posts``.
    """


class paper_mentions(nodes.General, nodes.Element):  # noqa: N801
    """The place of a list of papers that are mentioned, and that nobody reviewed.

    Attributes:
        listing: The checked options of a ``paper:mentions``.
    """


LISTINGS = (paper_listing, paper_overview, paper_posts, paper_mentions)
"""The places of what lists papers or posts."""

PLACEHOLDERS = (paper_head, paper_card, *LISTINGS)
"""What no writer ever meets: post-transforms replace them for every builder."""


def ancestors(node: nodes.Node) -> Iterator[nodes.Element]:
    """Yield what a node stands in, from the nearest outwards."""
    parent: nodes.Element | None = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def is_visible(node: nodes.Node) -> bool:
    """Tell whether a reader sees anything of a node."""
    if isinstance(node, nodes.compound):  # around a table of contents, which may be hidden
        return any(not toctree.get("hidden") for toctree in node.findall(addnodes.toctree))
    return not isinstance(node, (nodes.Invisible, nodes.system_message, nodes.target))


_STYLES: dict[RunKind, type[nodes.TextElement]] = {
    "emphasis": nodes.emphasis,
    "strong": nodes.strong,
    "code": nodes.literal,
    "math": nodes.math,
}


def runs_of(element: nodes.Element) -> tuple[Run, ...]:
    """Read a title's text back from its nodes, as runs of one style each."""
    runs: list[Run] = []
    for text in element.findall(nodes.Text):
        kind = style_of(text, element)
        shown = text.astext()  # without the marks that reST leaves for backslashes
        if runs and runs[-1].kind == kind:
            runs[-1] = Run(runs[-1].text + shown, kind)
        else:
            runs.append(Run(shown, kind))
    return tuple(runs)


def style_of(text: nodes.Text, element: nodes.Element) -> RunKind:
    """Tell the style of a text within an element."""
    ancestor = text.parent
    while ancestor is not element:
        for kind, node_type in _STYLES.items():
            if isinstance(ancestor, node_type):
                return kind
        ancestor = ancestor.parent
    return "text"


def nodes_of(runs: tuple[Run, ...]) -> list[nodes.Node]:
    """Make the nodes of a title that stands on another page."""
    return [
        nodes.Text(run.text) if run.kind == "text" else _STYLES[run.kind]("", run.text)
        for run in runs
    ]
