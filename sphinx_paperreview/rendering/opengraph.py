"""What `sphinxext-opengraph`, where a site uses it, says of a post to those who share its link."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.core.model import Post
from sphinx_paperreview.core.post_query import cut, titles_within
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.html_head import add_to_head

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_EXTENSION = "sphinxext.opengraph"
_KEY = "og:description"
"""The field of a page's own by which it takes a description as it is."""

_ALT = "og:image:alt"
"""Another: what is said of the picture; by itself it is all that the picture is drawn from."""

_FURNITURE = frozenset(("paper-post", "paper-row", "paper-foot", "paper-neighbours"))
"""Classes of what is drawn around the text of a post: dates, badges, chips, lists of links."""

_META = '<meta name="description" content="{}" />'


def describe_post(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give it what listings say of a post (``html-page-context``).

    By itself it joins all that a page begins with: date, badges, the labels of links. Its pictures
    are drawn from that.
    """
    del templatename
    post = PaperDomain.of(app.env).library.posts.get(pagename)
    fields = context.get("meta") or {}
    if _EXTENSION not in app.extensions or doctree is None or post is None:
        return
    _leave_unsaid(doctree)
    if _KEY in fields:
        return
    text = escape(_description(post, app.config.ogp_description_length))
    if not text:
        return
    context["meta"] = {_ALT: text, **fields, _KEY: text}
    tags = context.get("metatags", "")
    if app.config.ogp_enable_meta_description and 'name="description"' not in tags:
        add_to_head(context, _META.format(text))


class _unsaid(nodes.container, nodes.Admonition):  # noqa: N801 - as docutils calls nodes
    """What it takes for an aside, and passes over."""


def _leave_unsaid(doctree: nodes.document) -> None:
    """Mark what is no text of a page: its HTML is written, whoever looks through it finds all."""
    found = [node for node in doctree.findall(nodes.Element) if _is_furniture(node)]
    for node in found:
        node.replace_self(_unsaid("", *node.children))


def _is_furniture(node: nodes.Element) -> bool:
    return not _FURNITURE.isdisjoint(" ".join(node.get("classes", ())).split())


def _description(post: Post, length: int) -> str:
    return cut(post.excerpt or parts.SEPARATOR.join(titles_within(post)), length)
