"""``relate``: which reviews are about the same, by their texts, for the cards of all builds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from sphinx_paperreview.cli.console import count, say_outcome, shown
from sphinx_paperreview.cli.folders import journal_option
from sphinx_paperreview.cli.writing import FolderWriter, Outcome
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.related import Similar, names_of
from sphinx_paperreview.core.similar import nearest
from sphinx_paperreview.metadata.parsed import InvalidFile
from sphinx_paperreview.metadata.related_json import format_related, parse_related

_MOST = 10
"""How many similar papers the file names for one, where cards do not show more."""

Texts = Mapping[tuple[str, int], str]
"""The texts of reviews, by their pages and positions."""


@click.command()
@click.option("--check", is_flag=True,
              help="Write nothing; the exit code is 1 where the file is out of date.")  # fmt: skip
@journal_option
@click.pass_context
def relate(context: click.Context, *, check: bool, journal: Path) -> None:
    """Find reviews that are about the same, and write them into related.json.

    The texts of all reviews are compared. Cards then name what is most like them as "Related",
    beside what shares tags and organisations. Commit the file: a build only reads it.

    \b
    Examples:
      sphinx-paperreview relate
      sphinx-paperreview relate --check
    """  # noqa: D301 - click takes \b for a mark
    from sphinx_paperreview.cli.journal import read_texts  # noqa: PLC0415 - it loads Sphinx
    from sphinx_paperreview.relations import FILE  # noqa: PLC0415

    path = journal / FILE
    before = {} if check else _read(path)
    reading, texts = read_texts(journal)
    papers = reading.library.tables.papers
    most = max(_MOST, reading.site.settings.related)
    similar = nearest(_by_name(papers, texts), most)
    data = format_related(similar).encode()
    outcome = FolderWriter(journal, force=True, dry_run=check).write(FILE, data)
    if not check:
        say_outcome(outcome, path, _summary(before, similar, len(papers)))
    elif outcome is not Outcome.UNCHANGED:
        click.echo(f"{shown(path)} is out of date; sphinx-paperreview relate writes it")
        context.exit(1)


def _read(path: Path) -> Similar:
    """Read the file that is there.

    :raises click.ClickException: It is none of ours: nobody shall lose it.
    """
    try:
        return parse_related(path.read_bytes().decode("utf-8-sig"))[0]
    except FileNotFoundError:
        return {}
    except (InvalidFile, UnicodeDecodeError) as error:
        raise click.ClickException(f"{shown(path)}: {error}; remove it to have a new one") from None


def _by_name(papers: Iterable[Iterable[Review]], texts: Texts) -> dict[str, str]:
    """Put together what all reviews of a paper say; of two papers with one name, the newest."""
    found: dict[str, str] = {}
    for reviews in papers:
        said = "\n".join(texts[review.docname, review.position] for review in reviews)
        found.setdefault(names_of(reviews)[0], said)
    return found


def _summary(before: Similar, now: Similar, papers: int) -> str:
    """Say how many papers have others, and how many lists are other ones than before."""
    changed = sum(before.get(name) != now.get(name) for name in before.keys() | now.keys())
    return f"{len(now)} of {count(papers, 'paper')} related, {count(changed, 'list')} changed"
