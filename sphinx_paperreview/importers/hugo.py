"""What posts of Hugo have that MyST writes in another way."""

from __future__ import annotations

from sphinx_paperreview.importers.markup import COMMON
from sphinx_paperreview.importers.markup.colons import convert_colons
from sphinx_paperreview.importers.markup.fences import convert_fences
from sphinx_paperreview.importers.markup.hugo_codes import convert_shortcodes
from sphinx_paperreview.importers.markup.latex import DOUBLED, QUOTED, SINGLE, formulas_between
from sphinx_paperreview.importers.markup.terms import convert_terms
from sphinx_paperreview.importers.page import Pass

PASSES: tuple[Pass, ...] = (
    convert_fences,
    convert_shortcodes,
    formulas_between(*QUOTED, *DOUBLED, *SINGLE),
    convert_terms,
    convert_colons,
    *COMMON,
)
"""In order."""
