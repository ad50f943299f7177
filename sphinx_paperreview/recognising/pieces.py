"""A line of inline Markdown in pieces: its links, code and plain stretches, each as written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markdown_it.token import Token

from sphinx_paperreview.recognising.blanks import BLANKS
from sphinx_paperreview.recognising.tokens import Inline, read_inline

Kind = Literal["text", "link", "image", "code", "mark"]

_MARKS = ("em_open", "em_close", "strong_open", "strong_close", "s_open", "s_close")
_KINDS: dict[str, Kind] = {
    "link_open": "link",
    "image": "image",
    "code_inline": "code",
    **dict.fromkeys(_MARKS, "mark"),
}
_BLANKS = re.compile(r"\s+")
_NUMBER = re.compile(
    r"\s*(?:#|No\.\s?|Paper\s)?(?:[(\[]\d{1,3}[)\]]|\d{1,3}(?:\\?[.)](?!\d)|:\s)|\d\ufe0f?\u20e3)\s*"
    r"|\s*#\d{1,3}\s+"
)
_BARE_NUMBER = re.compile(r"\s*\d{1,3}\s+")
_CUSTOM_ID = re.compile(BLANKS + r"\{#([\w.:-]+)\}\s*$")
_WRAPPERS = ("***", "**", "__", "~~", "*", "_")
_QUOTES = '"“”'


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


EMPHASIS = 3
"""So many pieces are a text and the marks around it."""


def emphasised(pieces: Sequence[Piece], start: int = 0) -> str | None:
    """Give the text that begins at a place, within emphasis; None where anything else does."""
    three = [pieces[index] for index in range(max(start, 0), len(pieces))[:EMPHASIS]]
    is_whole = [piece.kind for piece in three] == ["mark", "text", "mark"]
    return three[1].source if is_whole else None


# What stands around a title -----------------------------------------------------------------------


def unwrapped(text: str) -> str:
    """Take off emphasis that encloses all of a text."""
    for mark in _WRAPPERS:
        inner = text[len(mark) : -len(mark)]
        if text.startswith(mark) and text.endswith(mark) and inner.strip() and mark not in inner:
            return unwrapped(inner.strip())
    return text


def unquoted(text: str) -> str:
    """Take off quotes that enclose all of a text."""
    inner = text.strip()[1:-1]
    is_whole = text.strip()[:1] in _QUOTES and text.strip()[-1:] in _QUOTES
    return inner.strip() if is_whole and inner.strip(_QUOTES) == inner else text.strip()


def cut_number(text: str) -> tuple[bool, str]:
    """Take a number off the start of a text, where more stands behind it; tell whether one was."""
    found = _NUMBER.match(text)
    bare = text[found.end() :] if found else ""
    return (True, bare) if bare.strip() else (False, text)


def without_number(pieces: Sequence[Piece]) -> tuple[bool, list[Piece]]:
    """Take a number off the start of a line, also within emphasis, or right before a link."""
    kept = list(pieces)
    index = 1 if kept and kept[0].kind == "mark" else 0
    found = None
    if index + 1 < len(kept) and kept[index + 1].kind == "link":
        found = _BARE_NUMBER.fullmatch(kept[index].source)
    if found is None and index < len(kept) and kept[index].kind == "text":
        found = _NUMBER.match(kept[index].source)
    if found is None or (found.end() == len(kept[index].source) and index + 1 == len(kept)):
        return False, kept
    rest = kept[index].source[found.end() :]
    kept[index : index + 1] = [Piece("text", rest)] if rest else []
    if [piece.kind for piece in kept[:2]] == ["mark", "mark"]:  # `**1.** Title`
        kept = kept[2:]
    return True, kept


def take_pictures(pieces: list[Piece]) -> list[Piece]:
    """Take off the end of a line what only shows, such as a badge without a link."""
    place = len(pieces)
    while place and (pieces[place - 1].kind == "image" or not pieces[place - 1].source.strip()):
        place -= 1
    shown = pieces[place:]
    del pieces[place:]
    return shown


def cut_id(text: str) -> tuple[str, str]:
    """Take ``{#id}``, which Docusaurus, kramdown and Hugo allow, off the end of a heading."""
    found = _CUSTOM_ID.search(text)
    return (found[1], text[: found.start()]) if found else ("", text)
