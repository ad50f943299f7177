"""The front matter of a post: told from its text, read, and kept as its author typed it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import yaml

from sphinx_paperreview.core.values import clean_text
from sphinx_paperreview.importers.code import as_code
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.yaml_text import InvalidYaml, read_yaml

_KEY = re.compile(
    r"(?P<key>[^\s:#'\"\[\]{},&*!|>%@`-](?:[^:#]*[^\s:#])?)\s*:(?:\s+(?P<value>\S(?:.*\S)?|))?\s*$"
)
_CLOSINGS = {"---": ("---", "..."), "+++": ("+++",)}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands between two ``---`` (YAML) or ``+++`` (TOML) at the top of a post."""

    fields: Mapping[str, object] = field(default_factory=dict)
    """By key, typed as YAML or TOML types them."""
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By key, values as typed: YAML would make a number of ``2511.20640``, and lose its zero."""
    nested: Mapping[str, object] = field(default_factory=dict)
    """By key, mappings, and lists that may hold some, with values as typed."""
    lines: tuple[Line, ...] = ()
    """YAML that MyST can read, without the marks around it."""
    is_toml: bool = False
    """Whether it was TOML, which hardly anybody but Hugo reads."""

    def with_texts(self, more: Mapping[str, tuple[str, ...]]) -> FrontMatter:
        """Add what a post says of itself in another place."""
        return replace(self, texts={**more, **self.texts})


def split(
    lines: Sequence[Line], note: Callable[[int, str], None]
) -> tuple[FrontMatter, list[Line]]:
    """Tell the front matter from the text of a post.

    Text that nobody can read as front matter stays in the text, as a block of code.
    """
    start = next((i for i, line in enumerate(lines) if line.text.strip()), len(lines))
    mark = lines[start].text.rstrip() if start < len(lines) else ""
    if mark not in _CLOSINGS:
        return FrontMatter(), list(lines)
    closings = _CLOSINGS[mark]
    ends = (i for i in range(start + 1, len(lines)) if lines[i].text.rstrip() in closings)
    end = next(ends, None)
    if end is None or not _may_be_fields(lines[start + 1 : end], mark):
        return FrontMatter(), list(lines)
    inner, rest = lines[start + 1 : end], list(lines[end + 1 :])
    found = _read_toml(inner) if mark == "+++" else _read_yaml(inner, note)
    if found is not None:
        return found, rest
    note(lines[start].number, "the front matter cannot be read; it stays in the text, as code")
    return FrontMatter(), [*as_code(inner, "yaml"), Line("", lines[end].number), *rest]


def _may_be_fields(lines: Sequence[Line], mark: str) -> bool:
    """Tell fields from the prose between two horizontal rules."""
    written = [line.text for line in lines if line.text.strip()]
    if mark == "+++" or not written:
        return True
    return any(_KEY.match(text) or text.startswith("#") for text in written[:1])


def _read_toml(lines: Sequence[Line]) -> FrontMatter | None:
    try:
        fields = tomllib.loads("\n".join(line.text for line in lines))
        dumped = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10**9)
    # YAML has no times of day, and Python writes down no number of 5,000 digits.
    except (ValueError, RecursionError, yaml.YAMLError):
        return None
    number = lines[0].number if lines else 0
    written = dumped.splitlines() if fields else []
    comments = [line for line in lines if line.text.lstrip().startswith("#")]
    lines_written = (*comments, *(Line(text, number) for text in written))
    texts = {key: strings_of(value) for key, value in fields.items()}
    return FrontMatter(fields, texts, _nested(fields), lines_written, is_toml=True)


def _read_yaml(lines: Sequence[Line], note: Callable[[int, str], None]) -> FrontMatter | None:
    fields = _load(lines)
    if fields is None:
        spaced = [_mend(Line(line.text.expandtabs(2), line.number)) for line in lines]
        flat = [_mend(Line(line.text.lstrip("\t").expandtabs(2), line.number)) for line in lines]
        mended = next((tried for tried in (spaced, flat) if _load(tried) is not None), None)
        if mended is None:
            return None
        fields = _load(mended) or {}
        for line, before in zip(mended, lines, strict=True):
            if line != before:
                note(line.number, f"malformed YAML, mended: {before.text.strip()!r}")
        lines = mended
    if isinstance(fields.get("date"), dict):
        lines = _spread_date(lines)
        fields = _load(lines) or fields
    kept = tuple(_without_duplicates(lines, note))
    texts = _load(kept, typed=False) or {}
    strings = {key: strings_of(value) for key, value in texts.items()}
    return FrontMatter(fields, strings, _nested(texts), kept)


def _nested(fields: Mapping[str, object]) -> Mapping[str, object]:
    return {key: value for key, value in fields.items() if isinstance(value, (dict, list))}


def strings_of(value: object) -> tuple[str, ...]:
    """Give a value, the items of a list, or the values of a mapping, as text."""
    if isinstance(value, dict):
        value = list(value.values())
    values = value if isinstance(value, list) else [value]
    return tuple(str(item) for item in values if not isinstance(item, (dict, list)) and item != "")


def _load(lines: Sequence[Line], *, typed: bool = True) -> Mapping[str, object] | None:
    try:
        loaded = read_yaml("\n".join(line.text for line in lines), typed=typed)
    except InvalidYaml:
        return None
    if loaded is None:
        return {}
    if not isinstance(loaded, dict) or any(_has_controls(value) for value in loaded.values()):
        return None
    return {str(key): value for key, value in loaded.items()}


def _has_controls(value: object) -> bool:
    r"""Tell a value in which YAML has made a control character of a backslash: ``"\ell"``."""
    return isinstance(value, str) and clean_text(value) != value


def _spread_date(lines: Sequence[Line]) -> Sequence[Line]:
    """Write each day of ``date: {created: …, updated: …}``, as MkDocs has it, under its own key."""
    typed = _load(lines, typed=False) or {}
    date = typed.get("date")
    days = {str(key): value for key, value in date.items()} if isinstance(date, dict) else {}
    starts = [i for i, line in enumerate(lines) if line.text.startswith("date")]
    if "created" not in days or len(starts) != 1:
        return lines
    start = end = starts[0]
    while end + 1 < len(lines) and lines[end + 1].text[:1] in (" ", "\t", "}"):
        end += 1
    days = {"date": days.pop("created"), **days}
    written = [Line(f"{key}: {day}", lines[start].number) for key, day in days.items()]
    return [*lines[:start], *written, *lines[end + 1 :]]


def _mend(line: Line) -> Line:
    """Put quotes around a value that YAML cannot read."""
    text = line.text
    found = _KEY.match(text)
    if found and found["value"] and _load([Line(text, line.number)]) is None:
        value = found["value"]
        if value[0] == value[-1] == '"' and len(value) > 1:
            value = value[1:-1]
        text = f"{found['key']}: '" + value.replace("'", "''") + "'"
    return Line(text, line.number)


def _without_duplicates(lines: Sequence[Line], note: Callable[[int, str], None]) -> list[Line]:
    """Make comments of all but the last one of several lines with one key, as YAML means it."""
    keys = [found["key"] if (found := _KEY.match(line.text)) else "" for line in lines]
    last = {key: index for index, key in enumerate(keys) if key}
    kept = list(lines)
    for index, (key, line) in enumerate(zip(keys, lines, strict=True)):
        if key and last[key] != index:
            note(line.number, f"{key!r} stands twice in the front matter; the last one counts")
            kept[index] = Line(f"# {line.text}", line.number)
    return kept
