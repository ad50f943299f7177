"""The raw figures of a run, kept in a file after each build: an interrupted run goes on."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.site import Cost


@dataclass(frozen=True)
class Sample:
    """One measured build."""

    theme: str
    posts: int
    system: str
    scenario: str
    repetition: int
    cost: Cost
    written: int = 0
    """Source files that the author had to edit before it."""
    stale: list[str] | None = None
    """Pages in which the output differs from a clean build's; nothing where not compared."""

    @property
    def key(self) -> tuple[object, ...]:
        """Tell which build it is."""
        return self.theme, self.posts, self.system, self.scenario, self.repetition


@dataclass
class Figures:
    """All samples of a run, and what they were measured with."""

    path: Path
    machine: dict[str, str] = field(default_factory=dict)
    versions: dict[str, dict[str, str]] = field(default_factory=dict)
    """For each system, the packages of its environment."""
    samples: list[Sample] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path) -> Figures:
        """Read the figures of an earlier run; none where there is no file."""
        if not path.is_file():
            return cls(path)
        content = json.loads(path.read_text(encoding="utf-8"))
        samples = [_sample(one) for one in content["samples"]]
        return cls(path, content["machine"], content["versions"], samples)

    def add(self, sample: Sample) -> None:
        """Keep a sample."""
        self.samples.append(sample)
        self.write()

    def write(self) -> None:
        """Write the file, at once or not at all."""
        content = {
            "machine": self.machine,
            "versions": self.versions,
            "samples": [asdict(sample) for sample in self.samples],
        }
        half = self.path.with_suffix(".new")
        half.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
        half.replace(self.path)

    def has(self, key: tuple[object, ...]) -> bool:
        """Tell whether a build has been measured."""
        return any(sample.key == key for sample in self.samples)

    def of(self, theme: str, posts: int) -> list[Sample]:
        """Give the samples of one theme and size."""
        return [sample for sample in self.samples if (sample.theme, sample.posts) == (theme, posts)]


def _sample(content: dict[str, Any]) -> Sample:
    return Sample(**(content | {"cost": Cost(**content["cost"])}))
