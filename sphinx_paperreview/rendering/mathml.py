r"""TeX → MathML, which browsers and readers of EPUB draw by themselves.

What comes out is well-formed XML without any named entity, and without ``style`` attributes: it
works in EPUB, and in pages under the Content-Security-Policy ``default-src 'self'``.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from functools import cache
from html.entities import html5
from typing import TYPE_CHECKING

from sphinx_paperreview.core.tex import depth

if TYPE_CHECKING:
    from math_core import LatexToMathML

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
_XHTML = "http://www.w3.org/1999/xhtml"

DEEPEST = 100
"""The library takes a piece of the stack for each level, and ends the process without more."""

_MACROS = {
    "substack": r"\begin{subarray}{c}#1\end{subarray}",
    "hbox": r"\text{#1}",
    "mbox": r"\text{#1}",
    "ensuremath": "#1",
    "smash": "#1",
    "tag": r"\qquad(\text{#1})",
    "dotsb": r"\cdots",
    "dotsc": r"\ldots",
    "dotsi": r"\cdots",
    "dotsm": r"\cdots",
    "dotso": r"\ldots",
    "smallsetminus": r"\setminus",
    "varpropto": r"\propto",
}
"""Commands that the library lacks, or has for numbered equations alone."""

_INNER = {
    "align": "aligned", "alignat": "aligned", "alignedat": "aligned", "flalign": "aligned",
    "eqnarray": "aligned", "split": "aligned", "gather": "gathered", "multline": "gathered",
    "smallmatrix": "matrix", "equation": "", "displaymath": "", "math": "",
}  # fmt: skip
"""Environments that stand for themselves in TeX, or that the library lacks; Sphinx numbers them."""

_SIDE = re.compile(
    r"\\(begin|end)\s*\{([a-z]+)\*?\}(?:(?<=alignat\})\{\d+\}|(?<=alignedat\})\{\d+\})?"
)
_LABEL = re.compile(r"\\label\s*\{[^{}]*\}")
_LIMITS = re.compile(r"(?<=\})\s*\\(?:no)?limits(?![A-Za-z])")
"""Behind a group; the library knows them behind a single operator."""
_TEXT = re.compile(r"\\(text|mbox|textrm)\{([^{}$]*\$[^{}]*)\}")
_ENTITY = re.compile(r"&(\w+;)")
_OF_XML = ("amp;", "lt;", "gt;", "quot;", "apos;")

_CLASSES = {
    "text-align: left": "to-left",
    "text-align: right": "to-right",
    "padding-left: 0": "flush-left",
    "padding-right: 0": "flush-right",
    "padding-left: 1em": "spaced",
    "padding-top: 0": "tight",
    "margin-left: -0.16666667em": "closer",
    **{
        f"border-{side}: 0.05em {style} currentcolor": f"{side}-{style}"
        for side in ("top", "right", "bottom", "left")
        for style in ("solid", "dashed")
    },
}
"""Classes of our style sheet, by what the library writes into ``style``."""

_LEVELS = {"displaystyle": ("math", "mstyle", "mtable"), "scriptlevel": ("math", "mstyle")}
"""Elements that may say in what style they are drawn: https://www.w3.org/TR/MathML3/."""


class Undrawable(ValueError):
    """A formula that cannot be drawn; says why."""


def mathml(source: str, *, is_block: bool = False) -> str:
    """Write a formula as a ``math`` element.

    Args:
        source: TeX, without the dollars around it.
        is_block: Whether it stands by itself, in display style.

    :raises Undrawable: It holds what MathML, or the library, does not know.
    """
    if depth(source) > DEEPEST:
        raise Undrawable(f"it is nested more than {DEEPEST} deep")
    tex = _displayed(source) if is_block else _prepared(source)
    root = _parsed(_convert(tex, is_block=is_block))
    for element in root.iter():
        _settle(element)
    _set_levels_apart(root)
    root.set("xmlns", NAMESPACE)
    root.set("alttext", " ".join(source.split()))
    return ET.tostring(root, encoding="unicode")


