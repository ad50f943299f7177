"""Many cases of one target: what was found, how fast they went, which was slowest."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from benchmarks.fuzz.growth import GROWS, grows
from benchmarks.fuzz.reduction import reduce
from benchmarks.fuzz.running import OUT_OF_TIME, run
from benchmarks.fuzz.target import Input, Problem, Target

_EVERY = 20
"""Of so many cases the work of one is counted, where an input can be repeated."""

_LESS = 10
"""So much less is tried to reduce an input that takes very long."""


@dataclass(frozen=True)
class Finding:
    """An input that something is wrong with, as small as it could be made."""

    target: str
    seed: int
    number: int
    """Of the case, from 0."""
    problem: Problem
    given: Input


@dataclass
class Report:
    """What a campaign has come to."""

    target: str
    cases: int = 0
    seconds: float = 0.0
    """Of CPU in all cases, without those that reduce an input."""
    slowest: tuple[float, int] = (0.0, 0)
    """Seconds of CPU and number of a case."""
    kinds: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    """The first of each kind."""

    def __str__(self) -> str:
        """Write a line."""
        rate = self.cases / self.seconds if self.seconds else 0
        seconds, number = self.slowest
        return (
            f"{self.target}: {self.cases} cases, {rate:.1f} a second of CPU, "
            f"{self.kinds.total()} findings of {len(self.kinds)} kinds; "
            f"slowest: {seconds:.2f} s (case {number})"
        )


def inputs(target: Target, seed: int) -> Iterator[Input]:
    """Write inputs without end: the same ones for a seed, whatever became of those before."""
    number = 0
    while True:
        yield target.make(Random(f"{target.name}/{seed}/{number}"))
        number += 1


def fuzz(
    target: Target, seed: int, *, count: int | None = None, seconds: float | None = None
) -> Report:
    """Run cases of a target until there have been so many, or so many seconds have passed."""
    report = Report(target.name)
    end = time.monotonic() + seconds if seconds is not None else None
    for number, given in enumerate(inputs(target, seed)):
        if number == count or (end is not None and time.monotonic() > end):
            break
        problem, cost = run(target, given)
        if problem is None and number % _EVERY == 0:
            problem = grows(target, given)
        report.cases += 1
        report.seconds += cost
        report.slowest = max(report.slowest, (cost, number))
        if problem is not None:
            _note(report, target, Finding(target.name, seed, number, problem, given))
    return report


def _note(report: Report, target: Target, finding: Finding) -> None:
    """Count a finding; make the first of its kind smaller, and keep it."""
    kind = finding.problem.kind
    report.kinds[kind] += 1
    if report.kinds[kind] > 1:
        return

    def look(given: Input) -> Problem | None:
        return grows(target, given) if kind == GROWS else run(target, given)[0]

    def fails(given: Input) -> bool:
        problem = look(given)
        return problem is not None and problem.kind == kind

    trials = target.trials if kind != OUT_OF_TIME else target.trials // _LESS
    smaller = reduce(finding.given, fails, trials)
    problem = look(smaller) or finding.problem
    report.findings.append(Finding(finding.target, finding.seed, finding.number, problem, smaller))
