r"""Formulas in TeX: what one may hold that comes from elsewhere, and how deep it is.

To MathJax and to TeX a formula is a program: ``\href`` runs a script, ``\style`` asks another
host, ``\input`` reads a file, a ``%`` swallows what follows.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources

LONGEST = 2000
"""Characters of a formula within a text."""
DEEPEST = 50
"""Groups within groups, and commands in front of one another: more than any paper has."""

_TOKEN = re.compile(
    r"\\(?P<side>begin|end)\s*\{(?P<environment>[^{}\\]*)\}"
    r"|\\(?P<command>[A-Za-z]+\*?|[\s\S]|$)"
    r"|(?P<special>\^\^|[{}%#$&])"
    r"|(?P<plain>[^\\{}%#$&^\s]+|\^)"
)

_TEX_IN_TEXT = re.compile(r"(\\[(\[]|\$\$|\\begin\b|\\(?:eq)?ref\b)")
"""Where MathJax begins to read a text as TeX, though nobody has called it a formula."""

_CLOSES = {"}": "{", "\\right": "\\left"}


class HarmfulFormula(ValueError):
    """A formula that shall not reach an interpreter of TeX; says what stands against it."""


def split_tex(text: str) -> Iterator[tuple[str, bool]]:
    r"""Split a text where MathJax begins to read TeX; tell which pieces are that.

    >>> list(split_tex("of \\(n\\) words"))
    [('of ', False), ('\\(', True), ('n\\) words', False)]
    """
    pieces = _TEX_IN_TEXT.split(text)
    return ((piece, bool(number % 2)) for number, piece in enumerate(pieces) if piece)


def check_formula(source: str) -> None:
    r"""Make sure that a formula does nothing but draw itself, and ends where it ends.

    Args:
        source: TeX, without the dollars around it.

    :raises HarmfulFormula: Nobody knows that it is harmless.

    >>> check_formula(r"\href{javascript:x}{n}")
    Traceback (most recent call last):
        ...
    sphinx_paperreview.core.tex.HarmfulFormula: it holds the command '\href'
    """
    if len(source) > LONGEST:
        raise HarmfulFormula(f"it has more than {LONGEST} characters")
    if depth(source) > DEEPEST:
        raise HarmfulFormula(f"it is nested more than {DEEPEST} deep")
    _check_groups(source)


def _check_groups(source: str) -> None:
    open_groups: list[str] = []
    for token in _TOKEN.finditer(source):
        mark = _checked(token, inside=any(group in _environments() for group in open_groups))
        if mark in {"{", "\\left"} or token["side"] == "begin":
            open_groups.append(mark)
        elif mark in _CLOSES or token["side"] == "end":
            opening = open_groups.pop() if open_groups else ""
            if opening != _CLOSES.get(mark, mark):
                raise HarmfulFormula(f"{token[0]!r} closes nothing")
    if open_groups:
        raise HarmfulFormula(f"{open_groups[-1]!r} is never closed")


def _checked(token: re.Match[str], *, inside: bool) -> str:
    """Give a command, the name of an environment, or a sign, if it may stand where it does.

    Args:
        token: A match of `_TOKEN`.
        inside: Whether it stands in an environment, which has columns and lines.
    """
    if token["side"]:
        if token["environment"] not in _environments():
            raise HarmfulFormula(f"it holds the environment {token['environment']!r}")
        return token["environment"]
    if token["command"] is not None:
        name = token["command"]
        known = name in _commands() or (name.endswith("*") and name[:-1] in _commands())
        if not known or (name == "\\" and not inside):
            raise HarmfulFormula(f"it holds the command '\\{name}'")
        return f"\\{name}"
    special = token["special"]
    if special and special not in "{}" and not (special == "&" and inside):
        raise HarmfulFormula(f"it holds a bare {special!r}")
    return special or ""


def depth(source: str) -> int:
    r"""Tell how deep a formula is nested, at the most.

    A command may take the next one for its argument, so a row of them counts as well.

    >>> depth(r"\frac{1}{\sqrt{2}}")
    3
    """
    deepest = groups = row = longest_row = 0
    for token in _TOKEN.finditer(source):
        opens = token["special"] == "{" or token["side"] == "begin" or token["command"] == "left"
        closes = token["special"] == "}" or token["side"] == "end" or token["command"] == "right"
        groups = max(0, groups + opens - closes)
        row = row + 1 if token["command"] or token["plain"] in {"_", "^"} else 0
        deepest, longest_row = max(deepest, groups), max(longest_row, row)
    return deepest + longest_row


def harmless_commands() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the commands that formulas from elsewhere may hold, by what they are for."""
    for group, names in _table()["commands"].items():
        yield group, tuple(names.split())


def harmless_environments() -> tuple[str, ...]:
    """Name the environments that formulas from elsewhere may hold."""
    return tuple(_table()["environments"]["names"].split())


@cache
def _commands() -> frozenset[str]:
    words = (name for _group, names in harmless_commands() for name in names)
    return frozenset(words) | {" ", "\n"}


@cache
def _environments() -> frozenset[str]:
    return frozenset(harmless_environments())


@cache
def _table() -> dict[str, dict[str, str]]:
    path = resources.files("sphinx_paperreview") / "data/tex.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
