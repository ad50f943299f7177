"""The immutable table of things that people call by several names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Generic, Protocol, TypeVar

Fold = Callable[[str], str]
Words = tuple[str, ...]

_SLIP = 7  # letters that a word needs before one wrong letter in it looks like a slip
_SWAP = 6  # the same for two letters that changed places, which hardly ever makes another name
_ALONE = 5  # the same where the name is one word, for a letter that is missing or stands twice


class Entry(Protocol):
    """What a registry asks of its entries."""

    @property
    def key(self) -> str:
        """The name that is this entry's alone."""

    @property
    def name(self) -> str:
        """The name to show."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other names of the same thing."""


E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True)
class Registry(Generic[E]):
    """An immutable table that finds an entry by its name, an alias or its key.

    Where two entries claim one name, the earlier one has it; of two entries with one key, only
    the earlier one exists.
    """

    entries: tuple[E, ...]
    """In order of precedence."""
    folds: tuple[Fold, ...]
    """What makes two spellings of a name equal, the strictest first.

    A stricter match always wins: with a looser folding that drops parentheses, "Lab (Seoul)" finds
    the entry of just that name before the one of "Lab". A name folded to ``""`` finds nothing.
    """
    _by_key: dict[str, E] = field(init=False, repr=False, compare=False)
    _by_name: dict[str, E] = field(init=False, repr=False, compare=False)
    _by_initials: dict[Words, list[tuple[Words, E]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_key = {entry.key: entry for entry in reversed(self.entries)}
        entries = tuple(entry for entry in self.entries if by_key[entry.key] is entry)
        object.__setattr__(self, "entries", entries)
        object.__setattr__(self, "_by_key", by_key)
        object.__setattr__(self, "_by_name", _index(entries, self.folds))
        object.__setattr__(self, "_by_initials", _near_index(entries, self.folds[0]))

    def __iter__(self) -> Iterator[E]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def get(self, key: str) -> E | None:
        """Return the entry of exactly this key."""
        return self._by_key.get(key)

    def find(self, name: str) -> E | None:
        """Return the entry that is called so, in any spelling that folds to the same."""
        for fold in self.folds:
            entry = self._by_name.get(fold(name))
            if entry is not None:
                return entry
        return None

    def nearest(self, name: str) -> E | None:
        """Return the one entry that an unknown name is a slip of the pen away from.

        Careful, since most names that look alike are different ones: just one word may differ, by
        one letter too many, too few or wrong, or by two that changed places; never in its first
        letter, in a digit, or in a short word. A name of one word may be shorter: nothing else is
        in it that may be wrong. Letters without case (Han, Hangul, kana) each
        carry too much to be a slip. None also where two entries are equally near.
        """
        if self.find(name) is not None:
            return None
        words = _words(name, self.folds[0])
        rivals = self._by_initials.get(_initials(words), [])
        alone = name.isalpha()
        near = {entry.key: entry for known, entry in rivals if _is_slip(words, known, alone=alone)}
        return next(iter(near.values())) if len(near) == 1 else None

    def conflicts(self) -> Iterator[tuple[str, E, E]]:
        """Yield each name that two entries claim, who has it, and who does not get it."""
        fold = self.folds[0]
        owners = _index(self.entries, (fold,))
        for entry in self.entries:
            for name in names(entry):
                owner = owners.get(fold(name), entry)
                if owner is not entry:
                    yield name, owner, entry


def names(entry: Entry) -> tuple[str, ...]:
    """Return all that an entry is called."""
    return (entry.name, *entry.aliases, entry.key)


def _index(entries: Iterable[E], folds: Iterable[Fold]) -> dict[str, E]:
    by_name: dict[str, E] = {}
    for fold in folds:  # outermost, so that a looser folding only takes what no stricter one has
        for entry in entries:
            for name in names(entry):
                by_name.setdefault(fold(name), entry)
    by_name.pop("", None)
    return by_name


def _near_index(entries: Iterable[E], fold: Fold) -> dict[Words, list[tuple[Words, E]]]:
    by_initials: dict[Words, list[tuple[Words, E]]] = {}
    for entry in entries:
        for name in (entry.name, *entry.aliases):
            words = _words(name, fold)
            by_initials.setdefault(_initials(words), []).append((words, entry))
    return by_initials


def _words(name: str, fold: Fold) -> Words:
    return tuple(word for word in map(fold, name.split()) if word)


def _initials(words: Words) -> Words:
    return tuple(word[0] for word in words)


def _is_slip(words: Words, known: Words, *, alone: bool) -> bool:
    differing = [pair for pair in zip(words, known, strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 and _is_slip_of(*differing[0], alone=alone)


def _is_slip_of(word: str, known: str, *, alone: bool) -> bool:
    start = _shared(word, known)
    end = _shared(word[: start - 1 : -1], known[: start - 1 : -1])
    ours, theirs = word[start : len(word) - end], known[start : len(known) - end]
    if not all(letter.islower() for letter in ours + theirs):
        return False
    shortest = min(len(word), len(known))
    if len(ours) <= 1 and len(theirs) <= 1:
        # A letter is missing, or stands twice, as in "Goggle".
        plain = not ours or ours in {word[start - 1], word[start + 1 : start + 2]}
        return shortest >= (_ALONE if alone and plain else _SLIP)
    return len(ours) == 2 and ours == theirs[::-1] and shortest >= _SWAP


def _shared(one: str, other: str) -> int:
    """Return how many letters two words have in common at their start (at least one)."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
