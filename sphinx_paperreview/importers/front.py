"""What a post's front matter says of its day and its paper, in the form that Sphinx reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

import yaml

from sphinx_paperreview.core.values import InvalidText, find_date, parse_moment
from sphinx_paperreview.importers.dialects import Dialect
from sphinx_paperreview.importers.file_names import FOLDER_PAGES
from sphinx_paperreview.importers.matter import FrontMatter, strings_of
from sphinx_paperreview.recognising.asides import read_published, read_rating, read_venue
from sphinx_paperreview.recognising.facts import Facts, Resource, may_be_paper, paper_of
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.link_kinds import is_web, kind_of_url
from sphinx_paperreview.recognising.tokens import read_inline
from sphinx_paperreview.recognising.vocabulary import (
    field_of_name,
    fold_word,
    is_paper_label,
    kind_of_label,
)

_ID_SCHEMES = ("arxiv", "doi", "openreview", "acl", "pmid")
_GROUPS = ("resource", "link", "url", "paper", "source", "reference", "paper link")
"""Keys, or their plurals, of mappings and of lists of links that are about the paper."""

_SOURCES = (*_ID_SCHEMES, "reference", "external", "resource", "id")
"""Keys of what may lead to the paper, beside the labels of its links."""

_SUBTITLES = ("subtitle", "catchy title", "catchytitle", "tagline")
_NAMES, _ADDRESSES = ("name", "label", "title", "text", "type", "kind"), ("url", "href", "link")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z](?!iv|ub))|(?<=^paper)(?=[a-rt-z])")
_ENDING = re.compile(r"\s*(?:url|link|id|page)$")
_DATES = (
    *("date", "publish date", "publishdate", "pub date", "pubdate", "published at", "publishedat"),
    *("date published", "datepublished", "created", "created at", "createdat"),
)
_CLOCK = re.compile(
    r"(?P<day>.*?\d),?\s+(?P<hour>\d\d?)(?P<minutes>(?::\d\d){1,2})\s*(?:(?P<half>[ap])\.?m\.?)?"
    r"\s*(?P<offset>[+-]\d\d:\d\d)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?<!\s)\s+([+-]\d\d):?(\d\d)$")
_DATE_LINE = re.compile(r"date\s*:")
_NO_POSTS = ("_index", "about")
_SPECIAL = re.compile(r"[\\`*_\[\]<>$]|&(?=#?\w+;)")


def facts_of(matter: FrontMatter) -> Facts:
    """Give what the front matter says of the paper that the post is about; nothing without one.

    Its keys are read as the labels of lines are; those of the paper itself may begin with it, as
    ``paper_title`` does, or stand in a mapping of that name.
    """
    named = _named(matter)
    urls = {url: None for name, values in named.items() for url in _urls(name, values)}
    found = Facts(urls=tuple(sorted(urls, key=lambda url: "://" not in url)))
    if not urls or not found.names_one_paper:
        return Facts()
    links = (one for name, values in named.items() for one in _links(name, values))
    for said in (*links, *(_said(name, values) for name, values in named.items())):
        found = found.joined(said) or found
    subtitles = (named[name][0] for name in _SUBTITLES if named.get(name))
    return replace(found, subtitle=plain_title(next(subtitles, "")) if found.title else "")


def _named(matter: FrontMatter) -> dict[str, tuple[str, ...]]:
    """Give all texts by the words of their keys, also those in groups about a paper."""
    found: dict[str, tuple[str, ...]] = {}
    for key, values in matter.texts.items():
        name, nested = _words(key), matter.nested.get(key)
        is_group = nested is not None and name.removesuffix("s") in _GROUPS
        for inner, texts in _links_in(nested, name) if is_group else [(name, values)]:
            found[inner] = (*found.get(inner, ()), *texts)
    return found


def _links_in(value: object, group: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield names and texts: of ``{arxiv: …}``, ``[{name: Code, url: …}]``, ``[{code: …}]``."""
    prefix = "paper " if group == "paper" else ""
    for item in value if isinstance(value, list) else [value]:
        if not isinstance(item, dict):
            yield "link", (str(item),)
            continue
        known = {_words(str(key)): text for key, text in item.items()}
        name = next((known[key] for key in _NAMES if key in known), None)
        url = next((known[key] for key in _ADDRESSES if key in known), None)
        if isinstance(value, list) and isinstance(name, str) and isinstance(url, str):
            yield _words(name), (url,)
        else:
            yield from ((f"{prefix}{key}", strings_of(inner)) for key, inner in known.items())


