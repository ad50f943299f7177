"""What posts of Docusaurus have that MyST writes in another way."""

from __future__ import annotations

from sphinx_paperreview.importers.markup import COMMON
from sphinx_paperreview.importers.markup.colons import convert_colons
from sphinx_paperreview.importers.markup.fences import convert_fences
from sphinx_paperreview.importers.markup.mdx import convert_mdx
from sphinx_paperreview.importers.page import Pass

PASSES: tuple[Pass, ...] = (convert_fences, convert_mdx, convert_colons, *COMMON)
"""In order."""
