"""One run: all systems in turn, build by build, so that what disturbs one disturbs all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.compare import differing
from benchmarks.edits import CLEAN, NO_OP, Step, steps
from benchmarks.environments import make_environment, versions_of
from benchmarks.figures import Figures, Sample
from benchmarks.journal import Journal, make_journal
from benchmarks.site import BuildFailed, Cost, Site
from benchmarks.systems.system import System

COMPARED_EACH = 200
"""Up to so many posts, the first repetition compares the output after each edit to a clean one;
of larger journals, only after all edits of a repetition: clean builds take minutes there."""

_STATE = "state.txt"
"""Name of the file that says which step a site has come to."""


@dataclass
class Campaign:
    """What is measured, and where."""

    folder: Path
    """Holds environments, sites and figures between runs."""
    theme: str
    systems: Sequence[System]
    figures: Figures
    scenarios: Sequence[str]
    say: Callable[[str], None]
    """Takes a line for each build."""
    broken: set[tuple[str, int]] = field(default_factory=set)
    """Systems that could not build a journal of some size."""

    def prepare(self) -> dict[str, Path]:
        """Make the environments; give their interpreters."""
        pythons = {}
        for system in self.systems:
            self.say(f"environment of {system.name}")
            python = make_environment(system, self.theme, self.folder / "environments")
            pythons[system.name] = python
            self.figures.versions[system.name] = versions_of(python)
        self.figures.write()
        return pythons

    def run(self, posts: int, repetitions: int) -> None:
        """Measure journals of one size; what has been measured before is not measured again."""
        pythons = self.prepare()
        before = Step(0, "start", make_journal(posts))
        for step in steps(posts, repetitions, self.scenarios):
            for system in _in_turn(self.systems, step.repetition):
                key = (self.theme, posts, system.name, step.scenario, step.repetition)
                if self.figures.has(key) or (system.name, posts) in self.broken:
                    continue
                site = self._site(system, pythons[system.name], posts)
                try:
                    self._step(system, site, posts, before=before, step=step)
                except BuildFailed as error:
                    self.broken.add((system.name, posts))
                    self.say(f"{system.name} at {posts} posts: a build failed:\n{error}")
            before = step

    def _site(self, system: System, python: Path, posts: int) -> Site:
        conf = f'{system.conf}project = "Journal"\nhtml_theme = "{self.theme}"\n'
        return Site(self.folder / self.theme / f"{system.name}-{posts}", python, conf)

    def _step(self, system: System, site: Site, posts: int, *, before: Step, step: Step) -> None:
        """Edit, build, compare; keep what it cost."""
        self._catch_up(system, site, before)
        (site.folder / _STATE).unlink()
        written = site.write(system.files(step.journal))
        if step.scenario == CLEAN:
            cost = site.build_clean()
            stale = self._compare(site, step.journal, posts)
        else:
            cost = site.build_later()
            stale = None
            if step.repetition == 1 and posts <= COMPARED_EACH and step.scenario != NO_OP:
                site.build_clean()
                stale = self._compare(site, step.journal, posts)
        _note(site, step)
        place = (self.theme, posts, system.name, step.scenario, step.repetition)
        self.figures.add(Sample(*place, cost=cost, written=written, stale=stale))
        build = f"{posts} posts, {step.repetition}: {step.scenario}, {system.name}"
        self.say(f"{build}: {_line(cost, stale)}")

    def _compare(self, site: Site, journal: Journal, posts: int) -> list[str]:
        gone = {post.docname for post in make_journal(posts).posts}
        gone -= {post.docname for post in journal.posts}
        stale = differing(site.later / "out", site.clean / "out", gone=gone)
        site.adopt_clean()
        return stale

    def _catch_up(self, system: System, site: Site, before: Step) -> None:
        """Bring a site to where the step before has left it; that is not measured."""
        state = site.folder / _STATE
        if state.is_file() and state.read_text(encoding="utf-8") == _name(before):
            return
        site.write(system.files(before.journal))
        site.build_clean()
        site.adopt_clean()
        _note(site, before)


def _in_turn(systems: Sequence[System], repetition: int) -> Iterator[System]:
    """Yield all systems, beginning with another one in each repetition."""
    start = (repetition - 1) % len(systems)
    yield from (*systems[start:], *systems[:start])


def _note(site: Site, step: Step) -> None:
    (site.folder / _STATE).write_text(_name(step), encoding="utf-8")


def _name(step: Step) -> str:
    return f"{step.repetition} {step.scenario}"


def _line(cost: Cost, stale: list[str] | None) -> str:
    parts = [f"{cost.cpu:.2f} s CPU", f"{cost.memory / 2**20:.0f} MiB"]
    if cost.warnings:
        parts.append(f"{cost.warnings} warnings")
    if stale is not None:
        parts.append(f"{len(stale)} stale pages" if stale else "as clean")
    return ", ".join(parts)
