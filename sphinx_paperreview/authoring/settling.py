"""Fields hold what comes from elsewhere: nothing in them does more than it shows."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinx_paperreview.authoring.nodes import ancestors, found_in, paper_head, paper_listing
from sphinx_paperreview.core.tex import HarmfulFormula, check_formula, split_tex
from sphinx_paperreview.core.urls import is_plain_address
from sphinx_paperreview.messages import WarningType, warn

_LITERAL = (nodes.literal, nodes.math, nodes.raw)


class SettleFields(SphinxTransform):
    """Show what could do harm in a title, a subtitle, a summary … as the text that it is.

    One rule for both languages, behind all that brings content into a field: translations,
    substitutions, and the targets that names lead to.
    """

    default_priority = 870
    """After docutils' `ExternalTargets` (640), before Sphinx collects from the page (880)."""

    def apply(self, **kwargs: object) -> None:
        """Look through every field of the page."""
        del kwargs
        for field in list(_fields(self.document)):
            for formula in found_in(field, nodes.math, nodes.math_block):
                _settle_formula(formula, field)
            for link in found_in(field, nodes.reference, nodes.target):
                _settle_link(link, field)
            for text in found_in(field, nodes.Text):
                _settle_text(text)


def _fields(document: nodes.document) -> Iterator[nodes.Element]:
    """Yield titles, the other texts of cards, and what listings say where they list nothing."""
    texts = (nodes.title, nodes.paragraph)
    for place in found_in(document, paper_head, paper_listing):
        if isinstance(place, paper_head):
            yield next(child for child in place.parent.children if isinstance(child, texts))
        yield from (child for child in place.children if isinstance(child, texts))


def _settle_formula(formula: nodes.Element, field: nodes.Element) -> None:
    source = formula.astext()
    try:
        check_formula(source)
    except HarmfulFormula as error:
        message = f"the formula '{source}' is shown as text: {error}"
        warn(WarningType.TEX, message, location=field)
        formula.replace_self(nodes.literal(source, source))


def _settle_link(link: nodes.Element, field: nodes.Element) -> None:
    """Show a link as its author typed it, unless it leads to a page."""
    is_download = isinstance(link, addnodes.download_reference)
    address = link["reftarget"] if is_download else link.get("refuri", "")
    if is_download and isinstance(field, nodes.title):
        message = f"{address!r} is no download here: Sphinx takes none in a title"
        warn(WarningType.LINK, message, location=field)
        link.replace_self(link.children)
        return
    if is_plain_address(address):
        return
    if isinstance(link, nodes.target):  # what else the name in the field leads to
        link.parent.remove(link)
        return
    message = f"{address!r} is shown as text: a link leads to http, https, mailto or ftp"
    warn(WarningType.LINK, message, location=field)
    link.replace_self(nodes.Text(link.rawsource or link.astext()))


def _settle_text(text: nodes.Text) -> None:
    pieces = list(split_tex(text.astext()))
    holds_tex = any(is_tex for _piece, is_tex in pieces)
    if holds_tex and not any(isinstance(around, _LITERAL) for around in ancestors(text)):
        shown = (
            nodes.literal("", piece) if is_tex else nodes.Text(piece) for piece, is_tex in pieces
        )
        text.parent.replace(text, list(shown))
