"""References to index pages, in outputs that have none."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_paperreview.authoring.nodes import words_of
from sphinx_paperreview.collecting.domain import PaperDomain


class NameIndices(SphinxPostTransform):
    """Show the name of an index where its page does not exist: in LaTeX, text, singlehtml."""

    default_priority = 5
    """Before the resolvers of MyST (9) and Sphinx (10), which would leave the bare label."""

    def run(self, **kwargs: object) -> None:
        """Replace each reference to an index that this output lacks."""
        del kwargs
        domain = PaperDomain.of(self.env)
        names = {f"{domain.name}-{index.name}": index for index in PaperDomain.indices}
        missing = names.keys() - domain.index_pages(self.app.builder)
        for reference in list(self.document.findall(addnodes.pending_xref)):
            target = (reference.get("reftarget") or "").lower()
            if target in missing and reference["reftype"] in {"ref", "myst", "any"}:
                shown = words_of(reference) if reference.get("refexplicit") else ""
                name = str(names[target].localname)
                reference.replace_self(nodes.inline("", shown or name))
