"""Reviews on other sites: what their inventories say, where intersphinx has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_paperreview.core.identifiers import PaperId
from sphinx_paperreview.sphinx_internals.inventories import inventories, read_item

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_OBJECTS = "paper:paper"
"""Under which an inventory lists papers: domain and type of object."""

_UNNAMED = {"", "Project name not set"}
"""What sites call themselves that do not say how: these go by their name in ``conf.py``."""


@dataclass(frozen=True, slots=True)
class ReviewElsewhere:
    """A review of a paper on another site."""

    site: str
    """What the site calls itself."""
    title: str
    """What the paper is called there."""
    uri: str
    """Its address; relative ones are so to the top of this site."""


def reviews_elsewhere(
    env: BuildEnvironment, ids: Iterable[PaperId], *, site: str = ""
) -> list[ReviewElsewhere]:
    """List the reviews of a paper on other sites, one for each, by the names in ``conf.py``.

    Args:
        env: Holds the inventories.
        ids: The paper's.
        site: The name of the only site to look at; ``""``: all.
    """
    names = tuple(map(str, ids))
    found = (
        next(_listed(papers, names, name), None)
        for name, papers in _papers(env)
        if site in {"", name}
    )
    return list(filter(None, found))


def papers_elsewhere(env: BuildEnvironment) -> list[object]:
    """List all papers that other sites have reviewed, for telling whether that has changed."""
    return [
        (site, sorted((name, *read_item(item)) for name, item in papers.items()))
        for site, papers in _papers(env)
    ]


def _papers(env: BuildEnvironment) -> list[tuple[str, Mapping[str, Any]]]:
    return [(name, inventory.get(_OBJECTS, {})) for name, inventory in inventories(env)]


def _listed(
    objects: Mapping[str, Any], names: Iterable[str], called: str
) -> Iterator[ReviewElsewhere]:
    for name in names:
        if name in objects:
            site, uri, shown = read_item(objects[name])
            shown = shown.removesuffix(f" ({name})")
            yield ReviewElsewhere(called if site in _UNNAMED else site, shown, uri)
