"""What there is to import: posts and files below one folder, and nothing outside it."""

from __future__ import annotations

import json
import os
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from sphinx_paperreview.cli.machinery import machinery_of
from sphinx_paperreview.core.foreign_folders import is_foreign
from sphinx_paperreview.importers.file_names import POST_SUFFIXES
from sphinx_paperreview.yaml_text import read_yaml

_LEFT_OUT = {"_site", "__pycache__"}
"""Folders that programs have filled, beside hidden ones and those that never hold pages."""

_AROUND = 4
"""How many folders deep the files of a lone post are looked for."""

_LARGEST_INCLUDE = 20_000
"""Of a template that posts include, in bytes; larger ones are programs."""

_CONFIGURATIONS: Mapping[str, Callable[[str], Any]] = {
    "_config.yml": read_yaml,
    "_config.yaml": read_yaml,
    "_config.toml": tomllib.loads,
    "hugo.toml": tomllib.loads,
    "hugo.yaml": read_yaml,
    "hugo.json": json.loads,
    "config.toml": tomllib.loads,
    "config.yaml": read_yaml,
}
"""Files at the top of a site that say how it is built."""


@dataclass(frozen=True)
class ImportedFolder:
    """What stands below the folder that is imported; paths are POSIX paths relative to it."""

    folder: Path
    posts: tuple[str, ...]
    """Ordered."""
    files: frozenset[str]
    """Regular files, posts too."""
    left_out: tuple[tuple[str, str], ...] = ()
    """What is not followed, and why."""
    machinery: Mapping[str, str] = field(default_factory=dict)
    """The pages that belong to the site, and are no posts: of which kind each is."""


def look_into(source: Path, apart: Path, *, everything: bool = False) -> ImportedFolder:
    """Find the posts and files of a folder; of a lone post, the files around it.

    Args:
        source: The folder, or a file.
        apart: A folder that is left out, also where it lies inside: what is written there.
        everything: Whether pages that belong to the site are posts, too.

    :raises OSError: The folder itself cannot be read.
    """
    if source.is_file():
        walk = _Walk(source.parent, os.path.realpath(apart), _AROUND)
        walk.run()
        # The posts around it are not imported; copied as they are, they would break a build.
        files = (name for name in walk.files if not _is_post(name))
        return ImportedFolder(source.parent, (source.name,), frozenset([*files, source.name]))
    walk = _Walk(source, os.path.realpath(apart), sys.maxsize)
    walk.run()
    pages = sorted(filter(_is_post, walk.files))
    machinery = {} if everything else machinery_of(source, walk.files, pages)
    posts = tuple(page for page in pages if page not in machinery)
    left_out = tuple(sorted(walk.left_out))
    return ImportedFolder(source, posts, frozenset(walk.files), left_out, machinery)


def _is_post(name: str) -> bool:
    return name.lower().endswith(POST_SUFFIXES)


def read_includes(source: ImportedFolder) -> Mapping[str, str]:
    """Read the templates that posts of Jekyll include, by the names that they have there."""
    found: dict[str, str] = {}
    for path in sorted(source.files):
        _, mark, name = f"/{path}".rpartition("/_includes/")
        place = source.folder / path
        with suppress(OSError, ValueError):
            if mark and place.stat().st_size <= _LARGEST_INCLUDE:
                found.setdefault(name, place.read_text(encoding="utf-8-sig"))
    return found


_POSTLIKE = frozenset(
    [
        ".adoc",
        ".asciidoc",
        ".docx",
        ".html",
        ".ipynb",
        ".org",
        ".rmd",
        ".rnw",
        ".rst",
        ".tex",
        ".textile",
        ".txt",
        ".wiki",
    ]
)
"""Endings of what may be posts, too, but is read by no dialect."""

_NO_POSTS = re.compile(
    r"(?:^|/)(?:_\w[\w-]*|archetypes|assets|layouts|overrides|public|static|templates|themes?)/"
    r"|(?:^|/)(?:humans|license|requirements|robots)[\w-]*\.txt$|(?:^|/)(?:404|index)\.html$",
    re.IGNORECASE,
)


def passed_over(source: ImportedFolder) -> Mapping[str, int]:
    """Count the files that may be posts, but are in no Markdown, by their endings."""
    names = (name for name in source.files if not _NO_POSTS.search(name))
    endings = (PurePosixPath(name).suffix.lower() for name in names)
    return dict(sorted(Counter(ending for ending in endings if ending in _POSTLIKE).items()))


def read_configuration(source: ImportedFolder) -> Mapping[str, object]:
    """Read how the site is built; what cannot be read says nothing."""
    for name, read in _CONFIGURATIONS.items():
        if name in source.files:
            try:
                found = read((source.folder / name).read_text(encoding="utf-8-sig"))
            except (OSError, ValueError, RecursionError):
                continue
            if isinstance(found, dict):
                return {str(key): value for key, value in found.items()}
    return {}


@dataclass
class _Walk:
    """Goes through a folder without ever leaving it."""

    folder: Path
    apart: str
    depth: int
    files: list[str] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    deeper: list[Path] = field(default_factory=list)
    """Folders that are still to be looked into."""

    def run(self) -> None:
        """Find all files."""
        self._enter(self.folder)
        while self.deeper:
            place = self.deeper.pop()
            try:
                self._enter(place)
            except OSError as error:
                self._leave_out(place, error.strerror or str(error))

    def _enter(self, place: Path) -> None:
        with os.scandir(place) as found:
            entries = list(found)
        if place != self.folder and is_foreign(place, [entry.name for entry in entries]):
            return
        for entry in entries:
            if not entry.name.startswith("."):
                self._take(entry)

    def _take(self, entry: os.DirEntry[str]) -> None:
        path = Path(entry.path)
        if entry.is_symlink():
            self._take_link(path)
        elif entry.is_dir():
            self.deeper += [path] if self._may_enter(path) else []
        elif entry.is_file():
            self.files.append(self._name(path))
        else:
            self._leave_out(path, "no regular file")

    def _may_enter(self, path: Path) -> bool:
        is_near = len(path.relative_to(self.folder).parts) <= self.depth
        return is_near and path.name not in _LEFT_OUT and os.path.realpath(path) != self.apart

    def _take_link(self, link: Path) -> None:
        """Take a link for the file that it leads to, where that lies in the folder too."""
        try:
            path = Path(os.path.realpath(link, strict=True))
        except OSError as error:
            self._leave_out(link, f"a link that leads nowhere: {error.strerror}")
            return
        if not path.is_relative_to(os.path.realpath(self.folder)):
            self._leave_out(link, "a link that leads out of the folder")
        elif not path.is_file():
            self._leave_out(link, "a link to a folder, which is not followed")
        else:
            self.files.append(self._name(link))

    def _leave_out(self, path: Path, why: str) -> None:
        self.left_out.append((self._name(path), why))

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()
