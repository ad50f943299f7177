"""Measure how costs grow with an input: ``python -m benchmarks.growth``; see README.md."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path

from benchmarks.machine import describe
from benchmarks.shapes import CONVERT, HTML, IMPORT, SINGLEHTML, Files, Shape, Write, shapes

_CONF = 'extensions = ["myst_parser"{ours}]\nhtml_theme = "basic"\n'
_OURS = ', "sphinx_paperreview"'

_CONVERT = """
import sys
from pathlib import Path
from sphinx_paperreview.importers.convert import convert
convert(Path(sys.argv[1], "post.md").read_bytes(), "post.md")
"""

_IMPORT = "from sphinx_paperreview.cli.main import main; main()"

_LIMIT = 1.15
"""The exponent that an input may grow with, where its control does not grow faster."""

_NOISE = 0.05
"""Seconds that no figure is good for."""

_EMPTY: Files = {"index.md": "# Journal\n", "post.md": "# Post\n"}


@dataclass(frozen=True)
class Growth:
    """Seconds of user CPU for three sizes of an input, start-up taken off."""

    seconds: tuple[float, ...]

    @property
    def exponent(self) -> float:
        """Of the step from the middle size to the largest: 1 is linear, 2 the square."""
        middle, largest = (max(seconds, _NOISE) for seconds in self.seconds[1:])
        return log(largest / middle) / log(4)


@dataclass(frozen=True)
class Manner:
    """How to measure."""

    repetitions: int
    """The fastest of so many runs counts."""
    divisor: int
    """Sizes are divided by it."""


def measure(shape: Shape, write: Write, manner: Manner, *, is_plain: bool) -> Growth:
    """Measure an input in its three sizes."""

    def cost(size: int) -> float:
        files = write(size // manner.divisor)
        return min(_cost(shape.run, files, is_plain=is_plain) for _ in range(manner.repetitions))

    start = _start(shape.run, is_plain=is_plain)
    return Growth(tuple(cost(size) - start for size in shape.sizes))


@cache
def _start(run: str, *, is_plain: bool) -> float:
    """Give the seconds that a run takes before it has read anything."""
    return min(_cost(run, _EMPTY, is_plain=is_plain) for _ in range(5))


def _cost(run: str, files: Files, *, is_plain: bool) -> float:
    """Give the seconds of user CPU of one run on some files."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder, "source"), Path(folder, "out")
        conf = _CONF.format(ours="" if is_plain else _OURS)
        for path, text in {
            **files,
            **({"conf.py": conf} if run in (HTML, SINGLEHTML) else {}),
        }.items():
            place = source / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        return _user_seconds(_command(run, str(source), str(out)))


def _command(run: str, source: str, out: str) -> list[str]:
    return {
        CONVERT: ["-c", _CONVERT, source],
        IMPORT: ["-c", _IMPORT, "import", source, out],
    }.get(run, ["-m", "sphinx", "-q", "-b", run, source, out])


def _user_seconds(arguments: Sequence[str]) -> float:
    # The same hashes at each run.
    environment = os.environ | {"PYTHONHASHSEED": "0"}
    child = subprocess.Popen(
        [sys.executable, *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _pid, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"failed with {child.returncode}: {' '.join(arguments)}")
    return used.ru_utime


# The report --------------------------------------------------------------------------------------


def table(names: Sequence[str], manner: Manner, say: Callable[[str], None]) -> None:
    """Measure shapes, and write the table line by line."""
    say("| what grows | sizes | seconds | exponent | control, seconds | exponent | |")
    say("| --- | ---: | ---: | ---: | ---: | ---: | --- |")
    known = shapes()
    for name in names:
        shape = known[name]
        ours = measure(shape, shape.write, manner, is_plain=False)
        is_build = shape.run in (HTML, SINGLEHTML)
        plain = measure(shape, shape.plain, manner, is_plain=is_build)
        say("| " + " | ".join(_cells(shape, manner, ours, plain)) + " |")


def _cells(shape: Shape, manner: Manner, ours: Growth, plain: Growth) -> Iterator[str]:
    yield shape.what
    yield " / ".join(f"{size // manner.divisor:,}" for size in shape.sizes)
    for growth in (ours, plain):
        yield " / ".join(f"{seconds:.2f}" for seconds in growth.seconds)
        yield f"{growth.exponent:.2f}"
    is_linear = ours.exponent <= max(_LIMIT, plain.exponent)
    yield "" if is_linear else "**grows faster**"


def main() -> int:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    add = parser.add_argument
    add("names", nargs="*", metavar="NAME", help="shapes to measure (default: all)")
    add("--repetitions", type=int, default=1, help="the fastest of so many runs counts")
    add("--divide", type=int, default=1, help="what to divide the sizes by, to be done sooner")
    add("--results", type=Path, help="a file for the report, beside what is printed")
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in shapes()]
    if unknown:
        parser.error(f"no shape {unknown[0]!r}; there are {', '.join(shapes())}")
    lines = [f"- {key}: {value}" for key, value in describe().items()] + [""]

    def say(line: str) -> None:
        print(line, flush=True)
        lines.append(line)

    table(options.names or list(shapes()), Manner(options.repetitions, options.divide), say)
    if options.results:
        options.results.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
