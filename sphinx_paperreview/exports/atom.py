"""Feeds as Atom (RFC 4287) writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr, unescape

GENERATOR = "<generator>sphinx-paperreview</generator>"
"""Stands in every feed of ours."""

MEDIA_TYPE = "application/atom+xml"

_NO_CHARACTERS = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML can hold in no way: https://www.w3.org/TR/xml/#charsets; and carriage returns."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What there is to read."""

    id: str
    title: str
    url: str
    """Where it stands."""
    published: str
    """As RFC 3339 writes it, as is the next."""
    updated: str
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    summary: str = ""
    """What it is about, plain text."""
    content: str = ""
    """HTML that needs nothing around it."""


@dataclass(frozen=True, slots=True)
class Feed:
    """What there is to follow."""

    id: str
    title: str
    url: str
    """Where it stands itself."""
    page: str
    """What it is a feed of."""
    author: str
    language: str = ""
    """As BCP 47 writes it."""


def format_feed(feed: Feed, entries: Iterable[tuple[str, str]]) -> str:
    """Write a feed.

    Args:
        feed: What it says of itself.
        entries: When each was last changed, and what `format_entry` writes of it; at least one,
            since a feed is as new as its newest entry.
    """
    entries = list(entries)
    language = f" xml:lang={_attribute(feed.language)}" if feed.language else ""
    head = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom"{language}>',
        _element("id", feed.id),
        _element("title", feed.title),
        _element("updated", max(updated for updated, _text in entries)),
        f"<author>{_element('name', feed.author)}</author>",
        f'<link rel="self" type="{MEDIA_TYPE}" href={_attribute(feed.url)}/>',
        f'<link rel="alternate" type="text/html" href={_attribute(feed.page)}/>',
        GENERATOR,
    ]
    return "\n".join([*head, *(text for _updated, text in entries), "</feed>", ""])


def format_entry(entry: Entry) -> str:
    """Write an entry."""
    return "\n".join(["<entry>", *_parts(entry), "</entry>"])


def contents_of(text: str) -> Mapping[str, str]:
    """Give the content of each entry of a feed of ours, by the entry's id.

    >>> entry = Entry("tag:e.org,2025:a", "A", "https://e.org/a", "", "", content="<p>a</p>")
    >>> contents_of(format_entry(entry))
    {'tag:e.org,2025:a': '<p>a</p>'}
    """
    found = (_WRITTEN.search(entry) for entry in text.split("<entry>\n")[1:])
    return {unescape(one[1]): unescape(one[2]) for one in found if one}


_WRITTEN = re.compile(
    r"<id>([^<]*)</id>.*<content type=\"html\">([^<]*)</content>\n</entry>", re.DOTALL
)


def _parts(entry: Entry) -> Iterator[str]:
    yield _element("id", entry.id)
    yield _element("title", entry.title)
    yield f'<link rel="alternate" type="text/html" href={_attribute(entry.url)}/>'
    yield _element("published", entry.published)
    yield _element("updated", entry.updated)
    for name in entry.authors:
        yield f"<author>{_element('name', name)}</author>"
    for term in dict.fromkeys(entry.categories):
        yield f"<category term={_attribute(term)}/>"
    if entry.summary:
        yield _element("summary", entry.summary)
    if entry.content:
        yield f'<content type="html">{_escaped(entry.content)}</content>'


def _element(tag: str, text: str) -> str:
    return f"<{tag}>{_escaped(text)}</{tag}>"


def _escaped(text: str) -> str:
    return escape(_NO_CHARACTERS.sub("", text))


def _attribute(text: str) -> str:
    return quoteattr(_NO_CHARACTERS.sub("", text))
