"""Which reviews have to do with one another: by tags, organisations, mentions and their texts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, combinations
from typing import NamedTuple

from sphinx_paperreview.core.fields import VALUES
from sphinx_paperreview.core.folding import fold_text
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.tables import PaperKey, Tables

_MENTION, _TAG, _ORG = 20, 10, 5
"""What a mention, in either direction, a shared tag and a shared organisation count.

How similar two texts are counts in percent.
"""

_NEAREST = 6
"""How many papers on either side, by date, are looked at for each thing that papers share.

So the cost grows with the number of papers, not with its square; and a new post changes the
cards of the papers near it, not those of all.
"""

_PAIRED = 8
"""Of how many tags and organisations of a paper the pairs are looked at, too."""

_KINDS = ("tag", "org")
"""What papers may share; in this order they are paired."""

Similar = Mapping[str, Mapping[str, int]]
"""For papers, by a name of each, those whose reviews are similar, in percent: see `names_of`."""

Feature = tuple[str, str]
"""A paper's tag or organisation: ``("tag", "audio")``."""


def names_of(reviews: Iterable[Review]) -> list[str]:
    """List what a paper goes by wherever its reviews stand, the name by which it is written first.

    That is its ids; without any, its title, folded as far as typography goes: ``title:a talk``.
    """
    reviews = list(reviews)
    ids = sorted({str(paper_id) for review in reviews for paper_id in review.paper.ids})
    return ids or [f"title:{fold_text(reviews[0].title).lower()}"]


class _Features(NamedTuple):
    """A paper's tags and organisations."""

    tags: Mapping[Feature, frozenset[str]]
    """Each with the pages of the reviews that have it."""
    names: frozenset[Feature]
    """The same tags alone."""
    own: frozenset[Feature]
    """The tags that a review of the paper has itself, not its page alone."""
    orgs: frozenset[Feature]
    paired: frozenset[Feature]
    """The first of them, of which pairs are looked at."""

    def shared_tags(self, other: _Features) -> int:
        """Count the tags that relate two papers.

        A tag of a whole page says nothing of how its papers differ from one another: it relates
        them to the papers of other pages only.
        """
        both = self.own & other.own
        shared = (self.names & other.names) - both
        apart = [tag for tag in shared if len(self.tags[tag] | other.tags[tag]) > 1]
        return len(both) + len(apart)


