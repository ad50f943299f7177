"""Folders below a site that hold no pages of it, whatever files lie there."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

_NAMES = frozenset({".git", ".ipynb_checkpoints", "node_modules"})
"""What programs call folders that they keep for themselves."""

_MARKS = frozenset({"pyvenv.cfg", "conda-meta", ".buildinfo"})
"""What lies in a virtual environment, in one of conda, and in a site that Sphinx has built."""

_CLONE = "sphinx_paperreview/extension.py"
"""What lies in a clone of this project. Other clones may hold pages: some sites gather them so."""


def foreign_folders(
    top: Path, is_excluded: Callable[[str], bool], *, out: Path | None = None
) -> Iterator[str]:
    """Yield the folders below one that hold no pages: POSIX paths relative to it, in NFC.

    Args:
        top: The folder of the site.
        is_excluded: Whether nobody looks into such a folder anyway.
        out: What a build writes into; before the first one, nothing tells that it holds no pages.
    """
    for folder, names, files in os.walk(top, followlinks=True):  # as Sphinx does
        path = Path(folder)
        name = unicodedata.normalize("NFC", path.relative_to(top).as_posix())
        if path == top:
            continue
        if is_excluded(name):
            names.clear()
        elif path == out or is_foreign(path, [*names, *files]):
            names.clear()
            yield name


def is_foreign(folder: Path, entries: Collection[str]) -> bool:
    """Tell whether programs have filled a folder, so that no file in it is a page.

    Args:
        folder: Its path.
        entries: The names of the files and folders in it.
    """
    return (
        folder.name in _NAMES
        or not _MARKS.isdisjoint(entries)
        or any(entry.endswith(".dist-info") for entry in entries)  # installed packages
        or (folder / _CLONE).is_file()
    )
