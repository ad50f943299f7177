"""The ``paper:list`` directive: checked options, and a place for the listing of reviews."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sphinx_paperreview.asking import Asking
from sphinx_paperreview.authoring.listing_options import (
    ANY_OF,
    EMPTY,
    NAME,
    ListingDirective,
    OptionReader,
    Warn,
    lines_of,
    number,
    one_of,
    signed,
    some_of,
    words,
)
from sphinx_paperreview.authoring.nodes import paper_listing
from sphinx_paperreview.authoring.options import Option
from sphinx_paperreview.core.fields import FIELD
from sphinx_paperreview.core.identifiers import PaperId, parse_id
from sphinx_paperreview.core.looks import PARTS
from sphinx_paperreview.core.query import (
    COLUMNS,
    CONDITION_KEYS,
    EXPORTS,
    GROUP_KEYS,
    SORT_KEYS,
    STYLES,
    Listing,
    Query,
)
from sphinx_paperreview.core.sources import builtin_kinds
from sphinx_paperreview.core.values import InvalidText, is_name, parse_names, parse_published
from sphinx_paperreview.site import Site, site_of


def _condition_options() -> Iterator[tuple[str, str]]:
    for key in CONDITION_KEYS:
        field = FIELD[key]
        takes = (field.wanted and field.wanted.takes) or words(field.words)
        yield key, f"{takes}{ANY_OF}"


OPTIONS = {
    **dict(_condition_options()),
    "since": "ISO date, year-month or year: the first day, inclusive",
    "until": "ISO date, year-month or year: the last day, inclusive",
    "post": "globs of docnames, separated by commas; `**` crosses folders",
    "has": "kinds of links that a review needs: `code`, `project`, `video` …; `!x` excludes",
    "papers": "ids, in the order in which to show them",
    "sort": f"{words(SORT_KEYS)}; a leading `-` reverses (default: `-date`)",
    "group-by": f"one or two of {words(GROUP_KEYS)}, separated by a space",
    "style": f"{words(STYLES)} (default: `list`)",
    "columns": f"for tables, some of {words(COLUMNS)}",
    "show": f"what rows and cards show beside what is usual, some of {words(PARTS)}",
    "hide": "what rows and cards leave out: the same words",
    "limit": "a number: how many reviews to show; the listing says how many more there are",
    "filter": "flag: a search box, menus and a choice of order above the listing, in a browser",
    "export": f"some of {words(EXPORTS)}: links to files of the papers that it lists",
    "empty": EMPTY,
    "name": NAME,
}
"""Every option of the ``paper:list`` directive, and what it takes."""


SELECTION = (*CONDITION_KEYS, "since", "until", "post", "has", "papers")
"""The options that say which reviews."""


class PaperList(ListingDirective):
    """List reviews of the site: selected, sorted, grouped."""

    known_options = OPTIONS

    def place(self, options: Mapping[str, Option]) -> paper_listing:
        """Check the options."""
        reader = ListingReader(options, self.warn, site_of(self.config), Asking.of(self.env))
        listing = reader.read()
        if listing.export:
            listing = replace(listing, number=1 + self.env.new_serialno("paper-export"))
        return paper_listing(listing=listing, lines=lines_of(options))


class ListingReader(OptionReader):
    """Reads the options of a listing of reviews."""

    def __init__(
        self, options: Mapping[str, Option], warn: Warn, site: Site, asking: Asking | None = None
    ) -> None:
        super().__init__(options, warn)
        self.site = site
        self._asking = asking or Asking(site.knowledge, {})

    def read(self) -> Listing:
        """Read all options."""
        default, parts = Listing(), self._parts()
        return Listing(
            query=self.query(),
            group_by=self.value("group-by", _group_by) or (),
            style=self.value("style", one_of(STYLES)) or default.style,
            columns=self.value("columns", _columns) or default.columns,
            show=parts["show"],
            hide=parts["hide"],
            limit=self.value("limit", number) or 0,
            filter=self.flag("filter"),
            export=self.value("export", _exports) or (),
        )

    def _parts(self) -> dict[str, tuple[str, ...]]:
        """Read what rows show, and what they do not; a word that is both is hidden."""
        found = {name: self.value(name, _some_parts) or () for name in ("show", "hide")}
        both = [part for part in found["show"] if part in found["hide"]]
        if both:
            self.warn_of("hide", f"hide: {' '.join(both)!r} stands in 'show' too; it is hidden")
        if self.options.get("style") and self.options["style"].value == "table":
            for name in filter(self.options.get, found):
                self.warn_of(name, f"{name}: a table shows its 'columns' alone")
        return found

    def query(self) -> Query:
        """Read which reviews are asked for, and in which order."""
        conditions = (self.condition(key) for key in CONDITION_KEYS)
        since = self.value("since", _day) or ""
        until = self.value("until", _day) or ""
        if since and until and since > until and not since.startswith(until):
            self.warn_of("since", f"since: {since!r} is after until: {until!r}: nothing can match")
        return Query(
            conditions=tuple(condition for condition in conditions if condition),
            since=since,
            until=until,
            posts=self.value("post", parse_names) or (),
            has=self.value("has", _kinds) or (),
            papers=self._papers(),
            sort=self.value("sort", signed(SORT_KEYS)) or "-date",
        )

    def names(self, key: str) -> tuple[str, ...]:
        """Split the values of a condition; the name of an organisation may hold a comma."""
        return self.site.orgs.split(self.options[key].value) if key == "org" else super().names(key)

    def known(self, key: str, name: str) -> str:
        """Give the name under which reviews hold what an author asks for."""
        if key == "org":
            org = self.site.orgs.find(name)
            if org is None and not is_name(name):
                raise InvalidText("expected the name of an organisation")
            return org.name if org else name
        if key == "source":
            return self._source(name)
        return super().known(key, name)

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
                named = self._asking.ids_of(token)
                papers += named[:1] if named else ()
                if not named:
                    self.warn_of("papers", f"papers: {error}")
        return tuple(dict.fromkeys(papers))


def _group_by(text: str) -> tuple[str, ...]:
    keys = some_of(text, GROUP_KEYS)
    if len(keys) > 2:
        raise InvalidText("expected one key or two")
    return keys


def _columns(text: str) -> tuple[str, ...]:
    return some_of(text, tuple(COLUMNS))


def _some_parts(text: str) -> tuple[str, ...]:
    return some_of(text, PARTS)


def _exports(text: str) -> tuple[str, ...]:
    return some_of(text, tuple(EXPORTS))


def _kinds(text: str) -> tuple[str, ...]:
    known = tuple(builtin_kinds())
    return some_of(text, (*known, *(f"!{kind}" for kind in known)))


def _day(text: str) -> str:
    return parse_published(text).isoformat()
