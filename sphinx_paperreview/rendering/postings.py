"""What others take of a post: how to cite it, at its foot, and what programs read in the page."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes

from sphinx_paperreview.core.model import Post
from sphinx_paperreview.core.post_query import indexed_reviews, reviewers_of
from sphinx_paperreview.core.tables import is_listed
from sphinx_paperreview.exports.gathering import page_of
from sphinx_paperreview.exports.posting import Posting, posting_bibtex, posting_json_ld
from sphinx_paperreview.messages import _
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.assets import CITED
from sphinx_paperreview.rendering.citing import unfolding
from sphinx_paperreview.rendering.drawing import Drawing
from sphinx_paperreview.rendering.html_head import add_to_head
from sphinx_paperreview.rendering.mathjax import ignored
from sphinx_paperreview.rendering.place import Place, place_of
from sphinx_paperreview.rendering.posts import headed_section
from sphinx_paperreview.rendering.reviewers import site_authors

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_JSON_LD = '<script type="application/ld+json">{}</script>'
_TOLD = "paperreview_json_ld"
"""Attribute of a document that says what its head is to tell."""


class DrawPostings(Drawing):
    """Say at the foot of a post how it is cited; mark what is what in it, for programs."""

    default_priority = 9
    """With cards; before the bar that leads to other posts, which is the last on the page."""

    def run(self, **kwargs: object) -> None:
        """Draw it on a post that listings show."""
        del kwargs
        place = place_of(self.builder, self.env, self.env.docname)
        post = _listed_post(place) if place.medium.pages else None
        if post is None:
            return
        posting = posting_of(post, place)
        self.document[_TOLD] = posting_json_ld(posting)
        section = headed_section(self.document, post)
        if section is not None:
            _mark(section, posting, place)
        if place.site.settings.cite_posts:
            foot = unfolding(_("Cite this post"), posting_bibtex(posting))
            foot["classes"].append("paper-cite-post")
            ignored(self.builder, [foot])
            self.document.append(foot)
            self.document[CITED] = True


def add_json_ld(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Tell programs what a post is (``html-page-context``): a block of data, which nothing runs."""
    del app, pagename, templatename
    told = doctree.get(_TOLD) if doctree is not None else None
    if told:
        add_to_head(context, _JSON_LD.format(told))


def _listed_post(place: Place) -> Post | None:
    """Give the post that a page is; None where listings do not show it."""
    post = place.library.posts.get(place.docname)
    return post if post and is_listed(post) else None


def posting_of(post: Post, place: Place) -> Posting:
    """Tell what is known of a post; no address where nobody says on which site it is."""
    builder, root = place.builder, place.site.base.lasting
    reviews = indexed_reviews(post)
    pictures = builder.env.images
    image = next((pictures[one.image][1] for one in reviews if one.image in pictures), "")
    pages = (page_of(review.paper.ids, place.site.sources) for review in reviews)
    return Posting(
        docname=post.docname,
        title=post.title,
        authors=reviewers_of(post) or site_authors(place),
        published="T".join(filter(None, (post.date, post.time if post.date else ""))),
        updated=post.updated,
        language=place.language.replace("_", "-"),
        url=f"{root}{builder.get_target_uri(post.docname)}" if root else "",
        image=f"{root}{builder.imagedir}/{quote(image)}" if root and image else "",
        about=tuple(dict.fromkeys(filter(None, pages))),
    )


def _mark(section: nodes.section, posting: Posting, place: Place) -> None:
    """Mark a post as microformats2 has it (https://microformats.org/wiki/h-entry).

    What a page need not show in these words stands in elements that nobody sees or hears.
    """
    title = section[0]
    if not isinstance(title, nodes.title):
        return
    section["classes"].append("h-entry")
    # Within the heading, in which there is a permanent link, too.
    words = nodes.inline("", "", *title.children, classes=["p-name"])
    title.children = []
    title += words
    # At its end, where no style sheet looks for what follows a heading.
    section.append(parts.raw("".join(_hidden(posting, place))))


def _hidden(posting: Posting, place: Place) -> Iterator[str]:
    here = place.builder.get_target_uri(place.docname).rpartition("/")[2]
    told = {
        "u-url": [posting.url or here or "."],
        "dt-published": [posting.published],
        "dt-updated": [posting.updated],
        "p-author": posting.authors,
    }
    for name, values in told.items():
        for value in filter(None, values):
            yield f'<data class="{name}" value="{escape(value)}" hidden></data>'
