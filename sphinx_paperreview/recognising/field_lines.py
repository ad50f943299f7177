"""Lines that do nothing but say something of a paper: `Authors: …`, `[Paper](u) [Code](u)`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from sphinx_paperreview.core.values import find_date
from sphinx_paperreview.recognising.asides import (
    is_range,
    read_aside,
    read_published,
    read_rating,
    read_venue,
)
from sphinx_paperreview.recognising.blanks import BLANKS
from sphinx_paperreview.recognising.facts import Facts, Gathering, Resource, may_be_paper, paper_of
from sphinx_paperreview.recognising.link_kinds import chip, label_text, other_link, says_nothing
from sphinx_paperreview.recognising.pieces import Piece, join, unwrapped
from sphinx_paperreview.recognising.vocabulary import (
    field_of_name,
    fold_word,
    is_paper_label,
    kind_of_label,
    names_field,
    tells_paper,
)

_URL = re.compile(r"https?://[^\s<>]+")
_NAMES = re.compile(rf"{BLANKS}[,;、，；·|]\s*")
_ORGS = re.compile(rf"{BLANKS}[,;、，；·|](?![^()]*\))\s*")
"""Not in brackets: ``University of Lamps (Town, Country)``."""

_TAGS = re.compile(rf"{BLANKS}[,;、，；|#`]\s*")
_REMARK = re.compile(r"([^()（）]+)[(（]([^()（）]+)[)）]")
_IN_BRACKETS = re.compile(r"\s*\(([^()]{1,40})\)\s*")
_ID = re.compile(r"[!-~]{1,200}")
_LONGEST_NAME = 40
_LONGEST_VENUE = 80
_MARKUP = "*_~` "
_AROUND_TAG = f"{_MARKUP}[]"


def read_field(pieces: Sequence[Piece]) -> Facts | None:
    """Read a line that does nothing but say something of a paper; None for any other line."""
    key, value = split_field(pieces)
    if key:
        found = read_value(key, value)
        if found is not None:
            return found
    return _only_links(pieces) or _bare_remark(pieces)


def _bare_remark(pieces: Sequence[Piece]) -> Facts | None:
    """Read a line that is a venue or stars alone; a year or a name may be a line of the text."""
    if any(piece.kind not in ("text", "mark", "code") for piece in pieces):
        return None
    said = read_aside(join(pieces))
    return said if said and (said.venue or said.rating) else None


def split_field(pieces: Sequence[Piece]) -> tuple[str, list[Piece]]:
    """Cut ``**Name:** value`` into the name, if it is a known one, and the pieces of the value."""
    for index, piece in enumerate(pieces):
        if piece.kind not in ("text", "mark"):
            break
        place = min((i for mark in ":：" if (i := piece.source.find(mark)) >= 0), default=-1)
        if piece.kind == "text" and place >= 0:
            name = join([*pieces[:index], Piece("text", piece.source[:place])])
            value = piece.source[place + 1 :].removeprefix(":")  # `name:: value` of outlines
            rest = [Piece("text", value), *pieces[index + 1 :]]
            return (name, _closed(name, rest)) if _is_known(name) else ("", list(pieces))
    return "", list(pieces)


def _is_known(name: str) -> bool:
    return len(fold_word(name)) <= _LONGEST_NAME and names_field(name)


def _closed(name: str, value: list[Piece]) -> list[Piece]:
    """Leave out the mark that closes an emphasis in which the name stands: ``**Name:** value``."""
    opened = name.lstrip()[:2].strip(" ") if name.lstrip()[:1] in ("*", "_") else ""
    marks = [i for i, piece in enumerate(value) if piece.kind == "mark"]
    if opened and len(marks) % 2:
        return value[: marks[0]] + value[marks[0] + 1 :]
    return value


def read_value(name: str, value: Sequence[Piece]) -> Facts | None:
    """Read what stands behind a name, or in a column of that name; None where it does not fit."""
    text, kind = unwrapped(join(value).strip()), kind_of_label(name)
    reader = _READERS.get(field_of_name(name))
    if not text:
        return None
    is_paper = kind == "blog" and any(p.kind == "link" and paper_of(p.url) for p in value)
    found = _only_links(value, kind) if kind and not is_paper else None
    if found is None and (is_paper or tells_paper(name)):  # `Article:` is either
        found = (
            _only_links(value) or _id_of(text) or read_titled_link(value) or _labelled_links(value)
        )
    return found or (reader(value, text) if reader else None)


def _id_of(text: str) -> Facts | None:
    """Read an id alone: what stands behind one, with or without a blank, may not get lost."""
    bare = text.strip(_MARKUP)
    is_id = _ID.fullmatch(bare) and "](" not in bare
    return Facts(urls=(bare,)) if is_id and paper_of(bare) else None


def read_titled_link(value: Sequence[Piece]) -> Facts | None:
    """Read one link to a paper that has its title for a label."""
    links = [piece for piece in value if piece.kind == "link"]
    around = (piece for piece in value if piece.kind != "link")
    if len(links) != 1 or not paper_of(links[0].url) or fold_word(join(list(around))):
        return None
    is_bare = says_nothing(links[0].text, links[0].url)
    return Facts(urls=(links[0].url,), title="" if is_bare else unwrapped(links[0].text))


def _labelled_links(value: Sequence[Piece]) -> Facts | None:
    """Read links behind the label of a paper, whatever they are called; the first one counts.

    What is called by a site stays among the links of the paper: ``[Some Press](https://…)``, and so
    does what stands in brackets behind a single link: ``[paper](https://…) (Some Press 2025)``.
    """
    links = [piece for piece in value if piece.kind == "link"]
    around = join([piece for piece in value if piece.kind != "link"])
    told = [
        Facts(urls=(piece.url,))
        if _is_file(piece)
        else chip(piece.text, piece.url) or other_link(piece.text, piece.url)
        for piece in links
    ]
    if len(links) == 1 and (remark := _IN_BRACKETS.fullmatch(around)):
        is_titled = paper_of(links[0].url) and not says_nothing(links[0].text, links[0].url)
        told = [Facts(title=unwrapped(links[0].text))] if is_titled else told
        told.append(other_link(remark[1], links[0].url))
        around = ""
    if not links or fold_word(around) or None in told:
        return None
    gathering, first = Gathering(), links[0].url
    if paper_of(first) or (may_be_paper(first) and first.lower().endswith(".pdf")):
        gathering.add(Facts(urls=(first,)))
    return gathering.facts if all(gathering.add(one) for one in told if one) else None


def _is_file(piece: Piece) -> bool:
    """Tell a link to a PDF of a label that says no more: on whatever site, it is the paper."""
    is_file = may_be_paper(piece.url) and piece.url.lower().endswith(".pdf")
    return is_file and says_nothing(piece.text, piece.url)


def _only_links(pieces: Sequence[Piece], kind: str = "") -> Facts | None:
    """Read pieces that hold nothing but links that say what they are, and labels of papers."""
    gathering = Gathering()
    for piece in pieces:
        if piece.kind in ("mark", "image"):
            one: Facts | None = Facts() if piece.kind == "mark" else None
        elif piece.kind == "link":
            one = _of_kind(kind, piece.text, piece.url) or chip(piece.text, piece.url)
        else:
            one = _bare_links(piece.source, kind)
        if one is None or not gathering.add(one):
            return None
    return gathering.facts if gathering.facts != Facts() else None


def _bare_links(text: str, kind: str) -> Facts | None:
    """Read the URLs in a text that has no words but labels of papers and of links."""
    gathering, words = Gathering(), _URL.sub(" | ", text)
    for url in _URL.findall(text):
        one = _of_kind(kind, "", url) or chip("", url)
        if one is None or not gathering.add(one):
            return None
    labels = (word for word in re.split(r"[|:：/·,()\[\]]", words) if fold_word(word))
    return (
        gathering.facts
        if all(is_paper_label(word) or kind_of_label(word) for word in labels)
        else None
    )


def _of_kind(kind: str, label: str, url: str) -> Facts | None:
    if not kind or not url.lower().startswith(("http://", "https://")):
        return None
    text = label_text(label).strip()
    is_plain = says_nothing(text, url) or kind_of_label(text) or fold_word(text) in fold_word(url)
    return Facts(resources=(Resource(kind, url, "" if is_plain else text),))


# Values -------------------------------------------------------------------------------------


def _has_links(value: Sequence[Piece]) -> bool:
    return any(piece.kind in ("link", "image") for piece in value)


def _is_plain(value: Sequence[Piece], text: str) -> bool:
    return not (_has_links(value) or _URL.search(text))


def _read_orgs(value: Sequence[Piece], text: str) -> Facts | None:
    names = tuple(name.strip(_MARKUP) for name in _ORGS.split(text) if name.strip(_MARKUP))
    too_long = any(len(name) > _LONGEST_VENUE for name in names)
    return None if _has_links(value) or too_long or not names else Facts(orgs=names)


def _read_venue(value: Sequence[Piece], text: str) -> Facts | None:
    if _has_links(value) or len(text) > _LONGEST_VENUE:
        return None
    bare = text.strip(_MARKUP)
    return read_venue(bare) or read_aside(bare) or Facts(venue=bare)


def _read_published(value: Sequence[Piece], text: str) -> Facts | None:
    bare = text.strip(_MARKUP)
    if remark := _REMARK.fullmatch(bare):  # `March 2024 (arXiv 2403.01234)`
        day, inside = _read_published(value, remark[1]), remark[2].strip()
        said = read_aside(inside) or _id_of(inside.replace("arXiv ", "arXiv:"))
        return day.joined(said) if day and said else None
    published = read_published(bare) or (
        find_date(bare) if len(bare) <= len("2025년 11월 27일") else ""
    )
    return Facts(published=published) if published else None


def _read_day(text: str) -> Facts | None:
    day = find_date(text)
    return Facts(date=day) if day and len(text.strip(_MARKUP)) <= len("2025년 11월 27일") else None


def _read_rating(text: str) -> Facts | None:
    rating = "" if is_range(text) else read_rating(text)
    return Facts(rating=rating) if rating else None


def _read_tags(value: Sequence[Piece], text: str) -> Facts | None:
    if _has_links(value):
        return None
    parts = _TAGS.split(text)
    tags = tuple(tag.strip(_AROUND_TAG) for tag in parts if tag.strip(_AROUND_TAG))
    return Facts(tags=tags) if tags else None


_READERS: Mapping[str, Callable[[Sequence[Piece], str], Facts | None]] = {
    "title": lambda value, text: Facts(title=text) if _is_plain(value, text) else None,
    "authors": lambda value, text: Facts(authors=text) if _is_plain(value, text) else None,
    "org": _read_orgs,
    "venue": _read_venue,
    "published": _read_published,
    "read": lambda _, text: _read_day(text),
    "rating": lambda _, text: _read_rating(text),
    "tags": _read_tags,
    "summary": lambda _, text: Facts(summary=text),
}


def rating_range(pieces: Sequence[Piece]) -> Facts | None:
    """Read a rating from one value to another; its line stays, as no option takes both."""
    name, value = split_field(pieces)
    text = join(value).strip()
    if name and field_of_name(name) == "rating" and is_range(text):
        return Facts(rating=read_rating(text))
    return None
