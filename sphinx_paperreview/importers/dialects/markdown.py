"""What plain Markdown, as GitHub and Obsidian read it, has that MyST writes in another way."""

from __future__ import annotations

from sphinx_paperreview.importers.dialects.dialect import Dialect
from sphinx_paperreview.importers.markup import COMMON
from sphinx_paperreview.importers.markup.colons import convert_colons
from sphinx_paperreview.importers.markup.fences import convert_fences
from sphinx_paperreview.importers.markup.latex import QUOTED, formulas_between
from sphinx_paperreview.importers.markup.marks import convert_highlights
from sphinx_paperreview.importers.markup.obsidian import convert_comments, convert_wikilinks

MARKDOWN = Dialect(
    "markdown",
    (
        convert_fences,
        convert_comments,
        convert_wikilinks,
        convert_highlights,
        formulas_between(*QUOTED),
        convert_colons,
        *COMMON,
    ),
)
"""As GitHub and Obsidian read it."""
