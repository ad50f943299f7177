"""Read CSL-JSON, as Zotero and Better BibTeX export it.

Its fields: https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sphinx_paperreview.core.paper_id import shown
from sphinx_paperreview.metadata.identifying import ids_among, is_preprint_server
from sphinx_paperreview.metadata.json_items import load_json, read_items
from sphinx_paperreview.metadata.paper_record import PaperRecord, read_record
from sphinx_paperreview.metadata.parsed import InvalidFile, Parsed

Item = Mapping[str, object]

_TAG = re.compile(r"</?(?:i|b|sub|sup|sc|span)(?:\s[^<>]*)?>")
"""What CSL-JSON may have in a title: citeproc-js's rich text."""

_VENUES = ("container-title", "event-title", "event")
_NAMES = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")


def parse_csl(text: str) -> Parsed:
    """Read CSL-JSON: an array of items.

    :raises InvalidFile: It is no JSON, or no array.
    """
    items = load_json(text)
    if not isinstance(items, list):
        raise InvalidFile("expected an array of items")
    return read_items(text, items, _read_item, before=r"\s*\[")


def _read_item(item: Item) -> tuple[PaperRecord, list[str]]:
    problems: list[str] = []
    found = {
        "ids": ids_among(_ids(item), _text(item, "URL")),
        "key": item.get("citation-key") or item.get("id") or "",
        "title": _without_tags(item.get("title") or ""),
        "authors": list(_authors(item.get("author", []), problems)),
        "venue": _venue(item),
        "published": _published(item.get("issued", {}), problems),
    }
    if isinstance(found["key"], int):  # as citeproc-js allows
        found["key"] = str(found["key"])
    record, more = read_record({name: value for name, value in found.items() if value})
    return record, problems + more


def _text(item: Item, name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""


def _without_tags(value: object) -> object:
    return _TAG.sub("", value) if isinstance(value, str) else value


def _ids(item: Item) -> Iterator[str]:
    """Yield what names the paper, the surest first."""
    # Zotero: `number` and, as a line of its own, `note`.
    yield from (_text(item, name) for name in ("number", "archive_location"))
    yield from _text(item, "note").splitlines()
    for name in ("DOI", "PMID", "PMCID"):
        if _text(item, name):
            yield f"{name.lower()}:{_text(item, name)}"
    if _text(item, "ISBN") and item.get("type") == "book":  # else that of the whole proceedings
        yield from (f"isbn:{isbn}" for isbn in _text(item, "ISBN").split()[:1])


def _venue(item: Item) -> object:
    venues = (item[name] for name in _VENUES if item.get(name))
    return next((one for one in venues if not is_preprint_server(str(one))), "")


def _authors(names: object, problems: list[str]) -> Iterator[str]:
    if not isinstance(names, list):
        problems.append(f"author: expected a list of names, not {shown(names)}")
        return
    for name in names:
        said = _name(name) if isinstance(name, Mapping) else ""
        if said:
            yield said
        else:
            problems.append(f"author: expected a name, not {shown(name)}")


def _name(name: Mapping[str, object]) -> str:
    literal = _text(name, "literal")
    return literal or " ".join(part for key in _NAMES if (part := _text(name, key)))


def _published(issued: object, problems: list[str]) -> str:
    """Give the date as far as it is known, in ISO 8601."""
    try:
        return _date(issued)
    except (TypeError, ValueError, KeyError, IndexError):
        problems.append(f"issued: expected date-parts, not {shown(issued)}")
        return ""


def _date(issued: object) -> str:
    if not isinstance(issued, Mapping):
        raise TypeError
    if not issued:
        return ""
    if "date-parts" not in issued:
        return str(issued.get("raw") or issued["literal"])
    parts = [int(part) for part in issued["date-parts"][0]]
    return "-".join([f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:3])])
