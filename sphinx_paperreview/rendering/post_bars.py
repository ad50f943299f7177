"""The bar with which a theme leads from page to page: among posts it goes by date, as ours does."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.messages import _
from sphinx_paperreview.rendering.medium import medium_of
from sphinx_paperreview.site import site_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

_OFF = frozenset({"", "none", "false", "no", "off", "0"})
"""What says no in an option of a theme."""

_ALWAYS: Mapping[str, frozenset[str]] = {}

THEMES: Mapping[str, Mapping[str, frozenset[str]]] = {
    "furo": _ALWAYS,
    "pydata_sphinx_theme": {"show_prev_next": _OFF},
    "sphinx_rtd_theme": {"prev_next_buttons_location": _OFF | {"top"}},
    "alabaster": {"show_relbars": _OFF, "show_relbar_bottom": _OFF},
    # Those of Sphinx itself.
    "agogo": _ALWAYS,
    "bizstyle": _ALWAYS,
    "classic": _ALWAYS,
    "haiku": _ALWAYS,
    "nature": _ALWAYS,
    "pyramid": _ALWAYS,
    "scrolls": _ALWAYS,
    "sphinxdoc": _ALWAYS,
    "traditional": _ALWAYS,
}
"""Themes with a bar at the foot of a page; for each, its options, and values that do not show it.

One option that shows it is enough. A theme that is made from one of these has its bar.
"""

_ALONE = "basic"
"""A theme with a bar that those made from it mostly leave out."""


def draws_own_bar(builder: Builder) -> bool:
    """Tell whether posts have a bar of ours: where the theme has none, or where a site says so."""
    choice = site_of(builder.config).settings.post_bar
    return choice == "own" or (choice == "auto" and not _has_bar(builder))


def _has_bar(builder: Builder) -> bool:
    if not isinstance(builder, StandaloneHTMLBuilder):
        return False
    names = [Path(folder).name for folder in builder.theme.get_theme_dirs()]
    name = next((name for name in names if name in THEMES), "")
    if not name:
        return names == [_ALONE]
    options = THEMES[name]
    return not options or any(
        _option(builder, option) not in hiding for option, hiding in options.items()
    )


def _option(builder: StandaloneHTMLBuilder, name: str) -> str:
    default = builder.theme.get_config("options", name, "")
    return str(builder.config.html_theme_options.get(name, default)).lower()


def feed_theme(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Tell the theme of the posts beside one, in place of the table of contents.

    So its bar, if it has one, agrees with ours, and so do the links in the page's head
    (``html-page-context``).
    """
    del templatename
    beside = PaperDomain.of(app.env).library.neighbours(pagename)
    is_left = site_of(app.config).settings.post_bar == "none"
    if doctree is None or is_left or not medium_of(app.builder).pages:
        return
    if not (beside.older or beside.newer):
        return
    posts = (
        ("next", beside.newer, "N", _("newer")),
        ("prev", beside.older, "P", _("older")),
    )
    bar = [link for link in context.get("rellinks", ()) if link[2] not in {"N", "P"}]
    for name, post, key, word in posts:
        context[name] = None
        if post:
            title = escape(post.title)
            uri = app.builder.get_relative_uri(pagename, post.docname)
            context[name] = {"link": uri, "title": title}
            bar.append((post.docname, title, key, word))
    context["rellinks"] = bar
