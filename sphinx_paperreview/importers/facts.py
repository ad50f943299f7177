"""What a post says of a paper beside its text: the argument and the options of a directive."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
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
        values: dict[str, Any] = {}
        for field in fields(self):
            mine, others = getattr(self, field.name), getattr(other, field.name)
            if isinstance(mine, tuple):
                values[field.name] = tuple(dict.fromkeys((*mine, *others)))
            elif mine and others and mine != others:
                return None
            else:
                values[field.name] = mine or others
        joined = replace(self, **values)
        return joined if joined.names_one_paper else None

    @property
    def names_one_paper(self) -> bool:
        """Whether no two ids of one scheme name different papers."""
        schemes = [paper.scheme for paper in self.ids]
        return len(schemes) == len(set(schemes))


@lru_cache(maxsize=4096)
def paper_of(url: str) -> PaperId | None:
    """Tell which paper a URL or id names, on a site that is known to show papers."""
    try:
        found = parse(url).id
    except InvalidPaperId:
        return None
    return None if found.scheme == "url" else found


def may_be_paper(url: str) -> bool:
    """Tell a URL that names a paper, or might: it is no page of something else that we know."""
    try:
        parse(url)
    except NotAPaper:
        return False
    except InvalidPaperId:
        return False
    return url.lower().startswith(("http://", "https://"))
