"""Read the ids and options of a review strictly, and lose nothing of what was typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from docutils.parsers.rst import directives

from sphinx_paperreview.asking import Asking
from sphinx_paperreview.authoring.arguments import tokens_of
from sphinx_paperreview.authoring.options import Option, read_flag
from sphinx_paperreview.core import values
from sphinx_paperreview.core.field import Field, Typed
from sphinx_paperreview.core.fields import FIELDS
from sphinx_paperreview.core.identifiers import InvalidPaperId, PaperId, parse, safe_url
from sphinx_paperreview.core.model import Link, Paper, Partial, Review
from sphinx_paperreview.core.references import id_of
from sphinx_paperreview.core.sources import builtin_kinds
from sphinx_paperreview.messages import WarningType
from sphinx_paperreview.metadata.known import name_of_key
from sphinx_paperreview.metadata.paper_record import TAKEN
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.site import Site

T = TypeVar("T")

Warn = Callable[[WarningType, str, int], None]
"""Warns of something in a line of the page."""

_TYPED = [(field, field.typed) for field in FIELDS if field.typed]

OPTIONS: Mapping[str, str] = {typed.option: typed.takes for _field, typed in _TYPED}
"""Every option of the ``paper`` directive, and what it takes."""

RESOURCES = tuple(kind for kind in builtin_kinds() if kind in OPTIONS)
"""Options that take the URL of one resource of a paper, in the order in which cards show them."""

_FORMATS = ("pdf", "html")
"""Sources that are no sites: forms in which a site shows a paper."""

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
"""What a browser would ask another site for, or take for a scheme."""

_TITLES = ("title", "subtitle")

_NOTHING = "-"
"""The value of an option whose author wants nothing from a file in its place."""


class ReviewReader:
    """Reads one directive; what it cannot read it warns of and keeps as text."""

    def __init__(
        self,
        options: Mapping[str, Option],
        site: Site,
        warn: Warn,
        asking: Asking,
        *,
        line: int = 0,
    ) -> None:
        self.options = dict(options)
        self.site = site
        self.warn = warn
        self.asking = asking
        self._line = line
        """Where the directive begins."""
        self.titles: dict[str, str] = {}
        """Title and subtitle, as far as they come from files: no Markdown, see `title_runs`."""
        self._files: dict[str, str] = {}
        """The file from which an option comes that nobody typed."""
        self._keys: list[str] = []
        self.unread: list[str] = []
        """What nobody could read, such as ``rating: 7``: the card shows it as text."""
        self.classes: list[str] = []
        self.image = ""

    def text(self, name: str) -> str:
        """Give an option's text, or ``""``."""
        return self.options[name].value if name in self.options else ""

    def line(self, name: str) -> int:
        """Give the line in which an option stands, or 0."""
        return self.options[name].line if name in self.options else 0

    def read(self, arguments: Iterable[Line]) -> Review:
        """Read all that the directive says of its paper.

        Args:
            arguments: The lines that hold ids and URLs.
        """
        ids, links = self._arguments(arguments)
        self._take_from_files(ids)
        paper = Paper(
            ids=ids,
            orgs=self._orgs(),
            **{"published": values.month_announced(ids), **self._fields("paper")},
            links=(*links, *self._resources(), *self._labelled_links()),
            sources=self._sources(ids, links),
            withdrawn=self._is_withdrawn(ids),
        )
        date, time = self._value("date", values.parse_moment) or ("", "")
        self.classes = self._value("class", directives.class_option) or []
        self.image = self._image()
        return Review(
            paper=paper,
            date=date,
            time=time,
            **self._fields(""),
            indexed=not self._flag("no-index"),
            unread=tuple(map(values.clean_text, self.unread)),
        )

    def _take_from_files(self, ids: Iterable[PaperId]) -> None:
        """Fill what the directive leaves out, be it an option that waits for its value.

        ``new`` writes such options for its author to fill in: they say nothing yet.
        """
        names = [*map(str, ids)] or self._keys
        fates = [name for name in self.site.settings.show_fate if name in OPTIONS]
        fields = dict.fromkeys((*self.site.knowledge.fields, *fates))
        left_out = [name for name in fields if not self.text(name)]
        for name in TAKEN:
            if self.text(name) == _NOTHING:
                del self.options[name]
        for name, filled in self.asking.fill(names, left_out).items():
            self._files[name] = filled.file
            if name in _TITLES:
                self.titles[name] = filled.value
            else:
                self.options[name] = Option(name, _typed(filled.value), self._line)

    def _is_withdrawn(self, ids: Iterable[PaperId]) -> bool:
        """Tell whether a file says so, where the site shows it."""
        asked = ["withdrawn"] * ("withdrawn" in self.site.settings.show_fate)
        return "withdrawn" in self.asking.fill([*map(str, ids)] or self._keys, asked)

    def _fields(self, record: str) -> dict[str, Any]:
        """Read what goes into one record, as it is: ``paper``, or ``""`` for the review's own."""
        found: dict[str, Any] = {}
        for field, typed in _TYPED:
            where, _dot, name = typed.into.rpartition(".")
            if not typed.read or where != record:
                continue
            value = self._value(typed.option, typed.read)
            if value is not None:
                self._check_allowed(field, typed, value)
                found[name] = value
        return found

    def _value(self, name: str, parse_value: Callable[[str], T]) -> T | None:
        """Read one option; a value that is not what it takes warns and stays as text."""
        text = self.text(name)
        if not text:
            return None
        try:
            return parse_value(text)
        except ValueError as error:
            self._reject(WarningType.VALUE, name, f"{name}: {text!r}: {error}")
            return None

    def _flag(self, name: str) -> bool:
        line = self.line(name)
        option = self.options.get(name)
        return read_flag(option, lambda said: self.warn(WarningType.VALUE, said, line))

    def _reject(self, kind: WarningType, name: str, message: str) -> None:
        self.warn(kind, message, self.line(name))
        self.unread.append(f"{name}: {self.text(name)}")

    # Ids and links ------------------------------------------------------------------------

    def _arguments(self, lines: Iterable[Line]) -> tuple[tuple[PaperId, ...], list[Link]]:
        ids: dict[PaperId, None] = {}
        links: list[Link] = []
        for token, line in tokens_of(lines):
            named = self._named(token)
            if named is not None:
                ids |= dict.fromkeys(named)
                continue
            if " " in token:
                message = f"{token!r} is no id or URL of a paper; a title stands in ':title:'"
                self.warn(WarningType.ID, message, line)
                self.unread.append(token)
                continue
            try:
                locator = parse(token)
            except InvalidPaperId as error:
                self.warn(WarningType.ID, f"{error}{self._no_key()}", line)
                links += self._plain_link(token)
                continue
            ids[locator.id] = None
            if locator.url:
                links.append(Link(locator.source or "link", locator.url))
        return tuple(ids), links

    def _named(self, token: str) -> list[PaperId] | None:
        """Give the ids of papers that citation keys name; None where a word is no key, or an id."""
        ids: list[PaperId] = []
        keys = token.split()
        for key in keys:
            known = None if id_of(key) else self.asking.ids_of(key)
            if known is None:
                return None
            ids += known
        self._keys += map(name_of_key, keys)
        return ids

    def _no_key(self) -> str:
        return ", or a key of paperreview_metadata's files" * bool(self.site.knowledge.digest)

    def _sources(self, ids: Iterable[PaperId], links: Iterable[Link]) -> tuple[str, ...]:
        """Name the sites that show the paper: those that own its ids, and those linked to."""
        homes = (self.site.sources.home(paper_id) for paper_id in ids)
        owners = [home.key for home in homes if home]
        linked = [link.kind for link in links if link.kind in self.site.sources]
        return tuple(key for key in dict.fromkeys(owners + linked) if key not in _FORMATS)

    def _plain_link(self, token: str) -> Iterator[Link]:
        """Keep what names no paper: as a link where it is one, else as text."""
        try:
            yield Link("link", safe_url(token))
        except InvalidPaperId:
            self.unread.append(token)

    def _resources(self) -> Iterator[Link]:
        for kind in RESOURCES:
            if kind in self.options:
                yield from self._link(kind, kind, "", self.text(kind))

    def _labelled_links(self) -> Iterator[Link]:
        if "links" not in self.options:
            return
        for label, url in values.parse_labelled_links(self.text("links")) or [("", "")]:
            yield from self._link("links", "link", label, url)

    def _link(self, option: str, kind: str, label: str, url: str) -> Iterator[Link]:
        try:
            yield Link(kind, safe_url(url), label)
        except InvalidPaperId as error:
            self.warn(WarningType.LINK, f"{option}: {error}", self.line(option))
            if label or url:
                self.unread.append(f"{label or option}: {url}")

    def _image(self) -> str:
        path = self.text("image")
        if _ADDRESS.match(path) or "\\" in path:
            message = f"image: {path!r}: expected a local path; a page asks no other site"
            self._reject(WarningType.LINK, "image", message)
            return ""
        return path

    # Names -----------------------------------------------------------------------------------

    def _orgs(self) -> tuple[str, ...]:
        """Name the organisations as their badges do."""
        names: dict[str, str] = {}
        for typed in self.site.orgs.split(self.text("org")):
            org = self.site.orgs.find(typed)
            if org is None:
                self._warn_of_unknown_org(typed)
            names.setdefault(org.key if org else typed, org.name if org else typed)
        return tuple(names.values())

    def _warn_of_unknown_org(self, name: str) -> None:
        if not values.is_name(name):
            message = f"{name!r} is no name of an organisation: expected a letter or a digit"
            self.warn(WarningType.ORG, message + self._origin("org"), self.line("org"))
            return
        mode = self.site.settings.unknown_orgs
        suggestion = self.site.orgs.suggest(name) if mode != "ignore" else ""
        question = f"; did you mean {suggestion!r}?" if suggestion else ""
        if suggestion or mode == "warn":
            message = f"unknown organisation {name!r}{self._origin('org')}{question}"
            self.warn(WarningType.ORG, message, self.line("org"))

    def _origin(self, option: str) -> str:
        return f" (from {self._files[option]})" if option in self._files else ""

    def _check_allowed(self, field: Field, typed: Typed, value: object) -> None:
        """Warn of what the site's list of such names leaves out."""
        allowed = getattr(self.site.settings, typed.allowed) if typed.allowed else None
        if allowed is None:
            return
        known = {entry.casefold() for entry in allowed}
        for name in value if isinstance(value, tuple) else (value,):
            also = field.also(name) if field.also else name
            if name.casefold() not in known and also.casefold() not in known:
                said = f"{name!r}{self._origin(typed.option)}"
                message = f"{field.key} {said} is not one of {', '.join(allowed)}"
                self.warn(WarningType[field.key.upper()], message, self.line(typed.option))


def _typed(value: Any) -> str:
    """Write a field's value as an author would."""
    if isinstance(value, tuple):
        return "; ".join(value) + ";"
    return value.isoformat() if isinstance(value, Partial) else str(value)
