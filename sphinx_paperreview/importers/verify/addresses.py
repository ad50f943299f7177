"""The links and pictures of a post that its result has no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from sphinx_paperreview.importers.file_names import readable_name
from sphinx_paperreview.importers.verify.source import SourceText

_ADDED_MARKS = str.maketrans("", "", "<>\\")
_LONG_ID = re.compile(r"(?<=[=/])[\w-]{11}(?![\w-])")  # of YouTube


def lost_addresses(source: SourceText, result: str) -> Iterator[tuple[int, str]]:
    """Yield what is lost: its line in the source, from 1, or 0; and a message."""
    text = bare(result)
    for url in sorted(source.urls):
        if bare(url) not in text and not has_id(url, text):
            yield _line_of(url, source), f"lost link: {url}"
    for name in sorted(source.pictures):
        if bare(name) not in text and not _has_renamed(name, result):
            yield _line_of(name, source), f"lost picture: {name}"


def has_id(url: str, text: str) -> bool:
    """Tell whether a text has the id of a video, which has several addresses."""
    return any(found[0] in text for found in _LONG_ID.finditer(url))


def bare(text: str) -> str:
    """Undo what an import may do to an address: escapes, percent-encoding, brackets around it."""
    return unquote(text.translate(_ADDED_MARKS))


def _has_renamed(name: str, result: str) -> bool:
    """Tell whether a result shows a picture under another name; a number may be added."""
    readable = readable_name(unquote(name))
    return readable != name and PurePosixPath(readable).stem in result


def _line_of(text: str, source: SourceText) -> int:
    found = (i for i, line in enumerate(source.lines, start=1) if text in line)
    return next(found, 0)
