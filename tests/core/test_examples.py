"""The examples in docstrings: they hold, and whatever takes text alone has one."""

from __future__ import annotations

import ast
import doctest
import importlib

import pytest
from house import MODULES, PACKAGE, Module, is_within

PURE = ("core", "exports")
TOLD = [module for module in MODULES if any(is_within(module.name, part) for part in PURE)]

each_module = pytest.mark.parametrize("module", TOLD, ids=lambda module: module.name)

TEXT = {"str", "Sequence[str]", "Iterable[str]"}
"""What a newcomer can type into a shell."""


@each_module
def test_examples_hold(module: Module) -> None:
    found = doctest.testmod(importlib.import_module(f"{PACKAGE}.{module.name}"))
    assert found.failed == 0


@each_module
def test_a_public_function_of_text_has_an_example(module: Module) -> None:
    functions = (node for node in module.tree.body if isinstance(node, ast.FunctionDef))
    without = [
        function.name
        for function in functions
        if not function.name.startswith("_") and _takes_text(function)
        if ">>>" not in (ast.get_docstring(function) or "")
    ]
    assert without == []


def _takes_text(function: ast.FunctionDef) -> bool:
    given = [*function.args.args, *function.args.kwonlyargs]
    types = {ast.unparse(one.annotation) for one in given if one.annotation}
    return bool(types) and types <= TEXT
