"""References of which Sphinx and MyST know too little: a title, an index without a page."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from sphinx_paperreview.authoring.nodes import nodes_of, words_of
from sphinx_paperreview.collecting.addresses import link_to_review
from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.federation import reviews_elsewhere
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.references import find_review, id_of
from sphinx_paperreview.rendering.drawing import Drawing


class ShowTitles(Drawing):
    """Resolve references to a review by a label, or by page and anchor: ``[](post.md#…)``.

    They show the title as its heading does, with math and emphasis. Those with a text of
    their author's are left to Sphinx and MyST.

    ``{any}`` with the id or URL of a paper that another site reviews becomes the role ``paper``:
    intersphinx finds it by the id under which that site lists it.
    """

    default_priority = 6
    """Before the resolvers of MyST (9) and Sphinx (10)."""

    def run(self, **kwargs: object) -> None:
        """Replace each such reference."""
        del kwargs
        for reference in list(self.document.findall(addnodes.pending_xref)):
            self._ask_others(reference)
            if reference.get("refexplicit"):
                continue
            review = self._review_of(reference)
            if reference.get("reftype") == "paper":
                self._name_elsewhere(reference)
            elif review:
                title = nodes.inline("", "", *nodes_of(review.paper.title))
                page = reference.get("refdoc", self.env.docname)
                link = link_to_review(self.builder, page, review, title)
                reference.replace_self(link)

    def _ask_others(self, reference: addnodes.pending_xref) -> None:
        """Name a paper as other sites do, where ``{any}`` means nothing on this one."""
        target = reference.get("reftarget") or ""
        paper_id = id_of(target) if reference.get("reftype") == "any" else None
        if not paper_id or self._is_known_here(target, reference):
            return
        if reviews_elsewhere(self.env, [paper_id]):
            reference["refdomain"], reference["reftype"] = PaperDomain.name, "paper"
            reference["reftarget"] = str(paper_id)

    def _is_known_here(self, target: str, reference: addnodes.pending_xref) -> bool:
        """Tell whether a page, a label or a review of this site goes by an id."""
        labels, page = self.env.domaindata["std"]["anonlabels"], reference.get("refdoc", "")
        library = PaperDomain.of(self.env).library
        is_page = target in self.env.found_docs or target.lower() in labels
        return is_page or find_review(library, target, page) is not None

    def _name_elsewhere(self, reference: addnodes.pending_xref) -> None:
        """Call a review on another site as it is called there.

        An inventory lists it with its id, for Sphinx's search, and intersphinx would show both.
        """
        paper_id, page = id_of(reference["reftarget"]), reference.get("refdoc", self.env.docname)
        library = PaperDomain.of(self.env).library
        is_external = reference.get("intersphinx")
        if not paper_id or (not is_external and find_review(library, str(paper_id), page)):
            return
        found = reviews_elsewhere(self.env, [paper_id], site=reference.get("inventory") or "")
        if found:
            reference["refexplicit"] = True
            reference.children = []
            reference += nodes.inline("", found[0].title)

    def _review_of(self, reference: addnodes.pending_xref) -> Review | None:
        docname, anchor = self._place_of(reference)
        found = PaperDomain.of(self.env).library.lookup(docname).find("anchor", anchor)
        return found.review if found else None

    def _place_of(self, reference: addnodes.pending_xref) -> tuple[str, str]:
        """Tell page and id that a reference names."""
        target, kind = reference.get("reftarget") or "", reference.get("reftype")
        if reference.get("refdomain") == "doc":  # MyST's own
            return target, reference.get("reftargetid") or ""
        if kind not in {"ref", "myst", "any"}:
            return "", ""
        # A compact card has no title that Sphinx would know: its label is an anonymous one.
        labels = self.env.domaindata["std"]["anonlabels"]
        docname, anchor = labels.get(target.lower(), ("", ""))
        return docname, anchor


class NameIndices(Drawing):
    """Show the name of an index where its page does not exist: in LaTeX, text, singlehtml."""

    default_priority = 5
    """Before the resolvers of MyST (9) and Sphinx (10), which would leave the bare label."""

    def run(self, **kwargs: object) -> None:
        """Replace each reference to an index that this output lacks."""
        del kwargs
        domain = PaperDomain.of(self.env)
        names = {f"{domain.name}-{index.name}": index for index in PaperDomain.indices}
        missing = names.keys() - domain.groups(self.builder).index_pages
        if not missing:
            return  # the page need not be searched
        for reference in list(self.document.findall(addnodes.pending_xref)):
            target = (reference.get("reftarget") or "").lower()
            if target in missing and reference["reftype"] in {"ref", "myst", "any"}:
                shown = words_of(reference) if reference.get("refexplicit") else ""
                name = str(names[target].localname)
                reference.replace_self(nodes.inline("", shown or name))
