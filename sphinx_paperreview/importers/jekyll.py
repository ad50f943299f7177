"""What posts of Jekyll have that MyST writes in another way."""

from __future__ import annotations

from sphinx_paperreview.importers.page import Pass

PASSES: tuple[Pass, ...] = ()
"""In order."""
