"""What the posts of an import have in common: where they introduce their papers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from sphinx_paperreview.recognising.evidence import LISTS, PAGE, Considered, Sign
from sphinx_paperreview.recognising.vocabulary import cased_words, is_title_case

_ENOUGH_POSTS = 3
"""From so many posts on one may learn."""

_MOST = 75
"""In percent: so many of the places of a shape are papers where those without a link are, too."""

_MANY = 40
"""In percent: where so many are, that speaks for the others."""


_WORDS = 4
"""So many longer words, of which most have capitals, are a title, with a link or without."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A place in which posts introduce papers."""

    name: str
    """See `Considered.shape`."""
    folder: str
    """Whose posts have it: relative to the imported folder, ``""`` for all of it."""
    papers: int
    places: int
    linked: int = 0
    """So many of the papers are linked to."""

    @property
    def is_usual(self) -> bool:
        """Whether most of these places are papers."""
        return 100 * self.papers >= _MOST * self.places

    @property
    def are_linked(self) -> bool:
        """Whether most of its papers are linked to."""
        return 100 * self.linked >= _MOST * self.papers


@dataclass(frozen=True)
class Learnt:
    """Where the posts of each folder introduce their papers."""

    shapes: Mapping[str, Mapping[str, Shape]] = field(default_factory=dict)
    """By folder and name, those that count for further posts of that folder."""
    groups: Mapping[str, str] = field(default_factory=dict)
    """By the folder of a post, the folder whose posts it is one of."""

    def signs(self, path: str, shape: str, *, is_linked: bool = True) -> frozenset[Sign]:
        """Say what the other posts around tell of a place.

        Args:
            path: Of its post, relative to the imported folder.
            shape: See `Considered.shape`.
            is_linked: Whether a link there may lead to a paper.
        """
        shapes = self.shapes.get(self.groups.get(_folder(path), ""), {})
        if shape in LISTS:
            return frozenset()
        if same := shapes.get(shape):
            signs = [Sign.SIBLINGS if same.is_usual else Sign.MANY_SIBLINGS]
            signs += [] if is_linked or not same.are_linked else [Sign.UNLINKED]
            return frozenset(signs)
        page = shapes.get(PAGE)
        return frozenset([Sign.OTHERWISE]) if page and page.is_usual else frozenset()

    def told(self, path: str, place: Considered) -> frozenset[Sign]:
        """Say what the other posts tell of a place; see `signs`."""
        is_title = len(cased_words(place.title)) >= _WORDS and is_title_case(place.title)
        return self.signs(path, place.shape, is_linked=place.is_linked or is_title)

    @property
    def usual(self) -> list[Shape]:
        """The shapes that most papers of a folder have, by folder and name."""
        found = [shape for shapes in self.shapes.values() for shape in shapes.values()]
        usual = (shape for shape in found if shape.is_usual)
        return sorted(usual, key=lambda shape: (shape.folder, shape.name))

    def changes(self, path: str, considered: Iterable[Considered]) -> bool:
        """Tell whether a post has to be read again, since what is learnt counts for it."""
        return any(
            replace(place, signs=place.signs | self.told(path, place)).taken != place.taken
            for place in considered
        )


def learn(posts: Mapping[str, Iterable[Considered]]) -> Learnt:
    """Learn from what has been considered in all posts of an import, by their paths."""
    groups = _groups(posts)
    taken: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, Counter[str]] = defaultdict(Counter)
    linked: dict[str, Counter[str]] = defaultdict(Counter)
    holders: dict[str, Counter[str]] = defaultdict(Counter)
    for path, considered in posts.items():
        group = groups[_folder(path)]
        seen = [place for place in considered if place.signs.isdisjoint(_NO_PLACES)]
        papers = [place.shape for place in seen if place.taken]
        linked[group].update(place.shape for place in seen if place.taken and place.is_linked)
        taken[group].update(papers)
        holders[group].update(set(papers))
        places[group].update(place.shape for place in seen)
    shapes = {
        group: {
            name: Shape(name, group, count, places[group][name], linked[group][name])
            for name, count in counts.items()
            if holders[group][name] >= _ENOUGH_POSTS and 100 * count >= _MANY * places[group][name]
        }
        for group, counts in taken.items()
    }
    return Learnt({group: found for group, found in shapes.items() if found}, groups)


_NO_PLACES = {Sign.PART, Sign.OTHERS, Sign.INDEX, Sign.OWN_SOURCE, Sign.HEADED}
"""A place with one of these says nothing of where papers stand."""


def _folder(path: str) -> str:
    return str(PurePosixPath(path).parent)


def _groups(paths: Iterable[str]) -> dict[str, str]:
    """Give for each folder with posts the next one above, or itself, with enough of them."""
    folders = Counter(_folder(path) for path in paths)
    below: Counter[str] = Counter()
    for folder, count in folders.items():
        for above in _above(folder):
            below[above] += count
    return {
        folder: next((above for above in _above(folder) if below[above] > _ENOUGH_POSTS), ".")
        for folder in folders
    }


def _above(folder: str) -> Iterator[str]:
    yield folder
    yield from map(str, PurePosixPath(folder).parents)