def _words(key: str) -> str:
    """Fold the ways of writing a key: ``paper_title``, ``paper-title``, ``paperTitle``."""
    return fold_word(_HUMP.sub(" ", key).replace("-", " "))


def _label(name: str) -> str:
    """Leave of a name the label that it says: ``code`` of ``paper code url``."""
    bare = name.removeprefix("paper ")
    return bare if kind_of_label(bare) else _ENDING.sub("", bare) or bare


def _urls(name: str, values: Iterable[str]) -> Iterator[str]:
    label, of_paper = _label(name), name.startswith("paper")
    is_source = label in _SOURCES or any(map(is_paper_label, (name, label)))
    for value in values if is_source else ():
        if paper_of(value):
            yield value
        elif label in _ID_SCHEMES and paper_of(f"{label}:{value}"):
            yield f"{label}:{value}"
        elif of_paper and may_be_paper(value):
            yield value


def _links(name: str, values: Iterable[str]) -> Iterator[Facts]:
    kind = kind_of_label(_label(name))
    for url in values:
        own = kind or (kind_of_url(url) if is_paper_label(name) else "")
        if own and is_web(url) and not paper_of(url):
            yield Facts(resources=(Resource(own, url),))


def _said(name: str, values: tuple[str, ...]) -> Facts:
    """Read what a key says; that of authors and dates is of the post, if it does not say more."""
    bare, text = name.removeprefix("paper "), " ".join(" ".join(values[:1]).split())
    field = "award" if bare == "award" else field_of_name(bare)
    is_own = bare != name or (field == "title" and bare not in ("title", "name", "paper"))
    may_say = text and (is_own or bare == "year" or field in ("award", "org", "rating", "venue"))
    return _READERS[field](text, values) if may_say and field in _READERS else Facts()


_READERS: Mapping[str, Callable[[str, tuple[str, ...]], Facts]] = {
    "title": lambda text, _: Facts(title=plain_title(text)),
    "authors": lambda _, values: Facts(authors="; ".join(values)),
    "org": lambda _, values: Facts(orgs=values),
    "venue": lambda text, _: read_venue(text) or Facts(venue="" if read_moment(text) else text),
    "award": lambda text, _: Facts(award=text),
    "published": lambda text, _: Facts(published=read_published(text)),
    "rating": lambda text, _: Facts(rating=read_rating(text)),
}


# The day ------------------------------------------------------------------------------------------


def find_moment(matter: FrontMatter, path: str, heading: str) -> str:
    """Give the day of a post, with its time where the front matter has one, as ISO 8601.

    From the front matter, else the name of the file, else its folders, else the heading.
    """
    texts = {_words(key): values for key, values in matter.texts.items()}
    values = (value for key in _DATES for value in texts.get(key, ())[:1])
    moments = (read_moment(value) for value in values)
    folder, _, name = path.rpartition("/")
    return next(filter(None, moments), "") or (
        find_date(name) or find_date(f"{folder}/{name}") or find_date(heading)
    )


def read_moment(text: str) -> str:
    """Read a day, with a time where there is one, as ISO 8601; ``""`` where the text is neither."""
    iso = _OFFSET.sub(r"\1:\2", text.strip())
    clock = _CLOCK.fullmatch(iso)
    for moment in (iso, f"{_read_day(clock['day'])} {_read_time(clock)}" if clock else ""):
        try:
            parse_moment(moment)
        except InvalidText:
            continue
        return moment
    return _read_day(text)


def _read_day(text: str) -> str:
    published = read_published(text)
    return published if len(published) == len("2025-11-27") else find_date(text)


