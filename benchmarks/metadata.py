"""Measure what a long file of metadata costs: ``python -m benchmarks.metadata``; see README.md."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

from benchmarks.journal import make_journal
from benchmarks.machine import describe
from benchmarks.systems.ours import Ours
from sphinx_paperreview.metadata.paper_record import read_record
from sphinx_paperreview.metadata.papers_json import format_papers

_EDITED = "A word more.\n"


def _records(count: int) -> str:
    """Make a ``papers.json`` of papers that no page of the journal names, and of some that do."""
    records = (
        {
            "ids": [f"arxiv:{15 + number // 99000:02d}12.{number % 99000 + 1:05d}"],
            "title": f"On the {number}th of many things: a study with a title of the usual length",
            "authors": [f"Given{author} Family{number % 999}" for author in range(6)],
            "org": ["Northwind Labs"],
            "venue": "ICLR 2026",
            "published": "2015-12-01",
            "code": f"https://example.org/code/{number}",
            "source": ["arxiv"],
            "day": "2026-11-30",
        }
        for number in range(count)
    )
    return format_papers(read_record(record)[0] for record in records)


def _bibliography(count: int) -> str:
    """Make a ``.bib`` file of as many entries."""
    return "\n".join(
        f"@article{{key{number},\n  title = {{{{BERT}} and {{\\'e}} {number}}},\n  author = {{"
        f'M{{\\"u}}ller{number % 999}, J{{\\"o}}rg and Smith, John}},\n  journal = {{Things}},\n'
        f"  year = {{2015}},\n  month = dec,\n  eprint = {{1512.{number + 1:05d}}},\n"
        "  archiveprefix = {arXiv}\n}\n"
        for number in range(count)
    )


def _seconds(source: Path, out: Path) -> float:
    """Give the CPU seconds, user and system, of one build."""
    arguments = [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(source), str(out)]
    child = subprocess.Popen(arguments, env=os.environ | {"PYTHONHASHSEED": "0"})
    _pid, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"failed with {child.returncode}: {' '.join(arguments)}")
    return used.ru_utime + used.ru_stime


class _Pair:
    """A journal twice, with a file of metadata and without, built in turn."""

    def __init__(self, folder: Path, posts: int, files: Mapping[str, str]) -> None:
        self.folder = folder
        self.page = ""
        for name, extra in {"without": {}, "with": files}.items():
            journal = Ours().files(make_journal(posts))
            written = {**journal, "conf.py": self._conf(extra), **extra}
            for path, text in written.items():
                place = folder / name / "source" / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(text, encoding="utf-8")
            self.page = next(path for path in written if path.startswith("posts/"))

    @staticmethod
    def _conf(files: Mapping[str, str]) -> str:
        return f'{Ours.conf}html_theme = "basic"\npaperreview_metadata = {list(files)!r}\n'

    def build(self, name: str) -> float:
        return _seconds(self.folder / name / "source", self.folder / name / "out")

    def compare(self, repetitions: int, before: Callable[[Path], None]) -> tuple[float, float]:
        """Give the seconds without the file, and the median of the ratios, run by run."""
        seconds, ratios = [], []
        for number in range(repetitions):
            cost = {}
            # Turn by turn, so that what disturbs the machine disturbs both.
            for name in ("without", "with")[:: 1 if number % 2 else -1]:
                before(self.folder / name / "source")
                cost[name] = self.build(name)
            seconds.append(cost["without"])
            ratios.append(cost["with"] / cost["without"])
        return median(seconds), median(ratios)

    def edit(self, source: Path) -> None:
        with (source / self.page).open("a", encoding="utf-8") as page:
            page.write(_EDITED)


def _nothing(source: Path) -> None:
    del source


def main() -> int:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.metadata", description=__doc__)
    parser.add_argument("--posts", type=int, default=100)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--repetitions", type=int, default=7)
    options = parser.parse_args()
    for key, value in describe().items():
        print(f"- {key}: {value}")
    kinds = {"papers.json": _records, "library.bib": _bibliography}
    print("\n| file | build | seconds without | with, times |\n| --- | --- | ---: | ---: |")
    for kind, make in kinds.items():
        with tempfile.TemporaryDirectory() as folder:
            pair = _Pair(Path(folder), options.posts, {kind: make(options.records)})
            first = {name: pair.build(name) for name in ("without", "with")}
            ratio = first["with"] / first["without"]
            print(f"| {kind} | first, once | {first['without']:.2f} | {ratio:.3f} |", flush=True)
            for build, before in {"no-op": _nothing, "one page": pair.edit}.items():
                seconds, ratio = pair.compare(options.repetitions, before)
                print(f"| {kind} | {build} | {seconds:.2f} | {ratio:.3f} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
