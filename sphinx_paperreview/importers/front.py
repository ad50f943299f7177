"""What a post's front matter says of its day and its paper, in the form that Sphinx reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import PurePosixPath

import yaml

from sphinx_paperreview.core.values import InvalidText, find_date, parse_moment
from sphinx_paperreview.importers.asides import read_published, read_rating, read_venue
from sphinx_paperreview.importers.dialects import Dialect
from sphinx_paperreview.importers.facts import Facts, Resource, may_be_paper, paper_of
from sphinx_paperreview.importers.link_kinds import kind_of_url
from sphinx_paperreview.importers.matter import FrontMatter, strings_of
from sphinx_paperreview.importers.passes import Line
from sphinx_paperreview.importers.tokens import read_inline
from sphinx_paperreview.importers.vocabulary import is_paper_label, kind_of_label

_PAPER_KEYS = (
    *("paper", "paperurl", "paperlink", "paperid", "arxiv", "arxivurl", "arxivid", "arxivlink"),
    *("doi", "openreview", "acl", "pmid", "pdf", "pdfurl"),
)
_MAYBE_KEYS = (
    *("link", "links", "source", "sourceurl", "externallink", "externalurl", "reference", "url"),
    *("originalurl", "resource", "huggingface"),
)
_GROUPS = (
    *("resource", "resources", "link", "links", "url", "urls", "paper", "source", "sources"),
    *("reference", "references", "paperlinks"),
)
"""Keys of mappings, or of lists of links, that are about the paper."""
_OF_PAPER = {
    "title": "papertitle",
    "authors": "paperauthors",
    "author": "paperauthors",
    "date": "paperdate",
    "published": "paperdate",
    "url": "paperurl",
    "link": "paperurl",
    "id": "paperid",
} | {key: key for key in ("year", "venue", "conference", "journal", "award", "org", "affiliation")}
_NAMES, _ADDRESSES = ("name", "label", "title", "text", "type", "kind"), ("url", "href", "link")
_ID_SCHEMES = ("arxiv", "doi", "openreview", "acl", "pmid")
_RESOURCES = {
    "code": ("code", "github", "repo", "codeurl", "githuburl", "repository"),
    "project": ("project", "projectpage", "projecturl", "website", "homepage"),
    "demo": ("demo",),
    "video": ("video", "youtube"),
    "slides": ("slides",),
    "poster": ("poster",),
    "data": ("dataset", "data", "datasets"),
    "model": ("model", "models", "weights", "huggingface"),
    "blog": ("blog", "blogpost", "blogurl"),
}
_KNOWN = frozenset((*_PAPER_KEYS, *_MAYBE_KEYS, *chain.from_iterable(_RESOURCES.values())))
_TITLES = ("papertitle", "titleofpaper")
_SUBTITLES = ("subtitle", "catchytitle", "tagline")
_DATES = ("date", "publishdate", "pubdate", "publishedat", "datepublished", "created", "createdat")
_CLOCK = re.compile(
    r"(?P<day>.*?\d),?\s+(?P<hour>\d\d?)(?P<minutes>(?::\d\d){1,2})\s*(?:(?P<half>[ap])\.?m\.?)?"
    r"\s*(?P<offset>[+-]\d\d:\d\d)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?<!\s)\s+([+-]\d\d):?(\d\d)$")
_DATE_LINE = re.compile(r"date\s*:")
FOLDER_PAGES = ("index", "_index", "readme")
"""What pages are called that are about the folder that they stand in."""
_NO_POSTS = ("_index", "about")
_SPECIAL = re.compile(r"[\\`*_\[\]<>$]|&(?=#?\w+;)")


def facts_of(matter: FrontMatter) -> Facts:
    """Give what the front matter says of the paper that the post is about; nothing without one."""
    texts = _texts_of(matter)
    urls = [url for key in (*_PAPER_KEYS, *_MAYBE_KEYS) for url in _urls(key, texts.get(key, ()))]
    facts = Facts(urls=tuple(dict.fromkeys(urls)))
    if not urls or not facts.names_one_paper:
        return Facts()
    resources = (
        Resource(kind, url)
        for kind, keys in _RESOURCES.items()
        for key in keys
        for url in texts.get(key, ())
        if url.startswith(("http://", "https://")) and not paper_of(url)
    )
    facts = replace(facts, resources=tuple(dict.fromkeys(resources)))
    for found in _remarks(texts):
        facts = facts.joined(found) or facts
    return facts


def _texts_of(matter: FrontMatter) -> dict[str, tuple[str, ...]]:
    """Give all texts by folded keys, also those in mappings and lists of links about a paper."""
    texts = {_folded(key): values for key, values in matter.texts.items()}
    for key, value in matter.nested.items():
        group = _folded(key)
        if group not in _GROUPS:
            continue
        texts.pop(group)
        for name, text in _links_in(value, group):
            texts[name] = (*texts.get(name, ()), text)
    return texts


def _links_in(value: object, group: str) -> Iterator[tuple[str, str]]:
    """Yield keys and texts: of ``{arxiv: …}``, ``[{name: Code, url: …}]``, ``[{code: …}]``."""
    for item in value if isinstance(value, list) else [value]:
        if not isinstance(item, dict):
            text = str(item)
            yield kind_of_url(text) or (group if group in _KNOWN else "url"), text
            continue
        known = {_folded(str(key)): text for key, text in item.items()}
        name = next((known[key] for key in _NAMES if key in known), None)
        url = next((known[key] for key in _ADDRESSES if key in known), None)
        if isinstance(value, list) and isinstance(name, str) and isinstance(url, str):
            yield _key_of(name, group), url
            continue
        for key, inner in item.items():
            yield from ((_key_of(str(key), group), text) for text in strings_of(inner))


def _key_of(name: str, group: str) -> str:
    """Give the key that says the same at the top of a front matter, or ``""``."""
    key = _folded(name)
    if group == "paper" and key in _OF_PAPER:
        return _OF_PAPER[key]
    if key in _KNOWN:
        return key
    return "paper" if is_paper_label(name) else kind_of_label(name)


def _folded(key: str) -> str:
    """Fold the ways of writing a key: ``paper_title``, ``paper-title``, ``paperTitle``."""
    return key.lower().replace("_", "").replace("-", "")


def _urls(key: str, values: Iterable[str]) -> Iterator[str]:
    for value in values:
        if paper_of(value):
            yield value
        elif (scheme := key.removesuffix("id")) in _ID_SCHEMES and paper_of(f"{scheme}:{value}"):
            yield f"{scheme}:{value}"
        elif key.startswith("paper") and may_be_paper(value):
            yield value


def _remarks(texts: dict[str, tuple[str, ...]]) -> Iterator[Facts]:
    def first(*keys: str) -> str:
        return next((values[0] for key in keys if (values := texts.get(key))), "")

    title, subtitle = first(*_TITLES), first(*_SUBTITLES)
    yield Facts(title=plain_title(title), subtitle=plain_title(subtitle) if title else "")
    venue = first("venue", "conference", "journal")
    if venue:
        yield read_venue(venue) or Facts(venue=" ".join(venue.split()))
    yield Facts(award=first("award"))
    yield Facts(rating=read_rating(first("rating", "score", "stars")))
    yield Facts(published=read_published(first("year", "paperdate")))
    yield Facts(authors="; ".join(texts.get("paperauthors", ())))
    yield Facts(orgs=texts.get("org", ()) or texts.get("affiliation", ()))


# The day ------------------------------------------------------------------------------------------


def find_moment(matter: FrontMatter, path: str, heading: str) -> str:
    """Give the day of a post, with its time where the front matter has one, as ISO 8601.

    From the front matter, else the name of the file, else its folders, else the heading.
    """
    texts = {_folded(key): values for key, values in matter.texts.items()}
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
