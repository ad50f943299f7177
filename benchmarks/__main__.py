"""Measure builds: ``python -m benchmarks``; see README.md beside this file."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from benchmarks.campaign import Campaign
from benchmarks.edits import SCENARIOS, fewest_posts
from benchmarks.environments import THEMES, NoEnvironment
from benchmarks.figures import Figures
from benchmarks.machine import describe
from benchmarks.report import report
from benchmarks.systems import SYSTEMS

REPETITIONS = {100: 5, 1000: 3}
"""How often each build is measured, by the number of posts."""

RESULTS = Path(__file__).with_name("RESULTS.md")
_APART = "\n## Measured apart\n"
"""Heading of what other programs have measured; it is the last of a report."""


def main() -> int:
    """Measure what the command line asks for, and write the report."""
    options = _options()
    folder: Path = options.folder
    folder.mkdir(parents=True, exist_ok=True)
    figures = Figures.read(folder / "figures.json")
    if not options.report:
        figures.machine = describe()
    start = time.monotonic()

    def say(line: str) -> None:
        print(f"[{(time.monotonic() - start) / 60:6.1f} min] {line}", flush=True)

    for posts in options.posts:
        if posts < fewest_posts(options.repetitions or _repetitions(posts)):
            say(f"{posts} posts are too few to delete one in each repetition")
            return 2
    systems = [SYSTEMS[name] for name in options.systems]
    campaign = Campaign(folder, options.theme, systems, figures, options.scenarios, say)
    try:
        for posts in () if options.report else options.posts:
            campaign.run(posts, options.repetitions or _repetitions(posts))
    except NoEnvironment as error:
        say(str(error))
        return 1
    finally:
        kept = _kept(options.results)
        options.results.write_text(report(figures) + kept, encoding="utf-8")
    return 0


def _repetitions(posts: int) -> int:
    return REPETITIONS.get(posts, 3)


def _kept(results: Path) -> str:
    """Give what stands in a report for good."""
    text = results.read_text(encoding="utf-8") if results.exists() else ""
    _own, heading, rest = text.partition(_APART)
    return heading + rest


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    add = parser.add_argument
    add("--folder", type=Path, required=True, help="keeps environments, sites and figures")
    add("--systems", nargs="+", choices=SYSTEMS, default=list(SYSTEMS))
    add("--posts", nargs="+", type=int, default=list(REPETITIONS), help="sizes of journals")
    add("--repetitions", type=int, help="default: 5 at 100 posts, 3 at any other size")
    add("--scenarios", nargs="+", choices=SCENARIOS, default=SCENARIOS, help="what to measure")
    add("--theme", choices=THEMES, default="basic")
    add("--report", action="store_true", help="write the report of what is there, build nothing")
    add("--results", type=Path, default=RESULTS, help="the report (default: RESULTS.md)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
