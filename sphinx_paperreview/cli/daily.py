"""The papers of a day, a week or the moment, from Hugging Face: listed, and picked from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from sphinx_paperreview.cli.console import count, has_terminal, note, visible
from sphinx_paperreview.cli.journal import read_site
from sphinx_paperreview.cli.naming import named_before
from sphinx_paperreview.cli.picking import ask_which, parse_pick, show_papers
from sphinx_paperreview.cli.services import keep_told, open_channels, say_wanting, store_of
from sphinx_paperreview.core.identifiers import PaperId
from sphinx_paperreview.fetch.gather import Gatherer, Told
from sphinx_paperreview.fetch.http import Channel
from sphinx_paperreview.fetch.huggingface import HubPaper, ask_daily
from sphinx_paperreview.fetch.refusals import ServiceError


@dataclass(frozen=True)
class Choice:
    """How an author chooses from a list."""

    pick: str = ""
    """Numbers and ranges, or ``all``; empty where none are given."""
    min_upvotes: int | None = None


def pick_papers(
    journal: Path, listed: Mapping[str, str], choice: Choice, contact: str
) -> Mapping[PaperId, Told]:
    """Let the author pick from a list, and keep what services say of the papers.

    Args:
        journal: Whose pages may name some of them already.
        listed: The papers of a ``date``, of a ``week``, or by ``sort``: ``trending``.
        choice: What the author has picked beforehand.
        contact: Who asks, where the command line says so.

    :raises click.ClickException: There are none, or Hugging Face does not tell.
    """
    site = read_site(journal)
    store = store_of(journal, site)
    channels = open_channels(site, contact)
    papers = {paper.id: paper for paper in _listed(channels["huggingface"], listed)}
    named: dict[PaperId, str] = {}
    for paper, place in named_before(papers, journal):
        if isinstance(paper, PaperId):
            named.setdefault(paper, place)
    picked = [paper.id for paper in _choose(list(papers.values()), named, choice)]
    told = keep_told(store, Gatherer(channels, site.orgs, papers), picked)
    say_wanting(told)
    return told


def _listed(channel: Channel, parameters: Mapping[str, str]) -> list[HubPaper]:
    """Ask for a list of papers."""
    try:
        papers = ask_daily(channel, parameters)
    except ServiceError as error:
        raise click.ClickException(visible(str(error))) from None
    if not papers:
        of = " ".join(parameters.values())
        raise click.ClickException(f"Hugging Face has no papers of {of}; --date names another day")
    return papers


def _choose(
    papers: Sequence[HubPaper], named: Mapping[PaperId, str], choice: Choice
) -> list[HubPaper]:
    """Let the author choose; papers that the journal names already are left out.

    Nobody is asked where a choice is given, or nobody sits at a terminal: then the list is the
    result.
    """
    is_given = bool(choice.pick) or choice.min_upvotes is not None
    is_terminal = has_terminal()
    if not is_given:
        show_papers(papers, named, err=is_terminal)
        if not is_terminal:
            note("nothing is written: --pick 1,3-5 or --pick all says which papers to review")
            return []
    chosen = [papers[i] for i in _indices(papers, choice, is_given=is_given)]
    least = choice.min_upvotes or 0
    liked = [paper for paper in chosen if paper.upvotes >= least]
    if not liked:
        note(f"none of {count(len(chosen), 'paper')} has {least} upvotes")
    new = [paper for paper in liked if paper.id not in named]
    if len(new) < len(liked):
        note(f"{count(len(liked) - len(new), 'paper')} left out: the journal names them already")
    return new


def _indices(papers: Sequence[HubPaper], choice: Choice, *, is_given: bool) -> list[int]:
    if not is_given:
        return ask_which(len(papers))
    try:
        return parse_pick(choice.pick or "all", len(papers))
    except ValueError as error:
        raise click.UsageError(f"--pick {error}") from None
