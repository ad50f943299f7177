"""Links of a built site, and whole addresses of it, that lead nowhere."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup

from tests.site import Built


def dead_links(built: Built) -> Iterator[tuple[str, str]]:
    """Yield page and address of each link within the site that leads nowhere."""
    pages = {
        path: BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in sorted(built.out.rglob("*.html"))
    }
    ids = {path: {str(tag["id"]) for tag in page.select("[id]")} for path, page in pages.items()}
    for path, page in pages.items():
        for tag in page.select("[href], [src]"):
            address = str(tag.get("href") or tag.get("src") or "")
            target, anchor = _target(path, address)
            if target and not (target.is_file() and _has(ids.get(target), anchor)):
                yield path.relative_to(built.out).as_posix(), address


def dead_addresses(built: Built, root: str, addresses: Iterable[str]) -> list[str]:
    """List the addresses that are not whole, or are of the site and lead nowhere in it.

    Args:
        built: The site.
        root: Its address, with a slash at its end.
        addresses: Those that are read elsewhere, as in feeds.
    """
    home = urlsplit(root)

    @cache
    def ids(path: Path) -> set[str]:
        page = BeautifulSoup(path.read_bytes(), "html.parser")
        return {str(tag["id"]) for tag in page.select("[id]")}

    def is_dead(address: str) -> bool:
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.netloc:
            return True
        if parts.netloc != home.netloc:
            return False
        if not address.startswith(root):
            return True
        target = built.out / unquote(parts.path.removeprefix(home.path))
        target = target / "index.html" if target.is_dir() else target
        if not target.is_file():
            return True
        return bool(parts.fragment) and not _has(ids(target), parts.fragment)

    return sorted(filter(is_dead, set(addresses)))


def _target(path: Path, address: str) -> tuple[Path | None, str]:
    """Tell the file and the anchor that a page's link leads to, if it stays within the site."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not address:
        return None, ""
    there = posixpath.normpath(posixpath.join(path.parent.as_posix(), unquote(parts.path)))
    target = Path(there) if parts.path else path
    return (target / "index.html" if target.is_dir() else target), parts.fragment


def _has(ids: set[str] | None, anchor: str) -> bool:
    return not anchor or ids is None or anchor in ids or unquote(anchor) in ids
