"""What an output leaves out is not drawn."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_paperreview.authoring.nodes import PLACEHOLDERS
from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.guards import guard_of, is_guard


class EmptyHidden(SphinxPostTransform):
    """Empty what this output leaves out, where anything of ours stands in it.

    The library knows nothing of that; and what Sphinx leaves out late, its search has read. The
    empty node is left to Sphinx, which takes it away, or warns of its condition.
    """

    default_priority = 4
    """Before everything that draws."""

    def run(self, **kwargs: object) -> None:
        """Empty each such part of the page."""
        del kwargs
        domain = PaperDomain.of(self.env)
        if not domain.collected.guards:
            return  # as in most sites: their pages are not searched for any
        for node in filter(is_guard, list(self.document.findall(nodes.Element))):
            is_shown = domain.shows(guard_of(node))
            if not is_shown and any(map(_is_ours, node.findall(nodes.Element))):
                node.children = []


def _is_ours(node: nodes.Element) -> bool:
    is_reference = isinstance(node, addnodes.pending_xref)
    return isinstance(node, PLACEHOLDERS) or (
        is_reference and node.get("refdomain") == PaperDomain.name
    )
