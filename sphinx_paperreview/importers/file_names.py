"""What files are called in the journal: Sphinx shows no picture with blanks in its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from pathlib import PurePosixPath
from unicodedata import normalize

FOLDER_PAGES = ("index", "_index", "readme")
"""What pages are called that are about the folder that they stand in."""

POST_SUFFIXES = (".md", ".mdx", ".markdown", ".mdown", ".qmd", ".rmd", ".rmarkdown")
"""What a folder's posts are called; a lone file may be called anything."""

_BYTES = {
    0xDC00 + byte: bytes([byte]).decode("cp1252", errors="ignore") or "-"
    for byte in range(0x80, 0x100)
}
"""What Python reads a byte as that is no UTF-8, and the letter that it stood for most likely."""

_NO_NAME = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")

_UNREADABLE = re.compile(r"""[\s()<>"'%#?\\]+|[^\x21-\x7e]+""")
"""What MyST writes as ``%20`` and the like, which Sphinx looks for on the disk as it stands."""


@lru_cache(maxsize=2)
def names_in_journal(files: frozenset[str]) -> Mapping[str, str]:
    """Name each file of an import as it is called in the journal.

    Most keep their names; no two files get one name, whatever a file system tells apart.

    Args:
        files: POSIX paths relative to the folder that is imported.
    """
    names = {path: _readable(path) for path in sorted(files)}
    kept = {path.casefold() for path, name in names.items() if path == name}
    for path, name in names.items():
        if path != name:
            names[path] = _free(name, kept)
            kept.add(names[path].casefold())
    return names


def textual_name(path: str) -> str:
    """Name a post so that Sphinx can write it down: in UTF-8, without control characters."""
    return _NO_NAME.sub("-", path.translate(_BYTES))


def _readable(path: str) -> str:
    return "/".join(map(readable_name, path.split("/")))


def readable_name(part: str) -> str:
    """Name a file or folder so that its picture is found; most names stay."""
    plain = _UNREADABLE.sub("-", part)
    if plain == part or part in {".", ".."}:
        return part
    name = PurePosixPath(plain)
    stem = re.sub("-{2,}", "-", name.stem).strip("-")
    if not part.isascii():  # several names in Hangul or Han would else become one
        content = normalize("NFC", part).encode(errors="surrogateescape")
        stem = f"{stem}-{blake2b(content, digest_size=4).hexdigest()}".lstrip("-")
    return f"{stem or 'file'}{name.suffix}"


def _free(name: str, taken: set[str]) -> str:
    path, number = PurePosixPath(name), 1
    while str(path).casefold() in taken:
        number += 1
        path = PurePosixPath(name).with_stem(f"{PurePosixPath(name).stem}-{number}")
    return str(path)
