"""The ``paper:list`` directive: checked options, and a place for the listing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from docutils import nodes

from sphinx_paperreview.authoring.directive import RawDirective
from sphinx_paperreview.authoring.nodes import paper_listing
from sphinx_paperreview.authoring.options import Line, Option
from sphinx_paperreview.authoring.text import inline_nodes
from sphinx_paperreview.core.identifiers import PaperId, parse_id
from sphinx_paperreview.core.query import (
    COLUMNS,
    CONDITION_KEYS,
    GROUP_KEYS,
    SORT_KEYS,
    STYLES,
    Condition,
    Listing,
    Query,
)
from sphinx_paperreview.core.sources import builtin_kinds
from sphinx_paperreview.core.values import (
    STATUSES,
    InvalidText,
    parse_names,
    parse_published,
    parse_status,
)
from sphinx_paperreview.messages import WarningType
from sphinx_paperreview.site import Site, site_of

T = TypeVar("T")

_ANY_OF = "; several mean any of them, `!x` excludes"


def _words(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


OPTIONS = {
    "org": f"organisations by any of their names{_ANY_OF}",
    "tag": f"tags of a review or of its post{_ANY_OF}",
    "source": f"sites that show the paper, by key or label{_ANY_OF}",
    "venue": f"venues, with or without their year{_ANY_OF}",
    "author": f"authors by their full names{_ANY_OF}",
    "status": f"{_words(STATUSES)}{_ANY_OF}",
    "year": f"years of the review{_ANY_OF}",
    "since": "ISO date, year-month or year: the first day, inclusive",
    "until": "ISO date, year-month or year: the last day, inclusive",
    "post": "globs of docnames, separated by commas; `**` crosses folders",
    "has": "kinds of links that a review needs: `code`, `project`, `video` …; `!x` excludes",
    "papers": "ids, in the order in which to show them",
    "sort": f"{_words(SORT_KEYS)}; a leading `-` reverses (default: `-date`)",
    "group-by": f"one or two of {_words(GROUP_KEYS)}, separated by a space",
    "style": f"{_words(STYLES)} (default: `list`)",
    "columns": f"for tables, some of {_words(COLUMNS)}",
    "limit": "a number: how many reviews to show; the listing says how many more there are",
    "empty": "inline markup: what to show when nothing matches",
}
"""Every option of the ``paper:list`` directive, and what it takes."""


class PaperList(RawDirective):
    """List reviews of the site: selected, sorted, grouped."""

    known_options = OPTIONS

    def run(self) -> list[nodes.Node]:
        """Leave a placeholder: what it shows is known when every page has been read."""
        block = self.read_block()
        options, _left_over = self.take_options(block)
        reader = ListingReader(options, site_of(self.config), self.warn)
        node = paper_listing(listing=reader.read())
        self.set_source_info(node)
        empty = options.get("empty")
        if empty and empty.value:
            children = inline_nodes(self, empty.value, empty.line)
            paragraph = nodes.paragraph(empty.value, "", *children, classes=["paper-empty"])
            self.located(paragraph, empty.line)
            node += paragraph
        return [*self._text([*block.arguments, *block.body]), node]

    def _text(self, lines: list[Line]) -> list[nodes.Node]:
        """Keep text that nobody expects here, above the listing."""
        if not self.is_myst:
            first = self.content_offset + 1
            lines += [Line(text, first + i) for i, text in enumerate(self.content)]
        text = " ".join(" ".join(line.text for line in lines).split())
        if not text:
            return []
        message = f"{self.name!r} takes no text, but found {text!r}; its options begin with ':'"
        self.warn(WarningType.OPTION, message, lines[0].number)
        paragraph = nodes.paragraph(text, text)
        self.located(paragraph, lines[0].number)
        return [paragraph]


class ListingReader:
    """Reads the options of one listing; what is wrong warns and is left out."""

    def __init__(
        self,
        options: Mapping[str, Option],
        site: Site,
        warn: Callable[[WarningType, str, int], None],
    ) -> None:
        self.options = options
        self.site = site
        self.warn = warn

    def read(self) -> Listing:
        """Read all options."""
        default = Listing()
        return Listing(
            query=self._query(),
            group_by=self._value("group-by", _group_by) or (),
            style=self._value("style", _one_of(STYLES)) or default.style,
            columns=self._value("columns", _columns) or default.columns,
            limit=self._value("limit", _limit) or 0,
        )

    def _query(self) -> Query:
        conditions = (self._condition(key) for key in CONDITION_KEYS if key in self.options)
        since = self._value("since", _day) or ""
        until = self._value("until", _day) or ""
        if since and until and since > until and not since.startswith(until):
            self._warn("since", f"since: {since!r} is after until: {until!r}: nothing can match")
        return Query(
            conditions=tuple(condition for condition in conditions if condition),
            since=since,
            until=until,
            posts=self._value("post", parse_names) or (),
            has=self._value("has", _kinds) or (),
            papers=self._papers(),
            sort=self._value("sort", _sort) or "-date",
        )

    def _value(self, name: str, read: Callable[[str], T]) -> T | None:
        option = self.options.get(name)
        if option is None or not option.value:
            return None
        try:
            return read(option.value)
        except ValueError as error:
            self._warn(name, f"{name}: {option.value!r}: {error}")
            return None

    def _warn(self, name: str, message: str) -> None:
        self.warn(WarningType.VALUE, message, self.options[name].line)

    def _condition(self, key: str) -> Condition | None:
        names = self._names(key)
        wanted: list[str] = []
        unwanted: list[str] = []
        for name in names:
            try:
                known = self._known(key, name.removeprefix("!").strip())
            except InvalidText as error:
                self._warn(key, f"{key}: {name!r}: {error}")
                continue
            (unwanted if name.startswith("!") else wanted).append(known)
        # Asked for something, but for nothing that can be: the listing is empty, not full.
        if names and not (wanted or unwanted):
            wanted = [""]
        return Condition(key, tuple(wanted), tuple(unwanted)) if names else None

    def _names(self, key: str) -> tuple[str, ...]:
        text = self.options[key].value
        return self.site.orgs.split(text) if key == "org" else parse_names(text)

    def _known(self, key: str, name: str) -> str:
        """Give the name under which reviews hold what an author asks for."""
        if key == "org":
            org = self.site.orgs.find(name)
            if org is None and not any(map(str.isalnum, name)):
                raise InvalidText("expected the name of an organisation")
            return org.name if org else name
        if key == "source":
            return self._source(name)
        if key == "status":
            return parse_status(name)
        if key == "year" and not (len(name) == 4 and name.isascii() and name.isdigit()):
            raise InvalidText("expected a year such as 2025")
        return name.removeprefix("#") if key == "tag" else name

    def _source(self, name: str) -> str:
        for source in self.site.sources:
            if name.casefold() in {source.key, source.label.casefold()}:
                return source.key
        known = ", ".join(source.key for source in self.site.sources)
        raise InvalidText(f"expected a source ({known})")

    def _papers(self) -> tuple[PaperId, ...]:
        papers: list[PaperId] = []
        option = self.options.get("papers")
        for token in option.value.replace(",", " ").split() if option else ():
            try:
                papers.append(parse_id(token))
            except ValueError as error:
                self._warn("papers", f"papers: {error}")
        return tuple(dict.fromkeys(papers))


def _one_of(choices: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in choices:
            raise InvalidText(f"expected one of {', '.join(choices)}")
        return text

    return read


def _some_of(text: str, choices: tuple[str, ...]) -> tuple[str, ...]:
    words = tuple(dict.fromkeys(text.replace(",", " ").split()))
    unknown = next((word for word in words if word not in choices), None)
    if unknown is not None:
        raise InvalidText(f"{unknown!r} is none of {', '.join(choices)}")
    return words


def _group_by(text: str) -> tuple[str, ...]:
    keys = _some_of(text, GROUP_KEYS)
    if len(keys) > 2:
        raise InvalidText("expected one key or two")
    return keys


def _columns(text: str) -> tuple[str, ...]:
    return _some_of(text, COLUMNS)


def _kinds(text: str) -> tuple[str, ...]:
    known = tuple(builtin_kinds())
    return _some_of(text, (*known, *(f"!{kind}" for kind in known)))


def _sort(text: str) -> str:
    return _one_of((*SORT_KEYS, *(f"-{key}" for key in SORT_KEYS)))(text)


def _day(text: str) -> str:
    return parse_published(text).isoformat()


def _limit(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise InvalidText("expected a number of at least 1")
    return int(text)
