"""What reviews go by: their ids, anchors, labels and titles, each looked up in one table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from sphinx_paperreview.core.identifiers import InvalidPaperId, parse_id
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.titles import fold_label, fold_title, short_title


def _urls(review: Review) -> Iterator[str]:
    """Yield the pages of no known source that a review links to, as a mention names them."""
    for link in review.paper.links:
        if link.kind not in review.paper.sources:
            with suppress(InvalidPaperId):
                yield parse_id(link.url).value


_NAMES: Mapping[str, Callable[[Review], Iterable[Hashable]]] = {
    "id": lambda review: review.paper.ids,
    "anchor": lambda review: review.anchors,
    "label": lambda review: [fold_label(review.name)],
    "title": lambda review: [*map(fold_title, (review.title, review.typed_title))],
    "short title": lambda review: [fold_title(short_title(review))],
    "url": _urls,
    "url on a page": lambda review: ((review.docname, url) for url in _urls(review)),
}
"""What a review goes by; an empty text is no name."""


@dataclass(frozen=True, slots=True)
class Found:
    """The review that a reference leads to."""

    review: Review
    papers: int = 1
    """How many papers go by that name; more than one is ambiguous."""


@dataclass(frozen=True)
class Lookup:
    """Finds reviews by name.

    Each table is made when it is first asked for, and what goes by a name is looked at once:
    a page may name one paper, or hold reviews of one, many times.
    """

    reviews: Sequence[Review]
    """Of several that go by one name, the first is found."""
    key_of: Callable[[Review], Hashable] = field(repr=False)
    """Gives what all reviews of one paper share."""
    _tables: dict[str, dict[Hashable, list[Review]]] = field(default_factory=dict, repr=False)
    _found: dict[tuple[str, Hashable], Found] = field(default_factory=dict, repr=False)

    def find(self, kind: str, name: Hashable) -> Found | None:
        """Find the first review that goes by a name.

        Args:
            kind: One of the kinds of names: ``id``, ``anchor``, ``label``, ``title``,
                ``short title``, ``url`` or ``url on a page`` (a link of the review to a page of no
                known source, and on which page), or ``paper on a page`` (what `key_of` gives, and
                on which page).
            name: Folded as such names are.
        """
        if (kind, name) not in self._found:
            reviews = self._table(kind).get(name)
            if not reviews:
                return None
            self._found[kind, name] = Found(reviews[0], len(set(map(self.key_of, reviews))))
        return self._found[kind, name]

    def _table(self, kind: str) -> dict[Hashable, list[Review]]:
        if kind not in self._tables:
            names = self._papers if kind == "paper on a page" else _NAMES[kind]
            table: defaultdict[Hashable, list[Review]] = defaultdict(list)
            for review in self.reviews:
                for name in dict.fromkeys(filter(None, names(review))):
                    table[name].append(review)
            self._tables[kind] = dict(table)
        return self._tables[kind]

    def _papers(self, review: Review) -> Iterator[Hashable]:
        yield review.docname, self.key_of(review)
