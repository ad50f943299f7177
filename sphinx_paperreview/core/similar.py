"""Which texts are about the same: those that share terms which few others have (TF-IDF).

Weights are whole numbers, so that no sum depends on the order in which it is taken.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice

from sphinx_paperreview.core.terms import terms_of

_HEAVIEST = 100
"""By how many of its terms a text is compared: those that say most of it."""

_COMMON = 1000
"""A term that more texts have tells little; so the cost grows with the number of texts."""

_SHARE = 5
"""Nor does one tell much that more than every fifth text has."""

_SHARED = 2
"""How many terms two texts have to share: one may be chance."""

_UNIT = 1 << 12
"""The length of a text's vector: products of two weights stay small numbers."""

LEAST = 8
"""In percent; texts that are less alike have only words of the trade in common."""

Vector = Mapping[str, int]
"""The weights of a text's heaviest terms."""


def nearest(texts: Mapping[str, str], most: int) -> dict[str, dict[str, int]]:
    """Find for each text those that are most like it.

    Neither the order of the texts nor anything but the texts counts.

    Args:
        texts: By their names.
        most: How many to find for one text at the most.

    Returns:
        For each text that has any, in the order of names: others, the most similar first, each
        with the cosine of the two in percent, of which none is below `LEAST`.
    """
    names = sorted(texts)
    vectors = _vectors([texts[name] for name in names])
    found = ((names[own], _best(own, vectors, others)) for own, others in _products(vectors))
    return {
        name: {names[other]: percent for other, percent in islice(best, most)}
        for name, best in found
        if best
    }


def _best(own: int, vectors: list[Vector], products: Mapping[int, int]) -> list[tuple[int, int]]:
    """Order the texts that are like one, each with its percents."""
    percents = ((other, _percent(product)) for other, product in products.items() if other != own)
    found = [
        (other, percent)
        for other, percent in percents
        if percent >= LEAST and len(vectors[own].keys() & vectors[other].keys()) >= _SHARED
    ]
    return sorted(found, key=lambda pair: (-products[pair[0]], pair[0]))


def _percent(product: int) -> int:
    return min(100, (200 * product + _UNIT**2) // (2 * _UNIT**2))


def _vectors(texts: list[str]) -> list[Vector]:
    holders: Counter[str] = Counter()
    for text in texts:
        holders.update(set(terms_of(text)))
    rarity = {
        term: math.log(len(texts) / number)
        for term, number in holders.items()
        if number <= min(len(texts) / _SHARE, _COMMON)
    }
    # Read once more: all terms of all texts would fill the memory.
    return [_vector(Counter(terms_of(text)), rarity) for text in texts]


def _vector(count: Mapping[str, int], rarity: Mapping[str, float]) -> Vector:
    weights = {
        term: (1 + math.log(number)) * rarity[term]
        for term, number in count.items()
        if term in rarity
    }
    heaviest = sorted(weights, key=lambda term: (-weights[term], term))[:_HEAVIEST]
    # `fsum` is exact: the order does not count.
    length = math.sqrt(math.fsum(weights[term] ** 2 for term in heaviest))
    return {term: round(_UNIT * weights[term] / length) for term in heaviest}


def _products(vectors: list[Vector]) -> Iterator[tuple[int, dict[int, int]]]:
    """Yield the products of each vector with those that it shares terms with, itself too."""
    holders: dict[str, list[tuple[int, int]]] = {}
    for number, vector in enumerate(vectors):
        for term, weight in vector.items():
            holders.setdefault(term, []).append((number, weight))
    for own, vector in enumerate(vectors):
        products: dict[int, int] = {}
        for term, weight in vector.items():
            for other, its in holders[term]:
                products[other] = products.get(other, 0) + weight * its
        yield own, products
