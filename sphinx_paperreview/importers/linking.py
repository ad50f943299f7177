"""Links between the posts of an import: what leads where, once all posts are known."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from sphinx_paperreview.core.slugs import slug
from sphinx_paperreview.importers.file_names import FOLDER_PAGES

_PAGE_ENDING = re.compile(r"\.(?:mdx?|qmd|markdown|mkd|html?|txt)$", re.IGNORECASE)
_DATED = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)-(.+)")
_NUMBERED = re.compile(r"\d+[-_.]\s*(.+)")

_MOST_PIECES = 16
"""Of an address, from its end: no two pages differ in more folders than these."""

Address = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Landing:
    """A heading that a link may lead to."""

    number: int
    """Its line in the source file; of a review, the line that introduces it."""
    slug: str
    """The anchor that most generators make of it."""
    paper: str = ""
    """What the ``paper`` role takes, where it belongs to a review."""
    anchor: str = ""
    """Where that review stands in a built page, as far as an id tells."""


@dataclass(frozen=True, slots=True)
class Places:
    """What links may lead to in a post, and what its own links lead to."""

    path: str
    """Of the source, relative to the imported folder."""
    target: str
    """Of the result, relative to the folder that is written."""
    addresses: tuple[Address, ...] = ()
    """Under which the generator may have shown it, piece by piece, in small letters."""
    landings: Mapping[str, Landing] = field(default_factory=dict)
    """By every anchor that a generator may have made."""
    links: tuple[str, ...] = ()
    """The targets of its own links that might be in the import."""


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Where a link leads."""

    places: Places
    landing: Landing | None
    """None for the post as a whole."""
    lost_anchor: str = ""
    """An anchor that the post does not have."""


class LinkIndex:
    """All posts of an import, and which of their headings some link leads to."""

    def __init__(self, posts: Iterable[Places]) -> None:
        self._by_path = {places.path: places for places in posts}
        self._whole: dict[Address, str] = {}
        """The one post that an address is of; ``""``: several."""
        self._ends: dict[Address, str] = {}
        """The one post of whose addresses this is the end; ``""``: several."""
        for places in self._by_path.values():
            for address in (address[-_MOST_PIECES:] for address in places.addresses):
                _file(self._whole, address, places.path)
                for start in range(len(address)):
                    _file(self._ends, address[start:], places.path)
        self._wanted: dict[str, set[int]] = {}
        for places in self._by_path.values():
            for link in places.links:
                found = self.find(link, places.path)
                if found and found.landing and not found.landing.paper:
                    self._wanted.setdefault(found.places.path, set()).add(found.landing.number)

    def wanted(self, path: str) -> Mapping[int, str]:
        """Give labels for the headings of a post that links lead to, by their lines."""
        numbers, places = self._wanted.get(path, set()), self._by_path.get(path)
        landings = places.landings.values() if places else ()
        return {
            landing.number: label_of(places, landing)
            for landing in landings
            if places and landing.number in numbers and not landing.paper
        }

    def touches(self, path: str) -> bool:
        """Tell whether a post must be converted again, now that all are known."""
        places = self._by_path.get(path)
        return bool(places and places.links) or path in self._wanted

    def find(self, link: str, page: str) -> LinkTarget | None:
        """Find what a link on a page leads to; None where nothing in the import fits, or much."""
        path, _, anchor = link.partition("#")
        places = self._by_path.get(page) if not path else self._post(path.partition("?")[0], page)
        if places is None:
            return None
        key = unicodedata.normalize("NFC", unquote(anchor)).lower()
        landing = places.landings.get(key)
        if not path and landing is None:
            return None
        return LinkTarget(places, landing, "" if landing or not anchor else unquote(anchor))

    def _post(self, path: str, page: str) -> Places | None:
        decoded = unquote(path, errors="surrogateescape")
        if not decoded.startswith("/") and "://" not in decoded:
            whole = posixpath.normpath(posixpath.join(posixpath.dirname(page), decoded))
            for ending in ("", ".md", ".mdx", ".markdown", "/index.md", "/index.mdx"):
                if whole + ending in self._by_path:
                    return self._by_path[whole + ending]
        return self._by_address(address_of(_path_of(decoded) if "://" in decoded else decoded))

    def _by_address(self, wanted: Address) -> Places | None:
        """Find the one post whose address ends as a link does, or else the other way round."""
        last = wanted[-_MOST_PIECES:]
        ends = (last[start:] for start in range(1, len(last)))
        shared = next((self._whole[end] for end in ends if end in self._whole), "")
        path = self._ends.get(last, shared)
        return self._by_path[path] if path else None


def _file(table: dict[Address, str], address: Address, path: str) -> None:
    table[address] = path if table.get(address, path) == path else ""


def _path_of(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:  # such as a bracket that would begin an IPv6 address
        return url


def label_of(places: Places, landing: Landing) -> str:
    """Name a heading of a post, for MyST."""
    return f"{slug(places.target.removesuffix('.md'))}-{slug(landing.slug) or landing.number}"


def address_of(path: str) -> Address:
    """Cut the path of a page into its pieces, without its ending, ``.`` and ``..``."""
    pieces = unicodedata.normalize("NFC", path).casefold().split("/")
    kept = [piece for piece in pieces if piece not in ("", ".", "..")]
    if kept:
        kept[-1] = _PAGE_ENDING.sub("", kept[-1])
        if kept[-1] in FOLDER_PAGES:
            kept.pop()
    return tuple(kept)


def addresses_of(path: str, fields: Mapping[str, object]) -> tuple[Address, ...]:
    """Give the addresses under which a generator may show a post.

    Its path; with the date of its name in pieces or left out, as blogs do it; without numbers that
    only sort; and what its front matter says.
    """
    whole = address_of(path)
    found = dict.fromkeys([whole])
    if whole:
        name = whole[-1]
        folders = [folder for folder in whole[:-1] if not folder.startswith("_")]  # _posts
        if dated := _DATED.fullmatch(name):
            year, month, day, title = dated.groups()
            found[*folders, year, f"{int(month):02}", f"{int(day):02}", title] = None
            found[*folders, title] = None
        found[tuple(_without_number(piece) for piece in whole)] = None
    for key in ("slug", "permalink", "url", "id", "aliases", "redirect_from"):
        for value in _texts(fields.get(key)):
            given = address_of(value)
            relative = (*whole[:-1], *given)
            found[given if value.startswith("/") or not given else relative] = None
    return tuple(address for address in found if address)


def _without_number(piece: str) -> str:
    found = None if _DATED.fullmatch(piece) else _NUMBERED.fullmatch(piece)
    return found[1] if found else piece


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str)]
