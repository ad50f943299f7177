"""Read the options of a directive as an author naturally types them.

MyST reads options as YAML and loses all of them for ordinary titles (a leading quote,
``|``, ``>``, ``[``, ``*`` …); docutils drops the whole directive for one unknown option. So
both parsers hand us the raw lines, and a value is what stands behind ``:key:``, to the
letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

import yaml

from sphinx_paperreview.core.values import clean_text
from sphinx_paperreview.recognising.lines import Line

_OPTION = re.compile(r"\s{0,3}:(?P<name>[A-Za-z][\w-]*):(?:\s+(?P<value>.*)|)$")
_YAML_KEY = re.compile(r"^([A-Za-z][\w-]*):")
_BLOCK_SCALAR = re.compile(r"[|>][+-]?$")


@dataclass(frozen=True, slots=True)
class Option:
    """One option as typed."""

    name: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class DirectiveBlock:
    """A directive's lines, told apart."""

    arguments: tuple[Line, ...]
    options: tuple[Option, ...]
    body: tuple[Line, ...]


def read_flag(option: Option | None, complain: Callable[[str], None]) -> bool:
    """Tell whether a flag is set; it takes no value, and a ``false`` unsets it."""
    if option is None:
        return False
    if option.value:
        name, value = option.name, option.value
        complain(f"{name}: {value!r}: this option takes no value; leave it out to unset it")
    return option.value.lower() not in {"false", "no", "off", "0"}


def split_block(lines: Sequence[Line], known: Collection[str]) -> DirectiveBlock:
    """Tell the arguments, the options and the body of a directive apart.

    Options stand in the first lines, up to a blank line. A line without a key continues the
    value above it when it is indented, or when an option of a known name follows it;
    otherwise the body begins with it.

    Args:
        lines: Every line after the directive's opening line.
        known: Names of options.
    """
    if lines and lines[0].text.rstrip() == "---":
        block = _yaml_block(lines)
        if block is not None:
            return block
    end = _options_end(lines, known)
    first = next((i for i in range(end) if _OPTION.match(lines[i].text)), end)
    return DirectiveBlock(
        tuple(lines[:first]), tuple(_options(lines[first:end])), _body(lines[end:])
    )


def _options_end(lines: Sequence[Line], known: Collection[str]) -> int:
    """Find the first line that belongs to the body."""
    end = 0
    for index, line in enumerate(lines):
        match = _OPTION.match(line.text)
        if not line.text.strip() or line.text.lstrip().startswith(":::"):
            break
        is_option = match and (match["name"].lower() in known or end == index)
        continues = 0 < end == index and line.text[0] in " \t"
        if is_option or continues:
            end = index + 1
    return end


def _options(lines: Sequence[Line]) -> Iterator[Option]:
    name, number = "", 0
    parts: list[str] = []
    for line in lines:
        match = _OPTION.match(line.text)
        if match is None:
            parts.append(line.text.strip())
            continue
        if name:
            yield Option(name, _join(parts), number)
        name, number = match["name"].lower(), line.number
        parts = [(match["value"] or "").strip()]
    if name:
        yield Option(name, _join(parts), number)


def _join(parts: list[str]) -> str:
    """Join the lines of a value; a lone ``|`` or ``>`` above further lines is YAML's mark."""
    if len(parts) > 1 and _BLOCK_SCALAR.fullmatch(parts[0]):
        parts = parts[1:]
    return clean_text(" ".join(part for part in parts if part))


def _body(lines: Sequence[Line]) -> tuple[Line, ...]:
    start = next((i for i, line in enumerate(lines) if line.text.strip()), len(lines))
    return tuple(lines[start:])


def _yaml_block(lines: Sequence[Line]) -> DirectiveBlock | None:
    """Read MyST's other form, YAML between ``---`` lines; nothing if it is not that."""
    closing = next((i for i in range(1, len(lines)) if lines[i].text.rstrip() == "---"), None)
    if closing is None:
        return None
    inner = lines[1:closing]
    options = _yaml_options(inner)
    if options is None and inner and _YAML_KEY.match(inner[0].text):
        keyed = (Line(_YAML_KEY.sub(r":\1: ", line.text), line.number) for line in inner)
        options = tuple(_options(list(keyed)))
    elif options is None:
        return None
    return DirectiveBlock((), options, _body(lines[closing + 1 :]))


def _yaml_options(lines: Sequence[Line]) -> tuple[Option, ...] | None:
    """Read a mapping; nothing where it is none, or one that no author would type.

    An alias may contain itself, and a few of them a text of any length; and what is nested so
    deep that Python gives up was never meant as YAML.
    """
    text = "\n".join(line.text for line in lines)
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.BaseLoader)):
            return None
        root = yaml.compose(text, Loader=yaml.BaseLoader)
        if isinstance(root, yaml.MappingNode):
            return tuple(_keyed_options(root, lines))
    except (yaml.YAMLError, RecursionError):
        pass
    return None


def _keyed_options(root: yaml.MappingNode, lines: Sequence[Line]) -> Iterator[Option]:
    for key, value in root.value:
        number = lines[key.start_mark.line].number
        yield Option(str(key.value).lower(), _yaml_text(value), number)


def _yaml_text(node: yaml.Node) -> str:
    """Give a scalar as typed; a sequence as names separated by semicolons."""
    if isinstance(node, yaml.SequenceNode):
        return "; ".join(_yaml_text(item) for item in node.value)
    if isinstance(node, yaml.MappingNode):  # a title in braces
        pairs = (f"{_yaml_text(key)}: {_yaml_text(value)}" for key, value in node.value)
        return "{" + ", ".join(pair.removesuffix(": ") for pair in pairs) + "}"
    return clean_text(" ".join(str(node.value).split()))


FENCE_OPENING = re.compile(r"\s{0,3}(?P<mark>:{3,}|`{3,}|~{3,})(?P<info>.*)$")


def unclosed_fence(lines: Sequence[Line]) -> Line | None:
    """Find a ``:::`` block of a MyST body that was still open where the body ended.

    A review fenced with ``:::`` ends at the first bare ``:::``, so a ``:::{note}`` inside it
    takes the review's end for its own.
    """
    open_fences: list[tuple[str, Line]] = []
    for line in lines:
        match = FENCE_OPENING.match(line.text)
        if match is None:
            continue
        mark, bare = match["mark"], not match["info"].strip()
        if open_fences and _closes(mark, open_fences[-1][0], bare=bare):
            open_fences.pop()
        elif bare and mark[0] == ":":
            continue  # closes what no line of its own opened: `- :::{note}`
        elif not (open_fences and open_fences[-1][0][0] in "`~"):
            open_fences.append((mark, line))
    colons = (line for mark, line in open_fences if mark[0] == ":")
    return next(colons, None)


def _closes(mark: str, opening: str, *, bare: bool) -> bool:
    return bare and mark[0] == opening[0] and len(mark) >= len(opening)
