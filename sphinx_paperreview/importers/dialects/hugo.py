"""What posts of Hugo have that MyST writes in another way."""

from __future__ import annotations

import re

from sphinx_paperreview.importers.dialects.dialect import Dialect
from sphinx_paperreview.importers.markup import COMMON
from sphinx_paperreview.importers.markup.colons import convert_colons
from sphinx_paperreview.importers.markup.fences import convert_fences
from sphinx_paperreview.importers.markup.hugo_codes import convert_shortcodes
from sphinx_paperreview.importers.markup.latex import DOUBLED, QUOTED, SINGLE, formulas_between
from sphinx_paperreview.importers.markup.terms import convert_terms

HUGO = Dialect(
    "hugo",
    (
        convert_fences,
        convert_shortcodes,
        formulas_between(*QUOTED, *DOUBLED, *SINGLE),
        convert_terms,
        convert_colons,
        *COMMON,
    ),
    site_files=("hugo.toml", "hugo.yaml", "hugo.json", "config/_default/hugo.toml"),
    has_toml=True,
    marks=re.compile(r".*\{\{[<%]\s*/?[\w-]+"),
)
"""Goldmark, with shortcodes. Hardly anybody else has front matter in TOML."""
