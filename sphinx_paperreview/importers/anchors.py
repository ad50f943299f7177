"""The anchors that generators make of headings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

_NO_KRAMDOWN = re.compile(r"[^a-zA-Z0-9 -]")
_LEADING = re.compile(r"^[^a-zA-Z]+")
_DASHES = re.compile(r"-{2,}")


def anchors_of(headings: Iterable[tuple[str, str]]) -> Iterator[dict[str, None]]:
    """Give for each heading of a page the anchors that a generator may have made of it.

    The first is that of GitHub, Docusaurus and Hugo. All number what occurs twice.

    Args:
        headings: Of the whole page in order, each as plain text and as written.
    """
    seen: list[dict[str, int]] = [{} for _ in range(5)]
    for plain, written in headings:
        slugs = (
            github_slug(plain),
            github_slug(written),
            _kramdown_slug(plain),
            _kramdown_slug(written),
            _DASHES.sub("-", github_slug(plain)).strip("-"),
        )
        numbered = (_numbered(slug, used) for slug, used in zip(slugs, seen, strict=True))
        yield dict.fromkeys(slug for slug in numbered if slug)


def github_slug(text: str) -> str:
    """Make an anchor as github-slugger does: https://github.com/Flet/github-slugger."""
    kept = (c if _is_kept(c) else "" for c in unicodedata.normalize("NFC", text).lower().strip())
    return "".join(kept).replace(" ", "-")


def _is_kept(character: str) -> bool:
    return character.isalnum() or character in "-_ " or unicodedata.category(character)[0] == "M"


def _kramdown_slug(text: str) -> str:
    """Make an anchor as kramdown does: https://kramdown.gettalong.org/converter/html.html."""
    return _NO_KRAMDOWN.sub("", _LEADING.sub("", text)).replace(" ", "-").lower()


def _numbered(slug: str, used: dict[str, int]) -> str:
    number = used.get(slug, -1) + 1
    used[slug] = number
    return f"{slug}-{number}" if number and slug else slug
