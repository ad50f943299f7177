"""The filter of a listing: an empty box, and the data from which a script fills it.

The rows themselves are the listing's own, so that nothing is lost without JavaScript. The
block holds what rows do not show: what a reader can choose by, other names of it, texts that
are searched too, and the orders in which rows can stand.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from sphinx.util.osutil import relative_uri

from sphinx_paperreview.core.alphabet import alphabetical
from sphinx_paperreview.core.fields import FIELD
from sphinx_paperreview.core.folding import fold_text
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.query import (
    FACET_KEYS,
    ORDERS,
    Query,
    can_sort,
    facet_values,
    select,
)
from sphinx_paperreview.core.runs import plain
from sphinx_paperreview.core.tokens import pack_texts
from sphinx_paperreview.messages import _
from sphinx_paperreview.rendering import facts
from sphinx_paperreview.rendering.marks import mark_key
from sphinx_paperreview.rendering.place import Place

_Key = tuple[str, int]
"""A review's page and position: cheaper to look up than the review."""

ROWS_SUFFIX = ".rows.json"
"""Behind the name of a listing's first page: the file of all its rows."""

MARK = "paperreview-rows"
"""The name of what rows share, in the file of all of them: no other file has it."""

_UNSAFE = re.compile("[<>&\u2028\u2029]")
"""What could end a ``<script>``, or is no part of a line to some readers of it."""

_MOST = 50
"""So many organisations, tags, authors and the like of one review can be chosen or searched for."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a filter needs to know of one review."""

    values: Mapping[str, tuple[str, ...]]
    """By facet."""
    text: str
    """Searched beside what its row shows."""


@dataclass(frozen=True)
class FilterWriter:
    """Writes filters; one writer serves many pages, and looks at each review once."""

    place: Place
    """Some page of the output: only what is the same on every page is asked of it."""
    _facts: dict[_Key, _Facts] = field(default_factory=dict, repr=False)
    _ranks: dict[str, dict[_Key, int]] = field(default_factory=dict, repr=False)
    _values: dict[tuple[str, str], list[str]] = field(default_factory=dict, repr=False)

    def html(self, rows: Sequence[Review], *, sort: str = "-date", all_rows: str = "") -> str:
        """Write the filter of a listing.

        Args:
            rows: The review of each row, in the order in which they are drawn; a review may
                stand in several groups.
            sort: The order of the listing; ``""`` for one that only its author knows.
            all_rows: Where the file of all rows is, of which these are some; ``""``: these are all.
        """
        data = self.data(rows, sort=sort)
        if all_rows:
            data["all"] = {"uri": all_rows, "names": FACET_KEYS}
        text = compact(data)
        block = f'<script type="application/json">{_UNSAFE.sub(_escape, text)}</script>'
        return f'<div class="paper-filter" hidden>{block}</div>'

    def data(self, rows: Sequence[Review], *, sort: str = "-date") -> dict[str, Any]:
        """Gather what the script needs; see `html`."""
        reviews = {_key(review): review for review in rows}
        numbers = {key: number for number, key in enumerate(reviews)}
        known = [self._facts_of(key, review) for key, review in reviews.items()]
        facets = [self._facet(key, known) for key in FACET_KEYS]
        is_marked = self.place.site.settings.reading_marks
        papers = {"papers": [mark_key(self.place, one) for one in reviews.values()]}
        return (papers if is_marked else {}) | {
            "facets": [facet for facet in facets if _discriminates(facet)],
            "rows": [] if len(rows) == len(reviews) else [numbers[_key(row)] for row in rows],
            "shared": " ".join(_shared(facets)),
            "sort": sort if sort in ORDERS else "",
            "sorts": list(self._sorts(reviews, sort)),
            "texts": [one.text for one in known],
            "words": _words(),
        }

    def file(self, reviews: Sequence[Review], drawn: Sequence[str], *, sort: str, base: str) -> str:
        """Write the file of all rows of a listing, from which a script draws those that match.

        Args:
            reviews: All of them, each once.
            drawn: The row of each, as HTML.
            sort: The order of the listing; ``""`` for one that only its author knows.
            base: To what the addresses in the rows are relative, relative to the file.
        """
        data = self.data(reviews, sort=sort)
        parts, rows = pack_texts(drawn)
        texts = map(self._folded, reviews, data["texts"])
        del data["words"]
        return compact(data | {MARK: parts, "rows": rows, "texts": list(texts), "base": base})

    def _folded(self, review: Review, known: str) -> str:
        """Fold what a row says and what else it is found by, but for the values of menus."""
        paper = review.paper
        title = plain(self.place.domain.title_of(review))
        said = (title, plain(paper.subtitle), plain(review.summary), paper.award, review.date)
        marks = (text for _field, text in facts.marks(review))
        return fold_text("\n".join((*said, *marks, known)))

    def _facet(self, key: str, facts: Iterable[_Facts]) -> dict[str, Any]:
        """Write one facet: its values, those of most reviews first, and which each review has."""
        had = [known.values[key] for known in facts]
        counts = Counter(value for values in had for value in values)
        values = sorted(counts, key=lambda value: (-counts[value], *_by_name(value)))
        if FIELD[key].group == "newest":
            values = sorted(counts, reverse=True)
        index = {value: number for number, value in enumerate(values)}
        return {
            "key": key,
            "label": _(FIELD[key].label),
            "of": [[index[value] for value in values] for values in had],
            "values": [self._value(key, value) for value in values],
        }

    def _value(self, key: str, value: str) -> list[str]:
        """Give a value as the address names it, as readers know it, and as they may search it."""
        if (key, value) not in self._values:
            names = (f"#{value}" if key == "tag" else value, *self._aliases(key, value))
            searched = " ".join(names) if _is_searched(key) else ""
            self._values[key, value] = [value, self.place.group_label(key, value), searched]
        return self._values[key, value]

    def _aliases(self, key: str, value: str) -> tuple[str, ...]:
        org = self.place.site.orgs.find(value) if key == "org" else None
        return org.aliases if org else ()

    def _sorts(self, reviews: Mapping[_Key, Review], sort: str) -> Iterator[list[Any]]:
        """Yield each order: its key, its name, and the reviews in it; none for the listing's."""
        if sort not in ORDERS:
            yield ["", _("As listed"), []]
        for key, name in ORDERS.items():
            if key == sort or can_sort(reviews.values(), key, mentions=self.place.mentions.count):
                yield [key, _(name), [] if key == sort else self._order(list(reviews), key)]

    def _order(self, keys: Sequence[_Key], sort: str) -> list[int]:
        ranks = self._ranks_of(sort)
        return sorted(range(len(keys)), key=lambda number: ranks[keys[number]])

    def _ranks_of(self, sort: str) -> dict[_Key, int]:
        """Rank all reviews at once: a part of them stands in the same order as all of them."""
        if sort not in self._ranks:
            count = self.place.mentions.count
            ordered = select(self.place.library.reviews(), Query(sort=sort), mentions=count)
            self._ranks[sort] = {_key(review): rank for rank, review in enumerate(ordered)}
        return self._ranks[sort]

    def _facts_of(self, key: _Key, review: Review) -> _Facts:
        if key not in self._facts:
            self._facts[key] = _facts(review)
        return self._facts[key]


