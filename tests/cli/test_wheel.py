"""The wheel that a journal brings along is the package, as any installer takes it."""

from __future__ import annotations

import csv
import io
from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import click
import pytest

from sphinx_paperreview import __version__
from sphinx_paperreview.cli import wheel

ROOT = Path(__file__).parents[2] / "sphinx_paperreview"
INFO = f"sphinx_paperreview-{__version__}.dist-info"
PAGES = (".md", ".rst", ".txt", ".ipynb", ".markdown")


@pytest.fixture(scope="module")
def archive() -> ZipFile:
    """The wheel."""
    return ZipFile(io.BytesIO(wheel.build_wheel()[1]))


def test_it_is_called_as_installers_expect() -> None:
    assert wheel.build_wheel()[0] == f"sphinx_paperreview-{__version__}-py3-none-any.whl"


def test_it_holds_the_package_and_nothing_else(archive: ZipFile) -> None:
    files = [path for path in ROOT.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    package = {path.relative_to(ROOT.parent).as_posix() for path in files}
    told = {"METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE"}
    assert set(archive.namelist()) == package | {f"{INFO}/{name}" for name in told}
    assert archive.testzip() is None


def test_its_record_is_right(archive: ZipFile) -> None:
    record = archive.read(f"{INFO}/RECORD").decode()
    *rows, last = csv.reader(record.splitlines())
    assert last == [f"{INFO}/RECORD", "", ""]
    for name, digest, size in rows:
        data = archive.read(name)
        expected = urlsafe_b64encode(sha256(data).digest()).rstrip(b"=").decode()
        assert (digest, size) == (f"sha256={expected}", str(len(data)))
    assert [name for name, *_ in [*rows, last]] == archive.namelist()


def test_it_brings_the_command_along(archive: ZipFile) -> None:
    assert b"sphinx-paperreview = sphinx_paperreview.cli" in archive.read(
        f"{INFO}/entry_points.txt"
    )
    assert f"Version: {__version__}\n".encode() in archive.read(f"{INFO}/METADATA")


def test_none_of_its_files_could_be_taken_for_a_page(archive: ZipFile) -> None:
    """Whatever a site takes for one: an environment may stand among its pages."""
    package = [name for name in archive.namelist() if not name.startswith(INFO)]
    assert [name for name in package if name.endswith(PAGES)] == []
    assert f"{INFO}/entry_points.txt" in archive.namelist()  # its name is not ours to choose


def test_the_same_package_gives_the_same_bytes() -> None:
    assert wheel.build_wheel() == wheel.build_wheel()


def test_what_is_not_installed_cannot_be_brought_along(monkeypatch: pytest.MonkeyPatch) -> None:
    """It may run from a folder on the path, where nothing tells its version."""
    monkeypatch.setattr(wheel, "DISTRIBUTION", "sphinx-paperreview-elsewhere")
    with pytest.raises(click.ClickException, match="not installed"):
        wheel.build_wheel()
