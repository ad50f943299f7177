"""``import``: the posts of another site become posts of this one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sphinx_paperreview.atomic import write_whole
from sphinx_paperreview.cli.console import count, progress, shown
from sphinx_paperreview.cli.git_dates import first_days
from sphinx_paperreview.cli.imported_folder import (
    ImportedFolder,
    look_into,
    read_configuration,
    read_includes,
)
from sphinx_paperreview.cli.late import late
from sphinx_paperreview.cli.report import as_json, say
from sphinx_paperreview.cli.spool import Spool
from sphinx_paperreview.cli.unreviewed import unreviewed
from sphinx_paperreview.cli.writing import FolderWriter
from sphinx_paperreview.importers.file_names import POST_SUFFIXES

if TYPE_CHECKING:
    from sphinx_paperreview.cli.bringing import Brought, Importer

AUTO = "auto"


def _options() -> Iterator[click.Option]:
    from sphinx_paperreview.importers.dialects import DIALECTS  # noqa: PLC0415 - slow to load
    from sphinx_paperreview.recognising.evidence import Mode  # noqa: PLC0415

    yield click.Option(
        ["--from", "dialect"],
        type=click.Choice([AUTO, *DIALECTS]),
        default=AUTO,
        help="What the posts are written for (default: told from each post).",
    )
    yield click.Option(
        ["--mode"],
        type=click.Choice([mode.value for mode in Mode]),
        default=Mode.CAREFUL.value,
        show_default=True,
        help="How much is taken for a review where that is a matter of taste.",
    )


@click.command("import", cls=late(_options))
@click.argument("source", metavar="SRC", type=click.Path(path_type=Path, exists=True))
@click.argument("folder", metavar="DEST", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--dates",
    type=click.Choice(["git"]),
    help="Where days come from that posts do not tell: git, the day of a file's first commit.",
)
@click.option(
    "--split",
    "period",
    type=click.Choice(["week", "month"]),
    help="Cut pages by their dated headings into a post of each week or month.",
)
@click.option("--all", "everything", is_flag=True, help="Import what belongs to the site, too.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
@click.option("--verify", is_flag=True, help="Compare each post with its source, word by word.")
@click.option("--explain", is_flag=True, help="Say of each place why it is a paper, or is not.")
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write all that was done and noted to FILE, as JSON.",
)
@click.option("--force", is_flag=True, help="Replace files that are there and differ.")
def import_posts(
    source: Path,
    folder: Path,
    *,
    dialect: str,
    mode: str,
    dates: str | None,
    period: str | None,
    everything: bool,
    dry_run: bool,
    verify: bool,
    explain: bool,
    report: Path | None,
    force: bool,
) -> None:
    """Import the posts in SRC, a folder or a file, into the folder DEST.

    Posts of Docusaurus, Jekyll, Hugo, MkDocs, Quarto, Notion and plain Markdown become MyST posts;
    the files that they show are copied. What is not understood stays in the post as it was, with a
    note. Pages that belong to the old site or its repository, such as templates and licences, are
    passed over and named; --all imports them, too. Nothing outside SRC is read or copied, so name
    the top of the old site where posts share its pictures. A file in DEST that differs is kept, and
    the exit code is 1; with --force it is replaced. A second run changes nothing.

    \b
    Examples:
      sphinx-paperreview import ../old-site/blog posts --dry-run
      sphinx-paperreview import ../old-site . --from jekyll
      sphinx-paperreview import 2025-11-27.mdx posts --mode aggressive
      sphinx-paperreview import ../old-site/blog posts --dates git --report import.json
      sphinx-paperreview import README.md posts --split month
    """  # noqa: D301 - click takes \b for a mark
    from sphinx_paperreview.cli.bringing import Importer  # noqa: PLC0415 - slow to load
    from sphinx_paperreview.cli.contents import write_contents  # noqa: PLC0415
    from sphinx_paperreview.cli.cutting import cut_pages  # noqa: PLC0415
    from sphinx_paperreview.importers.dialects import DIALECTS  # noqa: PLC0415
    from sphinx_paperreview.importers.passes import ImportedSite  # noqa: PLC0415
    from sphinx_paperreview.importers.splitting import Period  # noqa: PLC0415
    from sphinx_paperreview.recognising.evidence import Mode  # noqa: PLC0415

    if os.path.realpath(source) == os.path.realpath(folder):
        raise click.UsageError("DEST is SRC: choose another folder, so that nothing gets lost")
    found = look_into(source, folder, everything=everything)
    if not found.posts:
        raise click.ClickException(_no_posts(source, found))
    found, pieces = cut_pages(found, Period(period)) if period else (found, {})
    days = first_days(found.folder) if dates else {}
    with Spool() as texts:
        writer = FolderWriter(folder, force=force, dry_run=dry_run)
        importer = Importer(
            source=found,
            writer=writer,
            imported_site=ImportedSite(
                found.files, read_configuration(found), read_includes(found), days
            ),
            texts=texts,
            dialect=DIALECTS.get(dialect),
            mode=Mode(mode),
            verify=verify,
            pieces=pieces,
        )
        records = _import(importer)
    entries = [record.entry for record in records if record.entry]
    contents = write_contents(writer, entries, [record.target for record in records])
    missing = unreviewed(source, records, careful=Mode(mode) is Mode.CAREFUL, told=dialect == AUTO)
    if report is not None:
        write_whole(report, as_json(found, records, contents, missing, dry_run=dry_run))
    learnt = importer.imported_site.learnt
    say(
        folder,
        found,
        records,
        contents,
        missing,
        learnt,
        dry_run=dry_run,
        verified=verify,
        explained=explain,
    )


def _no_posts(folder: Path, found: ImportedFolder) -> str:
    """Say what to do with a folder whose posts, if it has any, are called otherwise."""
    message = f"{shown(folder)} holds no Markdown ({', '.join(POST_SUFFIXES)})"
    texts = sorted(name for name in found.files if name.lower().endswith((".txt", ".text")))
    if not texts:
        return message
    first = shown(folder / texts[0])
    return (
        f"{message}, but {count(len(texts), 'text file')}: rename those that are posts to .md, or "
        f"import one at a time, whatever it is called: sphinx-paperreview import {first} DEST"
    )


def _import(importer: Importer) -> list[Brought]:
    posts, records = importer.source.posts, []
    with progress("Reading", len(posts)) as bar:
        for path in posts:
            importer.read(path)
            bar.update(1)
    importer.learn()
    with progress("Writing", len(posts)) as bar:
        for path in posts:
            records.append(importer.write(path))
            bar.update(1)
    return records
