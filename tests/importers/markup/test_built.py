"""What the cases of all dialects have become, as pages of a site."""

from __future__ import annotations

import base64
import tomllib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from sphinx_paperreview.importers.file_names import names_in_journal
from tests.site import Site

FOLDER = Path(__file__).parents[2] / "cases"
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)
MISSING = ("missing.png",)
"""Pictures that a case wants and nobody has."""


def _pages() -> Iterator[tuple[str, str | bytes]]:
    """Give all posts of the cases, each case in a folder of its own, and the files around them."""
    yield "index.md", "# All\n\n```{toctree}\n:glob:\n\n**\n```\n"
    for case in sorted(path.parent for path in FOLDER.glob("*/*/out.md")):
        folder = case.relative_to(FOLDER).as_posix()
        settings = _settings(case)
        names = names_in_journal(frozenset((*settings.get("files", ()), *MISSING)))
        for file, name in names.items():
            is_page = PurePosixPath(file).suffix == ".md"
            if is_page:
                yield f"{folder}/{file}", "# Other\n\n## Part\n"
            else:
                yield f"{folder}/{name}", PICTURE
        post = PurePosixPath(settings.get("path", "in.md"))
        yield f"{folder}/{post}", (case / "out.md").read_text(encoding="utf-8")


def _settings(case: Path) -> dict[str, Any]:
    path = case / "case.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("cases") / "source", dict(_pages()))


@pytest.mark.parametrize("builder", ["html", "latex", "text"])
def test_the_cases_build_without_a_warning(site: Site, builder: str) -> None:
    """But for links between posts, which wait until all are known, and for ids that are no text."""
    others = ["myst.xref_missing", "paper.front_matter"]
    assert site.build(builder, suppress_warnings=others).warnings == ()