@dataclass
class Related:
    """The relations among all papers.

    A build that draws few pages asks for few papers: what only one of them needs is made then.
    """

    tables: Tables
    pairs: Iterable[tuple[PaperKey, PaperKey]]
    """Papers, each with one in whose review it is mentioned."""
    similar: Similar = field(default_factory=dict)
    """Of papers that nobody reviews any more, too."""
    _features: dict[int, _Features] = field(default_factory=dict)
    """Those of the papers that were looked at."""
    _shared: dict[tuple[Feature, ...], list[int]] = field(default_factory=dict)
    """The papers that have some features, newest first."""
    _found: dict[int, list[int]] = field(default_factory=dict)
    """What `_ordered` has found: a page's view asks for it, and each card's foot."""

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
        if rank not in self._found:
            self._found[rank] = self._ordered(rank)
        return [self.tables.papers[other][0] for other in self._found[rank][:limit]]

    def _ordered(self, rank: int) -> list[int]:
        """List the papers that have to do with one, those first that have most."""
        scores = dict(self._scores(rank))
        return sorted(
            (other for other, score in scores.items() if score),
            key=lambda other: (-scores[other], abs(rank - other), other),
        )

    def _candidates(self, rank: int) -> set[int]:
        """Give the papers that may be related: one shared organisation alone does not do it."""
        found = {*self._mentions.get(rank, ()), *self._similar.get(rank, ())}
        features = self._features_of(rank)
        first, last = self._span_of(rank)
        singles = ((tag,) for tag in features.tags)
        for shared in (*singles, *combinations(sorted(features.paired), 2)):
            holders = self._holders_of(shared)
            at = bisect_left(holders, rank)
            # A tag of the page relates none of its papers: look beyond them, too.
            before, behind = bisect_left(holders, first), bisect_right(holders, last)
            found.update(holders[max(0, at - _NEAREST) : at + _NEAREST + 1])
            found.update(holders[max(0, before - _NEAREST) : before])
            found.update(holders[behind : behind + _NEAREST])
        return found - {rank}

    def _scores(self, rank: int) -> Iterator[tuple[int, int]]:
        """Say how much others have to do with a paper; one organisation alone is nothing."""
        mine, similar = self._features_of(rank), self._similar.get(rank, {})
        mentions = self._mentions.get(rank, ())
        for other in self._candidates(rank):
            theirs = self._features_of(other)
            tags, orgs = mine.shared_tags(theirs), len(mine.orgs & theirs.orgs)
            score = _TAG * tags + similar.get(other, 0) + _MENTION * (other in mentions)
            yield other, score + _ORG * orgs if score or orgs > 1 else 0

    def _features_of(self, rank: int) -> _Features:
        return self._features.get(rank) or self._read(rank)

    def _read(self, rank: int) -> _Features:
        reviews = self.tables.papers[rank]
        found: dict[Feature, set[str]] = {}
        for key in _KINDS:
            for review in reviews:
                for label in VALUES[key](review):
                    found.setdefault((key, label), set()).add(review.docname)
        tags = {one: frozenset(pages) for one, pages in found.items() if one[0] == "tag"}
        self._features[rank] = _Features(
            tags,
            frozenset(tags),
            frozenset(("tag", label) for review in reviews for label in review.tags),
            frozenset(one for one in found if one[0] == "org"),
            frozenset(list(found)[:_PAIRED]),
        )
        return self._features[rank]

    def _span_of(self, rank: int) -> tuple[int, int]:
        """Give the first and the last paper of the page on which a paper's newest review is."""
        return self._spans[self.tables.papers[rank][0].docname]

    def _holders_of(self, features: tuple[Feature, ...]) -> list[int]:
        """List the papers that have a feature; or those of which the pairs to look at have both."""
        if features not in self._shared:
            holders = set.intersection(*(self._holders[feature] for feature in features))
            if len(features) > 1:
                pair = frozenset(features)
                crowded = holders & self._crowded
                holders -= {rank for rank in crowded if not pair <= self._features_of(rank).paired}
            self._shared[features] = sorted(holders)
        return self._shared[features]

    @cached_property
    def _ranks(self) -> dict[PaperKey, int]:
        """The place of each paper among all, by its newest review."""
        key_of = self.tables.paper_key
        return {key_of(reviews[0]): rank for rank, reviews in enumerate(self.tables.papers)}

    @cached_property
    def _spans(self) -> dict[str, tuple[int, int]]:
        """The places of the first and the last paper of each page."""
        spans: dict[str, tuple[int, int]] = {}
        for rank, reviews in enumerate(self.tables.papers):
            first, _ = spans.get(reviews[0].docname, (rank, rank))
            spans[reviews[0].docname] = (first, rank)
        return spans

    @cached_property
    def _similar(self) -> Mapping[int, Mapping[int, int]]:
        """The papers that are similar to each, in both directions: one may have many of them."""
        found: dict[int, dict[int, int]] = {}
        named = self._named if self.similar else {}
        for name, others in self.similar.items():
            for other, percent in others.items():
                one, its = named.get(name), named.get(other)
                if one is not None and its is not None and one != its:
                    _note(found.setdefault(one, {}), its, percent)
                    _note(found.setdefault(its, {}), one, percent)
        return found

    @cached_property
    def _named(self) -> Mapping[str, int]:
        """The place of the paper that goes by a name; of several without ids, the newest."""
        named: dict[str, int] = {}
        for rank, reviews in enumerate(self.tables.papers):
            for name in names_of(reviews):
                named.setdefault(name, rank)
        return named

    @cached_property
    def _holders(self) -> dict[Feature, set[int]]:
        """The papers that have a tag or an organisation."""
        key_of, ranks = self.tables.paper_key, self._ranks
        return {
            (key, group.label): {ranks[key_of(review)] for review in group.reviews}
            for key in _KINDS
            for group in self.tables.groups(key)
        }

    @cached_property
    def _crowded(self) -> set[int]:
        """The papers that have more tags and organisations than are paired."""
        counts = Counter(chain.from_iterable(self._holders.values()))
        return {rank for rank, count in counts.items() if count > _PAIRED}

    @cached_property
    def _mentions(self) -> dict[int, set[int]]:
        """The papers that each paper mentions or is mentioned by."""
        found: dict[int, set[int]] = {}
        for pair in self.pairs:
            one, other = (self._ranks[paper] for paper in pair)
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
        return found


def _note(similar: dict[int, int], other: int, percent: int) -> None:
    similar[other] = max(percent, similar.get(other, 0))
