r"""Text → LaTeX for a ``.bib`` file: signs that mean something there are escaped."""

from __future__ import annotations

import re
from functools import lru_cache

from sphinx_paperreview.metadata.titles import title_runs

_SIGNS = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "$%&#_"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        # BibTeX counts braces, those behind a backslash, too.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
    }
)

_LIGATURE = re.compile(
    r"(?<=-)(?=-)|(?<=[`?!])(?=`)|(?<=')(?=')|(?<=<)(?=<)|(?<=>)(?=>)|(?<=,)(?=,)"
)
"""Between two signs that fonts of TeX draw as one."""

_SPECIAL = re.compile(r"[$%&#_\\~^{}]|--|[`?!]`|''|<<|>>|,,")
"""What `encode` changes: most texts have nothing of that."""

_WORD = re.compile(r"[^\W_]\w*(?:-\w+)*")

_PLAIN_NAME = re.compile(r"[^\W\d_][^\W_.'’-]*(?:[.'’-]+[^\W_.'’-]+)*\.?")
_JOINING = {"and", "others"}
"""What means something between names."""


def encode(text: str) -> str:
    r"""Escape a text.

    >>> print(encode(r"50 % of {A_1} -- 최지우"))
    50 \% of \textbraceleft{}A\_1\textbraceright{} -{}- 최지우
    """
    if not _SPECIAL.search(text):
        return text
    return "{}".join(piece.translate(_SIGNS) for piece in _LIGATURE.split(text))


def encode_title(title: str) -> str:
    r"""Escape a title, keep its formulas, and protect its capitals from styles that drop them.

    >>> print(encode_title("GPT-4 solves $O(N)$ & more"))
    {GPT-4} solves {$O(N)$} \& more
    """
    return "".join(
        f"{{${_balanced(run.text)}$}}" if run.kind == "math" else _protected(run.text)
        for run in title_runs(title)
    )


@lru_cache(maxsize=1 << 14)
def encode_name(name: str) -> str:
    """Escape the name of a person; in braces where BibTeX would divide it otherwise.

    >>> encode_name("Ashish Vaswani")
    'Ashish Vaswani'
    >>> encode_name("Research and Development, Inc.")
    '{Research and Development, Inc.}'
    """
    words = name.split()
    is_plain = all(_PLAIN_NAME.fullmatch(word) for word in words)
    if is_plain and not _JOINING.intersection(word.casefold() for word in words):
        return name
    return f"{{{encode(name)}}}"


def encode_url(url: str) -> str:
    """Write an address, which programs read as it stands.

    >>> encode_url("https://example.org/a_b%20{c}")
    'https://example.org/a_b%20%7Bc%7D'
    """
    return url.translate(_IN_URL)


_IN_URL = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})


def _protected(text: str) -> str:
    if not _SPECIAL.search(text):
        return _WORD.sub(_protected_word, text)
    pieces, end = [], 0
    for word in _WORD.finditer(text):
        pieces += [encode(text[end : word.start()]), _protected_word(word)]
        end = word.end()
    return "".join([*pieces, encode(text[end:])])


def _protected_word(word: re.Match[str]) -> str:
    text = word[0]
    # Nearly every word: what follows looks at each letter.
    if text[1:] == text[1:].lower():
        return encode(text)
    return f"{{{encode(text)}}}" if _has_capitals(text) else encode(text)


def _has_capitals(word: str) -> bool:
    """Tell whether a word has capitals beside its first letter, or is like ``U-Net``."""
    parts = word.split("-")
    inner = any(letter.isupper() for part in parts for letter in part[1:])
    return inner or (len(parts) > 1 and any(len(part) == 1 and part.isupper() for part in parts))


def _balanced(formula: str) -> str:
    r"""Write ``\{`` so that BibTeX, which counts it, finds as many braces as it needs."""
    depth = 0
    for sign in formula:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            break
    if depth == 0:
        return formula
    return formula.replace(r"\{", r"\lbrace ").replace(r"\}", r"\rbrace ")
