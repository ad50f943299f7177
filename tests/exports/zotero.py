"""How Zotero reads COinS, as far as it is known: in the order of the parts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

TYPES = {"preprint", "document", "webpage", "conferencePaper", "journalArticle", "book"}
_WITHIN = {"journalArticle", "conferencePaper"}
"""Kinds of papers that stand in something else, whose title ``rft.title`` is taken for."""


@dataclass
class Item:
    """What Zotero saves."""

    type: str
    title: str = ""
    within: str = ""
    doi: str = ""
    url: str = ""
    isbn: str = ""
    date: str = ""
    authors: list[tuple[str, str]] = field(default_factory=list)
    """Family name, given name."""


class Unreadable(Exception):
    """A context object that ends Zotero's search on the whole page."""


def read_coins(text: str) -> Item:
    """Read a context object.

    :raises Unreadable: Where Zotero would throw.
    """
    parts = text.split("&")
    item = Item(_type(parts))
    for part in parts:
        name, equals, value = part.partition("=")
        if not equals:
            raise Unreadable(part)
        # A plus is a blank, also where it is escaped.
        _take(item, name, _decoded(re.sub(r"\+|%2B", " ", value, flags=re.IGNORECASE)))
    return item


def _decoded(value: str) -> str:
    if re.search(r"%(?![0-9A-Fa-f]{2})", value):
        raise Unreadable(value)
    try:
        return unquote(value, errors="strict")
    except UnicodeDecodeError as error:
        raise Unreadable(value) from error


def _type(parts: list[str]) -> str:
    formats = [_decoded(part[12:]) for part in parts if part.startswith("rft_val_fmt=")]
    kind = formats[0].removeprefix("info:ofi/fmt:kev:mtx:")
    if kind == "book" and "rft.genre=proceeding" in parts:
        return "conferencePaper"
    return {"journal": "journalArticle", "book": "book", "dc": "webpage"}[kind]


def _take(item: Item, name: str, value: str) -> None:
    match name:
        case "rft_id":
            _identify(item, value)
        case "rft.atitle" if item.type in _WITHIN:
            item.title = value
        case "rft.btitle":
            _name(item, value, within=item.type == "conferencePaper")
        case "rft.title":
            _name(item, value, within=item.type in _WITHIN)
        case "rft.jtitle" | "rft.source":
            item.within = value
        case "rft.date":
            item.date = value
        case "rft.au" | "rft.creator":
            item.authors.append(_person(value))
        case "rft.type" if value in TYPES:
            item.type = value


def _identify(item: Item, value: str) -> None:
    if value.startswith("info:doi/"):
        item.doi = value.removeprefix("info:doi/")
    elif value.startswith("urn:isbn:"):
        item.isbn = value.removeprefix("urn:isbn:")
    elif re.match("https?://", value):
        item.url = value


def _name(item: Item, value: str, *, within: bool) -> None:
    if within:
        item.within = value
    else:
        item.title = value


def _person(value: str) -> tuple[str, str]:
    clean = value.strip(" .,/[]:")
    if "," in value:
        family, _comma, given = clean.partition(",")
        return family.strip(), given.strip()
    given, _blank, family = clean.rpartition(" ")
    return family, given
