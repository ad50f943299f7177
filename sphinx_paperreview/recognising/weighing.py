"""Where it is decided whether a place introduces a paper, and noted what there is to say of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sphinx_paperreview.recognising.evidence import Considered, Mode, Sign


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """Something that the author of a post should know."""

    line: int
    """In the source file, from 1; 0 for the file as a whole."""
    message: str


@dataclass(slots=True, kw_only=True)
class Weighing:
    """How much is taken for a review, and what has been considered."""

    mode: Mode = Mode.CAREFUL
    notes: list[Note] = field(default_factory=list)
    """In no order."""
    considered: list[Considered] = field(default_factory=list)
    """The places that might introduce a paper."""

    def told_elsewhere(self, place: Considered) -> frozenset[Sign]:
        """Say what other posts tell of a place: nothing where none is known."""
        del place
        return frozenset()

    @property
    def about(self) -> frozenset[Sign]:
        """Say what speaks against all of a page by what it is called, as far as that is known."""
        return frozenset()

    def consider(self, line: int, shape: str, title: str, signs: Iterable[Sign]) -> Considered:
        """Weigh what speaks for a place, and what other posts tell of it."""
        place = Considered(line, shape, title, frozenset(signs), self.mode)
        place = replace(place, signs=place.signs | self.told_elsewhere(place))
        self.considered.append(place)
        return place

    def note(self, line: int, message: str) -> None:
        """Tell the author something about a line of the source file."""
        self.notes.append(Note(line, message))
