"""Formulas as MathML, which every current browser draws by itself.

Sphinx's default loads MathJax from another host; these pages ask no other host for anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils.nodes import SkipNode
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator


def _draw(self: HTML5Translator, node: nodes.Element, *, as_block: bool) -> None:
    source = node.astext()
    try:
        markup = tex2mathml(source, as_block=as_block)
    except MathError:
        markup = f"<code>{self.encode(source)}</code>"
    self.body.append(f'<div class="math">{markup}</div>\n' if as_block else markup)


def _inline(self: HTML5Translator, node: nodes.Element) -> None:
    _draw(self, node, as_block=False)
    raise SkipNode


def _block(self: HTML5Translator, node: nodes.Element) -> None:
    _draw(self, node, as_block=True)
    raise SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the renderer ``mathml``."""
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
