"""A virtual environment for each system, with one version of Sphinx for all."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from benchmarks.systems.system import System

ROOT = Path(__file__).parents[1]
SHARED = ("sphinx", "docutils", "myst-parser")
"""What all systems stand on, in the versions that the runner itself has."""
THEMES: dict[str, tuple[str, ...]] = {
    "basic": (),
    "alabaster": (),
    "furo": ("furo",),
}
"""The packages of each theme that can be measured."""


class NoEnvironment(Exception):
    """An environment that pip could not make; says why."""


def make_environment(system: System, theme: str, folder: Path) -> Path:
    """Give the interpreter of a system's environment, made where it is not there yet."""
    home = folder / f"{system.name}-{theme}"
    python, made = home / "bin" / "python", home / "made.txt"
    pinned = [f"{name}=={version(name)}" for name in SHARED]
    wanted = [*pinned, *THEMES[theme], *map(_package, system.packages)]
    if not made.is_file() or made.read_text(encoding="utf-8") != "\n".join(wanted):
        shutil.rmtree(home, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
        command = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        ended = subprocess.run([*command, *wanted], check=False, capture_output=True, text=True)
        if ended.returncode:
            raise NoEnvironment(f"{system.name}: pip failed:\n{ended.stderr[-2000:]}")
        made.write_text("\n".join(wanted), encoding="utf-8")
    return python


def versions_of(python: Path) -> dict[str, str]:
    """List the packages of an environment with their versions."""
    command = [str(python), "-m", "pip", "list", "--format=json", "--disable-pip-version-check"]
    ended = subprocess.run(command, check=True, capture_output=True, text=True)
    return {package["name"]: package["version"] for package in json.loads(ended.stdout)}


def _package(name: str) -> str:
    """Name a package as pip takes it: this project from its folder, as it is."""
    return f"--editable={ROOT}" if name == "." else name
