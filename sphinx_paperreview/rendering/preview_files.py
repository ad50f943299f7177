"""Which links have previews, and the files of these: one for each page with reviews.

So a preview changes with the page that it is of, and no other page has to be written again; and a
reader fetches what belongs to one post, however long the journal is.
"""

from __future__ import annotations

import posixpath
from functools import partial
from typing import TYPE_CHECKING, cast
from urllib.parse import unquote

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_paperreview.collecting.addresses import PAGED, PREVIEWED, has_preview
from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.freshness import Freshness
from sphinx_paperreview.core.post_query import indexed_reviews
from sphinx_paperreview.rendering.assets import PREVIEWING
from sphinx_paperreview.rendering.contexts import PageContexts
from sphinx_paperreview.rendering.drawing import Drawing
from sphinx_paperreview.rendering.files import GeneratedFiles, output_file
from sphinx_paperreview.rendering.previews import PREVIEWS_SUFFIX, PreviewWriter
from sphinx_paperreview.site import site_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class MarkPreviewed(Drawing):
    """Mark the links to reviews that Sphinx and MyST have made, and the pages that hold some."""

    default_priority = 20
    """After everything that makes references: MyST (9), Sphinx's `ReferencesResolver` (10)."""

    def run(self, **kwargs: object) -> None:
        """Look at each link."""
        del kwargs
        if self.builder.name not in PAGED or not site_of(self.config).settings.previews:
            return
        for link in self.document.findall(nodes.reference):
            if PREVIEWED not in link["classes"] and self._has_preview(link):
                link["classes"].append(PREVIEWED)
            if PREVIEWED in link["classes"]:
                self.document[PREVIEWING] = True

    def _has_preview(self, link: nodes.reference) -> bool:
        docname, anchor = self._target_of(link)
        library = PaperDomain.of(self.env).library
        if not anchor or docname not in library.posts:
            return False
        found = library.lookup(docname).find("anchor", anchor)
        return found is not None and has_preview(self.builder, found.review)

    def _target_of(self, link: nodes.reference) -> tuple[str, str]:
        """Name the page of this site and the id on it that a link leads to; ``""`` where none."""
        if "headerlink" in link["classes"]:
            return "", ""
        here = self.env.docname
        if link.get("refid"):
            return here, link["refid"]
        path, _sharp, anchor = link.get("refuri", "").partition("#")
        if not (link.get("internal") and anchor):
            return "", ""
        return self._docname_at(path) if path else here, anchor

    def _docname_at(self, path: str) -> str:
        """Name the page at a relative address; ``""`` where no review can be there."""
        builder = cast("StandaloneHTMLBuilder", self.builder)
        here = builder.get_target_uri(self.env.docname)
        at = _plain(posixpath.join(posixpath.dirname(here), path))
        names = (at.removesuffix(builder.link_suffix or ""), at, posixpath.join(at, "index"))
        posts = PaperDomain.of(self.env).library.posts
        known = (name for name in map(posixpath.normpath, names) if name in posts)
        return next((name for name in known if _plain(builder.get_target_uri(name)) == at), "")


def _plain(uri: str) -> str:
    return posixpath.normpath(unquote(uri))


def write_previews(app: Sphinx, freshness: Freshness) -> tuple[()]:
    """Write the files of previews that have changed (``html-collect-pages``)."""
    domain = PaperDomain.of(app.env)
    if not (domain.is_paged and site_of(app.config).settings.previews):
        return ()
    builder = cast("StandaloneHTMLBuilder", app.builder)
    files, views = GeneratedFiles(builder, freshness), freshness.all_views(app)
    if files.are_left("", suffix=PREVIEWS_SUFFIX):
        return ()
    contexts = PageContexts(builder, domain.plan, {})
    writer = PreviewWriter(contexts, contexts.place(builder.config.root_doc))
    for post in domain.library.posts.values():
        reviews = indexed_reviews(post)
        if reviews:
            path = output_file(builder, post.docname).removesuffix(builder.out_suffix)
            view = partial(views.of_previews, reviews)
            files.write_viewed(f"{path}{PREVIEWS_SUFFIX}", view, partial(writer.file, reviews))
    return ()
