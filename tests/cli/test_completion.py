"""A shell that has read our script completes commands and options."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_paperreview.cli.completion import SHELLS
from sphinx_paperreview.cli.main import PROGRAM
from tests.cli.conftest import Run
from tests.cli.test_main import ROOT


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_has_its_script(run: Run, shell: str) -> None:
    script = run("completion", shell).stdout
    assert PROGRAM in script
    assert f"_SPHINX_PAPERREVIEW_COMPLETE={shell}_complete" in script


def test_the_shell_of_the_user_is_the_default(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELL", "/usr/bin/zsh")
    assert run("completion").stdout == run("completion", "zsh").stdout


@pytest.mark.parametrize("shell", ["", "/bin/dash"])
def test_an_unknown_shell_is_asked_for(
    run: Run, monkeypatch: pytest.MonkeyPatch, shell: str
) -> None:
    monkeypatch.setenv("SHELL", shell)
    assert "Expected one of bash, zsh, fish" in run("completion", code=2).stderr


def _complete(words: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-m", "sphinx_paperreview"],
        capture_output=True,
        text=True,
        check=True,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "_SPHINX_PAPERREVIEW_COMPLETE": "bash_complete",
            "COMP_WORDS": f"{PROGRAM} {words}",
            "COMP_CWORD": str(len(words.split(" "))),
        },
    )
    return {line.rpartition(",")[2] for line in done.stdout.splitlines()}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ch", {"check"}),
        ("list --gro", {"--group-by"}),
        ("check --format g", {"github"}),
        ("completion ", set(SHELLS)),
    ],
)
def test_the_program_answers_a_shell(words: str, expected: set[str]) -> None:
    assert _complete(words) == expected


def test_bash_takes_the_script(run: Run, tmp_path: Path) -> None:
    script = tmp_path / "complete.sh"
    script.write_text(run("completion", "bash").stdout)
    bash = shutil.which("bash")
    assert bash is not None
    done = subprocess.run(
        [bash, "-c", f"source {script} && complete -p {PROGRAM}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "_sphinx_paperreview_completion" in done.stdout
