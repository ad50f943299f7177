"""The program, run in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sphinx_paperreview.cli import services
from sphinx_paperreview.cli.main import PROGRAM, program
from tests.fetch.conftest import Pretence
from tests.fetch.loopback import Loopback
from tests.fetch.world import addresses, world

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in an empty folder: ``run("new", "--date", "2025-11-27")``.

    An exception that is no message for the user fails the test.
    """
    monkeypatch.chdir(tmp_path)

    def run_program(*arguments: str, code: int = 0, typed: str = "") -> Result:
        result = CliRunner().invoke(program, arguments, typed, prog_name=PROGRAM)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return result

    return run_program


@pytest.fixture
def far(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Loopback]:
    """All services on this machine, where no time passes and nobody has said who asks."""
    monkeypatch.setattr(services, "CLOCK", Pretence().clock)
    monkeypatch.delenv("PAPERREVIEW_CONTACT", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ".config"))
    with world().running() as loopback:
        for name, url in addresses(loopback.url).items():
            monkeypatch.setenv(name, url)
        yield loopback
