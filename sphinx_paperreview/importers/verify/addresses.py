"""The links and pictures of a post that its result has no more."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from sphinx_paperreview.importers.file_names import readable_name
from sphinx_paperreview.importers.verify.fields import Fields
from sphinx_paperreview.importers.verify.result import Result
from sphinx_paperreview.importers.verify.source import SourceText
from sphinx_paperreview.importers.verify.units import bare, urls_of

_LONG_ID = re.compile(r"(?<=[=/])[\w-]{11}(?![\w-])")  # of YouTube
_LOCAL = re.compile(r"(?<=\])\((?![a-z]+:)<?([^()\s<>]+\.md)(?=[#)>\s])", re.IGNORECASE)
_POST_NAME = re.compile(r"(?:.*/)?(?:\d{4}[-/]\d\d?[-/]\d\d?[-/])?([\w.-]+?)(?:\.\w+)?/*$")
_NAME = re.compile(r"[^\s()\[\]{}<>\"'`|,;=/]+")


def added_links(urls: Collection[str], source: SourceText) -> Iterator[str]:
    """Give URLs of a review that its source does not have."""
    for url in sorted(urls):
        if bare(url) not in source.written and not _has_id(url, source.written):
            yield url


def lost_addresses(source: SourceText, result: Result, fields: Fields) -> Iterator[tuple[int, str]]:
    """Yield what is lost: its line in the source, from 1, or 0; and a message."""
    yield from _lost_links(source, result, fields)
    yield from _unlinked(fields)
    yield from _lost_pictures(source, result, fields)


def _lost_links(source: SourceText, result: Result, fields: Fields) -> Iterator[tuple[int, str]]:
    text = bare(result.text)
    left = Counter(bare(url) for url, _, _ in urls_of(result.body.replace("\\", "")))
    options = fields.options
    shown = set(left)
    left.subtract(options)
    posts = {_post_name(target) for target in _LOCAL.findall(result.body)} - {""}
    for link in source.links:
        url = bare(link.url)
        if options[url] and not fields.is_link_of_text(link):
            continue
        left[url] -= 1
        if left[url] >= 0 or (url not in shown and url in text):
            continue
        if not (_has_id(link.url, text) or _post_name(urlsplit(link.url).path) in posts):
            yield link.line, f"lost link: {link.url}"


def _post_name(address: str) -> str:
    """Give what a post is called in its address, in a file name and on a site: ``2025-03-14-a.md``.

    What leads to a post of the site by its address leads to its file in the journal.
    """
    found = _POST_NAME.match(unquote(address.partition("#")[0]))
    return found[1].lower() if found else ""


def _unlinked(fields: Fields) -> Iterator[tuple[int, str]]:
    """Yield words that were the last of a link's label, and are of none any more."""
    sides = fields.sides
    for index, unit in enumerate(sides.ours):
        behind = sides.ours[index + 1] if index + 1 < len(sides.ours) else None
        goes_on = behind and (behind.line, behind.linked) == (unit.line, unit.linked)
        is_said = sides.is_in_text(index) or (not sides.reviews and sides.is_in_title(index))
        is_last = unit.linked and not goes_on and is_said
        if is_last and not sides.theirs[sides.partners[index]].linked:
            yield unit.line, f"lost link: of {unit.text!r}"


def _lost_pictures(source: SourceText, result: Result, fields: Fields) -> Iterator[tuple[int, str]]:
    text = bare(result.body)
    shown = Counter(_NAME.findall(text))
    left = shown.copy()
    for picture in source.pictures:
        if bare(picture.link) in fields.options:  # a badge in the place of a link's label
            continue
        last = bare(picture.name).rpartition("/")[2]
        left[last] -= 1
        if left[last] >= 0 or (not shown[last] and bare(picture.name) in text):
            continue
        if not _has_renamed(picture.name, result.body):
            yield picture.line, f"lost picture: {picture.name}"


def _has_id(url: str, text: str) -> bool:
    """Tell whether a text has the id of a video, which has several addresses."""
    return any(found[0] in text for found in _LONG_ID.finditer(url))


def _has_renamed(name: str, result: str) -> bool:
    """Tell whether a result shows a picture under another name; a number may be added."""
    readable = readable_name(unquote(name))
    return readable != name and PurePosixPath(readable).stem in result
