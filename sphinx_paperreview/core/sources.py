"""Sites that show papers: label, icon, and the URL of a paper there; and kinds of links."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import quote

from sphinx_paperreview.core.paper_id import PaperId, shorten, written
from sphinx_paperreview.core.schemes import SCHEMES

_KEY = re.compile(r"[a-z][a-z0-9_-]*")
_ICON = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_TEMPLATE = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?/[^\s<>\"'`\\]*")
_LANGUAGE = "language/"
_PLACEHOLDERS = {
    "arxiv": ("new_id",),
    "cvf": ("folder",),
    "neurips": ("year", "hash", "track"),
    "pmlr": ("pdf_path",),
}
_PATH_MARKS = "/:@!$&()*+,;=~"  # RFC 3986, 3.3: may stand in a path as they are
_CVF_VENUE = re.compile(r".*_(CVPR|ICCV|ECCV|WACV|ACCV)_(20[0-9]{2})")
_CVF_OLDER = re.compile(r".*_(201[345])_(CVPR|ICCV)")


class InvalidSource(ValueError):
    """A definition of a source that cannot be used: the message says which key, and why."""


@dataclass(frozen=True, slots=True)
class Source:
    """A site that shows papers."""

    key: str
    """Its name in ``paperreview_sources``."""
    label: str
    """What readers see."""
    icon: str
    """An octicon of sphinx-design."""
    urls: Mapping[str, str] = field(hash=False)
    """Id scheme → URL template."""

    def url_for(self, paper_id: PaperId, *, language: str = "") -> str:
        """Give the URL of a paper on this site; empty where the site cannot show it.

        ``language`` is a code such as ``ko``, for sites that have one in their URLs.
        """
        fields = _fields(paper_id) | {_LANGUAGE: language and f"{language}/"}
        path, mark, query = self.urls.get(paper_id.scheme, "").partition("?")
        try:
            filled = _fill(path, fields, safe=_PATH_MARKS)
            return f"{filled}?{_fill(query, fields, safe='')}" if mark else filled
        except KeyError:  # a placeholder of which this paper's id tells nothing
            return ""


@dataclass(frozen=True, slots=True)
class SourceTable:
    """Sources in order, found by their keys."""

    sources: Mapping[str, Source] = field(hash=False)
    """By key."""
    homes: Mapping[str, str] = field(hash=False)
    """Id scheme → key of the site that owns it, where that is not the scheme itself."""

    def __getitem__(self, key: str) -> Source:
        return self.sources[key]

    def __contains__(self, key: object) -> bool:
        return key in self.sources

    def __iter__(self) -> Iterator[Source]:
        return iter(self.sources.values())

    def __len__(self) -> int:
        return len(self.sources)

    def get(self, key: str) -> Source | None:
        """Give the source of a key, if there is one."""
        return self.sources.get(key)

    def with_definitions(self, definitions: Mapping[str, Source]) -> SourceTable:
        """Give a table with a site's own sources; one of the same key takes the old one's place."""
        return SourceTable({**self.sources, **definitions}, self.homes)

    def home(self, paper_id: PaperId) -> Source | None:
        """Give the site that owns an id's scheme; ``url`` and ``isbn`` have none.

        Its ``url_for`` may still be empty: no URL can be made for a CVF workshop's paper.
        """
        return self.sources.get(self.homes.get(paper_id.scheme, paper_id.scheme))


@dataclass(frozen=True, slots=True)
class Kind:
    """What a link of a review leads to, such as code or a video."""

    key: str
    """Name of the directive's option."""
    label: str
    """What readers see."""
    icon: str
    """An octicon of sphinx-design."""


@cache
def builtin_sources() -> SourceTable:
    """Give the sources of ``data/sources.toml``."""
    table = _data()
    sources = {key: parse_definition(key, data) for key, data in table["sources"].items()}
    return SourceTable(sources, table["homes"])


@cache
def builtin_kinds() -> Mapping[str, Kind]:
    """Give the kinds of links, by key, in the order in which they are shown."""
    return {key: Kind(key, data["label"], data["icon"]) for key, data in _data()["kinds"].items()}


def parse_definition(key: str, data: object) -> Source:
    """Check a definition: a mapping with ``label``, ``urls`` and, if wanted, ``icon``.

    :raises InvalidSource: says what is wrong with it.
    """
    where = f"source {shorten(key)}"
    if not _KEY.fullmatch(key):
        raise InvalidSource(f"{where}: a key has small letters, digits, '-' and '_'")
    if not isinstance(data, Mapping):
        raise InvalidSource(f"{where}: expected a mapping with label and urls, not {_type(data)}")
    unknown = [name for name in data if name not in ("label", "icon", "urls")]
    if unknown:
        raise InvalidSource(f"{where}: unknown {_shown(unknown[0])} (expected label, icon, urls)")
    icon = _text(where, "icon", data.get("icon", "link-external"))
    if not _ICON.fullmatch(icon):
        raise InvalidSource(f"{where}: {_shown(icon)} is no name of an octicon")
    return Source(key, _text(where, "label", data.get("label")), icon, _urls(where, data))


