"""The domain: holds the library, and leads references to reviews."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Set
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import Index, ObjType

from sphinx_paperreview.collecting.addresses import Groups, has_index_pages, part_of, refer
from sphinx_paperreview.collecting.derived import Derived
from sphinx_paperreview.collecting.filed_by_page import FILED, FiledByPage
from sphinx_paperreview.collecting.guards import Output
from sphinx_paperreview.collecting.index_leaves import IndexLeaves
from sphinx_paperreview.collecting.indices import INDICES
from sphinx_paperreview.collecting.objects import Object
from sphinx_paperreview.collecting.shown import Shown
from sphinx_paperreview.collecting.uses import Uses
from sphinx_paperreview.core.feeds import Feeds
from sphinx_paperreview.core.library import Library
from sphinx_paperreview.core.listing_leaves import ListingPages
from sphinx_paperreview.core.mentions import Mentions
from sphinx_paperreview.core.model import Guard, Review
from sphinx_paperreview.core.pages import Plan
from sphinx_paperreview.core.references import find_anchor, find_review, id_of
from sphinx_paperreview.core.related import Related
from sphinx_paperreview.core.runs import Run
from sphinx_paperreview.core.unsettled import Unsettled, settled_library
from sphinx_paperreview.exports.bibliography import Bibliography
from sphinx_paperreview.messages import WarningType, lazy, warn
from sphinx_paperreview.site import site_of

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class PaperDomain(FiledByPage):
    """Papers, and the pages that review them."""

    name = "paper"
    label = "Paper"
    data_version = 20
    """Raised whenever the shape of a stored record changes."""
    initial_data: ClassVar[dict[str, object]] = {
        "library": Library(),
        **{key: {} for key in FILED},
        "orgs_digest": "",
    }
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

    builder: Builder
    """Of this build."""
    is_paged: bool = False
    """Whether this build's output has a page for each organisation, tag and the like."""
    output: Output | None = None
    """For what this build writes; where that is not known, all is shown."""
    _library: Library | None = None
    _derived: Derived | None = None
    is_answered_anew: bool = False
    """Whether pages or files have changed since all pages agreed with the files."""
    just_read: set[str]
    """The pages that this build has read."""

    def setup(self) -> None:
        """Name the indices in the site's language: the json builder takes no lazy names."""
        super().setup()
        self.just_read = set()
        self.indices = [  # type: ignore[misc]  # Sphinx asks the domain, not its class
            type(index.__name__, (index,), {"localname": str(index.localname)}) for index in INDICES
        ]

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:  # noqa: A002
        """Name a type as search results do: ``paper``, not ``Paper paper``."""
        del primary
        return str(type.lname)

    @classmethod
    def of(cls, env: BuildEnvironment) -> PaperDomain:
        """Give an environment's domain."""
        return cast("PaperDomain", env.get_domain(cls.name))

    @property
    def collected(self) -> Library:
        """All that the pages hold, for whatever output: what is filed, and stored."""
        return cast("Library", self.data["library"])

    @property
    def library(self) -> Library:
        """What this build's output shows of it: from this alone anything is drawn or named."""
        if self._library is None:
            self._library = self._settled(self.collected.shown(self.shows))
        return self._library

    def _settled(self, library: Library) -> Library:
        """Put into titles and texts what their references show, now that all pages are known.

        What is filed stays as it was read: it does not matter what they showed before.
        """
        told = [name for name in sorted(self.unsettled) if self.unsettled_of(name).is_told]
        shown = Shown(self.env, library, site_of(self.env.config).sources)
        return settled_library(library, told, shown.on)

    def shows(self, guard: Guard) -> bool:
        """Tell whether this build's output shows what stands in a guard."""
        return self.output is None or self.output.shows(guard)

    def note_output(self, output: Output) -> None:
        """Note for what this build writes."""
        self.output, self._library = output, None

    def uses_of(self, docname: str) -> Uses:
        """Tell what a page shows that stands elsewhere; most builds ask for no page."""
        packed = self.uses.get(docname)
        return cast("Uses", pickle.loads(packed)) if packed else Uses()  # noqa: S301 - our own

    def unsettled_of(self, docname: str) -> Unsettled:
        """Tell what of a page depends on what its references show."""
        packed = self.unsettled.get(docname)
        return cast("Unsettled", pickle.loads(packed)) if packed else Unsettled()  # noqa: S301 - our own

    @property
    def orgs_digest(self) -> str:
        """The fingerprint of the ``orgs.toml`` with which the pages were read."""
        return cast("str", self.data["orgs_digest"])

    @orgs_digest.setter
    def orgs_digest(self, digest: str) -> None:
        self.data["orgs_digest"] = digest

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, object]) -> None:
        """Take over what a parallel worker has read: its environment arrives without domains."""
        self.just_read |= docnames
        self.collected.merge(cast("Library", otherdata["library"]), docnames)
        for key in FILED:
            own, other = (cast("dict[str, object]", data[key]) for data in (self.data, otherdata))
            own.update({name: other[name] for name in sorted(docnames) if name in other})

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
            return self._link_to_group(typ, target, fromdocname, builder, contnode)
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

    def groups(self, builder: Builder) -> Groups:
        """Tell where a builder's output shows what reviews have in common."""
        indices = self._current.indices if has_index_pages(builder) else frozenset()
        return Groups(builder, self.library, self.plan, indices, self._current.entry_page)

    @property
    def _current(self) -> Derived:
        """What is made of the tables of the library, as they are now."""
        library = self.library
        tables = library.tables
        if self._derived is None or self._derived.tables is not tables:
            self._derived = Derived(self.env, library, tables, is_paged=self.is_paged)
        return self._derived

    def release(self) -> None:
        """Let go of what a build has made of the library: it would outlive the build."""
        self.collected.release()
        site_of(self.env.config).relations.forget()
        self._library = self._derived = None

    @property
    def plan(self) -> Plan:
        """The pages that this build generates; none where its output has no such pages."""
        return self._current.plan

    def listing_pages(self, docname: str, number: int, listing: object) -> ListingPages[Any] | None:
        """Give the pages of a listing, by its page and its number there; None where it has none."""
        return self._current.listing_pages(docname, number, listing)

    def index_leaves(self, page: str) -> IndexLeaves:
        """Give the pages of an index, by the name of the first."""
        return self._current.index_leaves(page)

    @property
    def feeds(self) -> Feeds:
        """The feeds that this build writes; none where its output has no such pages."""
        return self._current.feeds

    @property
    def mentions(self) -> Mentions:
        """Who mentions which paper."""
        return self._current.mentions

    def title_of(self, review: Review) -> tuple[Run, ...]:
        """Give what another page calls a paper."""
        return self._current.title_of(review)

    @property
    def related(self) -> Related:
        """Which reviews have to do with one another."""
        return self._current.related

    @property
    def bibliography(self) -> Bibliography:
        """The papers as others take them."""
        return self._current.bibliography

    def _link_to_group(
        self, kind: str, label: str, fromdocname: str, builder: Builder, contnode: nodes.Element
    ) -> nodes.reference | None:
        """Link to an organisation's or tag's page or entry; else keep the badge."""
        if label not in self.library.tables.labels(kind):
            return None
        title = part_of(label, site_of(self.env.config).orgs) if kind == "org" else None
        link = self.groups(builder).link(kind, label, fromdocname, contnode, title)
        return cast("nodes.reference", link)  # Sphinx only puts it into the tree

    def get_objects(self) -> Iterator[Object]:
        """Yield papers, organisations and tags, for search and for other sites."""
        yield from self._current.objects  # Sphinx asks twice
