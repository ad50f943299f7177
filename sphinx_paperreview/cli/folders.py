"""Where a journal is, and where in it the posts are."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from sphinx_paperreview.cli.console import shown
from sphinx_paperreview.core.foreign_folders import is_foreign
from sphinx_paperreview.core.values import find_date

POSTS = "posts"
"""The folder of posts in a journal that has none yet."""

_BELOW = ("docs", "source", "docs/source")
"""Where a project keeps its site, below its top."""

_LISTING = re.compile(r"^(?:`{3,}|:{3,})\{(?:paper:\w+|toctree)\}", re.MULTILINE)

_TEXTS = (".md", ".rst", ".ipynb")

F = TypeVar("F", bound=Callable[..., Any])


def journal_option(command: F) -> F:
    """Give a command the option that names the journal, as a parameter ``journal``."""
    return click.option(
        "--journal",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        metavar="FOLDER",
        callback=_find,
        help="The folder of conf.py (default: found here, above, or in docs).",
    )(command)


def journal_argument(command: F) -> F:
    """Give a command an argument that names the journal, as a parameter ``journal``."""
    return click.argument(
        "journal",
        required=False,
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        metavar="[FOLDER]",
        callback=_find,
    )(command)


def _find(_context: click.Context, _parameter: click.Parameter, given: Path | None) -> Path:
    here = Path()
    above = (Path(os.path.relpath(folder)) for folder in Path.cwd().parents)
    candidates = [given] if given else [here, *map(here.joinpath, _BELOW), *above]
    found = next((folder for folder in candidates if (folder / "conf.py").is_file()), None)
    if found is None:
        where = shown(given) if given else "this folder, in docs, or above"
        raise click.ClickException(
            f"no conf.py in {where}; sphinx-paperreview init starts a journal"
        )
    return found


def texts_of(journal: Path) -> Iterator[Path]:
    """Yield the pages of a journal, without what lies in ``_build`` and in hidden folders."""
    for folder, names, files in os.walk(journal):
        if Path(folder) != journal and is_foreign(Path(folder), [*names, *files]):
            names.clear()
            continue
        names[:] = sorted(name for name in names if not name.startswith((".", "_")))
        yield from (Path(folder, name) for name in sorted(files) if name.endswith(_TEXTS))


def own_pages(folder: Path) -> tuple[str, ...]:
    """Name the pages of a folder that no other page may replace: those that lead to all others.

    Beside ``conf.py`` also a README, which is for those who look into the repository.
    """
    if (folder / "conf.py").is_file():
        return "index.md", "README.md"
    is_led = (folder / "index.rst").exists() or _leads_on(folder / "index.md")
    return ("index.md",) if is_led else ()


def _leads_on(page: Path) -> bool:
    """Tell whether a page lists others, as the one does that `init` writes."""
    text = page.read_text(encoding="utf-8", errors="replace") if page.is_file() else ""
    return bool(_LISTING.search(text))


def path_of_post(journal: Path, day: str) -> Path:
    """Tell where the post of a day belongs: beside the newest one, and named like it."""
    pages = (page.relative_to(journal).with_suffix("").as_posix() for page in _markdown(journal))
    dated = [(date, name) for name in pages if (date := find_date(name))]
    if not dated:
        return journal / POSTS / f"{day}.md"
    date, newest = max(dated)
    return journal / f"{_redated(newest, date, day)}.md"


def _markdown(journal: Path) -> Iterator[Path]:
    return (page for page in texts_of(journal) if page.suffix == ".md")


def _redated(name: str, old: str, new: str) -> str:
    """Write one date for another in the name of a page, in the form in which it stands there.

    What follows the date in the file's own name is about that one post, and left out.
    """
    redated = name
    for mark in ("-", "/", "_", ".", ""):
        before, after = old.replace("-", mark), new.replace("-", mark)
        redated = re.sub(rf"{re.escape(before)}[^/]*$|{re.escape(before)}", after, redated)
    for mark, length in (("-", 7), ("/", 7), ("", 4)):  # folders of months and of years
        before, after = (day[:length].replace("-", mark) for day in (old, new))
        redated = re.sub(rf"(?<![^/]){re.escape(before)}/", f"{after}/", redated)
    folder = name.rpartition("/")[0]
    return redated if find_date(redated) == new else f"{folder}/{new}".lstrip("/")
