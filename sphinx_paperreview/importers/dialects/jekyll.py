"""What posts of Jekyll have that MyST writes in another way."""

from __future__ import annotations

import re

from sphinx_paperreview.importers.dialects.dialect import Dialect
from sphinx_paperreview.importers.markup import COMMON
from sphinx_paperreview.importers.markup.colons import convert_colons
from sphinx_paperreview.importers.markup.fences import convert_fences
from sphinx_paperreview.importers.markup.kramdown import convert_kramdown
from sphinx_paperreview.importers.markup.latex import DOUBLED, formulas_between, unescape_dollars
from sphinx_paperreview.importers.markup.liquid import convert_liquid
from sphinx_paperreview.importers.markup.terms import convert_terms

JEKYLL = Dialect(
    "jekyll",
    (
        convert_liquid,
        convert_fences,
        formulas_between(*DOUBLED),
        unescape_dollars,
        convert_kramdown,
        convert_terms,
        convert_colons,
        *COMMON,
    ),
    site_files=("_config.yml", "_config.yaml", "_config.toml"),
    key="layout",
    marks=re.compile(
        r".*\{%-?\s*(?:include|raw|highlight|post_url|link)\b|.*\{\{-?\s*(?:site|page)\."
        r"|[ \t]*\{:[ \t]?(?:toc|\.[\w-]+)[^{}]*\}[ \t]*$"
    ),
    splits_tags=True,
)
"""Jekyll reads Liquid before it reads kramdown."""
