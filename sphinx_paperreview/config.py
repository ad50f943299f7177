"""Every ``paperreview_*`` value: its default, its check, its help, what it rebuilds."""

from __future__ import annotations

import dataclasses
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from sphinx_design.icons import get_octicon_data

from sphinx_paperreview.core.pages import KINDS
from sphinx_paperreview.core.paper_id import written
from sphinx_paperreview.core.sources import InvalidSource, Source, parse_definition
from sphinx_paperreview.knowledge import DEFAULT
from sphinx_paperreview.messages import WarningType, place_in, warn
from sphinx_paperreview.metadata.record import TAKEN

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.config import Config

PREFIX = "paperreview_"

Rebuild = Literal["env", "html", ""]


class InvalidValue(ValueError):
    """A configuration value that is not what it should be; says what it should be.

    Args:
        message: What is wrong, or what was expected.
        kept: The value without what is wrong with it; without, the default takes its place.
    """

    def __init__(self, message: str, *, kept: object = None) -> None:
        super().__init__(message)
        self.kept = kept


def _strings(value: object) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)) or not all(isinstance(item, str) for item in value):
        raise InvalidValue("expected a list of strings")
    return tuple(map(str, value))


def _strings_or_none(value: object) -> tuple[str, ...] | None:
    return None if value is None else _strings(value)


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise InvalidValue("expected a string")
    return str(value)


def _boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise InvalidValue("expected True or False")
    return value


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise InvalidValue("expected a whole number of at least 1")
    return min(int(value), sys.maxsize)


def _count_or_none(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise InvalidValue("expected a whole number, 0 for none")
    return min(int(value), sys.maxsize)


def _file(value: object) -> str:
    name = _string(value)
    if not _FILE.fullmatch(name):
        raise InvalidValue("expected a file's path, relative to conf.py")
    return name


def _files(value: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_file, _strings(value))))


def _taken(value: object) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(_strings(value)))
    unknown = next((name for name in names if name not in TAKEN), None)
    if unknown is not None:
        known = ", ".join(repr(name) for name in TAKEN)
        raise InvalidValue(f"{unknown!r} is none of {known}")
    return names


def _definitions(value: object) -> Mapping[str, Source]:
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


def _one_of(*choices: str) -> Callable[[object], str]:
    def check(value: object) -> str:
        if value not in choices:
            raise InvalidValue("expected one of " + ", ".join(repr(choice) for choice in choices))
        return str(value)

    return check


def _language(value: object) -> str:
    text = _string(value)
    if text and not (text.replace("-", "").isascii() and text.replace("-", "").isalpha()):
        raise InvalidValue("expected a language code such as 'ko', or ''")
    return text


_FILE = re.compile(r"[^\x00-\x1f\x7f\ud800-\udfff]*")
"""Half a character of UTF-16 (Unicode 3.9, D71-D74) can stand in no file's name."""

_FOLDER = re.compile(r"[^\W_][\w.-]*(/[^\W_][\w.-]*)*")
"""No segment begins with a dot or an underscore: those are Sphinx's own, such as ``_static``."""

_SPHINX_OWN = re.compile(
    r"(?i)(genindex|search|\w+-modindex|paper-(papers|orgs|tags|sources|venues|authors|months)"
    r"|[^/]*\.[a-z]\w*)(/.*)?"
)
"""Pages and files that Sphinx writes at the top of an output: ``search``, ``objects.inv``."""


def _folder(value: object) -> str:
    folder = _string(value).strip("/")
    if folder and not _FOLDER.fullmatch(folder):
        raise InvalidValue("expected a folder such as 'papers', or '' for no pages")
    if _SPHINX_OWN.fullmatch(folder):
        raise InvalidValue(f"{folder!r} is, or may become, a page or a file of Sphinx's own")
    return folder


def _page_kinds(value: object) -> tuple[str, ...]:
    kinds = tuple(dict.fromkeys(_strings(value)))
    unknown = next((kind for kind in kinds if kind not in KINDS), None)
    if unknown is not None:
        known = ", ".join(repr(kind) for kind in KINDS)
        raise InvalidValue(f"{unknown!r} is none of {known}")
    return kinds


def _value(default: Any, check: Callable[[object], Any], meaning: str, rebuild: Rebuild) -> Any:
    """Declare one configuration value; ``default`` is what ``conf.py`` would say."""
    stored = check(default)
    metadata = {"default": default, "check": check, "help": meaning, "rebuild": rebuild}
    return field(default_factory=lambda: stored, metadata=metadata)


