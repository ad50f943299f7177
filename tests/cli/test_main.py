"""The program as a whole: how it starts, and how it fails."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import time
import tomllib
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

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


def test_help_does_not_wait_for_what_is_slow_to_load() -> None:
    """Sphinx takes half a second to import: only commands that read a journal need it."""
    code = (
        "import sys; from sphinx_paperreview.cli.main import program\n"
        "program(['--help'], standalone_mode=False)\n"
        "print({'sphinx', 'docutils', 'wcwidth'} & set(sys.modules))"
    )
    done = _start(code=code)
    assert done.stdout.splitlines()[-1] == "set()", done.stderr


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


def _in_shell(line: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a shell's line in which ``P`` is the program."""
    program = f'"{sys.executable}" -m sphinx_paperreview'
    return subprocess.run(
        ["bash", "-c", line.replace("P ", f"{program} ")],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )


@pytest.mark.parametrize("command", ["--help", "list --help", "completion bash", "--version"])
@pytest.mark.parametrize("stream", [">&-", "2>&-", ">&- 2>&-"])
def test_a_closed_stream_is_no_failure(command: str, stream: str) -> None:
    done = _in_shell(f"P {command} {stream}")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("command", ["list", "list --org nobody", "check", "new 2511.21579"])
@pytest.mark.parametrize("stream", [">&-", "2>&-", ">&- 2>&-"])
def test_commands_work_without_a_stream(tmp_path: Path, command: str, stream: str) -> None:
    assert _start("init", str(tmp_path / "j")).returncode == 0
    done = _in_shell(f"cd {tmp_path}/j && P {command} {stream}")
    assert "Traceback" not in done.stderr
    assert done.returncode == 0, done


@pytest.mark.parametrize("command", ["--help", "list --help", "--version", "completion bash"])
def test_a_full_device_is_one_line(command: str) -> None:
    done = _in_shell(f"P {command} >/dev/full")
    assert (done.returncode, done.stderr) == (1, "Error: No space left on device\n")


@pytest.mark.parametrize("question", ["bash_complete", "zsh_complete", "fish_complete", "x", "_"])
@pytest.mark.parametrize(
    "words", [{}, {"COMP_WORDS": "x"}, {"COMP_WORDS": "x", "COMP_CWORD": "y"}, {"COMP_CWORD": "1"}]
)
def test_a_question_that_no_shell_asks_is_none(question: str, words: dict[str, str]) -> None:
    """Such variables, set by hand, are passed over."""
    done = _start("--version", _SPHINX_PAPERREVIEW_COMPLETE=question, **words)
    if (question, len(words)) == ("fish_complete", 2):
        assert done.stderr == ""  # it asks by the word itself
    else:
        assert (done.stdout, done.stderr) == (f"{PROGRAM}, version {__version__}\n", "")


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_an_ended_process_leaves_nothing_behind(tmp_path: Path, name: str) -> None:
    """Its temporary folders go, also where it is ended from outside."""
    journal, temporary = tmp_path / "journal", tmp_path / "temporary"
    temporary.mkdir()
    assert _start("init", str(journal)).returncode == 0
    conf = journal / "conf.py"
    slow = "import time, pathlib\npathlib.Path('started').touch()\ntime.sleep(60)\n"
    conf.write_text(conf.read_text(encoding="utf-8") + slow, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "sphinx_paperreview", "check"],
        cwd=journal,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)},
        stderr=subprocess.DEVNULL,
        # Whoever was started in the background of a shell ignores an interrupt, as its children do.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    ) as process:
        while not (journal / "started").exists():
            assert process.poll() is None
            time.sleep(0.05)
        assert list(temporary.iterdir())
        process.send_signal(getattr(signal, name))
    assert process.returncode != 0
    assert list(temporary.iterdir()) == []


ESCAPE = "\x1b]0;title\x07\x1b[31m\x9b1m"
"""What a terminal would obey: sets its title, and writes in red."""


def _journal(folder: Path, name: str = "") -> Path:
    journal = folder / f"journal{name}"
    journal.mkdir()
    (journal / "conf.py").write_text('extensions = ["myst_parser", "sphinx_paperreview"]\n')
    (journal / "index.md").write_text("# Home\n\n{paper}`nobody has this`\n")
    return journal


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "old", "posts"),
        ("import", "old", f"posts{ESCAPE}"),
        ("import", f"old/{ESCAPE}.txt", "posts", "--verify"),
        ("import", f"none{ESCAPE}", "posts"),
        ("import", "old", "posts", "--report", f"none{ESCAPE}/report.json"),
        (f"no-such-command{ESCAPE}",),
        ("list", "--journal", f"journal{ESCAPE}"),
        ("list", "--journal", f"journal{ESCAPE}", "--format", "json"),
        ("check", "--journal", f"journal{ESCAPE}", "--builder", "dummy"),
        ("check", "--journal", f"journal{ESCAPE}", "--builder", "dummy", "--format", "json"),
        ("check", "--journal", f"journal{ESCAPE}", "--builder", "dummy", "--format", "github"),
        ("new", f"what{ESCAPE}"),
        ("init", f"journal{ESCAPE}", "--language", ESCAPE),
    ],
)
def test_no_control_character_reaches_a_terminal_raw(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    """Names of files come from elsewhere; so does what stands in them."""
    monkeypatch.chdir(tmp_path)
    _journal(tmp_path, ESCAPE)
    (tmp_path / "old").mkdir()
    (tmp_path / f"old/{ESCAPE}.md").write_text("# A\n\n![x](<no\x9b.png>) [y](no%1b.png)\n")
    (tmp_path / f"old/{ESCAPE}.txt").write_text("# B\n")
    (tmp_path / f"old/link{ESCAPE}.md").symlink_to("nowhere")
    result = CliRunner().invoke(program, arguments, prog_name=PROGRAM)
    assert isinstance(result.exception, SystemExit | None)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", result.output), result.output


def test_a_program_gets_the_path_as_it_is(run: Run, tmp_path: Path) -> None:
    """It is no terminal: ``$EDITOR $(sphinx-paperreview new)``."""
    _journal(tmp_path, "\x1b")
    result = run("new", "--journal", "journal\x1b", "--date", "2025-11-27")
    assert Path(result.stdout.removesuffix("\n")).is_file()
