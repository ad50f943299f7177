"""What is published: the sdist makes the wheel and runs the tests, the wheel has all it needs."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tomllib
from email.message import Message
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest

from sphinx_paperreview import __version__

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "sphinx_paperreview"
NOT_PACKED = shutil.ignore_patterns(
    "__pycache__", "_build", ".hypothesis", "*.mo", "*.pyc", "*.egg-info"
)
"""What a checkout may have besides (`.gitignore`)."""


def _included() -> list[str]:
    """Name what `pyproject.toml` says that the sdist holds."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names: list[str] = project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    return [name.removeprefix("/") for name in names]


def _build(source: Path, target: str, out: Path) -> Path:
    """Make the sdist or the wheel of a folder, with what this environment has."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(out)]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = out.glob("*.tar.gz" if target == "sdist" else "*.whl")
    return path


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist, unpacked; made of a copy, since to build writes catalogues."""
    work = tmp_path_factory.mktemp("sdist")
    for name in _included():
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, work / "copy" / name, ignore=NOT_PACKED)
        else:
            shutil.copy(ROOT / name, work / "copy" / name)
    with tarfile.open(_build(work / "copy", "sdist", work / "dist")) as archive:
        archive.extractall(work / "unpacked", filter="data")
    (top,) = (work / "unpacked").iterdir()
    return top


@pytest.fixture(scope="module")
def wheel(unpacked: Path, tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    """The wheel that the sdist makes."""
    return ZipFile(_build(unpacked, "wheel", tmp_path_factory.mktemp("wheel")))


def test_the_sdist_has_all_that_its_tests_import(unpacked: Path) -> None:
    """Each test is found there, without any file of this checkout."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(command, cwd=unpacked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


def test_the_sdist_has_each_file_of_what_it_includes(unpacked: Path) -> None:
    for name in _included():
        assert (unpacked / name).exists(), name
    for folder in ("sphinx_paperreview", "tests", "docs"):
        expected = set(_files(ROOT / folder))
        assert expected <= set(_files(unpacked / folder)), folder


def test_the_wheel_has_the_package_and_nothing_else(wheel: ZipFile) -> None:
    """All data, templates, styles and scripts, and each catalogue in both of its forms."""
    names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    expected = {f"{PACKAGE.name}/{name}" for name in _files(PACKAGE)}
    compiled = {name.removesuffix("po") + "mo" for name in expected if name.endswith(".po")}
    assert compiled
    assert names == expected | compiled
    folders = {name.split("/")[1] for name in names}
    assert folders >= {"data", "locale", "static", "templates", "py.typed"}


def test_the_wheel_tells_the_version_of_the_package(wheel: ZipFile) -> None:
    told = _metadata(wheel)
    assert told["Version"] == __version__
    assert told["License-Expression"] == "MIT"


def test_the_page_on_an_index_links_to_nothing_within_the_repository(wheel: ZipFile) -> None:
    """An index shows the README, and has no other file."""
    text = str(_metadata(wheel).get_payload())
    assert text == (ROOT / "README.md").read_text(encoding="utf-8")
    links = [part.split(")")[0] for part in text.split("](")[1:]]
    assert [link for link in links if not link.startswith(("https://", "#"))] == []


def _files(folder: Path) -> list[str]:
    """List what a checkout has of a folder, without what is made from it."""
    skipped = {"__pycache__", "_build", ".hypothesis"}
    paths = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    kept = [path for path in paths if path.suffix not in {".mo", ".pyc"}]
    return sorted(path.as_posix() for path in kept if not skipped & {*path.parts})


def _metadata(wheel: ZipFile) -> Message:
    (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    return Parser().parsestr(wheel.read(name).decode("utf-8"))
