"""What `sphinxext-opengraph`, where a site uses it, says of a post to those who share its link."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.core.model import Post
from sphinx_paperreview.core.post_query import cut, titles_within
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.html_head import add_to_head

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

_EXTENSION = "sphinxext.opengraph"
_KEY = "og:description"
"""The field of a page's own by which it takes a description as it is."""

_META = '<meta name="description" content="{}" />'


def describe_post(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give it what listings say of a post (``html-page-context``).

    By itself it joins all that a page begins with: date, badges, the labels of links.
    """
    del templatename
    post = PaperDomain.of(app.env).library.posts.get(pagename)
    fields = context.get("meta") or {}
    if _EXTENSION not in app.extensions or doctree is None or post is None or _KEY in fields:
        return
    text = escape(_description(post, app.config.ogp_description_length))
    if not text:
        return
    context["meta"] = {**fields, _KEY: text}
    tags = context.get("metatags", "")
    if app.config.ogp_enable_meta_description and 'name="description"' not in tags:
        add_to_head(context, _META.format(text))


def _description(post: Post, length: int) -> str:
    return cut(post.excerpt or parts.SEPARATOR.join(titles_within(post)), length)
