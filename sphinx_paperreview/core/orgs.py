"""Organisations: what they are called, how their badges look, and a site's own ones."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib import resources
from reprlib import repr as quote
from types import MappingProxyType
from typing import Any

from sphinx_paperreview.core.near_misses import did_you_mean
from sphinx_paperreview.core.registry import Registry, names

Complain = Callable[[str], None]
Reader = Callable[[object, Complain], str | tuple[str, ...]]

_LEGAL_FORMS = frozenset(
    {"ag", "co", "corp", "corporation", "gmbh", "inc", "incorporated", "limited"}
    | {"llc", "llp", "ltd", "plc", "pte", "pty"}
)
_TELLING = frozenset("&#%*/@")  # punctuation that tells names apart, as in AT&T
_PARENTHESES = re.compile(r"\([^()]*\)")
_COMMAS, _SEMICOLONS = ",，、", ";；"
# Text between commas; those within parentheses separate nothing.
_PIECE = re.compile(rf"(?:[^{_COMMAS}(（]|[(（][^()（）]*[)）]|[(（])+")


class InvalidOrgs(ValueError):
    """A file of organisations that cannot be read; the message says why, and where."""


@dataclass(frozen=True, slots=True)
class Org:
    """An organisation, e.g. ``Org("stability", "Stability AI")``."""

    key: str
    """Stable, for CSS classes and pages: ``[a-z0-9-]+`` if built in, else as the site wrote it."""
    name: str
    """What its badge says."""
    aliases: tuple[str, ...] = ()
    """Other names, in any language, each meaning this organisation alone."""
    color: str = ""
    """``#RRGGBB``, or ``""``."""
    url: str = ""
    """Its home page, http or https."""
    logo: str = ""
    """An image's path, relative to conf.py."""
    parent: str = ""
    """The key of the organisation that it belongs to: shown, never merged."""
    misspellings: tuple[str, ...] = ()
    """What people type by mistake: asked about, never taken for the organisation."""


@functools.lru_cache(maxsize=1 << 12)
def fold(name: str) -> str:
    """Return what all safe spellings of a name share; ``""`` if it has no letter or digit.

    Case, compatibility forms, spaces, dashes, dots, quotes, a final legal form (Inc., GmbH) and
    text in parentheses make no difference. ``University``, ``Lab``, ``AI`` do: Shanghai AI Lab is
    not Shanghai University.

    >>> fold("Hugging-Face")
    'huggingface'
    """
    without = _PARENTHESES.sub(" ", unicodedata.normalize("NFKC", name))
    return _fold_whole(without) or _fold_whole(name)


@functools.lru_cache(maxsize=1 << 12)  # a journal names the same ones again and again
def _fold_whole(name: str) -> str:
    lowered = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    words = [word for word in map(_letters, lowered.replace(",", " ").split()) if word]
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    folded = "".join(words)
    if not any(map(str.isalnum, folded)):
        return ""
    # Without what stood between them, characters may combine anew.
    return folded if folded == name or folded.isascii() else _fold_whole(folded)


def _letters(word: str) -> str:
    if word.isalnum():  # most are, and this is the quick way
        return word
    return "".join(c for c in word if unicodedata.category(c)[0] not in "CPZ" or c in _TELLING)


