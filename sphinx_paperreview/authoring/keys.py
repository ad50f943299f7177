"""Citation keys in Sphinx's own references."""

from __future__ import annotations

from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinx_paperreview.asking import Asking
from sphinx_paperreview.core.references import id_of


class NameKeys(SphinxTransform):
    """Let ``{any}`` with a citation key name the paper by its id: from there on it is one."""

    default_priority = 5
    """Any will do before the page is collected."""

    def apply(self, **kwargs: object) -> None:
        """Name each paper; what is no key is left to Sphinx."""
        del kwargs
        for reference in self.document.findall(addnodes.pending_xref):
            if reference.get("reftype") != "any":
                continue
            target = reference["reftarget"]
            ids = None if id_of(target) else Asking.of(self.env).ids_of(target)
            if ids:
                reference["reftarget"] = str(ids[0])
