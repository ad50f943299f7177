"""What all reviews of a paper say of it, as one record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sphinx_paperreview.core.model import Paper, Partial, Review
from sphinx_paperreview.core.paper_id import PaperId
from sphinx_paperreview.core.sources import SourceTable
from sphinx_paperreview.core.titles import is_titled
from sphinx_paperreview.exports.keys import citation_keys
from sphinx_paperreview.metadata.paper_record import Fate, PaperRecord
from sphinx_paperreview.metadata.titles import title_text

T = TypeVar("T")

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")

OwnKey = Callable[[tuple[PaperId, ...]], str]
"""Tells the citation key that a paper has in its author's own files; ``""``: none."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper, as files tell of it."""

    record: PaperRecord
    """With a citation key that no other paper has."""
    url: str = ""
    """A page that shows it; ``""`` where none is known."""
    reviews: tuple[Review, ...] = ()
    """Newest first."""


def gather(
    papers: Iterable[Sequence[Review]],
    sources: SourceTable,
    own_key: OwnKey,
    *,
    keys: Sequence[str] = (),
) -> list[Entry]:
    """Make an entry for each paper, in their order.

    Args:
        papers: The reviews of each, newest first.
        sources: The site's sources.
        own_key: Tells the keys that papers have already.
        keys: Those that these papers were given among others; if none, they get some.
    """
    found = [_entry(tuple(reviews), sources, own_key) for reviews in papers]
    if keys:
        return [_keyed(entry, key) for entry, key in zip(found, keys, strict=True)]
    # Those that were reviewed first come first, so that a new review changes no key.
    order = sorted(range(len(found)), key=lambda number: _age(found[number]))
    keys = citation_keys([found[number].record for number in order])
    for number, key in zip(order, keys, strict=True):
        found[number] = _keyed(found[number], key)
    return found


def _keyed(entry: Entry, key: str) -> Entry:
    return replace(entry, record=replace(entry.record, key=key))


def _age(entry: Entry) -> tuple[object, ...]:
    return min((review.date or "9", review.docname, review.position) for review in entry.reviews)


def _entry(reviews: tuple[Review, ...], sources: SourceTable, own_key: OwnKey) -> Entry:
    papers = [review.paper for review in reviews]
    ids = tuple(dict.fromkeys(one for paper in papers for one in paper.ids))
    titled = next((review for review in reviews if is_titled(review, sources)), None)
    links = {link.kind: link.url for paper in reversed(papers) for link in reversed(paper.links)}
    venue = _first(papers, lambda paper: paper.venue) or ""
    # The id of one tells the month alone, where another has the day.
    dates = [paper.published for paper in papers if paper.published] or _dates_in(venue)
    record = PaperRecord(
        ids=ids,
        key=own_key(ids),
        title=title_text(titled.paper.title) if titled else "",
        subtitle=title_text(titled.paper.subtitle) if titled else "",
        authors=tuple(dict.fromkeys(_first(papers, lambda paper: paper.authors) or ())),
        org=tuple(dict.fromkeys(_first(papers, lambda paper: paper.orgs) or ())),
        venue=venue,
        published=max(dates, key=lambda date: len(date.isoformat()), default=None),
        code=links.get("code", ""),
        project=links.get("project", ""),
        fate=Fate(withdrawn=any(paper.withdrawn for paper in papers)),
    )
    return Entry(record, page_of(ids, sources), reviews)


def _first(papers: Iterable[Paper], value: Callable[[Paper], T]) -> T | None:
    """Give what the newest review says that says anything."""
    return next(filter(None, map(value, papers)), None)


def _dates_in(venue: str) -> list[Partial]:
    """Tell when a conference was: a paper without a year can hardly be cited."""
    year = _YEAR.search(venue)
    return [Partial(int(year[0]))] if year else []


def page_of(ids: Iterable[PaperId], sources: SourceTable) -> str:
    """Give the address of a page that shows a paper; ``""`` where none does."""
    return next(filter(None, (_page(one, sources) for one in ids)), "")


def _page(paper_id: PaperId, sources: SourceTable) -> str:
    if paper_id.scheme == "url":
        return paper_id.value
    home = sources.home(paper_id)
    return home.url_for(paper_id) if home else ""
