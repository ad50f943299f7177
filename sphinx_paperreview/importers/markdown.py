"""What plain Markdown, as GitHub and Obsidian read it, has that MyST writes in another way."""

from __future__ import annotations

from sphinx_paperreview.importers.page import Pass

PASSES: tuple[Pass, ...] = ()
"""In order. Other dialects end with them, as far as they have the same markup."""
