"""The package as its source tells it: modules, their imports, and the floors they stand on.

Two things stand on it: the picture in the documentation, and the tests that hold the house rules.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import sphinx_paperreview

PACKAGE = "sphinx_paperreview"
ROOT = Path(sphinx_paperreview.__file__).parent
"""The package as it is installed: these pages may be built from a copy of their folder alone."""

SHARED = (
    *("asking", "atomic", "base_url", "checks", "config", "front_matter", "knowledge", "messages"),
    *("relations", "site", "sphinx_internals", "yaml_text"),
)
"""Modules that every floor but `core` may import."""

ANYTHING = ("",)

FLOORS: Mapping[str, tuple[str, ...]] = {
    "core": ("core",),
    **dict.fromkeys(SHARED, ("core", "metadata", *SHARED)),
    "authoring.nodes": ("core", *SHARED),
    "exports": ("core", "metadata", "exports"),
    "recognising": ("core", "recognising"),
    "importers": ("core", *SHARED, "recognising", "importers"),
    "metadata": ("core", "metadata"),
    "fetch": ("core", *SHARED, "metadata", "fetch"),
    "authoring": ("core", *SHARED, "metadata", "recognising", "authoring"),
    "collecting": ("core", *SHARED, "metadata", "exports", "authoring.nodes", "collecting"),
    "rendering": (
        *("core", *SHARED, "authoring", "collecting"),
        *("exports", "metadata", "rendering"),
    ),
    "extension": ANYTHING,
    "cli": ANYTHING,
    "__main__": ("cli",),
    "": ("extension",),
}
"""Each part of the package, and the parts that it may import; ``""`` is the package itself.

The longest name counts: `authoring.nodes` stands below the rest of `authoring`.
"""


@dataclass(frozen=True)
class Import:
    """One module that a module imports."""

    name: str
    line: int
    in_function: bool

    @property
    def ours(self) -> bool:
        """Whether it is a part of the package."""
        return is_within(self.name, PACKAGE)


@dataclass(frozen=True)
class Module:
    """A module of the package."""

    path: Path

    @property
    def name(self) -> str:
        """Within the package, with dots; ``""`` is the package itself."""
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @cached_property
    def text(self) -> str:
        """Its source."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return ast.parse(self.text)

    @cached_property
    def imports(self) -> list[Import]:
        """All its imports: those for type checkers and those within functions too."""
        return list(self._imports(self.tree, in_function=False))

    def _imports(self, parent: ast.AST, *, in_function: bool) -> Iterator[Import]:
        for node in ast.iter_child_nodes(parent):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield Import(alias.name, node.lineno, in_function)
            elif isinstance(node, ast.ImportFrom):
                for name in self._imported_from(node):
                    yield Import(name, node.lineno, in_function)
            is_function = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
            yield from self._imports(node, in_function=in_function or is_function)

    def _imported_from(self, node: ast.ImportFrom) -> Iterator[str]:
        """Name the modules: ``from a import b`` imports `a.b` where that is a module."""
        package = [PACKAGE, *self.path.relative_to(ROOT).parts[:-1]]
        above = package[: len(package) - node.level + 1] if node.level else []
        base = ".".join([*above, *filter(None, [node.module])])
        for alias in node.names:
            name = f"{base}.{alias.name}"
            is_module = is_within(name, PACKAGE) and name.removeprefix(f"{PACKAGE}.") in NAMES
            yield name if is_module else base


def is_within(name: str, part: str) -> bool:
    """Tell whether a module is a part, or within it; all are within ``""``."""
    return not part or name == part or name.startswith(f"{part}.")


def within_package(name: str) -> str:
    """Take the package's own name off a module's."""
    return name.removeprefix(PACKAGE).removeprefix(".")


MODULES = [Module(path) for path in sorted(ROOT.rglob("*.py"))]
NAMES = {module.name for module in MODULES}


def floor_of(module: str) -> str:
    """Name the floor that a module stands on: the longest part of `FLOORS` around it."""
    return max((part for part in FLOORS if is_within(module, part)), key=len)
