"""What MathJax has to know, where it draws the formulas: what it may take for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

IGNORED = ("tex2jax_ignore", "mathjax_ignore")
"""Classes of elements whose text MathJax leaves alone, as MyST gives them to its pages.

Else it would take ``\\(…\\)`` for TeX wherever it stands, in the name of an author too.
"""

FORMULAS = ("tex2jax_process", "mathjax_process", "math", "output_area")
"""Classes of what is a formula even there; those that MyST has."""


def show_formulas(app: Sphinx) -> None:
    """Tell MathJax to draw formulas in what it ignores (``builder-inited``).

    MyST does so by itself only where a whole site writes formulas between dollars.
    """
    names = [name for name in ("mathjax4_config", "mathjax3_config") if name in app.config]
    if app.builder.format != "html" or not names:
        return
    name = next((name for name in names if app.config[name]), names[0])
    settings: dict[str, Any] = dict(app.config[name] or {})
    options = dict(settings.get("options") or {})
    known = filter(None, str(options.get("processHtmlClass", "")).split("|"))
    options["processHtmlClass"] = "|".join(dict.fromkeys([*known, *FORMULAS]))
    setattr(app.config, name, settings | {"options": options})


def ignored(builder: Builder, drawn: Iterable[nodes.Node]) -> None:
    """Let MathJax take none of the words that were drawn for a formula, only the formulas."""
    if getattr(builder, "math_renderer_name", "") == "mathjax":
        for node in drawn:
            if isinstance(node, nodes.Element):
                node["classes"] += IGNORED
