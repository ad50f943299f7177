"""The files for those who meet in the repository: what they name is there."""

from __future__ import annotations

import ast
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
GITHUB = ROOT / ".github"
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WORKFLOWS = sorted(GITHUB.glob("workflows/*.yml"))
FORMS = [path for path in sorted(GITHUB.glob("ISSUE_TEMPLATE/*.yml")) if path.stem != "config"]

INSTALLED = {"build": "python", "nox": "nox", "twine": "twine"}
"""Commands that a package brings which a workflow installs by its name."""

DEV = {"mypy", "pytest", "ruff", "sphinx-build"}
"""Commands that the package's extras bring."""

each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)


def _load(path: Path) -> dict[str, Any]:
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    # YAML 1.1, which this reader follows, takes the key `on` for a truth value.
    return {("on" if key is True else key): value for key, value in loaded.items()}


def _steps(workflow: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


def _commands(job: dict[str, Any]) -> list[list[str]]:
    lines = [line for step in job["steps"] for line in step.get("run", "").splitlines()]
    return [shlex.split(line) for line in lines]


def _nox_sessions() -> set[str]:
    tree = ast.parse((ROOT / "noxfile.py").read_text(encoding="utf-8"))
    return {
        node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.decorator_list
    }


@each_workflow
def test_a_workflow_may_only_read_but_where_it_publishes(path: Path) -> None:
    workflow = _load(path)
    assert workflow["permissions"] == {"contents": "read"}
    may_write = {name for name, job in workflow["jobs"].items() if "permissions" in job}
    assert may_write <= {"publish"}


@each_workflow
def test_a_workflow_uses_actions_of_a_version(path: Path) -> None:
    actions = [step["uses"] for step in _steps(_load(path)) if "uses" in step]
    assert actions
    wrong = [name for name in actions if not re.fullmatch(r"[\w-]+/[\w-]+@(v\d+|release/v1)", name)]
    assert wrong == []


@each_workflow
def test_a_workflow_runs_commands_that_it_has_installed(path: Path) -> None:
    """And names sessions, extras and folders that there are."""
    for job in _load(path)["jobs"].values():
        has = {"pip", "python", "test"}
        for command, *arguments in _commands(job):
            assert command in has, command
            named = " ".join(arguments)
            if command == "pip":
                extras = re.findall(r"\.\[(\w+)\]", named)
                assert {*extras} <= PROJECT["project"]["optional-dependencies"].keys()
                has |= (
                    DEV if extras else {INSTALLED[name] for name in arguments[1:] if name != "uv"}
                )
            elif command == "nox":
                sessions = named.partition("--session ")[2].partition(" --")[0].split()
                assert sessions
                assert {*sessions} <= _nox_sessions()
            elif command == "sphinx-build":
                assert "-W" in arguments
                assert (ROOT / arguments[-2] / "conf.py").is_file()


def test_the_matrix_has_the_versions_that_the_package_names() -> None:
    matrix = _load(GITHUB / "workflows/tests.yml")["jobs"]["tests"]["strategy"]["matrix"]
    prefix = "Programming Language :: Python :: "
    classifiers = [name.removeprefix(prefix) for name in PROJECT["project"]["classifiers"]]
    assert matrix["python"] == [name for name in classifiers if re.fullmatch(r"3\.\d+", name)]


def test_a_release_is_what_its_tag_says_and_needs_no_secret() -> None:
    path = GITHUB / "workflows/release.yml"
    workflow = _load(path)
    assert workflow["on"] == {"push": {"tags": ["v*"]}}
    assert "secrets" not in path.read_text(encoding="utf-8")
    publish = workflow["jobs"]["publish"]
    assert (publish["needs"], publish["permissions"]) == ("build", {"id-token": "write"})
    assert publish["steps"][-1]["uses"].startswith("pypa/gh-action-pypi-publish@")
    first = _commands(workflow["jobs"]["build"])[0]
    assert first[:2] == ["test", "$GITHUB_REF_NAME"]
    assert "__version__" in first[-1]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_asks_for_what_it_says(path: Path) -> None:
    form = _load(path)
    assert form["name"]
    assert form["description"]
    ids = [field["id"] for field in form["body"]]
    assert len(ids) == len({*ids})
    assert all(field["attributes"]["label"] for field in form["body"])
    assert any(field.get("validations", {}).get("required") for field in form["body"])


def test_the_citation_agrees_with_the_package() -> None:
    cited, project = _load(ROOT / "CITATION.cff"), PROJECT["project"]
    assert cited["repository-code"] == project["urls"]["Repository"]
    assert cited["license"] == project["license"]
    assert [author["name"] for author in cited["authors"]] == [
        author["name"] for author in project["authors"]
    ]
    # The version stands in one place.
    assert "version" not in cited


PAGES = sorted(ROOT.glob("*.md"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages_at_the_top_link_to_what_there_is(path: Path) -> None:
    links = re.findall(r"\]\(((?!https?:|#|`)[^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []
