"""Measure what feeds, files and "Cite" cost: ``python -m benchmarks.exports``; see README.md."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.machine import describe
from benchmarks.pairs import NAMES, Pair

_CONF = {
    "without": (
        "paperreview_feeds = paperreview_files = paperreview_page_files = []\n"
        "paperreview_cite = False\n"
    ),
    "with": "html_baseurl = 'https://journal.example/'\n",
}

_KINDS = ("*.xml", "*.bib", "*.csl.json", "papers.json")


def _files(out: Path) -> list[Path]:
    return sorted(path for kind in _KINDS for path in out.rglob(kind))


def _written(pair: Pair) -> list[str]:
    """Edit one review, and name the files that are written then."""
    out = pair.out("with")
    for path in _files(out):
        os.utime(path, ns=(1, 1))
    pair.edit("with")
    pair.build("with")
    written = (path for path in _files(out) if path.stat().st_mtime_ns != 1)
    return [path.relative_to(out).as_posix() for path in written]


def main() -> int:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.exports", description=__doc__)
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--clean", type=int, default=3, help="how often to build from nothing")
    parser.add_argument("--repetitions", type=int, default=7)
    options = parser.parse_args()
    for key, value in describe().items():
        print(f"- {key}: {value}")
    print("\n| build | seconds without | with, times | with, seconds more |")
    print("| --- | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        pair = Pair(Path(folder), options.posts, conf=_CONF, files={})

        def remove(name: str) -> None:
            shutil.rmtree(pair.out(name), ignore_errors=True)

        # The newest post stands in the feed with all of its text.
        posts = pair.source("with").rglob("posts/**/20*.md")
        pair.page = max(path.relative_to(pair.source("with")).as_posix() for path in posts)
        for name in NAMES:
            remove(name)
        builds = {"clean": remove, "no-op": pair.nothing, "one text edited": pair.edit}
        for build, before in builds.items():
            times = options.clean if build == "clean" else options.repetitions
            cost = pair.compare(times, before)
            row = f"{cost.seconds:.2f} | {cost.ratio:.3f} | {cost.more:+.2f}"
            print(f"| {build} | {row} |", flush=True)
        files = _files(pair.out("with"))
        mebibytes = sum(path.stat().st_size for path in files) / 2**20
        print(
            f"\n{len(files)} files of {mebibytes:.1f} MiB; after an edit of one text are written:"
        )
        print(", ".join(_written(pair)) or "none")
    return 0


if __name__ == "__main__":
    sys.exit(main())
