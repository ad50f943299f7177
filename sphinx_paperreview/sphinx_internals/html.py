"""What Sphinx's HTML builder keeps to itself: how it draws a page, and what it has drawn with."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri

from sphinx_paperreview.sphinx_internals import Part, report_lost

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.domains import Index, IndexEntry

_TOCTREE, _INDICES, _DIGEST = "_get_local_toctree", "write_domain_indices", "build_info"
_PAGE_STATE = ("secnumbers", "fignumbers", "imgpath", "current_docname")
_NEWEST_TEMPLATE = "newest_template_mtime"
_EQUATIONS = "has_equations"

DomainIndex: TypeAlias = "tuple[str, type[Index], list[tuple[str, list[IndexEntry]]], bool]"
"""The name of the page of an index, the index, what it shows, and whether that is folded."""


def local_toctree(builder: StandaloneHTMLBuilder, docname: str) -> Callable[..., str] | None:
    """Give what themes call to draw the tables of contents, as from a page.

    Sphinx puts it into the context of each page, bound to that page: one for many is not to be
    had there. None where it is gone; Sphinx then draws them for each page.
    """
    draw = getattr(builder, _TOCTREE, None)
    if draw is None:
        report_lost(Part.TOCTREE)
        return None
    return partial(draw, docname)


def begin_page(builder: StandaloneHTMLBuilder, docname: str) -> None:
    """Set what translators read from the builder, as it does itself when it begins a page.

    It does so only for pages with a source.
    """
    if not all(hasattr(builder, name) for name in _PAGE_STATE):
        report_lost(Part.PAGE_STATE)
    imgpath = relative_uri(builder.get_target_uri(docname), builder.imagedir)
    for name, value in zip(_PAGE_STATE, ({}, {}, imgpath, docname), strict=True):
        setattr(builder, name, value)


def note_formulas(builder: StandaloneHTMLBuilder, docname: str, *, has_math: bool) -> None:
    """Say whether a page without a source holds formulas.

    Where MathJax is needed, Sphinx 8.2 asks the page's context, and the domain before that; the
    domain knows only of what has been read.
    """
    noted = builder.env.domaindata["math"].get(_EQUATIONS)
    if noted is None:
        report_lost(Part.EQUATIONS)
    else:
        noted[docname] = has_math


def choose_indices(
    builder: StandaloneHTMLBuilder, choose: Callable[[list[DomainIndex]], list[DomainIndex]]
) -> None:
    """Let a builder write only some indices of domains.

    It writes all at every build, and no event stands between their choice and their writing.

    Args:
        builder: Whose method gives way to one of ours.
        choose: Takes all indices when they are about to be written, and gives some of them.
    """
    write = getattr(builder, _INDICES, None)
    if write is None or not hasattr(builder, "domain_indices"):
        report_lost(Part.INDICES)
        return

    def write_chosen() -> None:
        every = builder.domain_indices
        builder.domain_indices = choose(every)
        try:
            write()
        finally:  # whatever fails, the builder has them all again
            builder.domain_indices = every

    setattr(builder, _INDICES, write_chosen)


def configuration_digests(builder: Builder) -> tuple[str, str] | None:
    """Give Sphinx's fingerprints of the configuration, and of the tags, that pages are made with.

    ``"", ""`` for builders that are not of HTML. None where they are gone: no page that was
    written by an earlier build can be trusted then.
    """
    if not isinstance(builder, StandaloneHTMLBuilder):
        return "", ""
    made_with: Any = getattr(builder, _DIGEST, None)
    try:
        return made_with.config_hash, made_with.tags_hash
    except AttributeError:
        report_lost(Part.DIGEST)
        return None


def newest_template(builder: StandaloneHTMLBuilder) -> float:
    """Tell when a template of the theme was changed last, in seconds since the epoch.

    Where nobody knows any more, that is always now: infinite.
    """
    newest = getattr(builder.templates, _NEWEST_TEMPLATE, None)
    if newest is None:
        report_lost(Part.TEMPLATES)
        return float("inf")
    return float(newest())
