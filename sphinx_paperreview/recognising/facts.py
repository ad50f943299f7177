"""What a post says of a paper beside its text: the argument and the options of a directive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from sphinx_paperreview.core.identifiers import InvalidPaperId, NotAPaper, PaperId, parse


@dataclass(frozen=True, slots=True)
class Resource:
    """A link to something beside the paper itself."""

    kind: str
    """An option of the directive, such as ``code``, or ``link``."""
    url: str
    label: str = ""
    """As written, where the kind alone does not say it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a paper; texts are inline Markdown as written."""

    urls: tuple[str, ...] = ()
    """Ids and URLs of the paper, as written."""
    title: str = ""
    subtitle: str = ""
    orgs: tuple[str, ...] = ()
    authors: str = ""
    venue: str = ""
    award: str = ""
    published: str = ""
    date: str = ""
    summary: str = ""
    resources: tuple[Resource, ...] = ()
    rating: str = ""
    tags: tuple[str, ...] = ()
    name: str = ""

    @property
    def ids(self) -> tuple[PaperId, ...]:
        """Say which paper the URLs name."""
        found = (paper_of(url) for url in self.urls)
        return tuple(dict.fromkeys(paper for paper in found if paper))

    def joined(self, other: Facts) -> Facts | None:
        """Put the facts of two places together; None where they do not agree."""
        gathering = Gathering(self)
        return gathering.facts if gathering.add(other) else None

    @property
    def names_one_paper(self) -> bool:
        """Whether no two ids of a scheme differ; addresses may, for a paper has many."""
        schemes = [paper.scheme for paper in self.ids if paper.scheme != "url"]
        return len(schemes) == len(set(schemes))


class Gathering:
    """Facts of one paper from many places, each added at the cost of itself."""

    def __init__(self, start: Facts | None = None) -> None:
        self._texts: dict[str, str] = {}
        self._lists: dict[str, dict[Any, None]] = {}
        self._ids: dict[str, PaperId] = {}
        self._agrees = True
        if start is not None:
            self._take(start)
            self._agrees = start.names_one_paper

    def add(self, facts: Facts) -> bool:
        """Add what a place says; nothing, and False, where it does not agree with the others."""
        if not self._agrees or not facts.names_one_paper:
            return False
        texts = ((name, text) for name, text in _known(facts) if isinstance(text, str))
        if any(self.text(name) not in ("", text) for name, text in texts):
            return False
        if any(self._ids.get(paper.scheme, paper) != paper for paper in facts.ids):
            return False
        self._take(facts)
        return True

    def text(self, name: str) -> str:
        """Give one of the texts; ``""`` where no place says it."""
        return self._texts.get(name, "")

    def _take(self, facts: Facts) -> None:
        self._ids.update((paper.scheme, paper) for paper in facts.ids if paper.scheme != "url")
        for name, value in _known(facts):
            if isinstance(value, str):
                self._texts[name] = value
            else:
                self._lists.setdefault(name, {}).update(dict.fromkeys(value))

    @property
    def facts(self) -> Facts:
        """All that has been added, in its order, each once."""
        values: dict[str, Any] = dict(self._texts)
        values |= {name: tuple(items) for name, items in self._lists.items()}
        return Facts(**values)


def _known(facts: Facts) -> Iterator[tuple[str, str | tuple[object, ...]]]:
    """Yield the fields that hold anything."""
    values = ((field.name, getattr(facts, field.name)) for field in fields(facts))
    return ((name, value) for name, value in values if value)


@lru_cache(maxsize=4096)
def paper_of(url: str) -> PaperId | None:
    """Tell which paper a URL or id names, on a site that is known to show papers."""
    try:
        found = parse(url)
    except InvalidPaperId:
        return None
    return found.id if found.of_paper else None


def may_be_paper(url: str) -> bool:
    """Tell a URL that names a paper, or might: it is no page of something else that we know."""
    try:
        parse(url)
    except NotAPaper:
        return False
    except InvalidPaperId:
        return False
    return url.lower().startswith(("http://", "https://"))
