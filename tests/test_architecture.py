"""The house rules that a machine can check: who may know whom, sizes, who prints."""

from __future__ import annotations

import ast
import sys
from graphlib import CycleError, TopologicalSorter

import pytest
from house import FLOORS, MODULES, PACKAGE, Module, floor_of, is_within, within_package

LINES = 300
"""A module that is longer is probably two."""

NETWORK = {"aiohttp", "ftplib", "http.client", "httpx", "requests", "socket", "urllib.request"}
"""What opens a connection: for `fetch` alone."""

each_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name or PACKAGE)


@each_module
def test_a_module_imports_only_what_stands_below_it(module: Module) -> None:
    allowed = FLOORS[floor_of(module.name)]
    wrong = [
        f"{module.path}:{found.line}: {found.name}"
        for found in module.imports
        if found.ours and not any(is_within(within_package(found.name), part) for part in allowed)
    ]
    assert wrong == []


def test_every_part_stands_on_afloor_of() -> None:
    assert [module.name for module in MODULES if module.name and not floor_of(module.name)] == []


CORE = [module for module in MODULES if is_within(module.name, "core")]


@pytest.mark.parametrize("module", CORE, ids=lambda module: module.name)
def test_core_needs_the_standard_library_alone(module: Module) -> None:
    """No Sphinx, no docutils, no network: what a paper is can be asked without a build."""
    names = {found.name for found in module.imports if not found.ours}
    assert {name for name in names if name.split(".")[0] not in sys.stdlib_module_names} == set()


@each_module
def test_only_fetch_opens_connections(module: Module) -> None:
    names = {found.name for found in module.imports}
    if floor_of(module.name) != "fetch":
        assert {name for name in names for part in NETWORK if is_within(name, part)} == set()


def test_no_imports_go_round_in_circles() -> None:
    graph = {
        module.name: {
            within_package(found.name)
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
    if module.name and floor_of(module.name) != "cli":
        assert [found for found in module.imports if found.ours and found.in_function] == []


@each_module
def test_modules_are_short(module: Module) -> None:
    assert len(module.text.splitlines()) <= LINES


@each_module
def test_modules_say_what_they_are_for(module: Module) -> None:
    assert ast.get_docstring(module.tree)


@each_module
def test_only_the_command_line_prints(module: Module) -> None:
    if floor_of(module.name) == "cli":
        return
    lines = [
        node.lineno
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.Name) and node.id == "print")
        or (isinstance(node, ast.Attribute) and node.attr in {"stdout", "stderr"})
    ]
    assert lines == []
