"""Import posts, and see that nothing of them gets lost."""

from __future__ import annotations

from sphinx_paperreview.importers.convert import Imported, convert
from sphinx_paperreview.importers.dialects import DIALECTS
from sphinx_paperreview.importers.verify.compare import verify


def run(text: str) -> Imported:
    """Import a post of which nothing gets lost."""
    imported = convert(text.encode(), "post.md", dialect=DIALECTS["markdown"])
    assert verify(text.encode(), imported.text) == ()
    return imported


def titles(text: str) -> list[str]:
    """Give the titles of the papers in a post."""
    return [paper.title for paper in run(text).papers]
