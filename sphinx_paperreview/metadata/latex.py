r"""LaTeX in a ``.bib`` file → text: ``{\"o}`` is ö, braces that protect capitals go.

Formulas stay TeX, between dollars; a dollar that is none stays ``\$``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

_LETTER = re.compile(
    r"""\\(?:
        ["'`^~=.]\s*(?:\{\\?[A-Za-z]\}|\\[ij](?![A-Za-z])|[A-Za-z])  # \"o, \'{e}, \'\i
      | [uvHckrdbt](?:\{\\?[A-Za-z]{1,2}\}|[ ]+[A-Za-z])             # \v{s}, \c c
      | (?:ss|aa|AA|ae|AE|oe|OE|o|O|l|L|i|j)(?![A-Za-z])[ ]*(?:\{\})?
      | [&%_#]
    )""",
    re.VERBOSE,
)
"""One letter or sign: nearly all LaTeX in names and titles, and the same wherever it stands."""

_SPECIAL = re.compile(r"[\\$~%]|--|``|''")
_PREPARED = (
    # BibTeX knows no comments within a value: the text behind the sign is not lost.
    (re.compile(r"(?<!\\)%"), r"\\%"),
    (re.compile(r"\\href\s*\{[^{}]*\}"), ""),
    (re.compile(r"\\\((.+?)\\\)"), r"$\1$"),
    (re.compile(r"\$\$(.+?)\$\$"), r"$\1$"),
)
"""What a converter shall read otherwise."""

_BRACES = str.maketrans("", "", "{}")


def decode(latex: str) -> str:
    """Read LaTeX; what nobody can read stays as it is, without its braces."""
    text = _LETTER.sub(lambda found: _converted(found[0]), latex).translate(_BRACES)
    if _SPECIAL.search(text):
        text = _converted(latex)
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=1 << 12)
def _converted(latex: str) -> str:
    prepared = latex
    for pattern, replacement in _PREPARED:
        prepared = pattern.sub(replacement, prepared)
    try:
        return str(_converter().latex_to_text(prepared))
    except Exception:  # of broken LaTeX it raises what it likes, in a tolerant mode too
        return latex.translate(_BRACES)


@cache
def _converter() -> LatexNodes2Text:
    """Make what reads LaTeX, which takes a while to load."""
    from pylatexenc.latex2text import (  # noqa: PLC0415
        LatexNodes2Text,
        MacroTextSpec,
        get_default_latex_context_db,
    )

    names = {"LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "$": r"\$", "url": "%s"}
    names |= {"textbraceleft": "{", "textbraceright": "}"}
    names |= {"textasciicircum": "^", "textasciitilde": "~"}
    macros = [MacroTextSpec(name, simplify_repl=text) for name, text in names.items()]
    known = get_default_latex_context_db()
    known.add_context_category("names", prepend=True, macros=macros)
    # Of a command that nobody knows, what it is put around counts.
    known.set_unknown_macro_spec(MacroTextSpec("", discard=False))
    return LatexNodes2Text(latex_context=known, math_mode="verbatim")
