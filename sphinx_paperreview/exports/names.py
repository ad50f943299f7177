"""Names of people, as reference managers divide them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in its parts; one that cannot be divided is all family name."""

    family: str
    given: str = ""
    particle: str = ""
    """``van``, ``von der``."""


@lru_cache(maxsize=1 << 14)
def divide(name: str) -> PersonName:
    """Divide a name as BibTeX does, by its blanks and small letters.

    >>> divide("Ludwig van Beethoven")
    PersonName(family='Beethoven', given='Ludwig', particle='van')
    >>> divide("Sammy Davis, Jr.")
    PersonName(family='Sammy Davis, Jr.', given='', particle='')
    """
    words = name.split()
    if len(words) < 2 or "," in name:
        return PersonName(name)
    *before, family = words
    small = [place for place, word in enumerate(before) if word[0].islower()]
    first = small[0] if small else len(before)
    # What stands behind the last small word belongs to the family name: `de la Vallée Poussin`.
    last = small[-1] + 1 if small else len(before)
    family = " ".join([*before[last:], family])
    return PersonName(family, " ".join(before[:first]), " ".join(before[first:last]))
