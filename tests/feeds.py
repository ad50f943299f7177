"""What RFC 4287 asks of a feed, and what readers make of one.

There is no schema of Atom on PyPI, and that of the RFC is part of its text: these are its rules,
by section, written anew.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
from bs4 import BeautifulSoup, Tag

ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"

_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_TAG_URI = re.compile(
    r"tag:([\w.-]+@)?[\w.-]+,\d{4}(-\d\d(-\d\d)?)?:[\w./?:@!$&'()*+,;=~%-]*(#\S*)?"
)

ONE, MANY = (1, 1), (0, None)
MAYBE = (0, 1)

_FEED: dict[str, tuple[int, int | None]] = {
    "author": (1, None), "category": MANY, "contributor": MANY, "generator": MAYBE, "icon": MAYBE,
    "id": ONE, "link": (1, None), "logo": MAYBE, "rights": MAYBE, "subtitle": MAYBE, "title": ONE,
    "updated": ONE, "entry": MANY,
}  # fmt: skip
"""4.1.1: how often each may stand in a feed; an author always, since not all entries have one."""

_ENTRY: dict[str, tuple[int, int | None]] = {
    "author": MANY, "category": MANY, "content": MAYBE, "contributor": MANY, "id": ONE,
    "link": MANY, "published": MAYBE, "rights": MAYBE, "source": MAYBE, "summary": MAYBE,
    "title": ONE, "updated": ONE,
}  # fmt: skip
"""4.1.2."""

_ATTRIBUTES = {
    "link": {"href", "rel", "type", "hreflang", "title", "length"},
    "category": {"term", "scheme", "label"},
    "content": {"type", "src"},
    "title": {"type"},
    "summary": {"type"},
    "generator": {"uri", "version"},
}


def faults(text: str) -> list[str]:
    """List what is wrong with a feed, by RFC 4287."""
    root = ET.fromstring(text.encode())
    return list(_faults(root))


def _faults(root: ET.Element) -> Iterator[str]:
    if root.tag != f"{ATOM}feed":
        yield f"2: no feed, but {root.tag}"
    yield from _children(root, _FEED)
    entries = root.findall(f"{ATOM}entry")
    for entry in entries:
        yield from _children(entry, _ENTRY)
        relations = [link.get("rel", "alternate") for link in entry.findall(f"{ATOM}link")]
        if entry.find(f"{ATOM}content") is None and "alternate" not in relations:
            yield "4.1.2: an entry without content has an alternate link"
    selves = [link for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    if len(selves) != 1:
        yield "4.1.1: a feed should have one link to itself"
    ids = [one.findtext(f"{ATOM}id") for one in (root, *entries)]
    if len(ids) != len(set(ids)):
        yield "4.2.6: two things have one id"
    for element in root.iter():
        yield from _element(element)


def _children(parent: ET.Element, known: dict[str, tuple[int, int | None]]) -> Iterator[str]:
    counts = Counter(child.tag.removeprefix(ATOM) for child in parent)
    for name, count in counts.items():
        least_most = known.get(name)
        if least_most is None:
            yield f"4.1: {name} in {parent.tag}"
        elif least_most[1] is not None and count > least_most[1]:
            yield f"4.1: {count} times {name}"
    for name, (least, _most) in known.items():
        if counts[name] < least:
            yield f"4.1: no {name} in {parent.tag}"
    seen = Counter(
        (link.get("type"), link.get("hreflang"))
        for link in parent.findall(f"{ATOM}link")
        if link.get("rel", "alternate") == "alternate"
    )
    if any(count > 1 for count in seen.values()):
        yield "4.1.1: two alternate links of one type"


def _element(element: ET.Element) -> Iterator[str]:
    name, text = element.tag.removeprefix(ATOM), element.text or ""
    allowed = _ATTRIBUTES.get(name, set()) | {f"{XML}lang", f"{XML}base"}
    for attribute in element.attrib.keys() - allowed:
        yield f"{name} has the attribute {attribute}"
    if name in {"content", "title", "summary"} and _is_mixed(element):
        yield f"3.1, 4.1.3: {name} is of another type than it says"
    if name in {"updated", "published"} and not _is_moment(text):
        yield f"3.3: {text!r} is no date"
    if name == "id" and not _TAG_URI.fullmatch(text):
        yield f"4.2.6, RFC 4151: {text!r} is no tag"
    if name == "author" and len(element.findall(f"{ATOM}name")) != 1:
        yield "3.2.1: an author has one name"
    if name == "name" and not text.strip():
        yield "3.2.1: a name is some text"
    if name == "link" and not urlsplit(element.get("href", "")).scheme:
        yield f"4.2.7: {element.get('href')!r} leads nowhere"
    if name == "category" and not element.get("term"):
        yield "4.2.2: a category has a term"


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return _DATE.fullmatch(text) is not None


def _is_mixed(element: ET.Element) -> bool:
    """Tell whether a text is not of the type that it says, of those that we write."""
    return element.get("type", "text") not in {"text", "html"} or len(element) > 0


def read(text: str) -> feedparser.FeedParserDict:
    """Read a feed as a reader does, which must find nothing wrong with it."""
    found = feedparser.parse(text.encode(), sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def addresses(text: str) -> list[str]:
    """List all that a feed leads to or loads, in its entries too."""
    root = ET.fromstring(text.encode())
    found = [str(link.get("href")) for link in root.iter(f"{ATOM}link")]
    for content in root.iter(f"{ATOM}content"):
        for tag in BeautifulSoup(content.text or "", "html.parser").find_all(True):
            found += _addresses(tag)
    return found


def _addresses(tag: Tag) -> list[str]:
    return [str(tag[name]) for name in ("href", "src", "srcset", "poster") if name in tag.attrs]