@dataclass(frozen=True)
class Settings:
    """What ``conf.py`` says, checked: one field for each ``paperreview_*`` value."""

    sources: tuple[str, ...] = _value(
        ["arxiv", "pdf", "huggingface", "alphaxiv"],
        _strings,
        "The link chips that an id gives, in this order. Any key of the table of sources.",
        "html",
    )
    source_definitions: Mapping[str, Source] = _value(
        {},
        _definitions,
        "A site's own sources: `{key: {'label': …, 'icon': …, 'urls': {scheme: template}}}`. "
        "A key of the built-in table replaces that source.",
        "env",
    )
    alphaxiv_language: str = _value(
        "",
        _language,
        "Language of generated alphaXiv links; `'ko'` gives `/ko/overview/…`.",
        "html",
    )
    orgs: str = _value(
        "orgs.toml",
        _file,
        "File of the site's own organisations, relative to `conf.py`. It may be missing.",
        "env",
    )
    unknown_orgs: str = _value(
        "suggest",
        _one_of("ignore", "suggest", "warn"),
        "What an unknown organisation does: `'ignore'`: nothing; `'suggest'`: a warning when its "
        "name is close to a known one; `'warn'`: always a warning.",
        "env",
    )
    metadata: tuple[str, ...] = _value(
        list(DEFAULT),
        _files,
        "Files that know papers, relative to `conf.py`: BibTeX (`.bib`), CSL-JSON and our own "
        "`papers.json` (`.json`). Where two disagree, the first counts. The default file may be "
        "missing.",
        "",
    )
    metadata_fields: tuple[str, ...] = _value(
        list(TAKEN),
        _taken,
        "What a review takes from these files where its directive leaves it out.",
        "env",
    )
    tags: tuple[str, ...] | None = _value(
        None, _strings_or_none, "Allowed tags. When given, any other tag warns.", "env"
    )
    venues: tuple[str, ...] | None = _value(
        None,
        _strings_or_none,
        "Allowed venues, with or without their year. When given, any other venue warns.",
        "env",
    )
    pages: str = _value(
        "papers",
        _folder,
        "Folder of the generated pages, in HTML: one for each organisation, tag, venue, source "
        "and month, and an overview of each kind. `''`: none.",
        "html",
    )
    page_kinds: tuple[str, ...] = _value(
        list(KINDS), _page_kinds, "Which kinds have generated pages.", "html"
    )
    link_mentions: bool = _value(
        True,
        _boolean,
        "Whether an ordinary link to a paper that is reviewed on this site is followed by a small "
        "link to the review.",
        "html",
    )
    related: int = _value(
        5,
        _count_or_none,
        "How many related reviews a card shows at the most; `0`: none.",
        "html",
    )
    authors_shown: int = _value(
        3, _count, "How many authors a card shows before it folds the rest.", "html"
    )
    math: str = _value(
        "",
        _one_of("", "mathml"),
        "Who draws formulas in HTML and EPUB. `'mathml'`: the browser by itself, and a page asks "
        "no other host for anything. `''`: what `html_math_renderer` names; in Sphinx that is "
        "MathJax, loaded from another host.",
        "env",
    )
    myst_extensions: bool = _value(
        True,
        _boolean,
        "Whether MyST's `colon_fence` and `dollarmath` are switched on in the pages that hold a "
        "directive or a role of ours, and in no other.",
        "env",
    )


def check_settings(config: Config, conf_py: Path) -> Settings:
    """Check every value; one that is wrong warns once and gives way to its default.

    So it does in the configuration, which Sphinx stores: some values can be stored nowhere.
    """
    values: dict[str, Any] = {}
    for entry in dataclasses.fields(Settings):
        name = PREFIX + entry.name
        values[entry.name] = config[name] = _checked(entry.metadata, name, config[name], conf_py)
    return Settings(**values)


def _checked(value: Mapping[str, Any], name: str, raw: object, conf_py: Path) -> object:
    check, default = value["check"], value["default"]
    try:
        return check(raw)
    except InvalidValue as error:
        if error.kept is None:
            message = f"{name} = {written(raw)}: {error}; using the default {default!r}"
        else:
            message = f"{name}: {error}; left out"
        warn(WarningType.CONFIG, message, location=place_in(conf_py, name))
        return check(default) if error.kept is None else error.kept
