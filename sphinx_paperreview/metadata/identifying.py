"""Which ids a record of a reference manager names, and where they stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress

from sphinx_paperreview.core.identifiers import InvalidPaperId, parse_id

_ARXIV = re.compile(
    r"(?i)\s*(?:arxiv(?:\s+preprint)?\s*[:\s]\s*)?(?:arxiv:|abs/)"
    r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z-]+)?/\d{7})(?:v\d+)?(?:\s.*)?"
)
"""Google Scholar's ``arXiv preprint arXiv:1706.03762``, DBLP's ``abs/1706.03762``, and the like."""

_PREPRINTS = re.compile(r"(?i)\s*(arxiv|corr\b|biorxiv|medrxiv|(e-?|pre)prints?\b|ssrn)")

_SCHEMED = re.compile(r"(arxiv|doi|pmid|pmcid|isbn):")


def ids_among(texts: Iterable[str], url: str) -> list[str]:
    """Give the ids that a record names.

    One with a scheme that is no id stays as it is, for a reader to complain of. The page of
    an unknown site is an id only where there is no other: many papers may share it.
    """
    ids = dict.fromkeys(name for text in texts if (name := _id(text)))
    with suppress(InvalidPaperId):
        linked = parse_id(url)
        if linked.scheme != "url" or not ids:
            ids[str(linked)] = None
    return list(ids)


def _id(text: str) -> str:
    """Read a text as an id; ``""`` where it need not be one."""
    found = _ARXIV.fullmatch(text)
    if not found and not _SCHEMED.match(text):
        return ""
    named = f"arxiv:{found[1]}" if found else text
    _scheme, _, value = named.partition(":")
    # A field for a DOI often holds its URL.
    for name in (value, named) if "://" in value else (named,):
        with suppress(InvalidPaperId):
            return str(parse_id(name))
    return named


def is_preprint_server(venue: str) -> bool:
    """Tell whether a venue is none: where papers lie that have not been published yet."""
    return _PREPRINTS.match(venue) is not None
