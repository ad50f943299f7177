"""Who draws the formulas: the browser itself, where the site asks for MathML."""

from __future__ import annotations

from functools import partial
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.epub3 import Epub3Builder
from sphinx.locale import _ as translated
from sphinx.util.math import get_node_equation_number

from sphinx_paperreview.atomic import write_changed, write_whole
from sphinx_paperreview.authoring.nodes import ancestors
from sphinx_paperreview.messages import WarningType, warn
from sphinx_paperreview.rendering.mathml import NAMESPACE, Undrawable, mathml
from sphinx_paperreview.site import site_of
from sphinx_paperreview.sphinx_internals import epub

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.writers.html5 import HTML5Translator

RENDERER = "paperreview-mathml"
"""Its name in ``html_math_renderer``."""

SHEET = "paperreview-math.css"


def choose_renderer(app: Sphinx, config: Config) -> None:
    """Register ours where it is asked for (``config-inited``); Sphinx would take it unasked.

    Whatever ``html_math_renderer`` names wins.
    """
    if site_of(config).settings.math == "mathml" and config.html_math_renderer is None:
        app.add_html_math_renderer(RENDERER, (visit_math, None), (visit_math_block, None))
        config.html_math_renderer = RENDERER


def add_math_sheet(app: Sphinx) -> None:
    """Write and link what formulas need of style (``builder-inited``)."""
    if getattr(app.builder, "math_renderer_name", "") == RENDERER:
        sheet = resources.files("sphinx_paperreview") / "static" / SHEET
        write_changed(Path(app.outdir) / "_static" / SHEET, sheet.read_bytes())
        app.add_css_file(SHEET)


def declare_mathml(app: Sphinx, exception: Exception | None) -> None:
    """Say in an EPUB which of its files hold MathML, as its readers want (``build-finished``)."""
    builder = app.builder
    if exception or not isinstance(builder, Epub3Builder) or builder.math_renderer_name != RENDERER:
        return
    folder = Path(app.outdir)
    package = (folder / "content.opf").read_text(encoding="utf-8")
    written = epub.declare_mathml(package, partial(_holds_mathml, folder))
    write_whole(folder / "content.opf", written.encode())
    builder.build_epub()  # once more, of the same files


def _holds_mathml(folder: Path, page: str) -> bool:
    return f'xmlns="{NAMESPACE}"' in (folder / page).read_text(encoding="utf-8")


def visit_math(self: HTML5Translator, node: nodes.math) -> None:
    """Draw a formula in a text."""
    self.body.append(self.starttag(node, "span", "", CLASS="math notranslate nohighlight"))
    self.body.append(_drawn(self, node, is_block=False))
    self.body.append("</span>")
    raise nodes.SkipNode


def visit_math_block(self: HTML5Translator, node: nodes.math_block) -> None:
    """Draw a formula that stands by itself, with its number."""
    self.body.append(self.starttag(node, "div", "", CLASS="math notranslate nohighlight"))
    if node.get("number"):
        self.body.append(f'<span class="eqno">({get_node_equation_number(self, node)})')
        self.add_permalink_ref(node, translated("Link to this equation"))
        self.body.append("</span>")
    self.body.append(_drawn(self, node, is_block=True))
    self.body.append("</div>\n")
    raise nodes.SkipNode


def _drawn(self: HTML5Translator, node: nodes.Element, *, is_block: bool) -> str:
    """Write MathML; what cannot be drawn is shown as it was typed, and warns at its own place."""
    source = node.astext()
    try:
        return mathml(source, is_block=is_block)
    except Undrawable as error:
        place = _place(node)
        # Menus show a heading again, in a document that is no file.
        if place is not None and Path(self.document["source"]).is_file():
            message = f"the formula '{' '.join(source.split())}' is shown as TeX: {error}"
            warn(WarningType.MATH, message, location=place)
        name = "pre" if is_block else "code"
        return f'<{name} class="paper-tex">{self.encode(source.strip())}</{name}>'


def _place(node: nodes.Element) -> nodes.Element | None:
    """Find what tells the line of a formula; nothing for a copy, in a listing or a menu."""
    texts = (around for around in ancestors(node) if isinstance(around, nodes.TextElement))
    return next((known for known in (node, *texts) if known.line is not None), None)
