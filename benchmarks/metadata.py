"""Measure what a long file of metadata costs: ``python -m benchmarks.metadata``; see README.md."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.machine import describe
from benchmarks.pairs import NAMES, Pair
from sphinx_paperreview.metadata.paper_record import read_record
from sphinx_paperreview.metadata.papers_json import format_papers


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
            conf = {"without": "paperreview_metadata = []\n"}
            conf["with"] = f"paperreview_metadata = {[kind]!r}\n"
            files = {kind: make(options.records)}
            pair = Pair(Path(folder), options.posts, conf=conf, files=files)
            first = {name: pair.build(name) for name in NAMES}
            ratio = first["with"] / first["without"]
            print(f"| {kind} | first, once | {first['without']:.2f} | {ratio:.3f} |", flush=True)
            for build, before in {"no-op": pair.nothing, "one page": pair.edit}.items():
                cost = pair.compare(options.repetitions, before)
                print(f"| {kind} | {build} | {cost.seconds:.2f} | {cost.ratio:.3f} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
