"""``fetch``: what services know of the papers of a journal, kept in one file beside its posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sphinx_paperreview.cli.console import count, note, visible
from sphinx_paperreview.cli.folders import journal_argument
from sphinx_paperreview.cli.parameters import contact_option
from sphinx_paperreview.core.identifiers import InvalidPaperId, PaperId, parse_id
from sphinx_paperreview.core.titles import is_titled

if TYPE_CHECKING:
    from sphinx_paperreview.cli.journal import ReadJournal
    from sphinx_paperreview.fetch.gather import Told
    from sphinx_paperreview.metadata.paper_record import PaperRecord
    from sphinx_paperreview.site import Site


@dataclass(frozen=True)
class WantedPaper:
    """A paper of which something is to be known."""

    ids: tuple[PaperId, ...]
    has_title: bool = False
    """Whether its author gives one."""
    named: tuple[tuple[PaperId, ...], ...] = ()
    """By which ids each review names it, where they differ: a card knows those of its own."""

    @property
    def all_named(self) -> tuple[tuple[PaperId, ...], ...]:
        """By which ids something is to be known of it."""
        return self.named or (self.ids,)


@click.command()
@journal_argument
@click.option("--mentions", is_flag=True, help="Also the papers that are mentioned alone.")
@click.option("--only", multiple=True, metavar="IDS",
              help="These papers alone, also where another file knows them.")  # fmt: skip
@click.option("--refresh", is_flag=True, help="Ask again of papers that were fetched before.")
@click.option("--openalex", is_flag=True,
              help="Ask OpenAlex for organisations that Hugging Face does not name.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Say what would be asked of whom, and ask nobody.")
@click.option("--offline", is_flag=True, help="Say which papers no file knows, and ask nobody.")
@contact_option
@click.pass_context
def fetch(
    context: click.Context,
    journal: Path,
    *,
    mentions: bool,
    only: tuple[str, ...],
    refresh: bool,
    openalex: bool,
    dry_run: bool,
    offline: bool,
    contact: str,
) -> None:
    """Fetch titles, authors, organisations, venues and links of the papers in a journal.

    Asks Hugging Face and arXiv, DataCite where arXiv does not answer, and Crossref for DOIs; only
    of papers that no file of the journal knows. Writes papers.json beside conf.py, from which
    cards take what you did not type. What was fetched before is never lost: run it again when a
    service was busy. The exit code is 1 where something is not known afterwards.

    \b
    Examples:
      sphinx-paperreview fetch --contact ada@example.org
      sphinx-paperreview fetch --mentions --dry-run
      sphinx-paperreview fetch --only 2511.21579,10.1145/3485132
      sphinx-paperreview fetch docs --refresh
    """  # noqa: D301 - click takes \b for a mark
    from sphinx_paperreview.cli import services  # noqa: PLC0415 - it loads what opens connections
    from sphinx_paperreview.cli.journal import read_reviews  # noqa: PLC0415 - it loads Sphinx
    from sphinx_paperreview.fetch.gather import Gatherer  # noqa: PLC0415

    _refuse_contradictions(context)
    reading = read_reviews(journal)
    chosen = list(_read_ids(only, reading.site))
    site, store = reading.site, services.store_of(journal, reading.site)
    wanted = _wanted(reading, chosen, mentions=mentions)
    strange, due = _part(wanted, site, store.read(), refresh=refresh, is_chosen=bool(chosen))
    if offline or dry_run:
        papers = strange if offline else [*strange, *due]
        _say_missing(papers, dry_run=dry_run)
        context.exit(1 if offline and papers else 0)
    ids, unaskable = _askable(sorted([*strange, *due], key=lambda paper: paper.ids))
    told: dict[PaperId, Told] = {}
    if ids:
        channels = services.open_channels(site, contact, openalex=openalex)
        also = {_askable_id(paper): paper.ids for paper in [*strange, *due] if paper.named}
        told = services.keep_told(store, Gatherer(channels, site.orgs), ids, also)
    services.say_unsure(told.values())
    nameless = [*services.say_wanting(told), *_say_unaskable(unaskable)]
    records = [one.record for one in told.values() if one.record]
    before = len(wanted) - len(strange) - len(due)
    click.echo(
        f"{count(len(wanted), 'paper')}: {before} known before, {len(records)} fetched, "
        f"{len(nameless)} not known"
    )
    is_complete = all(map(_is_complete, records))
    if not is_complete:
        note("a later run asks again for what is missing")
    context.exit(1 if nameless or not is_complete else 0)


def _refuse_contradictions(context: click.Context) -> None:
    """Refuse options of which one would be left aside."""
    for one, other in (("offline", "refresh"), ("offline", "dry_run"), ("only", "mentions")):
        if context.params[one] and context.params[other]:
            names = (f"--{name.replace('_', '-')}" for name in (one, other))
            raise click.UsageError(f"{' and '.join(names)} contradict each other")


def _read_ids(texts: Iterable[str], site: Site) -> Iterator[tuple[PaperId, ...]]:
    """Read ids and citation keys between commas and white space: of each paper its ids."""
    for part in dict.fromkeys(part for text in texts for part in text.replace(",", " ").split()):
        try:
            yield (parse_id(part),)
        except InvalidPaperId as error:
            ids = site.knowledge.ids_of(part)
            if not ids:
                raise click.UsageError(f"--only: {error}, or a citation key") from None
            yield ids


def _wanted(
    reading: ReadJournal, chosen: Sequence[tuple[PaperId, ...]], *, mentions: bool
) -> list[WantedPaper]:
    """List the papers of a journal, or those that were chosen, each once, in the order of ids."""
    if chosen:
        return list(map(WantedPaper, dict.fromkeys(chosen)))
    papers = list(_reviewed(reading))
    if mentions:
        papers += (WantedPaper((paper_id,)) for paper_id in _mentioned(reading))
    return sorted(papers, key=lambda paper: paper.ids)


def _reviewed(reading: ReadJournal) -> Iterator[WantedPaper]:

    for reviews in reading.library.tables.papers:
        ids = sorted({paper_id for review in reviews for paper_id in review.paper.ids})
        if ids:
            has_title = any(is_titled(review, reading.site.sources) for review in reviews)
            named = tuple(dict.fromkeys(review.paper.ids for review in reviews))
            yield WantedPaper(tuple(ids), has_title, named if len(named) > 1 else ())


def _mentioned(reading: ReadJournal) -> Iterator[PaperId]:
    from sphinx_paperreview.core.mentions import Mentions  # noqa: PLC0415

    for paper in Mentions(reading.library, reading.site.sources).unreviewed():
        yield paper.id


def _part(
    papers: Iterable[WantedPaper],
    site: Site,
    records: Iterable[PaperRecord],
    *,
    refresh: bool,
    is_chosen: bool,
) -> tuple[list[WantedPaper], list[WantedPaper]]:
    """Give the papers that no file knows, and those that services are to be asked of again.

    Args:
        papers: Of the journal.
        site: Whose files may know them.
        records: What was fetched before, and what its author wrote into that file.
        refresh: Whether to ask again of all that was fetched.
        is_chosen: Whether their author names them: then another file that knows one will not do.
    """
    from sphinx_paperreview.cli.services import known_record  # noqa: PLC0415

    records = list(records)
    written = {paper_id for one in records if not one.source for paper_id in one.ids}
    fetched = {paper_id: one for one in records if one.source for paper_id in one.ids}
    strange: list[WantedPaper] = []
    due: list[WantedPaper] = []
    for paper in papers:
        old = next((fetched[paper_id] for paper_id in paper.ids if paper_id in fetched), None)
        if not all(known_record(site, ids) for ids in paper.all_named):
            # Where no service is asked, a title that its author gives will do.
            strange += [paper] if _askable_id(paper) or not paper.has_title else []
        elif old:
            due += [paper] if refresh or not _is_complete(old) else []
        elif is_chosen and written.isdisjoint(paper.ids):
            due.append(paper)
    return strange, due


def _is_complete(record: PaperRecord) -> bool:
    """Tell whether all services have answered that are asked of such a paper."""
    if not any(paper_id.scheme == "arxiv" for paper_id in record.ids):
        return bool(record.title)
    return "huggingface" in record.source and bool({"arxiv", "datacite"} & {*record.source})


def _askable_id(paper: WantedPaper) -> PaperId | None:
    """Choose the id by which a paper is asked for."""
    from sphinx_paperreview.fetch.gather import ASKABLE  # noqa: PLC0415

    ids = (one for scheme in ASKABLE for one in paper.ids if one.scheme == scheme)
    return next(ids, None)


def _askable(papers: Iterable[WantedPaper]) -> tuple[list[PaperId], list[WantedPaper]]:
    """Part papers into the ids of those that services may know, and the others."""
    ids: list[PaperId] = []
    others: list[WantedPaper] = []
    for paper in papers:
        paper_id = _askable_id(paper)
        if paper_id is None:
            others.append(paper)
        else:
            ids.append(paper_id)
    return ids, others


def _say_missing(papers: Sequence[WantedPaper], *, dry_run: bool) -> None:
    for paper in papers:
        paper_id = _askable_id(paper)
        if paper_id is None:
            whom = "nobody"
        else:
            whom = "Crossref" if paper_id.scheme == "doi" else "arXiv, Hugging Face"
        name = str(paper_id or paper.ids[0])
        click.echo(visible(f"{name}  {whom}" if dry_run else name))
    note(f"{count(len(papers), 'paper')} to ask for; nobody was asked")


def _say_unaskable(papers: Iterable[WantedPaper]) -> list[str]:
    names = [str(paper.ids[0]) for paper in papers]
    for name in names:
        click.echo(
            visible(f"{name}: no service is asked of such ids; type its title, or name a file "
                    "that knows it in paperreview_metadata"),
            err=True,
        )  # fmt: skip
    return names
