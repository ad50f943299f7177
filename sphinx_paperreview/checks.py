"""What a value of ``conf.py`` may be: each check gives it as it is used, or says what is wrong."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping

from sphinx_design.icons import get_octicon_data

from sphinx_paperreview.core.paper_id import written
from sphinx_paperreview.core.sources import InvalidSource, Source, parse_definition


class InvalidValue(ValueError):
    """A configuration value that is not what it should be; says what it should be.

    Args:
        message: What is wrong, or what was expected.
        kept: The value without what is wrong with it; without, the default takes its place.
    """

    def __init__(self, message: str, *, kept: object = None) -> None:
        super().__init__(message)
        self.kept = kept


def strings(value: object) -> tuple[str, ...]:
    """Take a list of strings."""
    if not isinstance(value, (list, tuple)) or not all(isinstance(item, str) for item in value):
        raise InvalidValue("expected a list of strings")
    return tuple(map(str, value))


def strings_or_none(value: object) -> tuple[str, ...] | None:
    """Take a list of strings, or None."""
    return None if value is None else strings(value)


def string(value: object) -> str:
    """Take a string."""
    if not isinstance(value, str):
        raise InvalidValue("expected a string")
    return str(value)


def boolean(value: object) -> bool:
    """Take True or False."""
    if not isinstance(value, bool):
        raise InvalidValue("expected True or False")
    return value


def boolean_or(*words: str) -> Callable[[object], bool | str]:
    """Make the check of True, False, or one of some words."""

    def check(value: object) -> bool | str:
        if isinstance(value, bool) or value in words:
            return value if isinstance(value, bool) else str(value)
        raise InvalidValue("expected True, False or " + " or ".join(map(repr, words)))

    return check


def count(value: object) -> int:
    """Take a whole number of at least 1."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise InvalidValue("expected a whole number of at least 1")
    return min(int(value), sys.maxsize)


def count_or_none(value: object) -> int:
    """Take a whole number; 0 for none."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise InvalidValue("expected a whole number, 0 for none")
    return min(int(value), sys.maxsize)


def file(value: object) -> str:
    """Take a path, relative to conf.py."""
    name = string(value)
    if not _FILE.fullmatch(name):
        raise InvalidValue("expected a file's path, relative to conf.py")
    return name


def files(value: object) -> tuple[str, ...]:
    """Take paths, each once."""
    return tuple(dict.fromkeys(map(file, strings(value))))


def some_of(*choices: str) -> Callable[[object], tuple[str, ...]]:
    """Make the check of a list in which only some words may stand; each counts once."""

    def check(value: object) -> tuple[str, ...]:
        names = tuple(dict.fromkeys(strings(value)))
        unknown = next((name for name in names if name not in choices), None)
        if unknown is not None:
            known = ", ".join(repr(choice) for choice in choices)
            raise InvalidValue(f"{unknown!r} is none of {known}")
        return names

    return check


def definitions(value: object) -> Mapping[str, Source]:
    """Keep the definitions that can be used, whatever is wrong with others."""
    if not isinstance(value, dict):
        raise InvalidValue("expected a dictionary of source definitions")
    sources, problems = {}, []
    for typed, data in value.items():
        key = str(typed) if isinstance(typed, str) else written(typed)
        try:
            sources[key] = _definition(key, data)
        except InvalidSource as error:
            problems.append(str(error))
    if problems:
        raise InvalidValue("; ".join(problems), kept=sources or None)
    return sources


def _definition(key: str, data: object) -> Source:
    source = parse_definition(key, data)
    if source.icon not in get_octicon_data():
        raise InvalidSource(f"source {key!r}: no octicon is named {source.icon!r}")
    return source


def one_of(*choices: str) -> Callable[[object], str]:
    """Make the check of one word."""

    def check(value: object) -> str:
        if value not in choices:
            raise InvalidValue("expected one of " + ", ".join(repr(choice) for choice in choices))
        return str(value)

    return check


def language_or_none(value: object) -> str | None:
    """Take the code of a language, an empty string, or None."""
    if value is None:
        return None
    text = string(value)
    if text and not (text.replace("-", "").isascii() and text.replace("-", "").isalpha()):
        raise InvalidValue("expected a language code such as 'ko', '' or None")
    return text


def tagging_entity(value: object) -> str:
    """Take what stands between ``tag:`` and the name of a thing in its URI, or an empty string."""
    text = string(value)
    if text and not _TAGGING_ENTITY.fullmatch(text):
        raise InvalidValue(
            "expected a host or a mail address of yours, and since when: 'a.org,2025', "
            "without 'tag:' before it"
        )
    return text


_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_TAGGING_ENTITY = re.compile(
    rf"(?:[\w.-]+@)?{_LABEL}(?:\.{_LABEL})*,\d{{4}}(?:-\d\d(?:-\d\d)?)?"
    r"(?::(?:[\w./?:@!$&'()*+,;=~-]|%[0-9A-F]{2})*)?",
    re.ASCII,
)
"""RFC 4151, 2.1; behind it, the beginning of all names that it gives, as one finds it in a feed."""

_FILE = re.compile(r"[^\x00-\x1f\x7f\ud800-\udfff]*")
"""Half a character of UTF-16 (Unicode 3.9, D71-D74) can stand in no file's name."""

_FOLDER = re.compile(r"[^\W_][\w.-]*(/[^\W_][\w.-]*)*")
"""No segment begins with a dot or an underscore: those are Sphinx's own, such as ``_static``."""

_SPHINX_OWN = re.compile(
    r"(?i)(genindex|search|\w+-modindex|paper-(papers|orgs|tags|sources|venues|authors|months)"
    r"|[^/]*\.[a-z]\w*)(/.*)?"
)
"""Pages and files that Sphinx writes at the top of an output: ``search``, ``objects.inv``."""


def folder(value: object) -> str:
    """Take a folder of pages, below the top of an output."""
    folder = string(value).strip("/")
    if folder and not _FOLDER.fullmatch(folder):
        raise InvalidValue("expected a folder such as 'papers', or '' for no pages")
    if _SPHINX_OWN.fullmatch(folder):
        raise InvalidValue(f"{folder!r} is, or may become, a page or a file of Sphinx's own")
    return folder