def rows_uri(place: Place, stem: str) -> str:
    """Give the address of the file of all rows of a listing, relative to a page.

    Args:
        place: The page.
        stem: What the file is named by: a docname.
    """
    page = place.builder.get_target_uri(place.docname)
    return relative_uri(page, quote(f"{stem}{ROWS_SUFFIX}"))


def compact(data: Mapping[str, Any]) -> str:
    """Write data as JSON that is short, and always the same."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _key(review: Review) -> _Key:
    return review.docname, review.position


def _facts(review: Review) -> _Facts:
    values = {key: facet_values(review, key)[:_MOST] for key in FACET_KEYS}
    texts = (*review.paper.authors[:_MOST], *map(str, review.paper.ids[:_MOST]))
    return _Facts(values, " ".join(texts))


def _is_searched(key: str) -> bool:
    facet = FIELD[key].facet
    return facet is not None and facet.searched


def _discriminates(facet: Mapping[str, Any]) -> bool:
    """Tell whether a facet sets some reviews apart: not when all have the same of it."""
    return len(set(map(frozenset, facet["of"]))) > 1


def _shared(facets: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield what a text may name of facets that nobody needs to choose by."""
    for facet in facets:
        if not _discriminates(facet):
            yield from filter(None, (searched for _key, _label, searched in facet["values"]))


def _by_name(value: str) -> tuple[tuple[str, str], str]:
    return alphabetical(value), value


def _words() -> dict[str, str]:
    """Give the words of the controls; the script fills in numbers."""
    return {
        "all": _("%(all)d reviews"),
        "chosen": _("%(count)d chosen"),
        "clear": _("Clear"),
        "filter": _("Filter papers"),
        "here": _("%(all)d reviews on this page"),
        "more": _("and %(count)d more"),
        "none": _("No review matches."),
        "one": _("1 review"),
        "part": _(
            "Only the reviews of this page are searched: the others cannot be read from here."
        ),
        "remove": _("remove"),
        "search": _("Title, organisation, author, id …"),
        "some": _("%(shown)d of %(all)d reviews"),
        "sort": _("Sort"),
        "within": _("Find"),
    }
