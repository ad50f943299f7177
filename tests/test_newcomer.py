"""A newcomer's way: what the pages say, word for word, in an environment with nothing else in it.

One environment serves all of it, since to make one takes long: that of a host, made from nothing
but the requirements that `init` has written, within the journal of the tutorial.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from bs4 import BeautifulSoup, Tag

ROOT = Path(__file__).parents[1]
STEPS = ROOT / "docs/examples/tutorial"

INSTALL = "pip install furo git+{address}"
SUCCESS = "build succeeded.\n"
"""What Sphinx says at the end, where nothing was to be warned of."""

ENVIRONMENT = ["python3 -m venv .venv", ". .venv/bin/activate"]


def _blocks(page: str, language: str) -> list[list[str]]:
    """Give the commands of each block of a page."""
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [[line.removeprefix("$ ") for line in block.splitlines()] for block in blocks]


def _repository() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["urls"]["Repository"])


def _run(folder: Path, commands: list[str], environment: Path | None = None) -> str:
    """Run commands in a shell, in an activated environment, and give all that they say."""
    activate = [f". {shlex.quote(str(environment))}/bin/activate"] if environment else []
    script = "\n".join(["set -e", *activate, *commands])
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env=variables | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "NO_COLOR": "1"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def _select(page: Path, selector: str) -> list[Tag]:
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").select(selector)


def _texts(page: Path, selector: str) -> list[str]:
    return [" ".join(tag.get_text().split()) for tag in _select(page, selector)]


# The commands ---------------------------------------------------------------------------------


def test_every_page_installs_in_the_same_way() -> None:
    """From an address that is filled in at one place, in an environment that is activated."""
    install = [*ENVIRONMENT, INSTALL.format(address=_repository())]
    readme, _, clone = _blocks("README.md", "console")
    assert clone[0] == f"git clone {_repository()}"
    assert readme[1:4] == install
    tutorial, *_ = _blocks("docs/tutorial.md", "sh")
    assert tutorial == install


def test_the_example_address_belongs_to_nobody() -> None:
    """Nobody can register it: https://www.rfc-editor.org/rfc/rfc2606#section-2."""
    assert re.match(r"https://[\w.]+\.example/", _repository())


# The way --------------------------------------------------------------------------------------


def _init(folder: Path) -> Path:
    """Let the package that is tested start a journal which brings it along."""
    command = [sys.executable, "-m", "sphinx_paperreview", "init", "--vendor", str(folder)]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    (wheel,) = (folder / "vendor").iterdir()
    return wheel


def _take_step(folder: Path, step: int) -> str:
    """Add the files of a step of the tutorial, and run its command."""
    files = STEPS / str(step)
    shutil.copytree(files, folder, dirs_exist_ok=True, copy_function=shutil.copyfile)
    _install, build = _blocks("docs/tutorial.md", "sh")
    return _run(folder, build, folder / ".venv")


def _follow_the_tutorial(folder: Path) -> None:
    built = folder / "_build/html"

    assert SUCCESS in _take_step(folder, 1)
    assert _texts(built / "index.html", ".paper-list .paper-title") == ["Harmony"]
    assert _select(built / "posts/2025-11-27.html", "#arxiv-2511-21579 .paper-head .paper-org")

    assert SUCCESS in _take_step(folder, 2)
    titles = ["Attention Is All You Need", "Harmony"]
    assert _texts(built / "index.html", ".paper-list .paper-title") == titles
    links = _select(built / "posts/2025-11-28.html", "section.paper-review > p a")
    assert [(link.get_text(), link["href"]) for link in links] == [
        ("Harmony", "2025-11-27.html#arxiv-2511-21579"),
        ("arXiv 2111.00396", "https://arxiv.org/abs/2111.00396"),
    ]

    assert SUCCESS in _take_step(folder, 3)
    index = _select(built / "index.html", "[role=main] p a")
    assert "papers/index.html" in {str(link["href"]) for link in index}
    overview = _select(built / "papers/index.html", "[role=main] a")
    pages = {str(link["href"]).rpartition("/")[0] for link in overview}
    assert {"org", "tag", "month"} <= pages
    assert _texts(built / "index.html", ".paper-group") == ["November 2025"]
    assert (built / "paper-orgs.html").is_file()


def _follow_the_readme(folder: Path, environment: Path, wheel: Path) -> None:
    """Behind the installation; from this wheel, which only this machine has."""
    first, then, _clone = _blocks("README.md", "console")
    said = _run(folder, first[4:], environment)
    assert SUCCESS in said
    assert "Before you publish: " in said
    assert SUCCESS in _run(folder, then, environment)
    posts = _texts(folder / "_build/html/index.html", ".paper-posts .paper-title")
    assert len(posts) == 2
    _run(folder, ["sphinx-paperreview init --vendor"], environment)
    assert (folder / "vendor" / wheel.name).read_bytes() == wheel.read_bytes()


def test_a_newcomer_gets_to_a_published_journal(tmp_path: Path) -> None:
    """The tutorial, the README and the page on publishing: each command works, and none warns."""
    hosted, learned, started = (tmp_path / name for name in ("hosted", "learned", "started"))
    wheel = _init(hosted)
    environment = learned / ".venv"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)

    publish = _blocks("docs/publish.md", "sh")[-1]
    said = _run(hosted, publish, environment)
    assert SUCCESS in said
    (canonical,) = _select(hosted / "_build/html/posts/welcome.html", "link[rel=canonical]")
    assert canonical["href"] == "https://journal.example/posts/welcome.html"
    assert _texts(hosted / "_build/html/index.html", ".sidebar-brand-text") == ["Paper journal"]

    _follow_the_tutorial(learned)
    started.mkdir()
    _follow_the_readme(started, environment, wheel)
