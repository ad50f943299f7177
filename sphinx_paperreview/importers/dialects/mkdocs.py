"""What posts of MkDocs, with the theme Material, have that MyST writes in another way."""

from __future__ import annotations

import re

from sphinx_paperreview.importers.dialects.dialect import Dialect
from sphinx_paperreview.importers.markup import COMMON
from sphinx_paperreview.importers.markup.attributes import convert_attributes, convert_icons
from sphinx_paperreview.importers.markup.colons import convert_colons
from sphinx_paperreview.importers.markup.fences import convert_fences
from sphinx_paperreview.importers.markup.indented_boxes import convert_indented_boxes
from sphinx_paperreview.importers.markup.kramdown import convert_kramdown
from sphinx_paperreview.importers.markup.latex import DOUBLED, formulas_between
from sphinx_paperreview.importers.markup.marks import convert_highlights
from sphinx_paperreview.importers.markup.terms import convert_terms

MKDOCS = Dialect(
    "mkdocs",
    (
        convert_indented_boxes,
        convert_fences,
        convert_attributes,
        convert_icons,
        convert_kramdown,
        convert_highlights,
        formulas_between(*DOUBLED),
        convert_terms,
        convert_colons,
        *COMMON,
    ),
    site_files=("mkdocs.yml", "mkdocs.yaml"),
    marks=re.compile(
        r"[ \t]*(?:!!!|\?\?\?\+?)[ \t]+[a-z][\w-]*(?:[ \t]|$)|===[!+]?[ \t]+\"[^\"]+\""
    ),
)
"""Python-Markdown and its extensions."""
