"""The foot of a post: links to the posts before and after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_paperreview.core.model import Post
from sphinx_paperreview.messages import _
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.drawing import Drawing
from sphinx_paperreview.rendering.mathjax import ignored
from sphinx_paperreview.rendering.place import Place, place_of
from sphinx_paperreview.rendering.post_bars import draws_own_bar
from sphinx_paperreview.rendering.posts import day_text

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


class paper_neighbours(nodes.paragraph):  # noqa: N801 - docutils names nodes so
    """The links at the foot of a post.

    Attributes:
        label: What they are, for those who hear the page.
    """


class DrawNeighbours(Drawing):
    """Let the readers of a post go on to the older and the newer one, where no theme does."""

    default_priority = 9
    """With cards and listings; it leaves no reference to be resolved (10)."""

    def run(self, **kwargs: object) -> None:
        """Draw the foot of a dated post."""
        del kwargs
        place = place_of(self.builder, self.env, self.env.docname)
        if not (place.medium.pages and draws_own_bar(self.builder)):
            return
        beside = place.library.neighbours(place.docname)
        links = []
        if beside.older:
            links.append(_link(beside.older, place, _("Older"), "paper-older"))
        if beside.newer:
            links.append(_link(beside.newer, place, _("Newer"), "paper-newer"))
        if links:
            names = ["paper-neighbours", parts.NO_SEARCH]
            label = _("Older and newer posts")
            foot = paper_neighbours("", "", *links, label=label, classes=names)
            ignored(self.builder, [foot])
            # Behind the footnotes, too.
            self.document.append(foot)


def _link(post: Post, place: Place, direction: str, name: str) -> nodes.Element:
    words = [[parts.span(direction, "paper-direction")], [parts.span(post.title, "paper-title")]]
    day = day_text(post, place.language)
    if day:
        moment = place.moment(day, post.date)
        words.append([nodes.inline("", "", moment, classes=["paper-date"])])
    link = place.lead_to(post.docname, nodes.inline("", "", *parts.joined(words, " ")))
    link["classes"].append(name)
    return link


def visit_neighbours(self: HTML5Translator, node: paper_neighbours) -> None:
    """Open the landmark."""
    self.body.append(self.starttag(node, "nav", "", **{"aria-label": node["label"]}))


def depart_neighbours(self: HTML5Translator, node: paper_neighbours) -> None:
    """Close the landmark."""
    del node
    self.body.append("</nav>\n")
