"""What MyST-Parser keeps to itself: its renderer, its slugs, its configuration of a page."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

from docutils.parsers.rst.states import RSTState

from sphinx_paperreview.sphinx_internals import Part, report_lost

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

Slugs: TypeAlias = dict[str, tuple[int | None, str, str]]
"""What ``[](#slug)`` leads to on a Markdown page: line, id and text by slug."""

_RENDERER, _HEADING_SLUGS, _SLUGS = "_renderer", "_heading_slugs", "myst_slugs"

_CONFIG = "myst_config"


@contextmanager
def html_as_text(state: object) -> Iterator[None]:
    """Let HTML that is typed be text, while inline Markdown is parsed.

    No option of MyST's says so for a part of a page: only its renderer knows the parser.

    Args:
        state: The state of a directive on a Markdown page.
    """
    renderer = _renderer(state)
    if renderer is None:
        yield
        return
    with renderer.md.reset_rules():
        renderer.md.disable("html_inline")
        yield


class RoleState:
    """What a role has of a directive's state, and of its machine: it parses inline Markdown.

    Args:
        inliner: That of the role, on a Markdown page.
    """

    def __init__(self, inliner: Any) -> None:
        vars(self)[_RENDERER] = vars(inliner).get(_RENDERER)
        self.document: nodes.document = inliner.document
        self.reporter = inliner.reporter
        self._inliner = inliner

    def inline_text(
        self, text: str, line: int
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Parse a text; see docutils' method of this name."""
        parsed: tuple[list[nodes.Node], list[nodes.system_message]]
        parsed = self._inliner.parse(text, line, None, self._inliner.parent)
        return parsed

    def get_source_and_line(self, line: int) -> tuple[str, int]:
        """Say where a line is."""
        return str(self.document["source"]), line

    def nested_parse(self, *arguments: object) -> None:
        """Parse nothing: a heading has no text."""


def heading_slugs(state: object) -> Slugs:
    """Give the slugs of the page that is being parsed, to be added to; none in reST.

    MyST finds no other target by ``[](#anchor)``, and only these tell it a target's title.
    """
    if isinstance(state, RSTState):
        return {}
    renderer = _renderer(state)
    slugs: Slugs | None = getattr(renderer, _HEADING_SLUGS, None)
    if renderer is not None and slugs is None:
        report_lost(Part.SLUGS)
    return {} if slugs is None else slugs


def slugs_of(document: nodes.document) -> Slugs:
    """Give the slugs of a page that has been parsed; none in reST.

    They are those of `heading_slugs`, which says where they are gone.
    """
    slugs: Slugs = getattr(document, _SLUGS, {})
    return slugs


def kept_slugs(metadata: dict[str, Any]) -> Slugs:
    """Give the slugs of a page as the environment keeps them, to be added to.

    MyST looks there for ``[](page.md#slug)``, and finds what stands on pages of reST, too.

    Args:
        metadata: What the environment keeps of the page.
    """
    slugs: Slugs = metadata.setdefault(_SLUGS, {})
    return slugs


def configuration(app: Sphinx) -> Any:
    """Give what MyST has made of ``conf.py``; None where it is not used."""
    found = getattr(app.env, _CONFIG, None)
    if found is None and "myst_parser" in app.extensions:
        report_lost(Part.CONFIG)
    return found


def reads_roles(app: Sphinx) -> bool:
    """Tell whether MyST reads more than CommonMark on the pages of a site."""
    found = configuration(app)
    plain = getattr(found, "commonmark_only", False) or getattr(found, "gfm_only", False)
    return found is not None and not plain and "myst_role" not in found.disable_syntax


def changed(config: Any, changes: dict[str, Any]) -> Any:
    """Give a configuration with other values; the same where it has no such values any more."""
    try:
        return dataclasses.replace(config, **changes)
    except TypeError:
        report_lost(Part.CONFIG)
        return config


def configure(env: BuildEnvironment, config: Any) -> None:
    """Let MyST read the next page by this configuration.

    It asks the environment whenever it begins a page. Front matter could say it too, but would
    move the lines of the text.
    """
    setattr(env, _CONFIG, config)


def _renderer(state: object) -> Any:
    """Give what makes nodes of a page; a mocked state raises its own error for what it lacks."""
    renderer = vars(state).get(_RENDERER)
    if renderer is None:
        report_lost(Part.RENDERER)
    return renderer
