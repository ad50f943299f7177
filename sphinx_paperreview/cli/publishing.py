"""What a host needs that builds a journal: this package, from where it can get it."""

from __future__ import annotations

import re
from pathlib import Path

import click

from sphinx_paperreview.cli.console import say_outcome
from sphinx_paperreview.cli.origin import DISTRIBUTION
from sphinx_paperreview.cli.wheel import build_wheel
from sphinx_paperreview.cli.writing import FolderWriter

REQUIREMENTS = "requirements.txt"

_VENDOR = "vendor"

ADVICE = f"""\
# Before you publish: no host can install {DISTRIBUTION} from where you have it.
# Either let `{DISTRIBUTION} init --vendor` put it into the journal, or name its repository:
# {DISTRIBUTION} @ git+https://ADDRESS@COMMIT"""
"""What stands in the requirements of a journal that only this machine can install."""

_OURS = re.compile(
    r"(?!\s*#)(.*[\s/])?sphinx[-_.]+paperreview(\.git|-\d\S*\.whl)?(?![\w./-])", re.IGNORECASE
)
"""A requirement for this package: its name, or the end of an address or a path."""


def put_into(folder: Path) -> str:
    """Put this package into a journal, and give the requirement for it."""
    name, data = build_wheel()
    path = f"{_VENDOR}/{name}"
    # It is nobody's work: a wheel of the same version that is there comes from here too.
    say_outcome(FolderWriter(folder, force=True).write(path, data), folder / path)
    return f"./{path}"


def require(folder: Path, requirement: str) -> None:
    """Let one line of a site's requirements ask for this package, and leave all others alone."""
    path = folder / REQUIREMENTS
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    written = requiring(text, requirement).encode()
    say_outcome(FolderWriter(folder, force=True).write(REQUIREMENTS, written), path)


def requiring(text: str, requirement: str) -> str:
    """Give a requirements file in which one line stands for this package."""
    lines = text.replace(ADVICE, requirement).splitlines()
    ours = [number for number, line in enumerate(lines) if _OURS.match(line)]
    place = ours[0] if ours else len(lines)
    others = [line for line in lines if not _OURS.match(line)]
    return "\n".join([*others[:place], requirement, *others[place:], ""])


def say_before_publishing() -> None:
    """Tell an author whose package no host can install what helps."""
    click.echo(
        f"\nBefore you publish: no host can install {DISTRIBUTION} from where you have it.\n"
        f"This puts it into the journal:\n\n  {DISTRIBUTION} init --vendor"
    )
