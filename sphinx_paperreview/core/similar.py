"""Which texts are about the same: those that share terms which few others have (TF-IDF).

Weights are whole numbers, so that no sum depends on the order in which it is taken.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice, pairwise

from sphinx_paperreview.core.east import EAST
from sphinx_paperreview.core.folding import fold_text

_TERM = re.compile(rf"([{EAST}]+)|(?:(?![{EAST}])[^\W_])+")
_ADDRESS = re.compile(r"(?i)(?:https?://|www\.)[!-~]+")

_LONGEST = 40
"""Letters of a word; what is longer is a key or a hash."""


def terms_of(text: str) -> Iterator[str]:
    """Yield the terms of a text, in its order; case and forms of letters do not count.

    A run of Hangul, kana or Han gives each two letters beside each other. Addresses, numbers
    and single letters of other scripts give nothing.

    >>> list(terms_of("Sparse attention, 16k tokens: https://example.org/a"))
    ['SPARSE', 'ATTENTION', '16K', 'TOKENS']
    >>> list(terms_of("확산 모델의 음"))
    ['확산', '모델', '델의', '음']
    """
    for found in _TERM.finditer(fold_text(_ADDRESS.sub(" ", text))):
        term = found[0]
        if found[1]:
            yield from map("".join, pairwise(term)) if len(term) > 1 else (term,)
        elif 1 < len(term) <= _LONGEST and not term.isdecimal():
            yield term


_HEAVIEST = 64
"""By how many of its terms a text is compared: those that say most of it."""

_COMMON = 500
"""A term that more texts have tells little; so the cost grows with the number of texts."""

_LEAST_RARITY = 6
"""Nor does one that more than every eighth text has: the least rarity, in half doublings."""

_SHARED = 2
"""How many terms two texts have to share: one may be chance."""

_UNIT = 1 << 12
"""The length of a text's vector: products of two weights stay small numbers."""

LEAST = 8
"""In percent; texts that are less alike have only words of the trade in common."""

_NEAR = -(-(2 * LEAST - 1) * _UNIT**2 // 200)
"""The least product of two texts of which `_percent` makes that: most pairs are below it."""

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
    found = {}
    for own, products in _products(vectors):
        best = islice(_best(own, vectors, products), most)
        found[names[own]] = {names[other]: _percent(products[other]) for other in best}
    return {name: others for name, others in found.items() if others}


def _best(own: int, vectors: list[Vector], products: Mapping[int, int]) -> Iterator[int]:
    """Yield the texts that are like one, the most similar first."""
    near = [other for other, product in products.items() if product >= _NEAR and other != own]
    for other in sorted(near, key=lambda other: (-products[other], other)):
        if len(vectors[own].keys() & vectors[other].keys()) >= _SHARED:
            yield other


def _percent(product: int) -> int:
    return min(100, (200 * product + _UNIT**2) // (2 * _UNIT**2))


def _vectors(texts: list[str]) -> list[Vector]:
    holders: Counter[str] = Counter()
    for text in texts:
        holders.update(set(terms_of(text)))
    doublings = (len(texts) - 1).bit_length()
    # In steps: a text more makes few terms rarer or less rare, and so changes few weights.
    rarities = (
        (term, round(2 * (doublings - math.log2(number))))
        for term, number in holders.items()
        if number <= _COMMON
    )
    rarity = {term: rarity for term, rarity in rarities if rarity >= _LEAST_RARITY}
    # Read once more: all terms of all texts would fill the memory.
    return [_vector(Counter(terms_of(text)), rarity) for text in texts]


def _vector(count: Mapping[str, int], rarity: Mapping[str, int]) -> Vector:
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
