"""``list``: what a journal has reviewed, in the words of the ``paper:list`` directive."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import click

from sphinx_paperreview.cli.again import check_options, days_before
from sphinx_paperreview.cli.console import as_json, note, visible
from sphinx_paperreview.cli.folders import journal_option
from sphinx_paperreview.cli.late import late
from sphinx_paperreview.cli.parameters import day as read_day
from sphinx_paperreview.cli.parameters import today
from sphinx_paperreview.cli.table import aligned, widths_of
from sphinx_paperreview.core.fields import MARKS, VALUES
from sphinx_paperreview.core.links import links_for
from sphinx_paperreview.core.mentions import Mentions
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.near_misses import near_misses
from sphinx_paperreview.core.query import COLUMNS, Listing, group, select
from sphinx_paperreview.core.runs import plain

if TYPE_CHECKING:
    from sphinx_paperreview.authoring.options import Option
    from sphinx_paperreview.messages import WarningType
    from sphinx_paperreview.site import Site

_ELSEWHERE = {"style", "show", "hide", "filter", "export", "empty", "name"}
"""Options of the directive that say how a page looks, and what stands beside it."""

Row = tuple[tuple[str, ...], Review]
"""A review, and the labels of the groups in which it stands."""


def _options() -> Iterator[click.Option]:
    from sphinx_paperreview.authoring.listing import OPTIONS  # noqa: PLC0415 - it loads Sphinx

    for name, meaning in OPTIONS.items():
        if name not in _ELSEWHERE:
            text = f"{meaning[0].upper()}{meaning[1:]}.".replace("`", "")
            yield click.Option([f"--{name}"], multiple=True, metavar=name.upper(), help=text)


@click.command("list", cls=late(_options))
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    help="A table to read, or all that is known, for other programs.",
)
@click.option(
    "--again",
    is_flag=True,
    help="Only what was reviewed 1, 7, 30, 90 and 365 days ago, to be read again.",
)
@click.option("--day", type=read_day, metavar="DATE",
              help="The day from which --again looks back (default: today).")  # fmt: skip
@journal_option
def list_reviews(
    form: str, again: bool, day: str | None, journal: Path, **options: Sequence[str]
) -> None:
    """List the reviews of a journal, newest first.

    The options are those of the paper:list directive; several of them together mean all of them.

    \b
    Examples:
      sphinx-paperreview list
      sphinx-paperreview list --org nvidia --since 2025-11 --has code
      sphinx-paperreview list --tag '!survey' --group-by "year month" --columns "date title"
      sphinx-paperreview list --again
      sphinx-paperreview list --format json | jq '.[].title'
    """  # noqa: D301 - click takes \b for a mark
    from sphinx_paperreview.cli.journal import read_reviews  # noqa: PLC0415 - it loads Sphinx

    check_options(again=again, day=day, group_by=bool(options["group_by"]))
    reading = read_reviews(journal)
    listing = _listing(options, reading.site)
    count = Mentions(reading.library, reading.site.sources).count
    reviews = select(reading.library.reviews(), listing.query, mentions=count)
    days = days_before(day or today()) if again else {}
    if again:
        reviews = tuple(review for review in reviews if review.date in days)
    shown = reviews[: listing.limit or None]
    rows = _rows_of(shown, days) if again else list(_rows(shown, listing.group_by))
    asked = listing.query.names_of("reviewer")
    for missed in near_misses(asked, reading.library.tables.labels("reviewer")):
        note(f"--reviewer: nobody goes by the name {missed}")
    if form == "json":
        records = [_record(row, reading.site, mentions=count(row[1])) for row in rows]
        click.echo(as_json(records))
        return
    if not rows:
        note("no review matches")
    else:
        texts = [_texts(review, reading.site, mentions=count(review)) for _labels, review in rows]
        _show(rows, listing.columns, texts)
    if len(shown) < len(reviews):
        note(f"and {len(reviews) - len(shown)} more")


def _listing(typed: Mapping[str, Sequence[str]], site: Site) -> Listing:
    """Read the options as the directive does; here what is wrong stops the command."""
    from sphinx_paperreview.authoring.listing import ListingReader  # noqa: PLC0415 - it loads Sphinx
    from sphinx_paperreview.authoring.options import Option  # noqa: PLC0415

    def refuse(_kind: WarningType, message: str, _line: int) -> None:
        raise click.UsageError(f"--{message}")

    options: dict[str, Option] = {}
    for parameter, values in typed.items():
        name = parameter.replace("_", "-")
        if values:
            separator = "; " if any(";" in value for value in values) else ", "
            options[name] = Option(name, separator.join(values), 0)
    return ListingReader(options, refuse, site).read()


def _rows_of(reviews: Sequence[Review], days: Mapping[str, str]) -> list[Row]:
    """List the reviews of each of some days below what the day is called."""
    return [((days[day],), review) for day in days for review in reviews if review.date == day]


def _rows(
    reviews: Sequence[Review], keys: Sequence[str], labels: tuple[str, ...] = ()
) -> Iterator[Row]:
    """Yield reviews group by group: one of two organisations stands in both groups."""
    if not keys:
        yield from ((labels, review) for review in reviews)
        return
    for found in group(reviews, keys[0]):
        yield from _rows(found.reviews, keys[1:], (*labels, found.label))


# Table ----------------------------------------------------------------------------------------


def _show(rows: Sequence[Row], columns: Sequence[str], texts: Sequence[Mapping[str, str]]) -> None:
    # Composed: a terminal shows letters and marks that are stored apart in one cell.
    cells = [[visible(normalize("NFC", text[name])) for name in columns] for text in texts]
    heads = [column.upper() for column in columns]
    room = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    widths = widths_of([heads, *cells], room)
    head, *lines = aligned([heads, *cells], widths)
    click.secho(head, bold=True)
    before: tuple[str, ...] = ()
    for (labels, _review), line in zip(rows, lines, strict=True):
        _show_groups(labels, before)
        before = labels
        click.echo(line)


def _show_groups(labels: tuple[str, ...], before: tuple[str, ...]) -> None:
    """Write the headings of the groups that begin here."""
    if labels != before:
        click.echo()
    for level, label in enumerate(labels):
        if labels[: level + 1] != before[: level + 1]:
            click.secho("  " * level + (visible(label) or "(others)"), bold=True)


def _texts(review: Review, site: Site, *, mentions: int) -> Mapping[str, str]:
    """Write what there is of a review, by `COLUMNS`."""
    return {name: field.text(review) for name, (field, _column) in COLUMNS.items()} | {
        "links": " ".join(url for _kind, url in _links(review, site)),
        "mentions": str(mentions or ""),
    }


def _links(review: Review, site: Site) -> Iterator[tuple[str, str]]:
    settings = site.settings
    language = settings.alphaxiv_language or ""
    for link in links_for(review.paper, site.sources, shown=settings.sources, language=language):
        yield link.label or link.kind, link.url


# JSON -----------------------------------------------------------------------------------------


def _record(row: Row, site: Site, *, mentions: int) -> dict[str, Any]:
    """Say all that a journal says of a review."""
    labels, review = row
    paper = review.paper
    return {
        **({"group": list(labels)} if labels else {}),
        "title": review.title,
        "subtitle": plain(paper.subtitle),
        "ids": [str(paper_id) for paper_id in paper.ids],
        "orgs": list(paper.orgs),
        "authors": list(paper.authors),
        "venue": paper.venue,
        "award": paper.award,
        "published": paper.published.isoformat() if paper.published else None,
        "date": review.date or None,
        "reviewers": list(review.reviewers),
        "tags": list(VALUES["tag"](review)),
        "summary": plain(review.summary),
        **{field.key: field.plain(review) for field in MARKS},
        "mentions": mentions,
        "links": [{"label": label, "url": url} for label, url in _links(review, site)],
        "post": review.docname,
        "line": review.line,
        "anchor": review.anchor,
    }
