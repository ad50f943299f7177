"""Where something is drawn: for which output, on which page, with what known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import TypeVar

from docutils import nodes
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util.osutil import relative_uri

from sphinx_paperreview.authoring.nodes import nodes_of
from sphinx_paperreview.collecting.addresses import Groups, link_to_page, link_to_review, part_of
from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.core.badges import org_class
from sphinx_paperreview.core.fields import FIELD
from sphinx_paperreview.core.library import Library
from sphinx_paperreview.core.mentions import Mentions
from sphinx_paperreview.core.model import Post, Review
from sphinx_paperreview.core.pending import typed
from sphinx_paperreview.core.related import Related
from sphinx_paperreview.core.runs import Run, plain
from sphinx_paperreview.core.sources import builtin_kinds
from sphinx_paperreview.core.values import parse_published
from sphinx_paperreview.messages import _
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.medium import Medium, medium_of
from sphinx_paperreview.site import Site, site_of

T = TypeVar("T")


@dataclass(frozen=True)
class Place:
    """A page of an output, and what may be drawn on it."""

    builder: Builder
    docname: str
    domain: PaperDomain
    groups: Groups
    """Where this output shows the papers of an organisation, a tag and the like."""
    site: Site
    medium: Medium
    language: str
    """Of the site, for dates."""

    @property
    def site_name(self) -> str:
        """What the site is called; ``""`` where ``conf.py`` names none, and Sphinx says so."""
        return _told(self.builder.config, "project")

    @property
    def site_author(self) -> str:
        """Whose site it is; ``""`` where ``conf.py`` names nobody, and Sphinx says so."""
        return _told(self.builder.config, "author")

    @property
    def library(self) -> Library:
        """All that the build has collected."""
        return self.domain.library

    @property
    def mentions(self) -> Mentions:
        """Who mentions which paper; made when first asked for."""
        return self.domain.mentions

    @property
    def related(self) -> Related:
        """Which reviews have to do with one another; made when first asked for."""
        return self.domain.related

    @cached_property
    def link_labels(self) -> Mapping[str, str]:
        """What kinds of links are called."""
        kinds = {kind.key: _(kind.label) for kind in builtin_kinds().values() if kind.key != "link"}
        return kinds | {source.key: source.label for source in self.site.sources}

    def link_to(self, review: Review, words: tuple[Run, ...] = ()) -> nodes.Element:
        """Link to a review; plain text where this output does not hold its page.

        Args:
            review: Where the link leads.
            words: What it shows; if nothing, the paper's title.
        """
        runs = words or self.domain.title_of(review)
        title = nodes.inline("", "", *nodes_of(runs), classes=["paper-title"])
        return link_to_review(self.builder, self.docname, review, title, says=plain(typed(runs)))

    def link_to_post(self, review: Review) -> nodes.Element:
        """Link to a review by the title of its post."""
        title = nodes.inline("", self.library.posts[review.docname].title)
        return link_to_review(self.builder, self.docname, review, title)

    def some(
        self, items: Sequence[T], most: int, draw: Callable[[T], nodes.Node], review: Review
    ) -> list[list[nodes.Node]]:
        """Draw the first of what a review has many of, and a link to it: ``and 3 more``.

        Args:
            items: All of them.
            most: How many to draw, about.
            draw: Draws one.
            review: Where all of them stand.
        """
        shown, rest = parts.divided(items, most)
        return [*([draw(item)] for item in shown), [*self.all_of(review, len(rest))]]

    def all_of(self, review: Review, rest: int) -> list[nodes.Element]:
        """Link to a review from where some of what it has is left out; nothing where none is."""
        if not rest:
            return []
        shown = parts.span(parts.more_text(rest), "paper-more")
        return [link_to_review(self.builder, self.docname, review, shown)]

    def link_to_page(self, post: Post) -> nodes.Element:
        """Link to a post by its title."""
        return self.lead_to(post.docname, parts.span(post.title, "paper-title"))

    def lead_to(self, docname: str, content: nodes.Element, *, anchor: str = "") -> nodes.Element:
        """Let something lead to a page, or an id on it, where this output holds it."""
        return link_to_page(self.builder, self.docname, docname, content, anchor=anchor)

    def link_to_site(self, uri: str, content: nodes.Element, title: str) -> nodes.Element:
        """Link to a page of another site; text where an address beside this site leads nowhere."""
        if "://" not in uri:
            if not self.medium.web:
                return content
            path, sharp, anchor = uri.partition("#")
            base = self.builder.get_target_uri(self.docname)
            uri = relative_uri(base, path) + sharp + anchor
        return nodes.reference("", "", content, refuri=uri, internal=False, reftitle=title)

    def thumbnail(self, review: Review) -> nodes.image | None:
        """Draw the picture of a review on another page; nothing where there is none to be read.

        It is there for the eye: whoever hears the page hears the title.
        """
        if review.image not in self.builder.env.images:
            return None
        lazy = {"loading": "lazy"} if self.medium.web else {}
        candidates = {"*": review.image}
        return nodes.image(
            "", uri=review.image, candidates=candidates, alt="", classes=["paper-picture"], **lazy
        )

    def org_badge(self, name: str) -> nodes.Element:
        """Draw an organisation: its name, beside a dot of its colour."""
        orgs = self.site.orgs
        names = ["paper-org", org_class(name, orgs)]
        return self._badge("org", name, name, names, part_of(name, orgs))

    def tag(self, tag: str) -> nodes.Element:
        """Draw a tag."""
        return self._badge("tag", tag, f"#{tag}", ["paper-tag"])

    def reviewer(self, name: str) -> nodes.Element:
        """Name somebody who reviewed; the name leads to all that they reviewed."""
        return self.link_to_group("reviewer", name, parts.span(name, "paper-reviewer"))

    def moment(self, text: str, date: str) -> nodes.Node:
        """Write a date, so that machines can read it too where the output has a way for that.

        Args:
            text: The date as readers see it.
            date: The same date in the form of ISO 8601.
        """
        if not self.medium.boxes:
            return self.words("paper-date", [nodes.Text(text)])[0]
        return parts.raw(f'<time datetime="{date}">{escape(text)}</time>')

    def words(
        self,
        role: str,
        content: Sequence[nodes.Node],
        *,
        plain: type[nodes.emphasis | nodes.strong] | None = None,
    ) -> list[nodes.Node]:
        """Give words the name by which LaTeX draws them.

        Args:
            role: One that ``static/paperreview.sty`` defines.
            content: The words.
            plain: What they are in other outputs; None: they stay as they are.
        """
        if self.medium.roles:
            return [nodes.inline("", "", *content, classes=[role])]
        return [plain("", "", *content)] if plain else list(content)

    def link_to_group(self, kind: str, label: str, content: nodes.Element) -> nodes.Element:
        """Link to what shows the reviews of a group: a post, or the page of a value."""
        return self.groups.link(kind, label, self.docname, content)

    def named(self, kind: str, label: str) -> nodes.Element:
        """Draw what names a value among others of its kind; it leads to the value's page."""
        if kind == "org":
            return self.org_badge(label)
        if kind == "tag":
            return self.tag(label)
        shown = nodes.inline("", self.group_label(kind, label))
        return self.link_to_group(kind, label, shown)

    def link_to_overview(self, kind: str, content: nodes.Element) -> nodes.Element:
        """Link to what shows all groups of a kind."""
        page = self.groups.overview_of(kind)
        return self.lead_to(page, content) if page else content

    def group_label(self, key: str, label: str) -> str:
        """Name what a group of reviews has in common, as readers know it."""
        if not label:
            return _("Others")
        if key == "post" and label in self.library.posts:
            return self.library.posts[label].title
        if key == "source" and label in self.site.sources:
            return self.site.sources[label].label
        if key in ("year", "month", "day"):
            return parts.date_text(parse_published(label), self.language, wide=True)
        return parts.value_text(FIELD[key], label)

    def page_title(self, kind: str, label: str) -> str:
        """Name the page of a value."""
        title = self.group_label(kind, label)
        return f"#{title}" if kind == "tag" else title

    def _badge(
        self, kind: str, label: str, text: str, names: list[str], title: str | None = None
    ) -> nodes.Element:
        """Draw a badge, which leads to its page, or to its entry in an index."""
        place = self.groups.place_of(kind, label)
        if place is None:
            return parts.span(text, *names)
        page, anchor = place
        uri = self.builder.get_relative_uri(self.docname, page)
        target = f"{uri}#{anchor}" if anchor else uri
        badge = nodes.reference("", text, refuri=target, internal=True, classes=names)
        if title:
            badge["reftitle"] = title
        return badge


def _told(config: Config, name: str) -> str:
    value = config[name]
    return "" if value == Config.config_values[name].default else str(value)


def place_of(builder: Builder, env: BuildEnvironment, docname: str) -> Place:
    """Describe a page of a builder's output."""
    domain = PaperDomain.of(env)
    return Place(
        builder=builder,
        docname=docname,
        domain=domain,
        groups=domain.groups(builder),
        site=site_of(env.config),
        medium=medium_of(builder),
        language=env.config.language,
    )
