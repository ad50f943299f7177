"""A post as others cite it, or find it: as BibTeX, and as JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_paperreview.core.model import Partial
from sphinx_paperreview.exports.bibtex import date_fields, format_fields
from sphinx_paperreview.exports.keys import family_key, short_hash
from sphinx_paperreview.exports.latex import encode_name, encode_title, encode_url


@dataclass(frozen=True, slots=True)
class Posting:
    """What is known of a post; what is not is empty."""

    docname: str
    title: str
    """Plain text."""
    authors: tuple[str, ...] = ()
    published: str = ""
    """ISO 8601 date, or date and time; so is the next."""
    updated: str = ""
    language: str = ""
    """A language tag, such as ``pt-BR``."""
    url: str = ""
    """Its whole address, as is that of its picture."""
    image: str = ""
    about: tuple[str, ...] = ()
    """Addresses of its papers."""


# BibTeX ------------------------------------------------------------------------------------------


def posting_bibtex(posting: Posting) -> str:
    """Write the entry of a post: as ``@misc``, since BibTeX's styles know no web page."""
    return format_fields("misc", posting_key(posting), _fields(posting))


def _fields(posting: Posting) -> Iterator[tuple[str, str]]:
    yield "author", " and ".join(map(encode_name, posting.authors))
    # No formula: a dollar in plain text is one.
    yield "title", encode_title(posting.title.replace("$", r"\$"))
    day = posting.published.partition("T")[0]
    yield from date_fields(Partial(*map(int, day.split("-"))) if day else None)
    yield "url", encode_url(posting.url)


_OTHERS = re.compile(r"[^A-Za-z0-9]+")


def posting_key(posting: Posting) -> str:
    """Name a post by its first author and its page; no other of the site has that key.

    >>> posting_key(Posting("journal/2025-11-27", "Papers", ("Ada Park",)))
    'park-journal-2025-11-27'
    """
    name = posting.docname
    words = _OTHERS.sub("-", name).strip("-")
    # Two names that differ in what goes are still two.
    digest = "" if words == name.replace("/", "-") else short_hash(name)
    family = family_key(posting.authors[0]) if posting.authors else ""
    return "-".join(filter(None, [family, words, digest]))


# JSON-LD -----------------------------------------------------------------------------------------

_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""No text ends the element that holds it."""


def posting_json_ld(posting: Posting) -> str:
    """Write a post as a ``BlogPosting`` (https://schema.org/BlogPosting), for a ``script``."""
    told = {name: value for name, value in _properties(posting) if value}
    return json.dumps(told, ensure_ascii=False).translate(_ESCAPES)


def _properties(posting: Posting) -> Iterator[tuple[str, object]]:
    yield "@context", "https://schema.org"
    yield "@type", "BlogPosting"
    yield "headline", posting.title
    yield "author", [{"@type": "Person", "name": name} for name in posting.authors]
    yield "datePublished", posting.published
    yield "dateModified", posting.updated
    yield "inLanguage", posting.language
    yield "image", posting.image
    yield "url", posting.url
    yield "mainEntityOfPage", posting.url
    yield "about", [{"@type": "ScholarlyArticle", "url": url} for url in posting.about]
