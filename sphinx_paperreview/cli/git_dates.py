"""On which day each file of a folder came into its repository."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from sphinx_paperreview.cli.console import shown, visible

_COMMIT = b"\x01"

# A repository of somebody else's may say what is to run; and nothing is fetched for a history.
_HARMLESS = (
    *("-c", "core.fsmonitor=false", "-c", "log.showSignature=false"),
    *("-c", "protocol.allow=never", "-c", "diff.renameLimit=1000"),
)
_LOG = (
    *("log", "-z", "--topo-order", "--name-status", "--find-renames", "--diff-filter=AR"),
    *("--no-ext-diff", "--no-textconv", "--no-color", "--no-decorate", "--no-notes"),
    *("--date=short", "--format=%x01%ad", "--relative", "--", "."),
)


def first_days(folder: Path) -> Mapping[str, str]:
    """Give for each file below a folder the day of the commit that added it, by its author's clock.

    Renames are followed, within the folder.

    :return: ISO 8601 dates, by POSIX paths relative to the folder.
    :raises click.ClickException: There is no history, or not all of it.
    """
    if _run(folder, "rev-parse", "--is-shallow-repository").strip() == b"true":
        raise click.ClickException(
            f"the clone around {shown(folder)} is shallow, so git does not know when its files "
            "were added: git fetch --unshallow brings the rest"
        )
    days: dict[str, str] = {}
    names: dict[str, str] = {}
    for day, status, paths in _changes(_run(folder, *_LOG)):
        last = names.get(paths[-1], paths[-1])
        if status == "A":
            days[last] = day
        else:
            names[paths[0]] = last
            names[paths[-1]] = ""  # what had this name before is another file
    days.pop("", None)
    return days


def _run(folder: Path, *arguments: str) -> bytes:
    git = shutil.which("git")
    if git is None:
        raise click.ClickException("--dates git needs the program git, which is not there")
    # Of a hook, say, that runs this: it would be about another repository.
    around = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    command = [git, "--no-pager", "-C", str(folder), *_HARMLESS, *arguments]
    done = subprocess.run(  # noqa: S603 - a list of arguments, which no shell reads
        command,
        env={**around, "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        lines = os.fsdecode(done.stderr).strip().splitlines()
        why = visible(lines[0].removeprefix("fatal: ")) if lines else f"exit {done.returncode}"
        raise click.ClickException(f"git tells no dates of {shown(folder)}: {why}")
    return done.stdout


def _changes(log: bytes) -> Iterator[tuple[str, str, list[str]]]:
    """Yield what each commit did, the newest first: its day, ``A`` or ``R``, one path or two."""
    day, fields = "", iter(log.split(b"\0"))
    for field in fields:
        if field.startswith(_COMMIT):
            day = field.removeprefix(_COMMIT).decode()
        elif status := field.strip().decode():
            paths = [next(fields) for _ in range(2 if status.startswith("R") else 1)]
            yield day, status[:1], list(map(os.fsdecode, paths))
