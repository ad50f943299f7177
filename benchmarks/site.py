"""A journal as one system writes it, in a folder: its source, and its builds."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

CONF = "conf.py"
_MEASURED = Path(__file__).with_name("measured.py")


class BuildFailed(Exception):
    """A build that ended with an error; says what it wrote last."""


@dataclass(frozen=True)
class Cost:
    """What one build took, and left."""

    cpu: float
    """Seconds of all processes of the build, user and system."""
    wall: float
    """Seconds that passed."""
    memory: int
    """Most bytes of main memory at any moment, of the largest process."""
    environment: int
    """Bytes of ``environment.pickle``."""
    doctrees: int
    """Bytes of all doctrees."""
    warnings: int
    """Lines of warnings."""


@dataclass(frozen=True)
class Site:
    """A source folder with two builds: one goes on with each edit, one starts from nothing."""

    folder: Path
    python: Path
    """The interpreter of the system's environment."""
    conf: str

    @property
    def source(self) -> Path:
        """Give the source folder."""
        return self.folder / "source"

    @property
    def later(self) -> Path:
        """Give the folder of the build that goes on with each edit."""
        return self.folder / "later"

    @property
    def clean(self) -> Path:
        """Give the folder of the build that starts from nothing."""
        return self.folder / "clean"

    def write(self, files: Mapping[str, str]) -> int:
        """Make the source folder hold these files; give the number of those that differed.

        What is as it should be is left alone, as an author leaves it.
        """
        wanted = {self.source / path: text.encode() for path, text in files.items()}
        wanted[self.source / CONF] = self.conf.encode()
        stale = [path for path in self.source.rglob("*") if path.is_file() and path not in wanted]
        changed = {path: text for path, text in wanted.items() if not _holds(path, text)}
        for path in stale:
            path.unlink()
        for path, text in changed.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)
        return len(stale) + len(changed)

    def build_later(self) -> Cost:
        """Build with what the builds before have left."""
        return self._build(self.later)

    def build_clean(self) -> Cost:
        """Build from nothing."""
        shutil.rmtree(self.clean, ignore_errors=True)
        return self._build(self.clean)

    def adopt_clean(self) -> None:
        """Go on from the clean build: so a page that was stale counts for one edit only."""
        shutil.rmtree(self.later, ignore_errors=True)
        self.clean.rename(self.later)

    def _build(self, folder: Path) -> Cost:
        folder.mkdir(parents=True, exist_ok=True)
        cost, log = folder / "cost.json", folder / "log.txt"
        doctrees, out = folder / "doctrees", folder / "out"
        sphinx = [self.python, "-m", "sphinx", "-q", "-j1", "-d", doctrees, self.source, out]
        command = [*map(str, (sys.executable, "-I", "-S", _MEASURED, cost, log, *sphinx))]
        # The same hashes at each run; no colours; nothing of the runner's own environment.
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        ended = subprocess.run(command, env=kept | {"PYTHONHASHSEED": "0"}, check=False)
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        if ended.returncode:
            raise BuildFailed("\n".join(lines[-20:]))
        return Cost(
            **json.loads(cost.read_text(encoding="utf-8")),
            environment=(doctrees / "environment.pickle").stat().st_size,
            doctrees=sum(path.stat().st_size for path in doctrees.rglob("*.doctree")),
            warnings=sum("WARNING" in line or "ERROR" in line for line in lines),
        )


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content
