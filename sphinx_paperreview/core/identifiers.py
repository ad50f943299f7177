"""Any id or URL of a paper → which paper it is.

The public face of ``paper_id`` (values), ``schemes`` (what is valid), ``sites`` and ``urls``.
"""

from __future__ import annotations

import re

from sphinx_paperreview.core.junk import BLANKS, LONGEST, cut_wide, trim
from sphinx_paperreview.core.paper_id import (
    InvalidPaperId,
    Locator,
    NotAPaper,
    PaperId,
    shorten,
)
from sphinx_paperreview.core.schemes import SCHEMES, check
from sphinx_paperreview.core.sites import is_known_host, read_url
from sphinx_paperreview.core.urls import is_http, safe_url

__all__ = [
    "SCHEMES",
    "InvalidPaperId",
    "Locator",
    "NotAPaper",
    "PaperId",
    "parse",
    "parse_id",
    "safe_url",
]

_PREFIXES = {scheme: scheme for scheme in SCHEMES} | {"isbn-10": "isbn", "isbn-13": "isbn"}
_PREFIXED = re.compile(r"([A-Za-z][A-Za-z0-9-]*)\s*:\s*(.+)", re.DOTALL)
_NAMED = re.compile(r"(arxiv|doi|pmid|pmcid|isbn(?:-1[03])?)\s+(.+)", re.DOTALL | re.IGNORECASE)
_CORPUS_ID = re.compile(r"corpusid:[0-9]+", re.IGNORECASE)
_PMC = re.compile(r"PMC[0-9]+", re.IGNORECASE)
_LIKE_ARXIV = re.compile(r"[0-9]{4}\.[0-9]\S*|[A-Za-z-]+(?:\.[A-Za-z-]+)?/[0-9]{7}(?:v[0-9]+)?")
_EXPECTED = "expected an arXiv id, a DOI, a URL, or scheme:value"


def parse(text: str) -> Locator:
    """Tell which paper a text names: a URL, ``scheme:value``, or a bare arXiv id, DOI, PMC or ISBN.

    Marks, brackets and blanks around it, and text in Chinese, Japanese or Korean glued to it, are
    left out. ``parse(str(id)).id`` is ``id``.

    :raises NotAPaper: a page of a known site that shows no paper.
    :raises InvalidPaperId: anything else; no other exception, whatever the text.

    >>> str(parse("https://arxiv.org/pdf/2511.21579v2").id)
    'arxiv:2511.21579'
    >>> parse("2511.21579v2").version
    'v2'
    """
    stripped = text.strip(BLANKS)
    if len(stripped) > LONGEST:
        raise InvalidPaperId(f"longer than {LONGEST} characters: {shorten(stripped)} ({_EXPECTED})")
    trimmed = trim(stripped)
    if not trimmed:
        raise InvalidPaperId(f"no paper id: {shorten(stripped)} ({_EXPECTED})")
    if is_http(trimmed):
        return _url(trimmed)
    if is_known_host(trimmed.partition("/")[0]):
        return _url(f"https://{trimmed}")
    return _prefixed(trimmed) or _bare(trimmed)


def parse_id(text: str) -> PaperId:
    """Tell which paper a text names, as ``parse`` does, without what is kept aside.

    >>> str(parse_id("https://doi.org/10.1145/3485132"))
    'doi:10.1145/3485132'
    """
    return parse(text).id


def _url(text: str) -> Locator:
    if len(text.split(maxsplit=1)) > 1:
        raise InvalidPaperId(f"white space in a URL: {shorten(text)} (expected one URL)")
    return read_url(text)


def _prefixed(text: str) -> Locator | None:
    found = _PREFIXED.fullmatch(text) or _NAMED.fullmatch(text)
    if found is None:
        return None
    word, value = found[1].lower(), found[2]
    if word == "url":
        return _url(value)
    if word in _PREFIXES:
        return check(_PREFIXES[word], trim(cut_wide(value)))
    if _CORPUS_ID.fullmatch(text):
        return check("s2", text)
    raise InvalidPaperId(f"unknown prefix {word[:20]!r}: {shorten(text)} ({_EXPECTED})")


def _bare(text: str) -> Locator:
    value = trim(cut_wide(text))
    if value.startswith("10.") and "/" in value and len(value.split(maxsplit=1)) == 1:
        return check("doi", value)
    if _PMC.fullmatch(value):
        return check("pmcid", value)
    if _LIKE_ARXIV.fullmatch(value):
        return check("arxiv", value)
    raise InvalidPaperId(f"no paper id: {shorten(text)} ({_EXPECTED})")
