"""The house rules that a machine can check: who may know whom, sizes, who prints."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = "sphinx_paperreview"
ROOT = Path(__file__).parents[1] / PACKAGE

LINES = 300
"""A module that is longer is probably two."""

SHARED = ("messages", "config", "site", "front_matter", "yaml_text")
"""Modules that every floor but `core` may import."""

ANYTHING = ("",)

FLOORS: Mapping[str, tuple[str, ...]] = {
    "core": ("core",),
    **dict.fromkeys(SHARED, ("core", *SHARED)),
    "authoring.nodes": ("core", *SHARED),
    "exports": ("core", *SHARED, "exports"),
    "importers": ("core", *SHARED, "importers"),
    "metadata": ("core", *SHARED, "metadata"),
    "fetch": ("core", *SHARED, "fetch"),
    "authoring": ("core", *SHARED, "authoring"),
    "collecting": ("core", *SHARED, "authoring.nodes", "collecting"),
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

NETWORK = {"aiohttp", "ftplib", "http.client", "httpx", "requests", "socket", "urllib.request"}
"""What opens a connection: for `fetch` alone."""


@dataclass(frozen=True)
class Import:
    """One module that a module imports."""

    name: str
    line: int
    in_function: bool

    @property
    def ours(self) -> bool:
        """Whether it is a part of the package."""
        return _is_within(self.name, PACKAGE)


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
            is_module = _is_within(name, PACKAGE) and name.removeprefix(f"{PACKAGE}.") in NAMES
            yield name if is_module else base


def _is_within(name: str, part: str) -> bool:
    return not part or name == part or name.startswith(f"{part}.")


def _within_package(name: str) -> str:
    return name.removeprefix(PACKAGE).removeprefix(".")


MODULES = [Module(path) for path in sorted(ROOT.rglob("*.py"))]
NAMES = {module.name for module in MODULES}

each_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name or PACKAGE)


def _floor(module: str) -> str:
    return max((part for part in FLOORS if _is_within(module, part)), key=len)


@each_module
def test_a_module_imports_only_what_stands_below_it(module: Module) -> None:
    allowed = FLOORS[_floor(module.name)]
    wrong = [
        f"{module.path}:{found.line}: {found.name}"
        for found in module.imports
        if found.ours and not any(_is_within(_within_package(found.name), part) for part in allowed)
    ]
    assert wrong == []


def test_every_part_stands_on_a_floor() -> None:
    assert [module.name for module in MODULES if module.name and not _floor(module.name)] == []


CORE = [module for module in MODULES if _is_within(module.name, "core")]


@pytest.mark.parametrize("module", CORE, ids=lambda module: module.name)
def test_core_needs_the_standard_library_alone(module: Module) -> None:
    """No Sphinx, no docutils, no network: what a paper is can be asked without a build."""
    names = {found.name for found in module.imports if not found.ours}
    assert {name for name in names if name.split(".")[0] not in sys.stdlib_module_names} == set()


@each_module
def test_only_fetch_opens_connections(module: Module) -> None:
    names = {found.name for found in module.imports}
    if _floor(module.name) != "fetch":
        assert {name for name in names for part in NETWORK if _is_within(name, part)} == set()


def test_no_imports_go_round_in_circles() -> None:
    graph = {
        module.name: {
            _within_package(found.name)
            for found in module.imports
            if found.ours and not found.in_function
        }
        for module in MODULES
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


@each_module
def test_no_import_hides_in_a_function_to_dodge_the_rules(module: Module) -> None:
    """Only `setup` may: whoever asks the package for its version needs no Sphinx."""
    if module.name and _floor(module.name) != "cli":
        assert [found for found in module.imports if found.ours and found.in_function] == []


@each_module
def test_modules_are_short(module: Module) -> None:
    assert len(module.text.splitlines()) <= LINES


@each_module
def test_modules_say_what_they_are_for(module: Module) -> None:
    assert ast.get_docstring(module.tree)


@each_module
def test_only_the_command_line_prints(module: Module) -> None:
    if _floor(module.name) == "cli":
        return
    lines = [
        node.lineno
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.Name) and node.id == "print")
        or (isinstance(node, ast.Attribute) and node.attr in {"stdout", "stderr"})
    ]
    assert lines == []
