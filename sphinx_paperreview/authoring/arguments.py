"""The argument of the ``paper`` directive: ids, URLs, and words that are neither."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from sphinx_paperreview.recognising.lines import Line

_MARKDOWN_LINK = re.compile(r"\[([^\[\]]*)\]\(<?([^\s()<>]+)>?\)")

_PREFIXES = ("isbn", "isbn-10", "isbn-13", "doi", "arxiv", "pmid")
"""Words that people write before an id with a space between: ``ISBN 9780262033848``."""


def tokens_of(lines: Iterable[Line]) -> Iterator[tuple[str, int]]:
    """Split ids and URLs at white space; words that can be neither stay together.

    ``ISBN 9780262033848`` is one id; of ``[title](url)`` the title is words.
    """
    for line in lines:
        words = _joined_prefixes(_MARKDOWN_LINK.sub(r"\1 \2", line.text).split())
        for is_prose, run in groupby(words, _is_word):
            found = list(run)
            for token in [" ".join(found)] if is_prose else found:
                yield token, line.number


def _joined_prefixes(words: Iterable[str]) -> Iterator[str]:
    prefix = ""
    for word in words:
        if word.rstrip(":").lower() in _PREFIXES and not prefix:
            prefix = f"{word.rstrip(':')}:"
            continue
        yield prefix + word
        prefix = ""
    if prefix:
        yield prefix


def _is_word(token: str) -> bool:
    """Tell whether a token is a word of prose: every id and URL has a digit or a mark."""
    return not any(character.isdigit() or character in ":/._" for character in token.strip(".:"))
