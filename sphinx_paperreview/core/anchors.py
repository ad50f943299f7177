"""Ids of places on a page, which links, CSS selectors and EPUB readers take as they are.

Sphinx's search puts an id into a selector unescaped, and throws where that is not a CSS identifier:
`arxiv-2511-21579` is one, `arxiv-2511.21579`, as older versions wrote it, is not.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from sphinx_paperreview.core.paper_id import PaperId
from sphinx_paperreview.core.slugs import slug

_LONGEST = 64
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9._-]")
_WITH_DOTS = (
    (re.compile(r"(arxiv-[0-9]{4})-([0-9]+)"), r"\1.\2"),
    (re.compile(r"(acl-[0-9]{4})-([a-z0-9_]+-[a-z0-9_]+)-([0-9]+)"), r"\1.\2.\3"),
)
"""Ids of which the scheme itself tells where their dots have been."""


def anchor_of(ids: Iterable[PaperId], title: str) -> str:
    """Name a review's place by its paper's id, rather by one that is no bare URL; else by title.

    >>> anchor_of([PaperId("arxiv", "2511.21579")], "Harmony")
    'arxiv-2511-21579'
    >>> anchor_of([], "Harmony: Sound and Video")
    'paper-harmony-sound-and-video'
    """
    chosen = _chosen(ids)
    return anchor_of_id(chosen) if chosen else f"paper-{slug(title)}".rstrip("-")


def dotted_anchor(ids: Iterable[PaperId], anchor: str) -> str:
    """Give the form of a review's anchor, or of one below it, to which older pages link.

    Args:
        ids: Those of the review's paper.
        anchor: What `anchor_of` gave, with whatever follows: ``-2``, ``-method``.

    Returns:
        The form with dots; the anchor itself where there are none in it.

    >>> dotted_anchor([PaperId("arxiv", "2511.21579")], "arxiv-2511-21579-method")
    'arxiv-2511.21579-method'
    """
    chosen = _chosen(ids)
    if chosen is None:
        return anchor
    return _dotted_anchor_of_id(chosen) + anchor.removeprefix(anchor_of_id(chosen))


def anchor_of_id(paper_id: PaperId) -> str:
    """Give the id of a paper's place, of at most 73 characters, which no other paper shares.

    A dot becomes a dash, and where that might be mistaken for another id, a hash follows.

    >>> anchor_of_id(PaperId("doi", "10.1145/3485132"))
    'doi-10-1145-3485132-b18f02f9'
    """
    whole = _whole(paper_id)
    plain = _NOT_PLAIN.sub("-", whole).replace(".", "-")
    return _unique(plain, whole, read_back=_read_back(plain))


def anchor_of_label(label: str) -> str:
    """Give the id of what a person named, such as a tag; no other label shares it.

    >>> anchor_of_label("C++")
    'C---f1deb75f'
    >>> anchor_of_label("확산")
    '확산'
    """
    plain = "".join(char if _is_kept(char) else "-" for char in label)
    return _unique(plain, label, read_back=plain)


def _chosen(ids: Iterable[PaperId]) -> PaperId | None:
    return next(iter(sorted(ids, key=lambda paper_id: paper_id.scheme == "url")), None)


def _dotted_anchor_of_id(paper_id: PaperId) -> str:
    whole = _whole(paper_id)
    plain = _NOT_PLAIN.sub("-", whole)
    return _unique(plain, whole, read_back=plain)


def _whole(paper_id: PaperId) -> str:
    return f"{paper_id.scheme}-{paper_id.value}"


def _read_back(plain: str) -> str:
    """Give the one text that has a plain form and needs no hash."""
    for pattern, dotted in _WITH_DOTS:
        found = pattern.fullmatch(plain)
        if found:
            return found.expand(dotted)
    return plain


def _unique(plain: str, whole: str, *, read_back: str) -> str:
    """Give a plain form, with a hash where it is long or does not tell the whole."""
    if read_back == whole and len(plain) <= _LONGEST:
        return plain
    digest = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{plain[:_LONGEST]}-{digest[:8]}"


def _is_kept(character: str) -> bool:
    """Tell whether CSS and XML take a character in names: ASCII's few, letters of any script."""
    return character in "_-" or unicodedata.category(character)[0] in "LMN"
