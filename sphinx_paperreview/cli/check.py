"""``check``: what a build would complain about, and what an author may want to know of."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sphinx_paperreview.cli.console import count
from sphinx_paperreview.cli.findings import FORMATS, Finding
from sphinx_paperreview.cli.folders import journal_option

if TYPE_CHECKING:
    from sphinx_paperreview.cli.journal import ReadJournal


@click.command()
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text",
              help="For people, for programs, or as annotations of a GitHub workflow.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Let remarks count, too.")
@click.option("--builder", metavar="NAME", default="html", show_default=True,
              help="Build as sphinx-build -b does; dummy is quicker and sees less.")  # fmt: skip
@journal_option
@click.pass_context
def check(context: click.Context, form: str, *, strict: bool, builder: str, journal: Path) -> None:
    """Check a journal: all warnings of a build, and remarks on reviews.

    Builds in a temporary folder. Remarks are about papers that several posts review, ids that look
    wrong, names of organisations that are nearly the same, papers without a link, a title or a
    date. The exit code is 1 where there are warnings; with --strict, also where there are remarks.
    suppress_warnings in conf.py silences both by their types.

    \b
    Examples:
      sphinx-paperreview check
      sphinx-paperreview check --strict --journal docs
      sphinx-paperreview check --format github
    """  # noqa: D301 - click takes \b for a mark
    from sphinx_paperreview.cli.journal import read_all  # noqa: PLC0415 - it loads Sphinx

    reading = read_all(journal, builder)
    findings = sorted({*map(_from_here, (*reading.warnings, *_remarks(reading)))})
    FORMATS[form](findings)
    remarks = sum(finding.is_remark for finding in findings)
    warnings = len(findings) - remarks
    reviews = len(reading.library.reviews())
    click.echo(
        f"{count(warnings, 'warning')} and {count(remarks, 'remark')} "
        f"on {count(reviews, 'review')}",
        err=True,
    )
    if warnings or (strict and remarks):
        context.exit(1)


def _remarks(reading: ReadJournal) -> Iterable[Finding]:
    from sphinx.util.logging import is_suppressed_warning  # noqa: PLC0415

    from sphinx_paperreview.cli.remarks import CERTAIN, look_over  # noqa: PLC0415

    for kind, review, message in look_over(reading.library, reading.site):
        if not is_suppressed_warning("check", kind.value, reading.suppressed):
            yield Finding(
                path=reading.paths[review.docname],
                line=review.line,
                kind=f"check.{kind.value}",
                message=message,
                is_remark=kind not in CERTAIN,
            )


def _from_here(finding: Finding) -> Finding:
    """Name the file as seen from the folder where the author is."""
    path = finding.path
    if Path(path).is_absolute() and Path(path).is_relative_to(Path.cwd()):
        path = os.path.relpath(path)
    return replace(finding, path=path)
