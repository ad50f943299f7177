"""The nodes that a directive leaves and rendering replaces; titles as nodes and as data."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar, cast

from docutils import nodes
from sphinx import addnodes

from sphinx_paperreview.core.pending import Pending, typed
from sphinx_paperreview.core.runs import Run, RunKind, plain

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


N = TypeVar("N", bound=nodes.Node)


class paper_head(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """What a card shows above a review's body.

    Attributes:
        review: The `Review`; its title and its page are known once the page is read.
        anchor: The id of the review's place.
        attach: Present on the head of a directive without body, until a transform has
            decided whose section it describes.

    Children, each optional: a paragraph of class ``paper-subtitle``, one of class
    ``paper-summary``, an image of class ``paper-thumbnail``; and a paragraph of class
    `OWN_TITLE`, which no card shows. They are nodes from the start, so that Sphinx translates
    the texts and collects the picture.
    """


OWN_TITLE = "paper-own-title"
"""Class of the title that a review has in listings, where it stands under another heading."""


class paper_card(nodes.container):  # noqa: N801
    """A review where no section may stand: its title, its `paper_head`, its body."""


class paper_listing(nodes.General, nodes.Element):  # noqa: N801
    """The place of what lists reviews, posts, values or mentioned papers.

    Attributes:
        listing: What its author asks for, as checked; its type tells the kind of listing.
        lines: Where each of its options stands, from 1, by its name.
        number: Of the listing on its page, from 0.

    Children: what to show when nothing matches.
    """


class plain_heading(nodes.Invisible, nodes.Element):  # noqa: N801
    """The place in a title where the review is that the heading introduces; gone once parsed.

    Attributes:
        review: A section with the review's own title and `paper_head`.
    """


PLACEHOLDERS = (paper_head, paper_card, paper_listing)
"""What no writer ever meets: post-transforms replace them for every builder."""


class struck(nodes.inline):  # noqa: N801
    """Text that is struck in HTML, and plain elsewhere: docutils has no node for it."""


def found_in(node: nodes.Node, *kinds: type[N]) -> list[N]:
    """List what is of some kinds in a node, itself included, in the order of the page.

    docutils' `findall` is as quick for one kind, but for several it calls a function for each node.
    """
    found: list[N] = []
    _find(node, kinds, found)
    return found


def _find(node: nodes.Node, kinds: tuple[type[N], ...], found: list[N]) -> None:
    if isinstance(node, kinds):
        found.append(node)
    for child in node.children:
        _find(child, kinds, found)


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


# Words -------------------------------------------------------------------------------------------

_STYLES: dict[RunKind, type[nodes.TextElement]] = {
    "emphasis": nodes.emphasis,
    "strong": nodes.strong,
    "code": nodes.literal,
    "math": nodes.math,
    "strike": struck,
}

_STRIKES = {"<s>": True, "</s>": False}
"""Between which MyST sets struck text, as raw HTML."""

_UNSEEN = (
    nodes.raw,
    nodes.system_message,
    nodes.footnote_reference,
    nodes.image,
    nodes.Invisible,
)
"""What no reader sees as words of a text."""

_NOTHING = Run("")


def read_words(
    element: nodes.Element, kind: RunKind = "text"
) -> Iterator[tuple[nodes.Element, Run]]:
    """Yield the words that a reader sees in an element, in their order, each with its parent.

    Every element comes as it begins and as it ends, too, with an empty run: also one that
    holds no words. A reference that shows what stands elsewhere is a run of its own.
    """
    yield element, _NOTHING
    pending = pending_of(element)
    if pending:
        yield element, Run(str(pending), "reference")
    is_struck = False
    for child in () if pending else element.children:
        style = _struck(kind) if is_struck else kind
        if isinstance(child, nodes.Text):
            # Without the marks that reST leaves for backslashes.
            yield element, Run(child.astext(), style)
        elif isinstance(child, nodes.Element) and _is_unseen(child):
            is_struck = _STRIKES.get(child.astext(), is_struck)
            yield from ((one, _NOTHING) for one in child.findall(nodes.Element))
        elif isinstance(child, nodes.Element):
            yield from read_words(child, _style_of(child, style))
    yield element, _NOTHING


def runs_of(element: nodes.Element) -> tuple[Run, ...]:
    """Read a text back from its nodes, as runs of one style each."""
    runs = (run for _parent, run in read_words(element) if run.text)
    return tuple(
        Run("".join([run.text for run in alike]), kind)
        for kind, alike in groupby(runs, key=lambda run: run.kind)
    )


def words_of(element: nodes.Element) -> str:
    """Read a text on one line; its references as their author typed them."""
    return plain(typed(runs_of(element)))


def pending_of(node: nodes.Node) -> Pending | None:
    """Describe a reference that shows what stands elsewhere, such as a title or a number."""
    if not isinstance(node, addnodes.pending_xref):
        return None
    kind = node.get("reftype", "")
    # Words of a number's own author are a pattern for it.
    if kind != "numref" and (node.get("refexplicit") or kind not in _SHOWING):
        return None
    return Pending(
        domain=node.get("refdomain") or "",
        kind=kind,
        target=node.get("reftarget") or "",
        anchor=node.get("reftargetid") or "",
        external=bool(node.get("intersphinx")),
        inventory=node.get("inventory") or "",
        explicit=bool(node.get("refexplicit")),
        typed=node.astext() or node.get("reftargetid") or node.get("reftarget") or "",
    )


_SHOWING = frozenset({"paper", "ref", "any", "myst", "doc", "eq"})
"""Types of references that show the title, or the number, of what they lead to."""


def _is_unseen(node: nodes.Element) -> bool:
    """Tell whether none of a node is words; of a target in a line, its text is."""
    return isinstance(node, _UNSEEN) and not isinstance(node, nodes.target)


def _style_of(element: nodes.Element, around: RunKind) -> RunKind:
    """Tell the style of what an element holds, by that of what it stands in."""
    own = next((kind for kind, node in _STYLES.items() if isinstance(element, node)), around)
    return _struck(own) if around == "strike" else own


def _struck(kind: RunKind) -> RunKind:
    """Strike a text; code and formulas stay what they are."""
    return kind if kind in {"code", "math"} else "strike"


def strike(element: nodes.Element) -> None:
    """Put nodes around the struck texts of an element, in place of MyST's raw HTML."""
    raws = list(element.findall(nodes.raw))
    closings = {raw for raw in raws if raw.astext() == "</s>"}
    for opening in reversed([raw for raw in raws if raw.astext() == "<s>"]):  # the innermost first
        parent = cast("nodes.Element", opening.parent)
        behind = parent.children[parent.index(opening) :]
        length = next((i for i, one in enumerate(behind) if one in closings), 0)
        if length:
            opening.replace_self(struck("", "", *behind[1:length]))
            for one in behind[1 : length + 1]:
                parent.remove(one)


def nodes_of(runs: tuple[Run, ...]) -> list[nodes.Node]:
    """Make the nodes of a title that stands on another page."""
    return [
        _STYLES[run.kind]("", run.text) if run.kind in _STYLES else nodes.Text(run.text)
        for run in typed(runs)
    ]


def visit_struck(self: HTML5Translator, node: struck) -> None:
    """Open the element."""
    self.body.append(self.starttag(node, "s", ""))


def depart_struck(self: HTML5Translator, node: struck) -> None:
    """Close the element."""
    del node
    self.body.append("</s>")
