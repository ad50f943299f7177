"""``import``: the posts of another site become posts of this one."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from sphinx_paperreview.cli.bringing import Importer, Record
from sphinx_paperreview.cli.console import count, note, progress, say_outcome, shown
from sphinx_paperreview.cli.sources import Source, look_into, read_configuration
from sphinx_paperreview.cli.spool import Spool
from sphinx_paperreview.cli.writing import Outcome, Writer, write_whole
from sphinx_paperreview.importers.dialects import DIALECTS
from sphinx_paperreview.importers.page import Journal, Mode

AUTO = "auto"


@click.command("import")
@click.argument("source", metavar="SRC", type=click.Path(path_type=Path, exists=True))
@click.argument("folder", metavar="DEST", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--from",
    "dialect",
    type=click.Choice([AUTO, *DIALECTS]),
    default=AUTO,
    help="What the posts are written for (default: told from each post).",
)
@click.option(
    "--mode",
    type=click.Choice([mode.value for mode in Mode]),
    default=Mode.CAREFUL.value,
    help="How much is taken for a review where that is a matter of taste.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
@click.option(
    "--verify",
    is_flag=True,
    help="Compare each post with its source, word by word.",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write all that was done and noted to FILE, as JSON.",
)
@click.option("--force", is_flag=True, help="Replace files that are there and differ.")  # fmt: skip
def import_posts(
    source: Path,
    folder: Path,
    *,
    dialect: str,
    mode: str,
    dry_run: bool,
    verify: bool,
    report: Path | None,
    force: bool,
) -> None:
    """Import the posts in SRC, a folder or a file, into the folder DEST.

    Posts of Docusaurus, Jekyll, Hugo and plain Markdown become MyST posts; the files that they show
    are copied. What is not understood stays in the post as it was, with a note. Nothing outside SRC
    is read or copied, so name the top of the old site where posts share its pictures. A file in
    DEST that differs is kept, and the exit code is 1; with --force it is replaced. A second run
    changes nothing.

    \b
    Examples:
      sphinx-paperreview import ../old-site/blog posts --dry-run
      sphinx-paperreview import ../old-site . --from jekyll
      sphinx-paperreview import 2025-11-27.mdx posts --mode aggressive
      sphinx-paperreview import ../old-site/blog posts --report import.json
    """  # noqa: D301 - click takes \b for a mark
    if os.path.realpath(source) == os.path.realpath(folder):
        raise click.UsageError("DEST is SRC: choose another folder, so that nothing gets lost")
    found = look_into(source, folder)
    if not found.posts:
        raise click.ClickException(f"{shown(source)} holds no Markdown")
    with Spool() as texts:
        records = _import(
            Importer(
                source=found,
                writer=Writer(folder, force=force, dry_run=dry_run),
                journal=Journal(found.files, read_configuration(found)),
                texts=texts,
                dialect=DIALECTS.get(dialect),
                mode=Mode(mode),
                verify=verify,
            )
        )
    if report is not None:
        write_whole(report, _as_json(found, records, dry_run=dry_run))
    _say(folder, found, records, dry_run=dry_run, verified=verify)


def _import(importer: Importer) -> list[Record]:
    posts, records = importer.source.posts, []
    with progress("Reading", len(posts)) as bar:
        for path in posts:
            importer.read(path)
            bar.update(1)
    with progress("Writing", len(posts)) as bar:
        for path in posts:
            records.append(importer.write(path))
            bar.update(1)
    return records


def _say(
    folder: Path, source: Source, records: Sequence[Record], *, dry_run: bool, verified: bool
) -> None:
    for path, why in source.left_out:
        note(f"{path}: {why}")
    for record in records:
        if record.outcome is not Outcome.UNCHANGED or not record.is_finished:
            _say_record(folder, record)
    click.echo(_summary(records, verified=verified))
    if dry_run:
        note("nothing was written (--dry-run)")
    if unfinished := sum(not record.is_finished for record in records):
        raise click.ClickException(
            f"{count(unfinished, 'post')} not imported whole, see above; --force replaces files"
        )


def _say_record(folder: Path, record: Record) -> None:
    """Say what has become of a post and its files, and what there is to note of it."""
    path = folder / record.target if record.target else Path(record.path)
    say_outcome(record.outcome, path, count(len(record.papers), "paper") if record.target else "")
    for found in record.notes:
        place = f"{found.line}: " if found.line else ""
        click.echo(f"{'':>9}  {place}{found.message}")
    for difference in record.differences:
        click.secho(f"{'':>9}  {difference.line}: {difference.message}", fg="red")
    for asset in record.assets:
        if asset.outcome is Outcome.FAILED:
            click.echo(f"{'':>9}  {asset.path}: {asset.why}")
        elif asset.outcome is not Outcome.UNCHANGED:
            say_outcome(asset.outcome, folder / asset.path)


def _summary(records: Sequence[Record], *, verified: bool) -> str:
    assets = {asset.path: asset.outcome for record in records for asset in record.assets}
    papers = count(sum(len(record.papers) for record in records), "paper")
    notes = count(sum(len(record.notes) for record in records), "note")
    posts = f"{count(len(records), 'post')} ({_outcomes(record.outcome for record in records)})"
    files = f"{count(len(assets), 'file')} ({_outcomes(assets.values())})"
    differences = count(sum(len(record.differences) for record in records), "difference")
    return ", ".join([posts, *[files] * bool(assets), papers, notes, *[differences] * verified])


def _outcomes(outcomes: Iterable[Outcome]) -> str:
    found = Counter(outcomes)
    return ", ".join(f"{found[outcome]} {outcome.value}" for outcome in Outcome if found[outcome])


def _as_json(source: Source, records: Sequence[Record], *, dry_run: bool) -> bytes:
    report = {
        "dry_run": dry_run,
        "posts": [_record(record) for record in records],
        "left_out": [{"path": path, "why": why} for path, why in source.left_out],
    }
    text = json.dumps(report, ensure_ascii=False, indent=2) + "\n"
    # A file's name may be of bytes that are no text.
    return text.encode(errors="backslashreplace")


def _record(record: Record) -> dict[str, Any]:
    return {
        "path": record.path,
        "target": record.target,
        "outcome": record.outcome.value,
        "dialect": record.dialect,
        "date": record.date,
        "papers": [
            {"title": paper.title, "ids": list(map(str, paper.ids)), "line": paper.line}
            for paper in record.papers
        ],
        "notes": [asdict(found) for found in record.notes],
        "differences": [asdict(difference) for difference in record.differences],
        "assets": [{**asdict(asset), "outcome": asset.outcome.value} for asset in record.assets],
    }
