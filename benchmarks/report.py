"""RESULTS.md: the figures of a run as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from statistics import median

from benchmarks.edits import CLEAN, SCENARIOS
from benchmarks.environments import SHARED
from benchmarks.figures import Figures, Sample
from benchmarks.systems import SYSTEMS

BASE = "plain"
OURS = "ours"

TARGETS = {
    CLEAN: 1.10,
    "no-op": 1.15,
    "body": 1.20,
    "title": 0.70,
    "add": 0.70,
    "memory": 1.25,
    "environment": 1.25,
}
"""What this project wants to reach at 1,000 posts, relative to plain MyST."""

GROWTH = 1.05
"""The largest exponent that it wants of the growth from the smallest to the largest journal."""

HEAD = """# Results

Written by `python -m benchmarks`; see [README.md](README.md) for what is measured, and how. CPU
seconds of alternating builds; all ratios are to the same journal in **plain MyST, with every index
page written by hand**. Medians. Smaller is better.
"""


@dataclass(frozen=True)
class Table:
    """The samples of one theme and one size of journals."""

    theme: str
    posts: int
    samples: Sequence[Sample]

    @property
    def systems(self) -> list[str]:
        """Name the systems that were measured, in the order of the command line."""
        found = {sample.system for sample in self.samples}
        return [name for name in SYSTEMS if name in found]

    def of(self, system: str, scenario: str) -> list[Sample]:
        """Give the samples of one kind of build."""
        return [s for s in self.samples if (s.system, s.scenario) == (system, scenario)]

    def figure(self, system: str, name: str) -> float | None:
        """Give the median of CPU seconds of a scenario, or of a size after clean builds."""
        scenario = name if name in SCENARIOS else CLEAN
        field = "cpu" if name in SCENARIOS else name
        values = [getattr(sample.cost, field) for sample in self.of(system, scenario)]
        return median(values) if values else None

    def ratio(self, system: str, name: str) -> float | None:
        """Compare a figure to that of plain MyST."""
        value, base = self.figure(system, name), self.figure(BASE, name)
        return value / base if value is not None and base else None


def report(figures: Figures) -> str:
    """Write the report."""
    sizes = sorted({(s.theme != "basic", s.theme, s.posts) for s in figures.samples})
    tables = [Table(theme, posts, figures.of(theme, posts)) for _, theme, posts in sizes]
    parts = [HEAD, *_machine(figures)]
    parts += _targets(tables)
    for table in tables:
        parts += _sections(table)
    parts += _growth(tables)
    parts += _packages(figures)
    return "\n".join(parts)


def _machine(figures: Figures) -> Iterator[str]:
    yield "## Measured on\n"
    shared = next(iter(figures.versions.values()), {})
    folded = {name.lower(): version for name, version in shared.items()}
    stands = ", ".join(f"{name} {folded.get(name, '?')}" for name in SHARED)
    for name, value in (*figures.machine.items(), ("All systems", stands)):
        yield f"- {name}: {value}"
    yield ""


def _targets(tables: Sequence[Table]) -> Iterator[str]:
    largest = [table for table in tables if table.theme == "basic" and table.posts >= 1000]
    for table in largest[:1]:
        yield f"## What is wanted, and what is reached ({table.posts:,} posts)\n"
        rows = [
            [
                _shown(name),
                f"≤ {wanted:.2f}",
                _ratio(table.ratio(OURS, name)),
                _verdict(table, name),
            ]
            for name, wanted in TARGETS.items()
        ]
        yield _table(["", "wanted", "sphinx-paperreview", ""], rows)


def _verdict(table: Table, name: str) -> str:
    value = table.ratio(OURS, name)
    return "" if value is None else "reached" if value <= TARGETS[name] else "**not reached**"


def _sections(table: Table) -> Iterator[str]:
    yield f"## {table.posts:,} posts, theme `{table.theme}`\n"
    names = [*SCENARIOS, "memory", "environment", "doctrees"]
    heads = ["", "index pages", *map(_shown, names)]
    rows = [
        [SYSTEMS[system].shown, SYSTEMS[system].pages]
        + [_ratio(table.ratio(system, name)) for name in names]
        for system in table.systems
    ]
    yield "Relative to plain MyST:\n"
    yield _table(heads, rows)
    yield "Seconds (median; fastest–slowest of how many builds) and MiB:\n"
    rows = [
        [SYSTEMS[system].shown]
        + [_seconds(table.of(system, name)) for name in SCENARIOS]
        + [_mebibytes(table.figure(system, name)) for name in names[len(SCENARIOS) :]]
        for system in table.systems
    ]
    yield _table(["", *heads[2:]], rows)
    yield from _freshness(table)


def _freshness(table: Table) -> Iterator[str]:
    edits = [
        name
        for name in SCENARIOS
        if any(s.stale is not None for s in table.samples if s.scenario == name)
    ]
    if not edits:
        return
    yield "Pages that an incremental build left other than a clean build makes them"
    yield "(“all edits”: after all edits of a repetition; a stale page counts once):\n"
    heads = ["", *("all edits" if name == CLEAN else _shown(name) for name in edits)]
    rows = [
        [SYSTEMS[system].shown, *(_stale(table.of(system, name)) for name in edits)]
        for system in table.systems
    ]
    yield _table(heads, rows)


def _stale(samples: Sequence[Sample]) -> str:
    found = [sample.stale for sample in samples if sample.stale is not None]
    if not found:
        return "–"
    counts = [len(stale) for stale in found]
    if not any(counts):
        return "none"
    example = next(stale[0] for stale in found if stale)
    return (
        f"{min(counts)}–{max(counts)} (`{example}`)"
        if len(set(counts)) > 1
        else f"{counts[0]} (`{example}`)"
    )


def _growth(tables: Sequence[Table]) -> Iterator[str]:
    light = [table for table in tables if table.theme == "basic"]
    if len(light) < 2:
        return
    small, large = light[0], light[-1]
    yield f"## Growth from {small.posts:,} to {large.posts:,} posts\n"
    yield f"The exponent of a clean build: 1 is linear; wanted is at most {GROWTH}.\n"
    rows = []
    for system in large.systems:
        ends = [table.figure(system, CLEAN) for table in (small, large)]
        if ends[0] and ends[1]:
            exponent = log(ends[1] / ends[0]) / log(large.posts / small.posts)
            rows.append([SYSTEMS[system].shown, f"{exponent:.2f}"])
    yield _table(["", "exponent"], rows)


def _packages(figures: Figures) -> Iterator[str]:
    yield "## Packages\n"
    base = set(figures.versions.get(BASE, {}).items())
    for system, packages in figures.versions.items():
        others = sorted(packages.items() - base) if system != BASE else sorted(packages.items())
        names = ", ".join(f"{name} {version}" for name, version in others if name != "pip")
        yield f"- {SYSTEMS[system].shown}: {names or 'the same as plain MyST'}"
    yield ""


def _shown(name: str) -> str:
    return {
        "body": "one text edited",
        "title": "one title edited",
        "delete": "a post deleted",
        "add": "a post added",
        "memory": "peak memory",
    }.get(name, name)


def _ratio(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _seconds(samples: Sequence[Sample]) -> str:
    values = sorted(sample.cost.cpu for sample in samples)
    if not values:
        return "–"
    return f"{median(values):.2f} ({values[0]:.2f}–{values[-1]:.2f} of {len(values)})"


def _mebibytes(value: float | None) -> str:
    return "–" if value is None else f"{value / 2**20:.1f}"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] + ["---:"] * (len(heads) - 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
