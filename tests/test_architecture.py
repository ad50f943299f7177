"""The house rules that a machine can check: who may know whom, sizes, who prints."""

from __future__ import annotations

import ast
import sys
from graphlib import CycleError, TopologicalSorter

import pytest
from house import FLOORS, MODULES, PACKAGE, ROOT, Module, floor_of, is_within, within_package

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
    """No Sphinx, no docutils, no network: what a paper is can be asked without a build.

    And a table of international hosts, which the standard library has for 2003 alone.
    """
    names = {found.name for found in module.imports if not found.ours}
    allowed = {*sys.stdlib_module_names, "idna"}
    assert {name for name in names if name.split(".")[0] not in allowed} == set()


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


INTERNALS = "sphinx_internals"
FOREIGN = ("sphinx", "docutils", "myst_parser", "markdown_it", "mdit_py_plugins", "click")
DOCUMENTED = {"_asdict", "_fields", "_make", "_replace", "_value_"}
"""Public parts of named tuples and enums, though they look otherwise."""

SET_BY_NAME = {
    "cli.process": "a stream of sys that is not there",
    "rendering.mathjax": "a value of the configuration, by the name of the release that is used",
    "site": "what we keep with the configuration, by a name of ours",
}
"""Modules that may call `setattr`, each with what it sets."""


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name not in DOCUMENTED


def _own_names(module: Module) -> set[str]:
    """Give what a module itself defines, or sets as an attribute of `self`."""
    own = set[str]()
    for node in ast.walk(module.tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            own.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            own.add(node.id)
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) in {"self", "cls"}:
            own.add(node.attr)
    return own


def _private_touches(module: Module) -> list[str]:
    """List what a module touches of others' private parts, as far as that can be told."""
    own, found = _own_names(module), list[str]()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute):
            value = ast.unparse(node.value)
            if (_is_private(node.attr) and node.attr not in own) or (
                node.attr == "__dict__" and value != "self"
            ):
                found.append(f"{node.lineno}: {value}.{node.attr}")
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"setattr", "delattr"}:
            if module.name not in SET_BY_NAME:
                found.append(f"{node.lineno}: {ast.unparse(node)}")
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"getattr", "hasattr"}:
            name = node.args[1]
            if isinstance(name, ast.Constant) and _is_private(str(name.value)):
                found.append(f"{node.lineno}: {ast.unparse(node)}")
    return found


@each_module
def test_private_parts_of_others_are_touched_in_one_place(module: Module) -> None:
    """There each has a reason, a test, and something to do without it."""
    if is_within(module.name, INTERNALS):
        return
    assert _private_touches(module) == []
    names = (found.name for found in module.imports)
    foreign = [name for name in names if name.split(".")[0] in FOREIGN]
    assert [name for name in foreign if any(map(_is_private, name.split(".")))] == []


def test_what_touches_a_private_part_is_found() -> None:
    """The law above is only as good as this: what it was made for."""
    tree = ast.parse(
        "indexer._all_titles\n"
        "env.__dict__['x'] = 1\n"
        "setattr(document, name, 1)\n"
        "getattr(state, '_renderer', None)\n"
        "parts._replace(a=1)\n"
        "self._mine\n"
    )
    module = Module(ROOT / "made_up.py")
    module.__dict__["tree"] = tree
    assert sorted(touch.partition(":")[0] for touch in _private_touches(module)) == [
        "1",
        "2",
        "3",
        "4",
    ]


def test_all_who_may_set_by_name_do() -> None:
    names = {
        module.name
        for module in MODULES
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Name) and node.id == "setattr"
    }
    assert {name for name in names if not is_within(name, INTERNALS)} == set(SET_BY_NAME)
