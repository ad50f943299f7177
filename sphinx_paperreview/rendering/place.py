"""Where something is drawn: for which output, on which page, with what known."""

from __future__ import annotations

from dataclasses import dataclass

from docutils import nodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from sphinx_paperreview.authoring.nodes import nodes_of
from sphinx_paperreview.collecting.domain import PaperDomain, index_pages, link_to_review, part_of
from sphinx_paperreview.collecting.indices import OrgIndex, TagIndex, anchor_of
from sphinx_paperreview.core.badges import org_class
from sphinx_paperreview.core.library import Library
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.medium import Medium, medium_of
from sphinx_paperreview.site import Site, site_of


@dataclass(frozen=True)
class Place:
    """A page of an output, and what may be drawn on it."""

    builder: Builder
    docname: str
    library: Library
    site: Site
    medium: Medium
    language: str
    """Of the site, for dates."""

    def link_to(self, review: Review) -> nodes.Element:
        """Link to a review by its title; plain text where this output does not hold its page."""
        title = nodes.inline("", "", *nodes_of(review.paper.title), classes=["paper-title"])
        return link_to_review(self.builder, self.docname, review, title)

    def link_to_post(self, review: Review) -> nodes.Element:
        """Link to a review by the title of its post."""
        title = nodes.inline("", self.library.posts[review.docname].title)
        return link_to_review(self.builder, self.docname, review, title)

    def org_badge(self, name: str) -> nodes.Element:
        """Draw an organisation: its name, beside a dot of its colour."""
        orgs = self.site.orgs
        badge = self._badge(OrgIndex, "org", name, name, ["paper-org", org_class(name, orgs)])
        title = part_of(name, orgs)
        if title and isinstance(badge, nodes.reference):
            badge["reftitle"] = title
        return badge

    def tag(self, tag: str) -> nodes.Element:
        """Draw a tag."""
        return self._badge(TagIndex, "tag", tag, f"#{tag}", ["paper-tag"])

    def _badge(
        self, index: type[OrgIndex | TagIndex], key: str, label: str, text: str, names: list[str]
    ) -> nodes.Element:
        """Draw a badge, which leads to its entry in an index where this output has that."""
        page = f"{PaperDomain.name}-{index.name}"
        known = label in self.library.tables.labels(key)
        if not (known and page in index_pages(self.builder)):
            return parts.span(text, *names)
        uri = self.builder.get_relative_uri(self.docname, page)
        target = f"{uri}#{anchor_of(label)}"
        return nodes.reference("", text, refuri=target, internal=True, classes=names)


def place_of(builder: Builder, env: BuildEnvironment, docname: str) -> Place:
    """Describe a page of a builder's output."""
    return Place(
        builder=builder,
        docname=docname,
        library=PaperDomain.of(env).library,
        site=site_of(env.config),
        medium=medium_of(builder),
        language=env.config.language,
    )
