"""The domain: holds the library, and leads references to reviews."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import TYPE_CHECKING, ClassVar, cast

from docutils import nodes
from sphinx.domains import Domain, Index, ObjType
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from sphinx_paperreview.authoring.nodes import nodes_of
from sphinx_paperreview.collecting.indices import INDICES, OrgIndex, TagIndex, anchor_of
from sphinx_paperreview.core.badges import parent_name
from sphinx_paperreview.core.library import Library
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.orgs import OrgTable
from sphinx_paperreview.core.references import Found, find_anchor, find_review, id_of
from sphinx_paperreview.core.slugs import slug
from sphinx_paperreview.messages import WarningType, _, lazy, warn
from sphinx_paperreview.site import site_of

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

SEARCHED, NOT_SEARCHED = 1, -1
"""Priorities of objects in Sphinx's search."""


class PaperDomain(Domain):
    """Papers, and the pages that review them."""

    name = "paper"
    label = "Paper"
    data_version = 1
    """Raised whenever the shape of a stored record changes."""
    initial_data: ClassVar[dict[str, object]] = {"library": Library(), "orgs_digest": ""}
    object_types: ClassVar[dict[str, ObjType]] = {
        "paper": ObjType(lazy("paper"), "paper"),
        "org": ObjType(lazy("organisation"), "org"),
        "tag": ObjType(lazy("tag"), "tag"),
    }
    indices: ClassVar[list[type[Index]]] = INDICES
    dangling_warnings: ClassVar[dict[str, str]] = {
        "paper": "nothing here goes by the name %(target)r, and it leads to no page elsewhere",
        "org": "no review names the organisation %(target)r",
        "tag": "no review has the tag %(target)r",
    }

    def setup(self) -> None:
        """Name the indices in the site's language: the json builder takes no lazy names."""
        super().setup()
        self.indices = [  # type: ignore[misc]  # Sphinx asks the domain, not its class
            type(index.__name__, (index,), {"localname": str(index.localname)}) for index in INDICES
        ]

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
        """Take over what a parallel worker has read: its environment arrives without domains."""
        self.library.merge(cast("Library", otherdata["library"]), docnames)

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
        """Lead a reference to what it names here; nothing where that is unknown here."""
        del env
        if typ in {"org", "tag"}:
            index = OrgIndex if typ == "org" else TagIndex
            return self._link_to_index(index, target, fromdocname, builder, contnode)
        found = find_review(self.library, target, fromdocname)
        if found is None:
            return None
        if found.papers > 1:
            message = f"{found.papers} papers go by the name {target!r}; this is the newest review"
            warn(WarningType.AMBIGUOUS, message, location=node)
        return refer(found, fromdocname, builder, node, contnode)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Resolve an id, a URL or an anchor; labels are left to Sphinx, which knows them."""
        del env
        find = find_anchor if id_of(target) is None else find_review
        found = find(self.library, target, fromdocname)
        if found is None:
            return []
        return [("paper:paper", refer(found, fromdocname, builder, node, contnode))]

    def _link_to_index(
        self,
        index: type[OrgIndex | TagIndex],
        target: str,
        fromdocname: str,
        builder: Builder,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Link to an index's entry, where this output has indices; else keep the badge."""
        if target not in self.library.tables.labels(index.key):
            return None
        page = f"{self.name}-{index.name}"
        if page not in index_pages(builder):
            return cast("nodes.reference", contnode)  # Sphinx only puts it into the tree
        orgs = site_of(self.env.config).orgs
        title = part_of(target, orgs) if index is OrgIndex else None
        return make_refnode(builder, fromdocname, page, anchor_of(target), contnode, title)

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield papers, organisations and tags, for search and for other sites.

        A paper stands under each of its ids, at its newest review. Its display name holds
        the id, since Sphinx's search does not index digits. A paper without id is named
        by its title: a name that equals its anchor breaks Sphinx's search links.
        """
        for reviews in self.library.tables.papers:
            newest = reviews[0]
            ids = dict.fromkeys(str(pid) for review in reviews for pid in review.paper.ids)
            for name in ids or [f"title:{slug(newest.title) or newest.title}"]:
                shown = f"{newest.title} ({name})" if ids else newest.title
                yield name, shown, "paper", newest.docname, newest.anchor, SEARCHED
        for kind, index in (("org", OrgIndex), ("tag", TagIndex)):
            page = f"{self.name}-{index.name}"
            labels = index(self).labels() if is_index_shown(self.env.config, page) else ()
            for label in labels:
                yield label, label, kind, page, anchor_of(label), NOT_SEARCHED


def refer(
    found: Found,
    fromdocname: str,
    builder: Builder,
    node: pending_xref,
    contnode: nodes.Element,
) -> nodes.reference:
    """Link to a review; the text is what its heading shows, unless the author gave one."""
    review = found.review
    if not node.get("refexplicit"):
        contnode = nodes.inline("", "", *nodes_of(review.paper.title))
    return link_to_review(builder, fromdocname, review, contnode)


def link_to_review(
    builder: Builder, fromdocname: str, review: Review, content: nodes.Element
) -> nodes.reference:
    """Link to a review; where the output knows no such place, give the text alone.

    A man page has no links inside it, and a PDF may leave pages out.
    """
    text = cast("nodes.reference", content)  # Sphinx only puts it into the tree
    if builder.format == "man":
        return text
    place = review.docname, review.anchor
    try:
        return make_refnode(builder, fromdocname, *place, content, review.title)
    except NoUri:
        return text


def is_index_shown(config: Config, page: str) -> bool:
    """Whether a site wants an index, so that other sites can link into it."""
    wanted = config.html_domain_indices
    return bool(wanted) if isinstance(wanted, bool) else page in wanted


def part_of(name: str, orgs: OrgTable) -> str | None:
    """Say to which other organisation one belongs, if it does."""
    parent = parent_name(name, orgs)
    return _("Part of %s") % parent if parent else None


def index_pages(builder: Builder) -> frozenset[str]:
    """List the names of the index pages that a builder makes as pages of their own."""
    if builder.name == "singlehtml":
        return frozenset()
    return frozenset(name for name, *_rest in getattr(builder, "domain_indices", ()))
