"""A journal twice, with something and without, built in turn: what disturbs one disturbs both."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.journal import make_journal
from benchmarks.systems.ours import Ours

NAMES = ("without", "with")

_EDITED = "A word more.\n"


@dataclass(frozen=True)
class Cost:
    """What something costs: medians over the runs of both."""

    seconds: float
    """Of CPU, without it."""
    ratio: float
    """With it, as a multiple of that, run by run."""
    more: float
    """With it, seconds more, run by run."""


class Pair:
    """The two journals."""

    def __init__(
        self, folder: Path, posts: int, *, conf: Mapping[str, str], files: Mapping[str, str]
    ) -> None:
        """Write them.

        Args:
            folder: Where.
            posts: How many each has.
            conf: For each of `NAMES`, lines of its ``conf.py``.
            files: What the one has beside that has it.
        """
        self.folder = folder
        journal = Ours().files(make_journal(posts))
        self.page = next(path for path in journal if path.startswith("posts/"))
        for name, extra in zip(NAMES, ({}, files), strict=True):
            settings = {"conf.py": f'{Ours.conf}html_theme = "basic"\n{conf[name]}'}
            for path, text in (journal | settings | dict(extra)).items():
                place = self.source(name) / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(text, encoding="utf-8")

    def source(self, name: str) -> Path:
        """Name the folder of one of the two."""
        return self.folder / name / "source"

    def out(self, name: str) -> Path:
        """Name the folder that one of the two is built into."""
        return self.folder / name / "out"

    def build(self, name: str) -> float:
        """Build one of the two, and give the seconds of CPU."""
        return _seconds(self.source(name), self.out(name))

    def compare(self, repetitions: int, before: Callable[[str], None]) -> Cost:
        """Build both, time and again, each time the other one first.

        Args:
            repetitions: How often.
            before: What happens to one of the two before.
        """
        costs = []
        for number in range(repetitions):
            cost = {}
            for name in NAMES[:: 1 if number % 2 else -1]:
                before(name)
                cost[name] = self.build(name)
            costs.append((cost["without"], cost["with"]))
        return Cost(
            median(without for without, _one in costs),
            median(one / without for without, one in costs),
            median(one - without for without, one in costs),
        )

    def edit(self, name: str) -> None:
        """Add a word to the text of a review."""
        with (self.source(name) / self.page).open("a", encoding="utf-8") as page:
            page.write(_EDITED)

    def nothing(self, name: str) -> None:
        """Leave all as it is."""


def _seconds(source: Path, out: Path) -> float:
    """Give the CPU seconds, user and system, of one build."""
    arguments = [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(source), str(out)]
    child = subprocess.Popen(arguments, env=os.environ | {"PYTHONHASHSEED": "0"})
    _pid, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"failed with {child.returncode}: {' '.join(arguments)}")
    return used.ru_utime + used.ru_stime
