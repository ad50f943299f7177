"""The program, run in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sphinx_paperreview.cli.main import PROGRAM, program

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in an empty folder: ``run("new", "--date", "2025-11-27")``.

    An exception that is no message for the user fails the test.
    """
    monkeypatch.chdir(tmp_path)

    def run_program(*arguments: str, code: int = 0) -> Result:
        result = CliRunner().invoke(program, arguments, prog_name=PROGRAM)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return result

    return run_program
