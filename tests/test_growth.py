"""Work grows with what there is of something, not with its square: the inputs of `benchmarks`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.shapes import Files, Shape, shapes
from tests.site import Site
from tests.work import is_linear

SHAPES = shapes()

BUILT = (
    "one-paper",
    "chain",
    "papers",
    "by-id",
    "links-singlehtml",
    "paragraph",
    "tags-of-20",
    "untitled",
    "bodyless",
    "plain-headings",
)


CONF = "paperreview_rows = 5\n"
"""Of each size there are split pages: they take work that others do not."""


@pytest.mark.parametrize("name", BUILT)
def test_builds_grow_with_their_input(name: str, tmp_path: Path) -> None:
    """Of twice as many reviews, references, names or links, a build takes twice the steps."""
    shape = SHAPES[name]

    def run(size: int) -> Callable[[], object]:
        return lambda: _build(shape, shape.write(size), tmp_path)

    assert is_linear(run, 25)


def _build(shape: Shape, files: Files, folder: Path) -> None:
    source = folder / str(len(list(folder.iterdir())))
    Site(source / "source", files, CONF).build(shape.run, nitpicky=False)
