"""Inputs that are not ours to copy: they are read from where they lie."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[1] / ".." / "shared"


def seeds_folder() -> Path:
    """Find the folder of real posts; skip the test that asks for it where nobody has them."""
    return _outside_folder("PAPERREVIEW_SEEDS", "seeds", "*.txt")


def cases_folder(kind: str) -> Path:
    """Find small inputs in shapes met in the world: ``field``, other people's Sphinx habits."""
    return _outside_folder("PAPERREVIEW_CASES", "cases", f"{kind}/*") / kind


def _outside_folder(variable: str, name: str, pattern: str) -> Path:
    """Find a folder that is no part of this repository.

    Who has only the repository can run all other tests. Continuous integration has the folders,
    and counts a skip as a failure (`tests.conftest.NO_SKIPS`).
    """
    folder = Path(os.environ.get(variable) or SHARED / name).resolve()
    if not any(folder.glob(pattern)):
        pytest.skip(f"no {pattern} in {folder}: set {variable} to their folder")
    return folder
