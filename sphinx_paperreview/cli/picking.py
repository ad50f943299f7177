"""Which papers of a list an author wants: numbers, ranges, or all."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from sphinx_paperreview.cli.console import visible
from sphinx_paperreview.cli.table import aligned, widths_of

if TYPE_CHECKING:
    from sphinx_paperreview.core.identifiers import PaperId
    from sphinx_paperreview.fetch.huggingface import HubPaper

_RANGE = re.compile(r"(\d{1,4})(?:\s*-\s*(\d{1,4}))?")
_EXPECTED = "expected numbers and ranges such as 1,3-5, or all"


def parse_pick(text: str, most: int) -> list[int]:
    """Read numbers and ranges, as indices from 0, in order and each once.

    Args:
        text: Such as ``1, 3-5`` or ``all``.
        most: How many there are to pick from.

    :raises ValueError: It is no such text; the message is for the author.
    """
    if text.strip().lower() == "all":
        return list(range(most))
    picked: set[int] = set()
    for part in filter(None, re.split(r"\s*[,\s]\s*", _joined(text))):
        found = _RANGE.fullmatch(part)
        if found is None:
            raise ValueError(f"{part!r}: {_EXPECTED}")
        first, last = int(found[1]), int(found[2] or found[1])
        if not 1 <= first <= last <= most:
            raise ValueError(f"{part!r}: there are papers 1 to {most}")
        picked |= {*range(first - 1, last)}
    if not picked:
        raise ValueError(f"nothing is picked: {_EXPECTED}")
    return sorted(picked)


def _joined(text: str) -> str:
    """Leave out the blanks around the dash of a range."""
    return re.sub(r"\s*[-–]\s*", "-", text)


def show_papers(papers: Sequence[HubPaper], named: Mapping[PaperId, str], *, err: bool) -> None:
    """List papers: number, upvotes, organisation, title, and where the journal names them.

    Args:
        papers: In the order of their numbers.
        named: Where a page names a paper.
        err: Whether to write to the standard error.
    """
    rows = [["", "UP", "ORG", "TITLE", ""]]
    for i, paper in enumerate(papers, 1):
        place = f"named in {named[paper.id]}" if paper.id in named else ""
        organization = str(paper.organization or "")
        cells = [str(i), str(paper.upvotes), organization, _title(paper), place]
        rows.append(list(map(visible, cells)))
    stream = sys.stderr if err else sys.stdout
    room = shutil.get_terminal_size().columns if stream.isatty() else 0
    for line in aligned(rows, widths_of(rows, room)):
        click.echo(line, err=err)


def _title(paper: HubPaper) -> str:
    """Give the title of a paper with its subtitle; its id where it has none."""
    return paper.record.whole_title or str(paper.id)


def ask_which(most: int) -> list[int]:
    """Ask on the terminal, until the answer can be read."""

    def read(text: str) -> list[int]:
        try:
            return parse_pick(text, most)
        except ValueError as error:
            raise click.BadParameter(str(error)) from None

    found: list[int] = click.prompt("Which papers (1,3-5 or all)", value_proc=read, err=True)
    return found