def _urls(where: str, data: Mapping[object, object]) -> Mapping[str, str]:
    urls = data.get("urls")
    if not isinstance(urls, Mapping) or not urls:
        raise InvalidSource(f"{where}: expected urls, a mapping of id scheme to URL template")
    return {scheme: _template(where, scheme, template) for scheme, template in urls.items()}


def _template(where: str, scheme: object, template: object) -> str:
    if scheme not in SCHEMES:
        raise InvalidSource(
            f"{where}: unknown id scheme {_shown(scheme)} (expected one of {', '.join(SCHEMES)})"
        )
    text = _text(where, f"urls.{scheme}", template)
    if not _TEMPLATE.fullmatch(text):
        raise InvalidSource(
            f"{where}: {_shown(text)} is no URL template (expected https://…/{{value}}, with the"
            " placeholder behind the host)"
        )
    _check_placeholders(where, str(scheme), text)
    return text


def _check_placeholders(where: str, scheme: str, template: str) -> None:
    known = {"value", *_PLACEHOLDERS.get(scheme, ())}
    expected = ", ".join(f"{{{name}}}" for name in sorted(known | {_LANGUAGE}))
    found = _PLACEHOLDER.findall(template)
    for name in found:
        if name not in known | {_LANGUAGE}:
            raise InvalidSource(
                f"{where}: unknown placeholder {{{name[:40]}}} for {scheme} (expected {expected})"
            )
    if not known & set(found):
        raise InvalidSource(f"{where}: no placeholder in {_shown(template)} (expected {expected})")
    if "{" in (rest := _PLACEHOLDER.sub("", template)) or "}" in rest:
        raise InvalidSource(f"{where}: a brace without its partner in {_shown(template)}")


def _text(where: str, name: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InvalidSource(f"{where}: expected a text for {name}, not {_shown(value)}")
    return value.strip()


def _shown(value: object) -> str:
    return shorten(value) if isinstance(value, str) else shorten(written(value)).strip("'\"")


def _type(value: object) -> str:
    return type(value).__name__


def _data() -> dict[str, Any]:
    file = resources.files("sphinx_paperreview").joinpath("data", "sources.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _fill(template: str, fields: Mapping[str, str], *, safe: str) -> str:
    return _PLACEHOLDER.sub(lambda found: quote(fields[found[1]], safe=safe), template)


def _fields(paper_id: PaperId) -> dict[str, str]:
    """Give the content of each placeholder that has one for a paper."""
    value = paper_id.value
    fields = {"value": value}
    if paper_id.scheme == "arxiv" and "/" not in value:
        fields["new_id"] = value
    elif paper_id.scheme == "cvf":
        fields |= _cvf_folder(value)
    elif paper_id.scheme == "neurips":
        year, _, digits = value.partition("/")
        # Most are of the main conference: the id does not tell the track.
        fields |= {"year": year, "hash": digits, "track": "-Conference" if year > "2021" else ""}
    elif paper_id.scheme == "pmlr":
        fields |= _pmlr_pdf(value)
    return fields


def _cvf_folder(value: str) -> dict[str, str]:
    """Tell a conference's folder, whose form has changed: see https://openaccess.thecvf.com/menu."""
    if older := _CVF_OLDER.fullmatch(value):
        return {"folder": f"content_{older[2].lower()}_{older[1]}"}
    found = _CVF_VENUE.fullmatch(value)
    if found is None:
        return {}
    venue, year = found[1], found[2]
    if year > "2020" or venue == "ACCV":
        return {"folder": f"content/{venue}{year}"}
    small = year < "2017" or (venue == "CVPR" and year < "2019")
    return {"folder": f"content_{venue.lower() if small else venue}_{year}"}


def _pmlr_pdf(value: str) -> dict[str, str]:
    """Tell where a PDF lies: from volume 54 on in a folder a paper, from 235 on at GitHub."""
    volume, _, key = value.partition("/")
    number = int(volume[1:]) if volume.startswith("v") else 0
    if not 1 <= number <= 234:
        return {}
    return {"pdf_path": f"{value}/{key}" if number > 53 else value}


def name_of(paper_id: PaperId, sources: SourceTable) -> str:
    """Name a paper by its id: ``arXiv 2511.20478``; by its address where that is its id."""
    if paper_id.scheme == "url":
        return paper_id.value.partition("://")[2] or paper_id.value
    home = sources.home(paper_id)
    return f"{home.label if home else paper_id.scheme.upper()} {paper_id.value}"
