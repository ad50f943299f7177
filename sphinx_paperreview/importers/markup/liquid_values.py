"""Values of Liquid: literals, what front matter and configuration say, and filters on them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping

from sphinx_paperreview.importers.passes import Context

_OUTPUT = re.compile(r"\{\{-?\s*([^{}]*?)\s*-?\}\}")
_LITERAL = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_PARAMETER = re.compile(
    r"(?P<key>[A-Za-z][\w-]*)\s*[=:]\s*(?:\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>(?:[^'\\]|\\.)*)'"
    r"|`(?P<raw>[^`]*)`|(?P<bare>[^\s,\"'`]+))"
)
_CUT = re.compile(r"[=:]\s*[\"'`]|[{}]")
_BASES = frozenset(("site.baseurl", "site.url", "site.github.url", "site.base_url"))
_SAME: frozenset[str] = frozenset(
    ("relative_url", "absolute_url", "escape", "strip", "markdownify", "smartify", "strip_html")
)
_FILTERS: Mapping[str, Callable[[str, str], str]] = {
    "prepend": lambda value, argument: argument + value,
    "append": lambda value, argument: value + argument,
    "upcase": lambda value, _: value.upper(),
    "downcase": lambda value, _: value.lower(),
    "capitalize": lambda value, _: value.capitalize(),
    "default": lambda value, argument: value or argument,
}


def parameters(text: str) -> dict[str, str]:
    """Read ``key="value"`` pairs, separated by blanks."""
    found: dict[str, str] = {}
    for pair in _PARAMETER.finditer(text):
        value = pair["double"] or pair["single"] or pair["raw"] or pair["bare"] or ""
        found.setdefault(pair["key"], re.sub(r"\\([\"'])", r"\1", value))
    return found


def is_cut(text: str) -> bool:
    """Tell whether nobody can read parameters: a quote is left open, or a brace stands alone."""
    return bool(_CUT.search(_PARAMETER.sub("", text)))


def evaluate(code: str, context: Context, include: Mapping[str, str] | None = None) -> str | None:
    """Give the text that an output stands for; None where only a build could tell.

    The addresses of the site are ``""``: what follows them counts from the top of the site.

    Args:
        code: What stands between the braces.
        context: The page.
        include: In a template, the values that its include gives.
    """
    first, *filters = (part.strip() for part in code.split("|"))
    value = _value(first, context, include)
    for written in filters:
        if value is None:
            return None
        name, _, argument = (part.strip() for part in written.partition(":"))
        value = _filtered(value, name, _value(argument, context, include) if argument else "")
    return value


def _filtered(value: str, name: str, argument: str | None) -> str | None:
    if name in _SAME:
        return value
    change = _FILTERS.get(name)
    return change(value, argument) if change and argument is not None else None


def _value(code: str, context: Context, include: Mapping[str, str] | None) -> str | None:
    literal = _LITERAL.fullmatch(code)
    if literal:
        return literal[1] or literal[2] or ""
    if code in _BASES:
        return ""
    scope, _, path = code.partition(".")
    if scope == "include" and include is not None:
        return include.get(path, "")
    if scope == "page":
        return _field(path, context.fields)
    return _field(path, context.site) if scope == "site" else None


def _field(path: str, fields: Mapping[str, object]) -> str | None:
    value: object = fields
    for key in path.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    is_plain = isinstance(value, (str, int, float)) and not isinstance(value, bool)
    return str(value) if is_plain else None


def resolve(text: str, context: Context) -> str:
    """Put values in place of the outputs in a parameter; what is not known stays."""

    def value_of(found: re.Match[str]) -> str:
        value = evaluate(found[1], context)
        return found[0] if value is None else value

    return html.unescape(_OUTPUT.sub(value_of, text))
