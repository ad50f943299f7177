"""Compiles the message catalogues when the package is built, or installed from its folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogs(BuildHookInterface):  # type: ignore[type-arg]  # any builder's settings
    """Writes ``sphinx_paperreview.mo`` beside each ``sphinx_paperreview.po``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile all catalogues before the files of the package are gathered."""
        del version
        for path in sorted(Path(self.root, "sphinx_paperreview", "locale").glob("*/*/*.po")):
            with path.open("rb") as source, path.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, read_po(source))
        build_data["artifacts"].append("/sphinx_paperreview/locale/**/*.mo")
