"""What there is to know of a dialect."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sphinx_paperreview.importers.passes import Pass


@dataclass(frozen=True, slots=True)
class Dialect:
    """A way in which sites write their posts."""

    name: str
    """As the command line takes it."""
    passes: tuple[Pass, ...]
    """From its markup to MyST, in order."""
    site_files: tuple[str, ...] = ()
    """Files at the top of a site that tell its generator."""
    suffix: str = ""
    """An ending of names that hardly any other dialect's pages have."""
    has_toml: bool = False
    """Whether front matter in TOML tells it."""
    key: str = ""
    """A key of front matter that tells it where nothing else tells more."""
    marks: re.Pattern[str] | None = None
    """A line that hardly any other dialect has."""
    splits_tags: bool = False
    """Whether tags in one string are parted by blanks."""
