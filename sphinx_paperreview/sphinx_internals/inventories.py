"""What intersphinx keeps to itself: the inventories of other sites, by their names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sphinx_paperreview.sphinx_internals import Part, report_lost

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_LOADED = "intersphinx_named_inventory"


def inventories(env: BuildEnvironment) -> list[tuple[str, Mapping[str, Any]]]:
    """Give the inventories that intersphinx has loaded, by name; none where it is not used.

    It forgets that of a site which is no longer asked for only when it loads another one.
    """
    wanted = getattr(env.config, "intersphinx_mapping", None) or {}
    loaded: Mapping[str, Any] | None = getattr(env, _LOADED, None)
    if wanted and loaded is None:
        report_lost(Part.INVENTORIES)
    return [(name, loaded[name]) for name in sorted(loaded) if name in wanted] if loaded else []


def read_item(item: Any) -> tuple[str, str, str]:
    """Give the project, the address and the text of an inventory's item.

    It is a tuple before Sphinx 8.2.
    """
    if isinstance(item, tuple):
        site, _version, uri, shown = item
        return site, uri, shown
    return item.project_name, item.uri, item.display_name