def _convert(tex: str, *, is_block: bool) -> str:
    # Loaded when the first formula is drawn: most builds write none.
    from math_core import LatexError  # noqa: PLC0415

    try:
        return _converter().convert_with_local_state(tex, displaystyle=is_block)
    except LatexError as error:
        # Its place in the source, which is not quite what the author wrote, comes first.
        raise Undrawable(str(error).partition(": ")[2].rstrip(".")) from error


@cache
def _converter() -> LatexToMathML:
    from math_core import LatexToMathML  # noqa: PLC0415

    return LatexToMathML(fancy_error=False, allow_unreliable_rendering=True, macros=_MACROS)


# Before ----------------------------------------------------------------------------------------


def _displayed(source: str) -> str:
    """Align the lines of a displayed formula, as Sphinx does for MathJax; blank lines part them."""
    parts = [_prepared(part) for part in re.split(r"\n\s*\n", source) if part.strip()]
    lines = [part if part.lstrip().startswith(r"\begin{") else _aligned(part) for part in parts]
    together = r"\\".join(lines)
    return together if len(lines) < 2 else rf"\begin{{gathered}}{together}\end{{gathered}}"


def _aligned(part: str) -> str:
    has_lines = r"\\" in part or re.search(r"(?<!\\)&", part)
    return rf"\begin{{aligned}}{part}\end{{aligned}}" if has_lines else part


def _prepared(source: str) -> str:
    bare = _LIMITS.sub("", _LABEL.sub("", source))
    return _TEXT.sub(_mixed, _SIDE.sub(_inner, bare))


def _inner(side: re.Match[str]) -> str:
    """Write an environment as one that may stand in a formula."""
    name = _INNER.get(side[2])
    return side[0] if name is None else f"\\{side[1]}{{{name}}}" if name else ""


def _mixed(text: re.Match[str]) -> str:
    r"""Take the formulas out of a text: ``\text{a $x$ b}`` → ``\text{a }{x}\text{ b}``."""
    pieces = text[2].split("$")
    return "".join(
        f"{{{piece}}}" if number % 2 else f"\\{text[1]}{{{piece}}}"
        for number, piece in enumerate(pieces)
    )


# After -----------------------------------------------------------------------------------------


def _parsed(markup: str) -> ET.Element:
    try:
        root = ET.fromstring(_ENTITY.sub(_character, markup))  # noqa: S314 - the library's own
    except ET.ParseError as error:
        raise Undrawable("it holds a character that XML has not") from error
    if root.find(".//a") is not None:
        raise Undrawable("it refers to another one")
    return root


def _character(entity: re.Match[str]) -> str:
    return entity[0] if entity[1] in _OF_XML else html5[entity[1]]


def _settle(element: ET.Element) -> None:
    """Write styles as classes and attributes; and HTML in a text as what it is."""
    names = element.get("class", "").split()
    for rule in element.attrib.pop("style", "").split(";"):
        key, _colon, value = (part.strip() for part in rule.partition(":"))
        if key == "color":
            element.set("mathcolor", value)
        elif f"{key}: {value}" in _CLASSES:
            names.append("paper-math-" + _CLASSES[f"{key}: {value}"])
    if names:
        element.set("class", " ".join(names))
    if not element.tag.startswith("m"):  # a style within a text
        element.set("xmlns", _XHTML)


def _set_levels_apart(parent: ET.Element) -> None:
    """Let an element of its own say in what style another one is drawn, as EPUB wants it."""
    for index, child in enumerate(parent):
        _set_levels_apart(child)
        levels = {key: tags for key, tags in _LEVELS.items() if child.tag not in tags}
        moved = {key: child.attrib.pop(key) for key in levels if key in child.attrib}
        if moved:
            parent[index] = ET.Element("mstyle", moved)
            parent[index].append(child)
