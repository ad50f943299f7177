"""How a page leads to the feeds of what it shows: in its head, for programs, and in sight."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes
from sphinx.util.osutil import relative_uri

from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.feeds import feeds_on
from sphinx_paperreview.core.feeds import DIGEST, POSTS, SUFFIX
from sphinx_paperreview.exports.atom import MEDIA_TYPE
from sphinx_paperreview.messages import _
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.html_head import add_to_head
from sphinx_paperreview.rendering.place import Place, place_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_LINK = '<link rel="alternate" type="{type}" title="{title}" href="{href}" />'

BEGIN, END = "<!-- paperreview: article -->", "<!-- /paperreview: article -->"
"""What stands around the article of a page of which there is a feed, whatever the theme."""


def add_feed_links(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Tell programs of the feeds of a page, and mark what a feed takes (``html-page-context``)."""
    del templatename
    domain = PaperDomain.of(app.env)
    feeds = domain.feeds if domain.is_paged else None
    if feeds is None or not feeds.wanted:
        return
    if doctree is None:
        names = tuple(filter(None, [feeds.of_pages.get(pagename)]))
    else:
        names = feeds_on(app.builder, pagename)
        if pagename in feeds.docnames:
            context["body"] = f"{BEGIN}{context['body']}{END}"
    if names:
        place = place_of(app.builder, app.env, pagename)
        links = (
            _LINK.format(
                type=MEDIA_TYPE, title=escape(title_of(place, name)), href=_uri(place, name)
            )
            for name in names
        )
        add_to_head(context, *links)


def feed_row(place: Place, names: Iterable[str]) -> list[nodes.Node]:
    """Draw links to some feeds, in the outputs that have them."""
    links: list[list[nodes.Node]] = [[_link(place, name)] for name in names]
    if not links:
        return []
    row = parts.row("paper-files", parts.icon("rss"), *parts.joined(links, parts.SEPARATOR))
    row["classes"].append(parts.NO_SEARCH)
    return [row]


def _link(place: Place, name: str) -> nodes.reference:
    label = _("Weekly digest") if name == DIGEST else _("Feed")
    link = nodes.reference("", label, refuri=_uri(place, name), internal=True)
    link["reftitle"] = title_of(place, name)
    return link


def _uri(place: Place, name: str) -> str:
    return relative_uri(place.builder.get_target_uri(place.docname), quote(name))


def title_of(place: Place, name: str) -> str:
    """Call a feed by what it is a feed of, and by the site."""
    shown = (
        ""
        if name == POSTS
        else _("Weekly digest")
        if name == DIGEST
        else place.page_title(*place.domain.plan.values[name.removesuffix(SUFFIX)])
    )
    return parts.SEPARATOR.join(filter(None, (shown, place.site_name))) or _("Posts")
