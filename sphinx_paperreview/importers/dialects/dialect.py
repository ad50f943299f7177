"""What there is to know of a dialect."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from sphinx_paperreview.importers.passes import Line, Pass


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
    named: re.Pattern[str] | None = None
    """How hardly any other dialect names its pages; the group ``name`` is what people call one."""
    has_toml: bool = False
    """Whether front matter in TOML tells it."""
    key: str = ""
    """A key of front matter that tells it where nothing else tells more."""
    marks: re.Pattern[str] | None = None
    """A line that hardly any other dialect has."""
    settings: frozenset[str] = frozenset()
    """Keys of front matter that say how its generator builds a page, and nothing to readers."""
    tags: str = "tags"
    """The key of front matter that holds a post's tags."""
    properties: Callable[[Sequence[Line]], Mapping[str, tuple[str, ...]]] | None = None
    """Reads what the text says in place of front matter, by key."""
    splits_tags: bool = False
    """Whether tags in one string are parted by blanks."""

    def name_of(self, path: str) -> str:
        """Give the name of a page's file, without what its tool has added."""
        stem = PurePosixPath(path).stem
        found = self.named.fullmatch(stem) if self.named else None
        return found["name"] if found else stem
