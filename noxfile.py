"""The versions that a site may have: ``nox`` runs the oldest and the newest, ``nox -s whole`` all.

Needs ``pip install nox uv``. An interpreter that the machine lacks is named, and passed over.
"""

from __future__ import annotations

from pathlib import Path

import nox

nox.options.default_venv_backend = "uv"
nox.options.error_on_missing_interpreters = False
nox.options.sessions = ["ends", "neighbours", "package"]

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
OLDEST, NEWEST = "lowest-direct", "highest"

ENDS = (
    "tests/test_builders.py",
    "tests/test_catalogs.py",
    "tests/test_determinism.py",
    "tests/test_sphinx_internals.py",
)
"""What tells most of another Sphinx, docutils or MyST in a few minutes."""

WITHOUT = ("tests/benchmarks", "tests/browser", "tests/test_architecture.py", "tests/test_docs.py")
"""What says nothing of versions, or needs those that the documentation is written with."""


NEIGHBOURS = (
    "ablog",
    "myst-nb",
    "sphinx-autobuild",
    "sphinx-copybutton",
    "sphinx-intl",
    "sphinx-llm",
    "sphinx-notfound-page",
    "sphinx-sitemap",
    "sphinx-tabs",
    "sphinx-tippy",
    "sphinx-togglebutton",
    "sphinxcontrib-bibtex",
    "sphinxcontrib-mermaid",
    "sphinxext-opengraph[social_cards]",
)
"""Extensions that journals have beside this one."""

OF_SDIST = (
    "tests/core/test_examples.py",
    "tests/cli/test_init.py",
    "tests/test_catalogs.py",
    "tests/test_package.py",
    "tests/test_readme.py",
)
"""What tells in a minute whether files are missing."""

THEMES = (
    "piccolo-theme",
    "shibuya",
    "sphinx-bootstrap-theme",
    "sphinx-breeze-theme",
    "sphinx-immaterial",
    "sphinx-material",
    "sphinx-nefertiti",
    "sphinx-rtd-dark-mode",
)
"""Themes beside those of the extra ``test``, that the newest Sphinx builds a site with."""


def _run(session: nox.Session, resolution: str, *tests: str) -> None:
    session.install("--resolution", resolution, "-e", ".[test]")
    session.run("python", "-c", _SAY)
    session.run("sphinx-build", "-q", "-n", "-W", "docs", session.create_tmp() + "/html")
    session.run("pytest", "-q", "-n", "auto", *(session.posargs or tests))


_SAY = """
import sys
from importlib.metadata import version
names = ("sphinx", "docutils", "myst-parser", "sphinx-design", "furo")
print("Python", sys.version.split()[0], *(f"{name} {version(name)}" for name in names))
"""


@nox.session
@nox.parametrize(
    ("python", "resolution"), [(PYTHONS[0], OLDEST), *((name, NEWEST) for name in PYTHONS[-2:])]
)
def ends(session: nox.Session, resolution: str) -> None:
    """Run what matters most with the oldest and the newest of each."""
    _run(session, resolution, *ENDS)


@nox.session(python=PYTHONS)
@nox.parametrize("resolution", [OLDEST, NEWEST])
def whole(session: nox.Session, resolution: str) -> None:
    """Run all that versions can change."""
    _run(session, resolution, "tests", *(f"--ignore={path}" for path in WITHOUT))


@nox.session
def neighbours(session: nox.Session) -> None:
    """Build a journal beside each of the other extensions, and beside all of them."""
    session.install("-e", ".[test]", *NEIGHBOURS)
    session.run("pytest", "-q", "tests/neighbours/check_neighbours.py", *session.posargs)


@nox.session
def package(session: nox.Session) -> None:
    """Make what is published, use the wheel as a newcomer does, and run tests of the sdist."""
    work = Path(session.create_tmp()).resolve()
    dist, journal, unpacked = work / "dist", work / "journal", work / "unpacked"
    session.run("python", "-c", _CLEAR, str(dist), str(journal), str(unpacked))
    session.install("build", "twine")
    session.run("python", "-m", "build", "--outdir", str(dist))
    (wheel,), (sdist,) = dist.glob("*.whl"), dist.glob("*.tar.gz")
    session.run("twine", "check", "--strict", str(wheel), str(sdist))
    session.run("python", "-m", "tarfile", "-e", str(sdist), str(unpacked))
    session.install(str(wheel), "furo")
    session.chdir(work)  # where no folder is called as the package is
    session.run("sphinx-paperreview", "init", str(journal))
    session.run("sphinx-build", "-n", "-W", str(journal), str(journal / "_build/html"))
    (top,) = unpacked.iterdir()
    session.chdir(top)
    session.install("-e", ".[test]")
    session.run("pytest", "-q", *(session.posargs or OF_SDIST))


_CLEAR = "import shutil, sys; [shutil.rmtree(name, ignore_errors=True) for name in sys.argv[1:]]"


@nox.session
def themes(session: nox.Session) -> None:
    """Look at a journal in each of the other themes."""
    session.install("-e", ".[test]", *THEMES)
    session.run("pytest", "-q", "tests/browser/check_themes.py", *session.posargs)
