"""What posts of Quarto have that MyST writes in another way."""

from __future__ import annotations

import re

from sphinx_paperreview.importers.dialects.dialect import Dialect
from sphinx_paperreview.importers.markup import COMMON
from sphinx_paperreview.importers.markup.attributes import convert_attributes, convert_captions
from sphinx_paperreview.importers.markup.colons import convert_colons
from sphinx_paperreview.importers.markup.divs import convert_divs
from sphinx_paperreview.importers.markup.fences import convert_fences
from sphinx_paperreview.importers.markup.hugo_codes import convert_shortcodes
from sphinx_paperreview.importers.markup.kramdown import convert_kramdown
from sphinx_paperreview.importers.markup.terms import convert_terms

QUARTO = Dialect(
    "quarto",
    (
        convert_fences,
        convert_divs,
        convert_shortcodes,
        convert_captions,
        convert_attributes,
        convert_kramdown,
        convert_terms,
        convert_colons,
        *COMMON,
    ),
    site_files=("_quarto.yml", "_quarto.yaml"),
    suffix=".qmd",
    marks=re.compile(r"[ \t]*:{3,}[ \t]*\{[^{}]*\.(?:callout-|panel-tabset)"),
    settings=frozenset(
        (
            "editor",
            "engine",
            "execute",
            "filters",
            "format",
            "jupyter",
            "knitr",
            "params",
            "resources",
        )
    ),
    tags="categories",
)
"""Pandoc's Markdown, with code that can run; here it is shown."""
