"""The first lines of code blocks: which language, and what else a tool says of the code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from markdown_it.token import Token
from pygments.filters import ErrorToken, RaiseOnErrorTokenFilter
from pygments.lexer import Lexer
from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound

from sphinx_paperreview.importers.markup.flow import NEWLINE, rewrite
from sphinx_paperreview.importers.markup.pictures import option
from sphinx_paperreview.importers.passes import Context
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.shield import fences
from sphinx_paperreview.recognising.text import Change, Text

_FENCE = re.compile(r"(?P<marks>`{3,}|~{3,})(?P<info>.*)")
_INFO = re.compile(r"\s*\{?\s*\.?(?P<name>[^\s{},=:\"'`]*)(?P<rest>.*)")
_LINES = re.compile(r"\{(?P<lines>\d[\d,\s-]*)\}|hl_lines=\[?[\"']?(?P<hugo>\d[\d\s,\"'-]*)")
_TITLE = re.compile(
    r"(?:title|filename|caption|file|name)=(?:\"([^\"]*)\"|'([^']*)'|([^\s{}\"']+))"
)
_NUMBERED = re.compile(r"showLineNumbers|numberLines|linenos|linenums|=\s*\d")
_DIRECTIVE = re.compile(r"\{(?P<name>[A-Za-z][\w:-]*)\}(?:\s.*)?")
_MADE = frozenset(("code-block", "figure", "image", "math"))
"""Directives that other passes have made."""

_PLAIN = frozenset(("", "default", "guess", "none", "text"))
_LONGEST = 20_000
"""Of code that is looked through for what its language does not allow, in characters."""


def convert_fences(lines: Sequence[Line], context: Context) -> list[Line]:
    """Give each code block a language that Sphinx knows, and its title and numbers as options."""
    return rewrite(lines, lambda text: _changes(text, context), "```", "~~~")


def _changes(text: Text, context: Context) -> Iterator[Change]:
    for token in fences(text):
        row = token.map[0] if token.map else 0
        found = _FENCE.search(text.lines[row].text)
        if found is None or not found["info"].strip():
            continue
        written = _info(found["info"].strip(), token, context, text.lines[row].number)
        start = text.starts[row]
        if written != found["info"].strip():
            yield Change(start + found.start("info"), start + found.end("info"), written)


def _info(info: str, token: Token, context: Context, number: int) -> str:
    """Give what follows the marks of a fence."""
    directive = _DIRECTIVE.fullmatch(info)
    if directive and directive["name"] in _MADE:
        return info
    found = _INFO.match(info)
    name, rest = (found["name"], found["rest"]) if found else ("", "")
    if name.lower() == "math":
        return "{math}"
    if directive and _lexer(name) is None:
        context.note(number, f"{{{directive['name']}}} of MyST is shown as code, not run")
        return f"text{NEWLINE}{info}"
    language = _language(name, token.content)
    if language != name.lower() and language != name:
        context.note(
            number,
            f"Sphinx cannot highlight this as {name!r}; it is shown plain: choose another language",
        )
    options = list(_options(rest, token.content.count("\n")))
    if not options:
        return language
    lines = [f"{{code-block}} {language}".rstrip(), *options, "", ""]
    return NEWLINE.join(lines)


def _options(rest: str, length: int) -> Iterator[str]:
    title = _TITLE.search(rest) or re.match(r":(?:title=)?()()([^\s:{}=]+)", rest)
    if title:
        yield f":caption: {option(title[1] or title[2] or title[3] or '')}"
    marked = _LINES.search(rest)
    numbers = re.findall(
        r"\d+(?:\s*-\s*\d+)?", (marked["lines"] or marked["hugo"]) if marked else ""
    )
    inside = [
        found for found in numbers if all(_is_line(part, length) for part in found.split("-"))
    ]
    if inside:
        yield f":emphasize-lines: {','.join(inside)}"
    if _NUMBERED.search(rest):
        yield ":linenos:"


def _is_line(number: str, length: int) -> bool:
    digits = number.strip().lstrip("0")
    # Python reads no number of 5,000 digits.
    return len(digits) <= len(str(length)) and 0 < int(digits or "0") <= length


def _language(name: str, code: str) -> str:
    """Give a language that Sphinx highlights the code as without a warning."""
    if name.lower() in _PLAIN:
        return name.lower()
    lexer = _lexer(name)
    if lexer is None or not _is_valid(lexer, code):
        return "text"
    return name


@cache
def _lexer(name: str) -> type[Lexer] | None:
    try:
        found: type[Lexer] = find_lexer_class_by_name(name)
    except ClassNotFound:
        return None
    return found


def _is_valid(kind: type[Lexer], code: str) -> bool:
    """Tell whether code has nothing that its language does not allow: Sphinx would warn of it."""
    if len(code) > _LONGEST:
        return True
    lexer = kind()
    lexer.add_filter(RaiseOnErrorTokenFilter())
    try:
        list(lexer.get_tokens(code))
    except ErrorToken:
        return False
    return True
