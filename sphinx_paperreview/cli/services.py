"""Services, as a command asks them: by whom, where, with what is told on the way."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

import click

from sphinx_paperreview.cli.console import note, progress, shown, visible
from sphinx_paperreview.cli.contact import agent_of
from sphinx_paperreview.cli.journal import read_site
from sphinx_paperreview.cli.naming import Paper
from sphinx_paperreview.cli.parameters import today
from sphinx_paperreview.core.identifiers import PaperId
from sphinx_paperreview.fetch.gather import ASKABLE, Gatherer, Told
from sphinx_paperreview.fetch.http import Channel, Clock
from sphinx_paperreview.fetch.services import InvalidAddress, services
from sphinx_paperreview.fetch.store import Store
from sphinx_paperreview.knowledge import DEFAULT
from sphinx_paperreview.metadata.parsed import InvalidFile

if TYPE_CHECKING:
    from sphinx_paperreview.metadata.paper_record import PaperRecord
    from sphinx_paperreview.site import Site

CLOCK = Clock()

T = TypeVar("T")


def open_channels(site: Site, contact: str, *, openalex: bool = False) -> dict[str, Channel]:
    """Make what asks the services, by their keys; nothing is asked yet.

    :raises click.UsageError: Nobody says who asks, or a variable names no address.
    """
    agent = agent_of(contact, site.settings.contact)
    try:
        known = services(os.environ)
    except InvalidAddress as error:
        raise click.UsageError(str(error)) from None
    return {
        key: Channel(service, agent, clock=CLOCK, tell=note)
        for key, service in known.items()
        if openalex or key != "openalex"
    }


def store_of(journal: Path, site: Site) -> Store:
    """Give the file of a journal into which papers go, once it is sure that it takes them."""
    (default,) = DEFAULT
    names = site.settings.metadata
    name = next((one for one in names if PurePosixPath(one).name == default), default)
    store = Store(journal / name)
    with_message(store, store.check)
    if name not in names:
        note(f"paperreview_metadata does not name {name!r}: cards will take nothing from it")
    return store


def known_record(site: Site, ids: Iterable[PaperId]) -> PaperRecord | None:
    """Give what the first of a journal's files says of a paper that has a title for it."""
    said = site.knowledge.known.about(map(str, ids))
    return next((one.record for one in said if one.record.title), None)


def with_message(store: Store, use: Callable[[], T]) -> T:
    """Use the file; what is wrong in it is one line for the author."""
    try:
        return use()
    except InvalidFile as error:
        place = f"{shown(store.path)}:{error.line}" if error.line else shown(store.path)
        raise click.ClickException(
            f"{place}: {error}; nothing is written until that is mended"
        ) from None


def keep_told(
    store: Store,
    gatherer: Gatherer,
    ids: Sequence[PaperId],
    also: Mapping[PaperId | None, Sequence[PaperId]] = MappingProxyType({}),
) -> dict[PaperId, Told]:
    """Ask of papers, and keep what is told batch by batch, so that an interruption loses little.

    Args:
        store: Where it is kept.
        gatherer: Who asks.
        ids: Of which papers.
        also: What else reviews call some of them: a record is found under these names, too.
    """
    told: dict[PaperId, Told] = {}
    with progress("Asking", len(ids)) as bar:
        for batch in gatherer.gather(ids):
            records = [_named(one.record, also.get(one.id, ())) for one in batch if one.record]
            with_message(store, partial(store.put, records, today()))
            told |= {one.id: one for one in batch}
            bar.update(len(batch))
    return told


def _named(record: PaperRecord, ids: Iterable[PaperId]) -> PaperRecord:
    return replace(record, ids=tuple(dict.fromkeys((*record.ids, *ids))))


def tell_of(journal: Path, papers: Iterable[Paper], contact: str) -> Mapping[PaperId, Told]:
    """Ask of papers for a post, which is written whatever comes of it."""
    ids = [one for one in papers if isinstance(one, PaperId)]
    site = read_site(journal)
    records = {one: record for one in ids if (record := known_record(site, [one]))}
    known = {one: Told(one, record) for one, record in records.items()}
    unknown = [one for one in ids if one not in known and one.scheme in ASKABLE]
    if not unknown:
        return known
    store = store_of(journal, site)
    told = keep_told(store, Gatherer(open_channels(site, contact), site.orgs), unknown)
    if say_wanting(told):
        note("the post names such papers by their ids alone; sphinx-paperreview fetch asks again")
    return known | told


def say_unsure(told: Iterable[Told]) -> None:
    """Tell the author of organisations that the journal's table may not have, each once."""
    papers: dict[tuple[str, str], list[str]] = {}
    for one in told:
        for unsure in one.unsure:
            papers.setdefault(unsure, []).append(str(one.id))
    for (name, near), ids in sorted(papers.items()):
        hint = f"is it {near!r}?" if near else "no table of organisations has it"
        note(f"organisation {name!r} of {_some(ids)} is left out: {hint}")
    if papers:
        note("a line in orgs.toml makes one known; then run fetch --refresh")


def say_wanting(told: Mapping[PaperId, Told]) -> list[str]:
    """Tell why papers are not known, or not wholly; list those that are not known at all."""
    reasons: dict[str, list[str]] = {}
    for paper_id, one in told.items():
        if one.why:
            reasons.setdefault(one.why, []).append(str(paper_id))
    for why, names in reasons.items():
        click.echo(visible(f"{_some(names)}: {why}"), err=True)
    return [str(paper_id) for paper_id, one in told.items() if one.record is None]


def _some(names: Sequence[str]) -> str:
    most = 20
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
