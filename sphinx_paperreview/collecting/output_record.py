"""The record of an output folder: what was written there, and what it showed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sphinx_paperreview.atomic import write_whole

FILE = ".paperreview.json"
"""Name of the record, at the top of an output folder."""

VERSION = 6
"""Raised whenever the shape of a record, or of what is fingerprinted, changes."""


@dataclass(frozen=True)
class OutputRecord:
    """What is known of the pages in an output folder."""

    stamp: str = ""
    """Fingerprint of what all pages were made with: versions and configuration."""
    state: str = ""
    """Fingerprint of all that the site held when every page showed it; ``""`` if some did not."""
    views: Mapping[str, str] = field(default_factory=dict)
    """For each of the author's pages, the fingerprint of its view when it was written."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """For each generated file, relative to the folder, that of what it shows."""
    keys: str = ""
    """The citation keys of all papers, in the order of `Tables.papers`; ``""`` if none was asked.

    One text: a long journal has thousands, of which most builds need none.
    """

    @classmethod
    def read(cls, folder: Path) -> OutputRecord:
        """Read a folder's record; one that is missing, broken or of another version is empty."""
        with suppress(OSError, ValueError, RecursionError):
            content = json.loads((folder / FILE).read_text(encoding="utf-8"))
            if isinstance(content, dict) and content.get("version") == VERSION:
                views, pages = _texts(content.get("views")), _paths(content.get("pages"))
                stamp, state, keys = (str(content.get(n, "")) for n in ("stamp", "state", "keys"))
                return cls(stamp, state, views, pages, keys)
        return cls()

    def write(self, folder: Path) -> None:
        """Write it, at once or not at all."""
        content = {
            "version": VERSION,
            "stamp": self.stamp,
            "state": self.state,
            "views": dict(sorted(self.views.items())),
            "pages": dict(sorted(self.pages.items())),
            "keys": self.keys,
        }
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / FILE, json.dumps(content, indent=0).encode("ascii") + b"\n")


def _texts(value: object) -> dict[str, str]:
    """Keep what is text in both its parts."""
    if not isinstance(value, dict):
        return {}
    return {key: text for key, text in value.items() if isinstance(text, str)}


def _paths(value: object) -> dict[str, str]:
    """Keep what names a file as a build would: ``papers/../index.html`` is the author's."""
    return {
        path: text
        for path, text in _texts(value).items()
        if not {"", ".", ".."} & set(path.split("/"))
    }
