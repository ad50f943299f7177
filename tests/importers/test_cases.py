"""Posts as they were, and as they become: a folder a case.

``tests/cases/<dialect>/<case>/`` holds ``in.md`` and ``out.md``. Adding a case is adding these two.
Where a case needs more: ``notes.txt`` lists all notes (``<line>: <message>``), and ``case.toml``
has ``path`` (of the post in its journal), ``files`` (further files of the journal), ``mode``, and
tables ``site`` and ``includes``.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sphinx_paperreview.importers.convert import Imported, convert
from sphinx_paperreview.importers.dialects import DIALECTS
from sphinx_paperreview.importers.linking import LinkIndex
from sphinx_paperreview.importers.passes import ImportedSite
from sphinx_paperreview.recognising.evidence import Mode

FOLDER = Path(__file__).parents[1] / "cases"


@dataclass(frozen=True)
class Case:
    """A folder that holds a post and what becomes of it."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.relative_to(FOLDER).as_posix()

    def text(self, name: str) -> str:
        return (self.folder / name).read_bytes().decode()

    def run(self) -> Imported:
        """Import the post, in both passes, beside the empty other posts of its journal."""
        others = (path for path in self._files if path.endswith(".md") and path != self._path)
        pages = [self._convert(path, b"") for path in sorted(others)]
        own = self._convert(self._path, self._source)
        index = LinkIndex(page.places for page in (own, *pages))
        return self._convert(self._path, self._source, index)

    def _convert(self, path: str, source: bytes, index: LinkIndex | None = None) -> Imported:
        settings = self._settings()
        return convert(
            source,
            path,
            imported_site=ImportedSite(
                self._files, settings.get("site", {}), settings.get("includes", {})
            ),
            dialect=DIALECTS[self.folder.parent.name],
            mode=Mode(settings.get("mode", "careful")),
            index=index,
        )

    @property
    def _path(self) -> str:
        return str(self._settings().get("path", "in.md"))

    @property
    def _files(self) -> frozenset[str]:
        return frozenset({self._path, *self._settings().get("files", ())})

    @property
    def _source(self) -> bytes:
        return (self.folder / "in.md").read_bytes()

    @property
    def site(self) -> str:
        """The values of the site's configuration."""
        return str(self._settings().get("site", ""))

    def _settings(self) -> dict[str, Any]:
        path = self.folder / "case.toml"
        return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


CASES = [Case(path.parent) for path in sorted(FOLDER.glob("*/*/in.md"))]

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@each_case
def test_a_post_becomes_what_its_case_says(case: Case) -> None:
    assert case.run().text == case.text("out.md")


@each_case
def test_the_notes_are_those_of_the_case(case: Case) -> None:
    """A case without ``notes.txt`` promises nothing about notes."""
    if (case.folder / "notes.txt").exists():
        notes = [f"{note.line}: {note.message}" for note in case.run().notes]
        assert notes == case.text("notes.txt").splitlines()


def test_every_dialect_has_cases() -> None:
    assert {case.folder.parent.name for case in CASES} == set(DIALECTS)