def _read_time(clock: re.Match[str]) -> str:
    """Read a time of day, of twice twelve hours or of 24: ``9:05 PM``."""
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % 12 + 12 * (clock["half"].lower() == "p")
    return f"{hour:02}{clock['minutes']}{clock['offset'] or ''}"


# The lines ----------------------------------------------------------------------------------------


def front_lines(
    matter: FrontMatter, moment: str, *, dialect: Dialect, note: Callable[[int, str], None]
) -> list[Line]:
    """Give front matter that Sphinx and this extension read as the post's generator did.

    All that its author typed stays; only a date that is no ISO date changes its form, and so do
    tags in one string that are parted by blanks.
    """
    lines = _dated(matter, moment, note)
    if "tags" not in matter.fields and matter.texts.get(dialect.tags):
        number = lines[-1].number if lines else 1
        lines.append(Line(f"tags: {_flow([*matter.texts[dialect.tags]])}", number))
    tags = matter.fields.get("tags")
    parted = tags.split() if isinstance(tags, str) and "," not in tags else ()
    if dialect.splits_tags and len(parted) > 1:
        lines = _with_value(lines, "tags", _flow(parted))
    hidden = matter.fields.get("published") is False or matter.fields.get("unlisted") is True
    if hidden and "draft" not in matter.fields:
        lines.append(Line("draft: true", lines[-1].number))
    return [Line("---", 1), *lines, Line("---", 1)] if lines else []


def declared(front: Sequence[Line], matter: FrontMatter, path: str, moment: str) -> list[Line]:
    """Say in front matter that its page is a post, where it is one: it has a day, or is a draft.

    What is about a site or a folder is none, whatever its heading or its history says.

    Args:
        front: As `front_lines` gives it.
        matter: The front matter as it was.
        path: The page, relative to the imported folder.
        moment: Its day, wherever that comes from.
    """
    name = PurePosixPath(path).stem.lower()
    day = find_moment(matter, path, "") if name in FOLDER_PAGES else moment
    is_draft = _says("draft", front)
    is_post = is_draft or (day and name not in _NO_POSTS)
    if not (front and is_post) or "post" in matter.fields:
        return list(front)
    return [*front[:-1], Line("post: true", front[-2].number), front[-1]]


def says_post(front: Iterable[Line]) -> bool:
    """Tell whether front matter says that its page is a post."""
    return _says("post", front)


def _says(key: str, front: Iterable[Line]) -> bool:
    switch = re.compile(rf"{key}\s*:\s*[\"']?(?:true|yes|on|1)\b", re.IGNORECASE)
    return any(switch.match(line.text) for line in front)


def _dated(matter: FrontMatter, moment: str, note: Callable[[int, str], None]) -> list[Line]:
    lines = list(matter.lines)
    typed = matter.texts.get("date", ("",))[:1]
    if "date" not in matter.texts:
        return [Line(f"date: {moment}", 1), *lines] if moment else lines
    if typed == (moment,):
        return lines
    place = next((i for i, line in enumerate(lines) if _DATE_LINE.match(line.text)), None)
    number = lines[place].number if place is not None else 1
    if not read_moment("".join(typed)):
        note(number, f"no date: {''.join(typed)!r}")
        if place is not None:
            lines[place] = Line(f"# {lines[place].text}", number)
        return [Line(f"date: {moment}", number), *lines] if moment else lines
    return _with_value(lines, "date", moment)


def _with_value(lines: Sequence[Line], key: str, value: str) -> list[Line]:
    begins = re.compile(rf"{re.escape(key)}\s*:")
    return [
        Line(f"{key}: {value}", line.number) if begins.match(line.text) else line for line in lines
    ]


def _flow(values: list[str]) -> str:
    return yaml.safe_dump(values, default_flow_style=True, allow_unicode=True, width=10**9).strip()


def plain_title(title: object) -> str:
    """Give a title of plain text as inline Markdown."""
    text = " ".join(str(title if title is not None else "").split())
    children = read_inline(text).children
    if all(token.type == "text" for token in children) and text.count("$") < 2:
        return text
    return _SPECIAL.sub(r"\\\g<0>", text)
