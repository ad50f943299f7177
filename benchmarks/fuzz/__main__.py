"""Try hostile inputs: ``python -m benchmarks.fuzz --seconds 60``; see README.md."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from benchmarks.fuzz.campaign import Finding, fuzz
from benchmarks.fuzz.growth import grows
from benchmarks.fuzz.plain import PLAIN
from benchmarks.fuzz.posts import CONVERT, VERIFY
from benchmarks.fuzz.running import run
from benchmarks.fuzz.sites import CONFIGURATION, OPTIONS
from benchmarks.fuzz.target import Input, Target

TARGETS = {target.name: target for target in (CONVERT, VERIFY, OPTIONS, PLAIN, CONFIGURATION)}


def main(arguments: list[str] | None = None) -> int:
    """Try what the command line asks for; 1 where something was found."""
    options = _options(arguments)
    if options.replay:
        return _replay(options.replay)
    found = False
    targets = [TARGETS[name] for name in options.targets or TARGETS]
    for target in targets:
        seconds = None if options.seconds is None else options.seconds / len(targets)
        report = fuzz(target, options.seed, count=options.count, seconds=seconds)
        for finding in report.findings:
            found = True
            _show(finding, options.save)
        print(f"seed {options.seed}, {report}", flush=True)
    return int(found)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    add = parser.add_argument
    add("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)} (default: all)")
    add("--seed", type=int, default=0, help="what the inputs are made from (default: 0)")
    add("--seconds", type=float, help="when to end; the targets share them (default: 60)")
    add("--count", type=int, help="how many inputs to try of each target")
    add("--save", type=Path, metavar="FOLDER", help="where findings are written, for --replay")
    add("--replay", type=Path, metavar="FILE", help="try the input of a finding once more")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.targets if name not in TARGETS]
    if unknown:
        parser.error(f"no target {unknown[0]!r}; there are {', '.join(TARGETS)}")
    if options.seconds is None and options.count is None:
        options.seconds = 60.0
    return options


def _show(finding: Finding, folder: Path | None) -> None:
    """Print a finding as a line of JSON, which can be replayed."""
    print(f"{finding.target}, seed {finding.seed}, case {finding.number}: {finding.problem.kind}")
    print(finding.problem.message.rstrip())
    written = _written(finding.target, finding.given)
    print(f"{written}\n", flush=True)
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{finding.target}-{finding.seed}-{finding.number}.json"
        (folder / name).write_text(f"{written}\n", encoding="utf-8")


def _written(target: str, given: Input) -> str:
    # Bytes that are no UTF-8 become halves of characters, which JSON escapes.
    files = {name: data.decode("utf-8", "surrogateescape") for name, data in given.items()}
    return json.dumps({"target": target, "files": files})


def _read(path: Path) -> tuple[Target, Input]:
    loaded = json.loads(path.read_text(encoding="utf-8"))
    files = loaded["files"].items()
    given = {name: text.encode("utf-8", "surrogateescape") for name, text in files}
    return TARGETS[loaded["target"]], given


def _replay(path: Path) -> int:
    target, given = _read(path)
    problem, seconds = run(target, given)
    problem = problem or grows(target, given)
    said = f"{problem.kind}\n{problem.message}" if problem else "nothing is wrong"
    print(f"{target.name}: {said} ({seconds:.2f} s)")
    return int(problem is not None)


if __name__ == "__main__":
    sys.exit(main())