@dataclass(frozen=True, slots=True)
class OrgTable:
    """The organisations that a site knows; immutable."""

    orgs: tuple[Org, ...] = ()
    """An earlier one wins where two claim a name or a key."""
    _registry: Registry[Org] = field(init=False, repr=False, compare=False)
    _misspelt: dict[str, Org] = field(init=False, repr=False, compare=False)
    _with_commas: frozenset[tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        registry = _registry_of(self.orgs)
        known = [_pieces(name) for org in registry for name in names(org)]
        typos = [(_fold_whole(typo), org) for org in registry for typo in org.misspellings]
        object.__setattr__(self, "orgs", registry.entries)
        object.__setattr__(self, "_registry", registry)
        object.__setattr__(self, "_misspelt", dict(reversed(typos)))
        with_commas = frozenset(tuple(map(fold, pieces)) for pieces in known if len(pieces) > 1)
        object.__setattr__(self, "_with_commas", with_commas)

    def __iter__(self) -> Iterator[Org]:
        return iter(self.orgs)

    def __len__(self) -> int:
        return len(self.orgs)

    def get(self, key: str) -> Org | None:
        """Return the organisation of exactly this key."""
        return self._registry.get(key)

    def find(self, name: str) -> Org | None:
        """Return the organisation of this name, alias or key, however it is spelt (see `fold`)."""
        return self._registry.find(name)

    def suggest(self, name: str) -> str:
        """Return the name of the organisation that an unknown name may be a slip for, or ``""``.

        Silent when in doubt (see `Registry.nearest`): York University is not New York University.
        """
        folded = _fold_whole(name)
        if not folded or self.find(name) is not None:
            return ""
        org = self._misspelt.get(folded) or self._registry.nearest(name)
        return org.name if org is not None else ""

    def split(self, text: str) -> tuple[str, ...]:
        """Return the names in the value of an ``org`` option, as typed and in order, each once.

        Commas separate names, but not within a known name ("University of California, Berkeley"),
        within parentheses, or before a legal form ("Foo, Inc."). Any ``;`` in the value means that
        only ``;`` separates.
        """
        if any(mark in text for mark in _SEMICOLONS):
            return _unique(re.split(f"[{_SEMICOLONS}]", text))
        return _unique(self._join(_pieces(text)))

    def with_orgs(self, orgs: Iterable[Org]) -> OrgTable:
        """Return a table in which these win over the present ones, by name and by key."""
        own = tuple(orgs)
        return OrgTable((*own, *self.orgs)) if own else self

    def _join(self, pieces: list[str]) -> Iterator[str]:
        """Yield names from the pieces between commas, the longest known one first."""
        folded = tuple(map(fold, pieces))
        longest = max(map(len, self._with_commas), default=1)
        start = 0
        while start < len(pieces):
            ends = range(min(start + longest, len(pieces)), start, -1)
            end = next((end for end in ends if folded[start:end] in self._with_commas), start + 1)
            while end < len(pieces) and folded[end] in _LEGAL_FORMS:
                end += 1
            yield ",".join(pieces[start:end])
            start = end


def _registry_of(orgs: tuple[Org, ...]) -> Registry[Org]:
    return Registry(orgs, (_fold_whole, fold))


def _pieces(text: str) -> list[str]:
    return [piece for piece in _PIECE.findall(text) if piece.strip()]


def _unique(typed: Iterable[str]) -> tuple[str, ...]:
    tidy = (" ".join(name.split()) for name in typed)
    by_fold: dict[str, str] = {}
    for name in tidy:
        by_fold.setdefault(_fold_whole(name) or name, name)
    by_fold.pop("", None)
    return tuple(by_fold.values())


@functools.cache
def builtin_orgs() -> OrgTable:
    """Return the organisations that every site knows."""
    file = resources.files("sphinx_paperreview") / "data" / "orgs.toml"
    return OrgTable(tuple(_read(file.read_text(encoding="utf-8"))[0]))


def parse_orgs(text: str) -> tuple[list[Org], list[str]]:
    r"""Return the organisations in a site's orgs.toml, and what is wrong with some of them.

    A problem names the entry and the field, e.g. ``[xiaomi] color: 'red' is not usable …``; all
    else of that entry is kept.

    :raises InvalidOrgs: if it is not TOML; the message has the line.

    >>> found, wrong = parse_orgs('[kist]\nname = "KIST"')
    >>> found[0].name
    'KIST'
    """
    orgs, problems = _read(text)
    keys = {org.key for org in (*orgs, *builtin_orgs())}
    for org in orgs:
        if org.parent == org.key or (org.parent and org.parent not in keys):
            problems.append(f"[{org.key}] parent: {org.parent!r} is no other organisation's key")
    for name, owner, loser in _registry_of(tuple(orgs)).conflicts():
        problems.append(f"[{loser.key}]: {name!r} already means [{owner.key}]")
    return orgs, problems


def _read(text: str) -> tuple[list[Org], list[str]]:
    problems: list[str] = []
    orgs = [_read_org(key, entry, problems) for key, entry in _load(text).items()]
    return [org for org in orgs if org is not None], problems


def _load(text: str) -> dict[str, object]:
    text = text.removeprefix("\ufeff")  # some editors begin a file with it
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        message = str(error).replace("end of document", f"line {text.count(chr(10)) + 1}, the end")
        raise InvalidOrgs(f"not valid TOML: {message}{_hint(message, text)}") from error


def _hint(message: str, text: str) -> str:
    """Explain what TOML does not say: bare keys are ASCII."""
    place = re.search(r"at line (\d+)", message)
    line = text.split("\n")[int(place[1]) - 1] if place else ""
    key = re.match(r"\s*\[([^\[\]\"']+)\]", line)
    if key is None or key[1].isascii():
        return ""
    return f'; such a key needs quotes: ["{key[1].strip()}"]'


def _read_org(key: str, entry: object, problems: list[str]) -> Org | None:
    if not isinstance(entry, dict) or not key.strip():
        problems.append(
            f"[{key}]: not an organisation: {quote(entry)} (expected a table with a name)"
        )
        return None
    values: dict[str, Any] = {}
    for name, value in entry.items():
        found: list[str] = []
        if name in _READERS:
            values[name] = _READERS[name](value, found.append)
        else:
            found.append(_unknown(name, value))
        problems.extend(f"[{key}] {name}: {problem}" for problem in found)
    if not values.get("name"):
        problems.append(f"[{key}] name: missing (expected what the badge says)")
        values["name"] = key
    return Org(key=key, **values)


def _unknown(name: str, value: object) -> str:
    if isinstance(value, dict):
        return 'an organisation within another (a key with a dot needs quotes: ["z.ai"])'
    return f"no such field{did_you_mean(name, _READERS)}"


def _read_text(value: object, complain: Complain) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    complain(f"{quote(value)} is no text")
    return ""


def _read_names(value: object, complain: Complain) -> tuple[str, ...]:
    if not isinstance(value, list):
        complain(f"{quote(value)} is no list of names")
        value = [value] if isinstance(value, str) else []
    return tuple(filter(None, (_read_text(item, complain) for item in value)))


def _reader_of(pattern: str, expected: str) -> Reader:
    def read(value: object, complain: Complain) -> str:
        text = _read_text(value, complain)
        if re.fullmatch(pattern, text) or not text:
            return text
        complain(f"{quote(text)} is not usable (expected {expected})")
        return ""

    return read


_READERS: MappingProxyType[str, Reader] = MappingProxyType(
    {
        "name": _read_text,
        "aliases": _read_names,
        "color": _reader_of("#[0-9A-Fa-f]{6}", "#RRGGBB"),
        "url": _reader_of(r"(?i:https?)://(?![/?#])[^\s\\\"'<>\x00-\x1f]+", "an http(s) address"),
        "logo": _reader_of(r"(?![/\\])(?!\w+:)[^\x00-\x1f]+", "a file's path, relative to conf.py"),
        "parent": _read_text,
        "misspellings": _read_names,
    }
)
