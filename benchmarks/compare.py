"""Whether two builds have left the same pages."""

from __future__ import annotations

import re
from pathlib import Path

from bs4 import BeautifulSoup

_BY_CHANCE = re.compile(rb"SNCB-[0-9a-f]{8}")
"""Ids that no two builds have in common: sphinx-needs gives its boxes random ones."""

NOT_COMPARED = {"_sources", "_static", "genindex.html", "search.html"}


def differing(later: Path, clean: Path, *, gone: set[str]) -> list[str]:
    """Name the pages whose bodies differ, or that only one of two output folders holds.

    Tables of contents are left out: Sphinx itself leaves them as they are on some pages. So are
    pages of deleted posts, which Sphinx never removes.

    Args:
        later: The output folder of an incremental build.
        clean: That of a clean one.
        gone: Docnames of deleted pages.
    """
    ours, expected = _pages(later), _pages(clean)
    left = {f"{docname}.html" for docname in gone} - expected.keys()
    names = (ours.keys() | expected.keys()) - left
    return sorted(
        name
        for name in names
        if name not in ours or name not in expected or not _agree(ours[name], expected[name])
    )


def _pages(out: Path) -> dict[str, Path]:
    names = {path.relative_to(out).as_posix(): path for path in out.rglob("*.html")}
    return {
        name: path for name, path in names.items() if name.partition("/")[0] not in NOT_COMPARED
    }


def _agree(one: Path, other: Path) -> bool:
    # Parsing a long page takes seconds: nearly all pages are the same to the last byte.
    texts = [_BY_CHANCE.sub(b"", path.read_bytes()) for path in (one, other)]
    return texts[0] == texts[1] or _body(texts[0]) == _body(texts[1])


def _body(text: bytes) -> str:
    page = BeautifulSoup(text, "html.parser")
    for contents in page.select(".toctree-wrapper"):
        contents.decompose()
    return str(page.select_one(".body, article, [role=main]"))
