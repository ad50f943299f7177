"""The domain: holds the library, and leads references to reviews."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING, ClassVar, cast

from docutils import nodes
from sphinx.domains import Domain
from sphinx.util.nodes import make_refnode

from sphinx_paperreview.authoring.nodes import nodes_of
from sphinx_paperreview.core.identifiers import InvalidPaperId, PaperId, parse_id
from sphinx_paperreview.core.library import Library
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.names import name_of
from sphinx_paperreview.site import site_of

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class PaperDomain(Domain):
    """Papers, and the pages that review them."""

    name = "paper"
    label = "Paper"
    data_version = 1
    """Raised whenever the shape of a stored record changes."""
    initial_data: ClassVar[dict[str, object]] = {"library": Library(), "orgs_digest": ""}
    dangling_warnings: ClassVar[dict[str, str]] = {
        "paper": "nothing is known by the name %(target)r: no review, and no id of a paper",
    }

    @classmethod
    def of(cls, env: BuildEnvironment) -> PaperDomain:
        """Give an environment's domain."""
        return cast("PaperDomain", env.get_domain(cls.name))

    @property
    def library(self) -> Library:
        """All that the build has collected."""
        return cast("Library", self.data["library"])

    @property
    def orgs_digest(self) -> str:
        """The fingerprint of the ``orgs.toml`` with which the pages were read."""
        return cast("str", self.data["orgs_digest"])

    @orgs_digest.setter
    def orgs_digest(self, digest: str) -> None:
        self.data["orgs_digest"] = digest

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, object]) -> None:
        """Leave it to the `PaperCollector`, which files and clears pages too."""

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Lead a reference to the review that it means, if there is one."""
        del env, typ
        review = self._review_of(target, fromdocname)
        if review is None:
            return None
        if not node.get("refexplicit"):
            contnode = nodes.inline("", "", *nodes_of(review.paper.title))
        return make_refnode(
            builder, fromdocname, review.docname, review.anchor, contnode, review.title
        )

    def _review_of(self, target: str, fromdocname: str) -> Review | None:
        """Find the review on the same page, else the newest."""
        paper_id = _id_of(target)
        found = [
            review
            for review in self.library.reviews()
            if (paper_id in review.paper.ids if paper_id else review.name == target)
        ]
        return next((review for review in found if review.docname == fromdocname), None) or next(
            iter(found), None
        )


def link_to_source(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.Element
) -> nodes.reference | None:
    """Lead a reference to a paper that nobody reviewed to the paper's source."""
    del env
    if node.get("refdomain") != PaperDomain.name or node.get("reftype") != "paper":
        return None
    paper_id = _id_of(node["reftarget"])
    if paper_id is None:
        return None
    sources = site_of(app.config).sources
    home = sources.home(paper_id)
    if not node.get("refexplicit"):
        contnode = nodes.inline("", name_of(paper_id, sources))
    url = home.url_for(paper_id) if home else paper_id.value
    if not url.startswith(("http://", "https://")):
        return None  # an ISBN has no page
    return nodes.reference("", "", contnode, internal=False, refuri=url)


def _id_of(target: str) -> PaperId | None:
    try:
        return parse_id(target)
    except InvalidPaperId:
        return None
