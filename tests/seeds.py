"""Real posts, which are not ours to copy: they are read from where they lie."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

VARIABLE = "PAPERREVIEW_SEEDS"
DEFAULT = Path(__file__).parents[1] / ".." / "shared" / "seeds"


def seeds_folder() -> Path:
    """Find the folder of the posts; skip the test that asks for it where nobody has them.

    They are no part of this repository, so who has only that can run all other tests. Continuous
    integration has them, and counts a skip as a failure (`tests.conftest.NO_SKIPS`).
    """
    folder = Path(os.environ.get(VARIABLE) or DEFAULT).resolve()
    if not any(folder.glob("*.txt")):
        pytest.skip(f"no posts in {folder}: set {VARIABLE} to their folder")
    return folder
