"""Values and tags of JSX, as HTML writes them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from sphinx_paperreview.recognising.tags import Expression, Tag, Value, kinds

Names = Mapping[str, str]
"""What the names in a page stand for: the paths of imported files, exported texts."""

_LITERAL = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"|`((?:[^`\\$]|\\.|\$(?!\{))*)`")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_CALL = re.compile(r"(?:require|useBaseUrl)\(\s*(?P<argument>[^()]*?)\s*\)(?:\.default)?")
_NAME = re.compile(r"(?P<name>[A-Za-z_$][\w$]*)(?:\.(?:src|default))?")
_PROPERTY = re.compile(
    r"['\"]?(?P<key>[A-Za-z][\w-]*)['\"]?\s*:\s*"
    r"(?P<value>'[^']*'|\"[^\"]*\"|`[^`]*`|-?\d+(?:\.\d+)?(?=\s*(?:,|\}|$)))"
)
_CAPITAL = re.compile(r"[A-Z]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_UNITLESS = kinds("flex flexGrow flexShrink fontWeight lineHeight opacity order zIndex zoom")
_HTML_NAMES = {"className": "class", "htmlFor": "for", "colSpan": "colspan", "rowSpan": "rowspan"}
_NEEDED = {"img": "src", "a": "href"}
"""Attributes without which an element is nothing."""


def literal(code: str) -> str | None:
    """Give the text of a string, or of a number; None for any other expression."""
    found = _LITERAL.fullmatch(code.strip())
    if found:
        return _ESCAPED.sub(r"\1", found[1] or found[2] or found[3] or "")
    return code.strip() if _NUMBER.fullmatch(code.strip()) else None


def evaluate(code: str, names: Names) -> str | None:
    """Give what an expression stands for; None where only a build could tell."""
    call = _CALL.fullmatch(code)
    if call:
        code = call["argument"]
    name = _NAME.fullmatch(code)
    if name and name["name"] in names:
        return names[name["name"]]
    return literal(code)


def style(code: str) -> str:
    """Write an object of CSS properties, ``{textAlign: 'center'}``, as a ``style`` attribute."""
    return "; ".join(f"{key}: {value}" for key, value in _properties(code))


def _properties(code: str) -> Iterator[tuple[str, str]]:
    for found in _PROPERTY.finditer(code):
        key, value = found["key"], literal(found["value"]) or ""
        if _NUMBER.fullmatch(found["value"]) and key not in _UNITLESS:
            value += "px"
        yield _CAPITAL.sub(lambda capital: f"-{capital[0].lower()}", key), value


def as_html(tag: Tag, names: Names) -> str | None:
    """Write a tag without JSX; None where it stays as it is.

    A component keeps attributes that only a build could tell; so does a picture or a link whose
    address is one.
    """
    if not tag.attributes:
        return None
    is_component = tag.name[:1].isupper()
    attributes: dict[str, str] = {}
    for name, value in tag.attributes.items():
        text = _text(name, value, names)
        if text is not None:
            attributes[_HTML_NAMES.get(name, name)] = text
        elif is_component or name == _NEEDED.get(tag.kind):
            return None
    if attributes == dict(tag.attributes):
        return None
    written = "".join(
        f' {key}="{html.escape(text)}"' if text else f" {key}" for key, text in attributes.items()
    )
    return f"<{tag.name}{written}{' /' if tag.is_empty else ''}>"


def _text(name: str, value: Value, names: Names) -> str | None:
    if not isinstance(value, Expression):
        return value
    if name == "style" and value.code.startswith("{"):
        return style(value.code)
    return evaluate(value.code, names)
