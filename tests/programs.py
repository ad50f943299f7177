"""Programs that tests run beside Python: where they are, and how they are run."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

LATEX_CONF = (
    'latex_engine = "xelatex"\n'
    'latex_elements = {"fontpkg": r"\\setmainfont{Noto Serif CJK KR}[AutoFakeSlant]"}\n'
)
"""Lines of conf.py: what `typeset` reads, with a font that has Hangul."""


def program(*names: str, package: str) -> str:
    """Find a program by the first of its names that this machine knows.

    Where it knows none the test is skipped, which continuous integration counts as a failure
    (`tests.conftest.NO_SKIPS`).

    Args:
        names: What it is called.
        package: What to install.
    """
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip(f"no {names[0]} on this machine: install {package}")
    return found


def typeset(out: Path, *, runs: int = 1) -> Path:
    """Make a PDF of the one TeX file that the LaTeX builder has left; it stands beside its log.

    Args:
        out: The builder's output folder.
        runs: The second one knows the references of the first.
    """
    (path,) = out.glob("*.tex")
    xelatex = program("xelatex", package="TeX Live")
    # Whatever the file holds, no shell runs it.
    options = ["-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error"]
    for _run in range(runs):
        command = [xelatex, *options, path.name]
        done = subprocess.run(command, cwd=out, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout[-3000:].decode(errors="replace")
    return path.with_suffix(".pdf")
