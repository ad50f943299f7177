"""What posts of Docusaurus have that MyST writes in another way."""

from __future__ import annotations

import re

from sphinx_paperreview.importers.dialects.dialect import Dialect
from sphinx_paperreview.importers.markup import COMMON
from sphinx_paperreview.importers.markup.colons import convert_colons
from sphinx_paperreview.importers.markup.fences import convert_fences
from sphinx_paperreview.importers.markup.mdx import convert_mdx

DOCUSAURUS = Dialect(
    "docusaurus",
    (convert_fences, convert_mdx, convert_colons, *COMMON),
    site_files=(
        *("docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs"),
        "sidebars.js",
    ),
    suffix=".mdx",
    marks=re.compile(r"import\s.+\sfrom\s+['\"]|\s*:::[a-z]+\b|.*(?:style=\{\{|className=)"),
)
"""MDX, which is JSX and Markdown."""
