"""Which files are pages: not those that an environment, or a build, has below the source folder.

Sphinx takes every Markdown file there for a page: those of installed packages too, where an author
has made the virtual environment inside the journal.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.matching import compile_matchers

from sphinx_paperreview.core.foreign_folders import foreign_folders

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def leave_out_foreign_folders(app: Sphinx, config: Config) -> None:
    """Add the folders that hold no pages to the patterns of what Sphinx leaves out."""
    matchers = compile_matchers(config.exclude_patterns)

    def is_excluded(name: str) -> bool:
        return any(matches(name) for matches in matchers)

    found = foreign_folders(Path(app.srcdir), is_excluded, out=Path(app.outdir))
    config.exclude_patterns = [*config.exclude_patterns, *map(_pattern, sorted(found))]


def _pattern(name: str) -> str:
    return re.sub(r"[*?[]", "?", name)
