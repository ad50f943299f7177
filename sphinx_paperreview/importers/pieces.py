"""A line of inline Markdown in pieces: its links, code and plain stretches, each as written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markdown_it.token import Token

from sphinx_paperreview.importers.tokens import Inline, read_inline

Kind = Literal["text", "link", "image", "code", "mark"]

_MARKS = ("em_open", "em_close", "strong_open", "strong_close", "s_open", "s_close")
_KINDS: dict[str, Kind] = {
    "link_open": "link",
    "image": "image",
    "code_inline": "code",
    **dict.fromkeys(_MARKS, "mark"),
}
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of inline Markdown."""

    kind: Kind
    source: str
    """As written, on one line."""
    text: str = ""
    """Of a link, its label as written; of code, what stands between the marks."""
    url: str = ""
    """Of a link or an image, as written, but with escapes undone."""


def pieces_of(inline: Inline, *, keep_breaks: bool = False) -> list[Piece]:
    """Cut inline content into pieces; joined, their sources give it again.

    On one line, unless breaks between lines are kept in the text between markup.
    """
    content, pieces, last = inline.content, [], 0
    as_text = str if keep_breaks else _one_line
    for token, start, end in _marked(inline.children):
        if start < last:  # `***` opens two
            continue
        if start > last:
            pieces.append(Piece("text", as_text(content[last:start])))
        pieces.append(_piece(token, content, start, end))
        last = end
    if last < len(content):
        pieces.append(Piece("text", as_text(content[last:])))
    return pieces


def pieces_in(text: str) -> list[Piece]:
    """Cut a text that stands in no page into pieces."""
    return pieces_of(read_inline(text))


def join(pieces: Sequence[Piece]) -> str:
    """Give back what pieces were cut from, on one line."""
    return "".join(piece.source for piece in pieces)


def _marked(tokens: Sequence[Token]) -> Iterator[tuple[Token, int, int]]:
    inside = 0
    for token in tokens:
        if token.type == "link_close":
            inside -= 1
        elif not inside and token.type in _KINDS and "span" in token.meta:
            start, end = token.meta["span"]
            yield token, start, end
        if token.type == "link_open":
            inside += 1


def _piece(token: Token, content: str, start: int, end: int) -> Piece:
    kind, source = _KINDS[token.type], _one_line(content[start:end])
    if kind == "link":
        label = _one_line(content[slice(*token.meta["label"])])
        return Piece(kind, source, label, str(token.attrs.get("href", "")))
    if kind == "image":
        return Piece(kind, source, _one_line(token.content), str(token.attrs.get("src", "")))
    return Piece(kind, source, token.content if kind == "code" else "")


def _one_line(text: str) -> str:
    return _BLANKS.sub(" ", text)
