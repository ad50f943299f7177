"""Reviews on other sites: what their inventories say, where intersphinx has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_paperreview.core.identifiers import PaperId

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
        next(_listed(inventory.get(_OBJECTS, {}), names, name), None)
        for name, inventory in _inventories(env)
        if site in {"", name}
    )
    return list(filter(None, found))


def papers_elsewhere(env: BuildEnvironment) -> list[object]:
    """List all papers that other sites have reviewed, for telling whether that has changed."""
    return [
        (site, sorted((name, *_read(item)) for name, item in inventory.get(_OBJECTS, {}).items()))
        for site, inventory in _inventories(env)
    ]


def _inventories(env: BuildEnvironment) -> list[tuple[str, Mapping[str, Any]]]:
    """Give the inventories that intersphinx has loaded, by name; none where it is not used.

    It forgets that of a site which is no longer asked for only when it loads another one.
    """
    loaded = getattr(env, "intersphinx_named_inventory", {})
    wanted = getattr(env.config, "intersphinx_mapping", {})
    return [(name, loaded[name]) for name in sorted(loaded) if name in wanted]


def _listed(
    objects: Mapping[str, Any], names: Iterable[str], called: str
) -> Iterator[ReviewElsewhere]:
    for name in names:
        if name in objects:
            site, uri, shown = _read(objects[name])
            shown = shown.removesuffix(f" ({name})")
            yield ReviewElsewhere(called if site in _UNNAMED else site, shown, uri)


def _read(item: Any) -> tuple[str, str, str]:
    """Read an inventory's item: a tuple before Sphinx 8.2."""
    if isinstance(item, tuple):
        site, _version, uri, shown = item
        return site, uri, shown
    return item.project_name, item.uri, item.display_name
