"""The pages on the command line leave nothing out, and all that they show is what happens."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from sphinx_paperreview.cli import init
from sphinx_paperreview.cli.main import PROGRAM, program
from sphinx_paperreview.cli.remarks import Check
from tests.cli.conftest import Run
from tests.fetch.loopback import Loopback
from tests.site import Built, build

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLES = DOCS / "examples"
OLD = EXAMPLES / "import"
PAGE = "reference/command-line"


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The documentation as HTML."""
    return build(DOCS, tmp_path_factory.mktemp("docs") / "html", "html")


def test_every_command_is_explained_with_an_example(docs: Built) -> None:
    headings = docs.texts("h2", PAGE)
    for name in program.commands:
        assert any(heading.startswith(name) for heading in headings), name
    shown = "\n".join(docs.texts("pre", PAGE))
    assert [name for name in program.commands if f"{PROGRAM} {name}" not in shown] == []


@pytest.mark.parametrize("name", sorted(program.commands))
def test_every_option_is_explained(docs: Built, name: str) -> None:
    command = program.commands[name]
    with click.Context(command) as context:
        parameters = command.get_params(context)
    options = [option for option in parameters if isinstance(option, click.Option)]
    table = f"table.docs-command-{name} tbody"
    names = [text.split(",")[-1].split()[0] for text in docs.texts(f"{table} td:first-child", PAGE)]
    assert names == [option.opts[-1] for option in options]
    assert all(docs.texts(f"{table} td:last-child", PAGE))


def test_every_remark_is_explained(docs: Built) -> None:
    listed = docs.texts("dl.docs-checks > dt code", PAGE)
    assert listed == [f"check.{kind.value}" for kind in Check]
    assert all(docs.texts("dl.docs-checks > dd", PAGE))


# Sessions -------------------------------------------------------------------------------------


def _sessions() -> Iterator[str]:
    """Yield what the pages show of a terminal: one session, over several files."""
    for path in sorted((EXAMPLES / "commands").glob("*.txt")):
        yield path.read_text(encoding="utf-8")


def _replay(run: Run, monkeypatch: pytest.MonkeyPatch, session: str) -> str:
    """Run the commands of a session, and write down what comes of them."""
    written = []
    for line in session.splitlines():
        if not line.startswith("$ "):
            continue
        written.append(f"{line}\n")
        name, *arguments = shlex.split(line.removeprefix("$ "))
        if name == "cd":
            monkeypatch.chdir(arguments[0])
        elif name == "cat":
            written.append(Path(arguments[0]).read_text(encoding="utf-8"))
        else:
            assert name == PROGRAM
            written.append(run(*arguments).output)
    return "".join(written)


def test_a_terminal_shows_what_the_pages_say(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, far: Loopback
) -> None:
    monkeypatch.setenv("PAPERREVIEW_CONTACT", "ada@example.org")
    shutil.copytree(OLD, tmp_path / "old-blog")
    (tmp_path / "old-blog/img").mkdir()
    (tmp_path / "old-blog/img/chart.png").write_bytes(b"\x89PNG")
    monkeypatch.setattr(init, "requirement", lambda: "")
    for session in _sessions():
        assert _replay(run, monkeypatch, session) == session
    imported = "2025-11-20.md"
    expected = (EXAMPLES / "imported" / imported).read_bytes()
    assert (Path("posts") / imported).read_bytes() == expected
    built = build(Path(), tmp_path / "out", "html", overrides={"nitpicky": True})
    assert built.warnings == ()
