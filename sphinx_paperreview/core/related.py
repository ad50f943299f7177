"""Which reviews have to do with one another: they share tags and organisations, or mention."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from sphinx_paperreview.core.library import PaperKey, Tables
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.query import VALUES

_MENTION, _TAG, _ORG = 4, 2, 1
"""What a mention, in either direction, a shared tag and a shared organisation count."""

_NEAREST = 6
"""How many papers on either side, by date, are looked at for each thing that papers share.

So the cost grows with the number of papers, not with its square; and a new post changes the
cards of the papers near it, not those of all.
"""

_PAIRED = 8
"""Of how many tags and organisations of a paper the pairs are looked at, too."""

Feature = tuple[tuple[str, str], ...]
"""One or two of a paper's tags and organisations."""


@dataclass
class Related:
    """The relations among all papers."""

    tables: Tables
    mentioned_by: Mapping[PaperKey, set[PaperKey]]
    """For each paper, those in whose reviews it is mentioned."""
    _ranks: dict[PaperKey, int] = field(default_factory=dict)
    _features: list[frozenset[tuple[str, str]]] = field(default_factory=list)
    _holders: dict[Feature, list[int]] = field(default_factory=dict)
    """The papers that have a feature, newest first."""
    _mentions: dict[int, set[int]] = field(default_factory=dict)
    """The papers that mention or are mentioned."""

    def __post_init__(self) -> None:
        for rank, reviews in enumerate(self.tables.papers):
            self._ranks[self.tables.paper_key(reviews[0])] = rank
            had = _features(reviews)
            self._features.append(frozenset(had))
            for feature in _with_pairs(had):
                self._holders.setdefault(feature, []).append(rank)
        for mentioned, mentioning in self.mentioned_by.items():
            for paper in mentioning:
                one, other = self._ranks[mentioned], self._ranks[paper]
                self._mentions.setdefault(one, set()).add(other)
                self._mentions.setdefault(other, set()).add(one)

    def of(self, review: Review, limit: int) -> list[Review]:
        """List the newest reviews of the papers that have most to do with one.

        Of those that have as much to do with it, those nearest by date come first.

        Args:
            review: Any review of the paper.
            limit: How many to list at the most.
        """
        if not review.indexed or not limit:
            return []
        rank = self._ranks[self.tables.paper_key(review)]
        found = sorted(self._candidates(rank), key=lambda other: self._order(rank, other))
        return [self.tables.papers[other][0] for other in found[:limit]]

    def _candidates(self, rank: int) -> set[int]:
        found = set(self._mentions.get(rank, ()))
        for feature in _with_pairs(self._in_order(rank)):
            holders = self._holders[feature]
            at = bisect_left(holders, rank)
            found.update(holders[max(0, at - _NEAREST) : at + _NEAREST + 1])
        return found - {rank}

    def _in_order(self, rank: int) -> list[tuple[str, str]]:
        return _features(self.tables.papers[rank])

    def _order(self, rank: int, other: int) -> tuple[int, int, int]:
        """Order candidates: by what they share, by nearness, by date."""
        shared = self._features[rank] & self._features[other]
        score = sum(_TAG if kind == "tag" else _ORG for kind, _label in shared)
        score += _MENTION if other in self._mentions.get(rank, ()) else 0
        return -score, abs(rank - other), other


def _features(reviews: Iterable[Review]) -> list[tuple[str, str]]:
    """List the tags and organisations of a paper, each once."""
    labels = ((key, label) for key in ("tag", "org") for r in reviews for label in VALUES[key](r))
    return list(dict.fromkeys(labels))


def _with_pairs(features: list[tuple[str, str]]) -> Iterator[Feature]:
    yield from ((feature,) for feature in features)
    yield from combinations(sorted(features[:_PAIRED]), 2)
