"""The program as a whole: how it starts, and how it fails."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import click
import pytest

from sphinx_paperreview import __version__
from sphinx_paperreview.cli.main import PROGRAM, program
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]


def _start(*arguments: str, code: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    command = ["-c", code] if code else ["-m", "sphinx_paperreview", *arguments]
    return subprocess.run(
        [sys.executable, *command],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )


def test_it_runs_as_a_module_too() -> None:
    done = _start("--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{PROGRAM}, version {__version__}\n"


def test_the_entry_point_exists() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, name = project["scripts"][PROGRAM].partition(":")
    assert callable(getattr(import_module(module), name))


def test_help_does_not_wait_for_sphinx() -> None:
    """Sphinx takes half a second to import: only commands that read a journal need it."""
    code = (
        "import sys; from sphinx_paperreview.cli.main import program\n"
        "program(['--help'], standalone_mode=False)\n"
        "print([name for name in sys.modules if name.partition('.')[0] in {'sphinx', 'docutils'}])"
    )
    done = _start(code=code)
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


@pytest.mark.parametrize("name", sorted(program.commands))
def test_every_command_explains_itself_with_examples(run: Run, name: str) -> None:
    text = run(name, "--help").stdout
    assert "Examples:\n" in text
    assert f"\n    {PROGRAM} {name}" in text


@pytest.mark.parametrize("name", sorted(program.commands))
def test_every_option_says_what_it_does(name: str) -> None:
    command = program.commands[name]
    with click.Context(command) as context:
        options = [one for one in command.get_params(context) if isinstance(one, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_an_unknown_command_is_a_usage_error(run: Run) -> None:
    assert "No such command 'nwe'" in run("nwe", code=2).stderr


def test_what_the_system_refuses_is_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "journal/conf.py").mkdir(parents=True)
    result = run("init", "journal", code=1)
    assert result.stderr == "Error: journal/conf.py: Is a directory\n"


def test_a_terminal_without_our_letters_is_no_failure(tmp_path: Path) -> None:
    done = _start("init", str(tmp_path / "논문"), PYTHONIOENCODING="latin-1")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\\ub17c\\ubb38/conf.py" in done.stdout


def _on_terminal(*arguments: str, **environment: str) -> str:
    """Run the program on a terminal, and give all that it shows there."""
    leader, follower = pty.openpty()
    with os.fdopen(leader, "rb") as screen, os.fdopen(follower, "wb") as terminal:
        process = subprocess.Popen(
            [sys.executable, "-m", "sphinx_paperreview", *arguments],
            stdout=terminal,
            stderr=terminal,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", **environment},
        )
        terminal.close()
        shown = b""
        try:
            while part := screen.read1():
                shown += part
        except OSError:  # Linux says so when the other end is closed
            pass
        process.wait()
    return shown.decode()


def test_a_terminal_shows_colours_and_progress(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old/a.md").write_text("# Post\n")
    arguments = ("import", str(tmp_path / "old"), str(tmp_path / "new"), "--dry-run")
    shown = _on_terminal(*arguments)
    assert "Writing  [####" in shown
    assert "\x1b[32m      new\x1b[0m" in shown
    assert "\x1b[32m" not in _on_terminal(*arguments, NO_COLOR="1")


def test_nothing_but_results_goes_into_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old/a.md").write_text("# Post\n")
    done = _start("import", str(tmp_path / "old"), str(tmp_path / "new"))
    assert done.stderr == ""
    assert "\x1b" not in done.stdout


def test_a_reader_that_has_seen_enough_is_no_failure(tmp_path: Path) -> None:
    """As in ``sphinx-paperreview init | head -1``."""
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "sphinx_paperreview", "init", str(tmp_path / "journal")],
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    os.close(write)
    assert "Traceback" not in done.stderr
