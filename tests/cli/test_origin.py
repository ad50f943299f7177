"""What installs the package elsewhere is known from how it was installed here."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError

import pytest

from sphinx_paperreview import __version__
from sphinx_paperreview.cli import origin

NAME = "sphinx-paperreview @ "
GIT = {"vcs": "git", "commit_id": "0123abc"}
URL = "https://git.example/group/project.git"
WHEEL = "https://files.example/sphinx_paperreview-0.1.0-py3-none-any.whl"

CASES: list[tuple[dict[str, object] | None, str]] = [
    ({"url": URL, "vcs_info": GIT}, f"{NAME}git+{URL}@0123abc"),
    ({"url": URL, "vcs_info": GIT | {"requested_revision": "main"}}, f"{NAME}git+{URL}@0123abc"),
    (
        {"url": URL, "vcs_info": GIT, "subdirectory": "tools/paper"},
        f"{NAME}git+{URL}@0123abc#subdirectory=tools/paper",
    ),
    ({"url": URL, "vcs_info": GIT | {"vcs": "hg"}}, f"{NAME}hg+{URL}@0123abc"),
    ({"url": WHEEL, "archive_info": {}}, f"{NAME}{WHEEL}"),
    ({"url": WHEEL, "archive_info": {"hashes": {"sha256": "ab"}}}, f"{NAME}{WHEEL}#sha256=ab"),
    # A password is nobody else's business; a variable is for whoever installs.
    (
        {"url": "https://me:secret@git.example/project", "vcs_info": GIT},
        f"{NAME}git+https://git.example/project@0123abc",
    ),
    (
        {"url": "https://token@git.example/project", "vcs_info": GIT},
        f"{NAME}git+https://git.example/project@0123abc",
    ),
    (
        {"url": "https://${TOKEN}@git.example/project", "vcs_info": GIT},
        f"{NAME}git+https://${{TOKEN}}@git.example/project@0123abc",
    ),
    # Only this machine has it, or a key to it.
    ({"url": "file:///home/me/sphinx-paperreview", "dir_info": {}}, ""),
    ({"url": "file:///home/me/sphinx-paperreview", "dir_info": {"editable": True}}, ""),
    ({"url": "file:///home/me/paper.whl", "archive_info": {"hashes": {"sha256": "ab"}}}, ""),
    ({"url": "file:///home/me/sphinx-paperreview", "vcs_info": GIT}, ""),
    ({"url": "ssh://git@git.example/project.git", "vcs_info": GIT}, ""),
    ({"url": "git@git.example:project.git", "vcs_info": GIT}, ""),
    # From an index, or from a folder of wheels.
    (None, ""),
    ({}, ""),
]


class _Installed:
    def __init__(self, record: dict[str, object] | None) -> None:
        self.record = record

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return None if self.record is None else json.dumps(self.record)


@pytest.mark.parametrize(("record", "expected"), CASES)
def test_a_requirement_is_for_any_machine(
    monkeypatch: pytest.MonkeyPatch, record: dict[str, object] | None, expected: str
) -> None:
    """Or there is none: never a bare name, which no index has."""
    monkeypatch.setattr(origin, "distribution", lambda _: _Installed(record))
    assert origin.requirement() == expected


@pytest.mark.parametrize(("record", "expected"), CASES)
def test_the_index_helps_where_nothing_else_does(
    monkeypatch: pytest.MonkeyPatch, record: dict[str, object] | None, expected: str
) -> None:
    """Once the package is there, one constant says so."""
    monkeypatch.setattr(origin, "distribution", lambda _: _Installed(record))
    monkeypatch.setattr(origin, "ON_INDEX", True)
    assert origin.requirement() == (expected or f"sphinx-paperreview>={__version__}")


def test_what_is_not_installed_has_no_requirement(monkeypatch: pytest.MonkeyPatch) -> None:
    """It may run from a folder on the path."""

    def distribution(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(origin, "distribution", distribution)
    assert origin.requirement() == ""
