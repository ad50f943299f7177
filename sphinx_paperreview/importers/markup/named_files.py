"""Files of the import that a page names in the way of its tool."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath

from sphinx_paperreview.importers.file_names import FOLDER_PAGES
from sphinx_paperreview.importers.passes import Context

_PAGES = frozenset((".md", ".markdown", ".mdx", ".html", ".ipynb", ".qmd", ".rmd", ".rst"))


def find_file(name: str, context: Context) -> str:
    """Find a file of the import by its path, by the end of it, or by its name.

    Args:
        name: With or without folders and, for pages, with or without its ending.
        context: The page that names it: what lies next to it is found first.

    Returns:
        A path that begins with ``/``, the top of the imported folder; ``""`` where no file fits.
    """
    wanted = name.strip().strip("/").removeprefix("./").lower()
    known = _by_name(context.files).get(wanted.rpartition("/")[2], ())
    fitting = [path for path in known if any(_ends(key, wanted) for key in _keys(path))]
    if not wanted or not fitting:
        return ""
    folder = PurePosixPath(context.path).parent
    return "/" + min(
        fitting, key=lambda path: (PurePosixPath(path).parent != folder, len(path), path)
    )


def _ends(path: str, wanted: str) -> bool:
    return path == wanted or path.endswith("/" + wanted)


def _keys(path: str) -> Iterator[str]:
    """Give all names by which a file may be meant, in lower case."""
    lower = PurePosixPath(path.lower())
    yield str(lower)
    if lower.suffix in _PAGES:
        yield str(lower.with_suffix(""))
        if lower.stem in FOLDER_PAGES:
            yield str(lower.parent)


@lru_cache(maxsize=4)
def _by_name(files: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """File paths by the last part of each of their names."""
    table: dict[str, list[str]] = {}
    for path in sorted(files):
        for key in {key.rpartition("/")[2] for key in _keys(path)}:
            table.setdefault(key, []).append(path)
    return {name: tuple(paths) for name, paths in table.items()}
