"""What VS Code reads in a journal: snippets, and schemas of the files that authors write."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

_FOLDER = ".vscode"

ORGS_SCHEMA = f"{_FOLDER}/orgs.schema.json"
"""What the first line of ``orgs.toml`` names; relative to that file, POSIX."""

_WRITTEN = {
    "templates/vscode/paperreview.code-snippets": f"{_FOLDER}/paperreview.code-snippets",
    "templates/vscode/settings.json": f"{_FOLDER}/settings.json",
    "data/orgs.schema.json": ORGS_SCHEMA,
    "data/papers.schema.json": f"{_FOLDER}/papers.schema.json",
}
"""Files of the package, and their names in a journal."""


def editor_files() -> Iterator[tuple[str, str]]:
    """Yield the files for the editor: names below the journal's folder, and texts."""
    package = files("sphinx_paperreview")
    for name, written in _WRITTEN.items():
        yield written, package.joinpath(name).read_text(encoding="utf-8")
