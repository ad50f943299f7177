"""What gets glued to ids and URLs in prose, and how it is taken off again.

Marks of a sentence, of Markdown and of tables; white space, also percent-encoded; Chinese, Japanese
and Korean text, which stands next to a URL without a space between.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

LONGEST = 8192
"""No id or URL is longer; a longer text is refused, not cut."""

_UNSEEN = "\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\u200b\u200c\u200d\u2060\ufeff"
_WIDE_MARKS = "。，；：、．！？…"
BLANKS = "".join(map(chr, [*range(0x21), *range(0x7F, 0xA0), *range(0x2000, 0x200B)])) + _UNSEEN
"""Control characters and all that looks like nothing."""

_PAIRS = {
    ")": "(", "]": "[", "}": "{", ">": "<", "）": "（", "］": "［", "」": "「", "』": "『",
    "】": "【", "》": "《", "〉": "〈", "”": "“", "’": "‘", "»": "«",
}  # fmt: skip
_LEADING = BLANKS + "*`|\"'" + "".join(_PAIRS.values())
_TRAILING = frozenset(BLANKS + ".,;:*`|\\\"'" + _WIDE_MARKS + "([{<“‘（［「『【《〈«")
_ENCODED_TRAILING = frozenset(quote(mark) for mark in BLANKS + '"`<' + _WIDE_MARKS)
_ENCODED_SIZES = (3, 6, 9)

# Hangul; radicals to CJK ideographs, with kana; compatibility forms, full width; then what lies
# beyond the BMP (more ideographs, emoji); typographic quotes, dashes, dots; blanks outside ASCII.
_WIDE = "\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe10-\uffef"
_WIDE += "\U0001f000-\U0003ffff\u2014\u2015\u2018-\u201f\u2026\u2000-\u200a" + _UNSEEN
_FIRST_WIDE = re.compile(f"[{_WIDE}]")
_ESCAPES = re.compile(r"(?:%[89A-F][0-9A-F])+", re.IGNORECASE)


def trim(text: str) -> str:
    """Take off what surrounds an id or a URL: blanks, marks, and brackets that have no partner.

    >>> trim("(see 2511.21579).")
    'see 2511.21579'
    >>> trim("<https://arxiv.org/abs/2511.21579>,")
    'https://arxiv.org/abs/2511.21579'
    """
    text = text.lstrip(_LEADING)
    if text[-1:].isalnum() and "%" not in text[-max(_ENCODED_SIZES) :]:
        return text  # the usual case
    surplus = {close: text.count(close) - text.count(start) for close, start in _PAIRS.items()}
    end = len(text)
    while end and (size := _junk_before(text, end, surplus=surplus)):
        end -= size
    return text[:end]


def cut_wide(text: str) -> str:
    """Cut a text where Chinese, Japanese or Korean text, or a typographic mark, begins.

    >>> cut_wide("2511.21579를")
    '2511.21579'
    """
    found = _FIRST_WIDE.search(text)
    return text[: found.start()] if found else text


def find_wide_escape(url: str, start: int, end: int) -> int:
    """Give the place between two others where ``cut_wide`` would cut a percent-encoded text."""
    for escapes in _ESCAPES.finditer(url, start, end):
        text = unquote(escapes[0], errors="surrogateescape")
        if found := _FIRST_WIDE.search(text):
            before = quote(text[: found.start()], errors="surrogateescape")
            return escapes.start() + len(before)
    return end


def _junk_before(text: str, end: int, *, surplus: dict[str, int]) -> int:
    last = text[end - 1]
    if last in _TRAILING:
        return 1
    if surplus.get(last, 0) > 0:
        surplus[last] -= 1
        return 1
    for size in _ENCODED_SIZES:
        if text[max(0, end - size) : end].upper() in _ENCODED_TRAILING:
            return size
    return 0
