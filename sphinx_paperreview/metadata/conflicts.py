"""Where files say different things of one paper, so different that one of them may be wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sphinx_paperreview.core.folding import fold_text
from sphinx_paperreview.core.model import Partial
from sphinx_paperreview.core.orgs import OrgTable
from sphinx_paperreview.core.paper_id import shorten
from sphinx_paperreview.core.venues import may_be_one_name, may_be_one_venue
from sphinx_paperreview.metadata.known import Said
from sphinx_paperreview.metadata.paper_record import PaperRecord

Agree = Callable[[PaperRecord, PaperRecord], bool]
"""Tells whether two records that say something say the same."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What two files say differently of a paper."""

    file: str
    """The one that counts."""
    message: str


def conflict_among(said: Sequence[Said], fields: Iterable[str], orgs: OrgTable) -> Conflict | None:
    """Find the first two records of a paper that do not agree on some fields.

    Args:
        said: All that is said of the paper, in the order of the files.
        fields: Those that somebody shows.
        orgs: The organisations of the site, each with its names.
    """
    agree: dict[str, Agree] = {**_AGREE, "org": partial(_orgs, orgs)}
    wanted = [(name, agree[name]) for name in fields if name in agree]
    for number, first in enumerate(said):
        for other in said[number + 1 :]:
            if _is_correction(first, other):
                continue
            found = list(_differences(first.record, other.record, wanted))
            if found:
                return _conflict(first, other, found)
    return None


def _is_correction(first: Said, other: Said) -> bool:
    """Tell whether an author has written a record to put right what was fetched."""
    return first.file == other.file and bool(other.record.source) and not first.record.source


def _conflict(first: Said, other: Said, differences: Sequence[str]) -> Conflict:
    record = first.record
    paper = str(record.ids[0]) if record.ids else record.key
    files = f"{first.file} and {other.file}"
    who = f"two records of {first.file}" if first.file == other.file else files
    told = "; ".join(differences)
    return Conflict(first.file, f"{who} disagree on {paper}: {told}; the first counts")


def _differences(
    first: PaperRecord, other: PaperRecord, wanted: Iterable[tuple[str, Agree]]
) -> Iterator[str]:
    for name, agree in wanted:
        values = getattr(first, name), getattr(other, name)
        if all(values) and not agree(first, other):
            yield f"{name} {_shown(values[0])} and {_shown(values[1])}"


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return shorten("; ".join(value))
    return shorten(value.isoformat() if isinstance(value, Partial) else value)


def _title(first: PaperRecord, other: PaperRecord) -> bool:
    """Tell whether two titles are one; a file may have the subtitle in the title."""
    one, two = (
        {_letters(said.title), _letters(said.title + said.subtitle)} for said in (first, other)
    )
    return not one.isdisjoint(two)


def _subtitle(first: PaperRecord, other: PaperRecord) -> bool:
    return _letters(first.subtitle) == _letters(other.subtitle)


def _letters(text: str) -> str:
    """Fold a text to its letters and digits: marks and blanks differ from file to file."""
    return "".join(filter(str.isalnum, fold_text(text)))


def _authors(first: PaperRecord, other: PaperRecord) -> bool:
    """Tell whether the lists begin with the same family name: first names get shortened."""
    families = [fold_text(one.authors[0].split()[-1]) for one in (first, other)]
    return families[0] == families[1]


def _published(first: PaperRecord, other: PaperRecord) -> bool:
    """Tell whether the years are close: a preprint is older than the paper."""
    years = [one.published.year for one in (first, other) if one.published]
    return max(years) - min(years) <= 1


def _venue(first: PaperRecord, other: PaperRecord) -> bool:
    return may_be_one_venue(first.venue, other.venue)


def _orgs(table: OrgTable, first: PaperRecord, other: PaperRecord) -> bool:
    """Tell whether two lists have an organisation in common: of several, each may name some."""
    return any(_is_one_org(one, two, table) for one in first.org for two in other.org)


def _is_one_org(name: str, other: str, table: OrgTable) -> bool:
    one, two = table.find(name), table.find(other)
    if one and two:
        return one is two or one.key == two.parent or two.key == one.parent
    return may_be_one_name(name, other)


def _link(name: str) -> Agree:
    def agree(first: PaperRecord, other: PaperRecord) -> bool:
        links = [str(getattr(one, name)).rstrip("/") for one in (first, other)]
        return links[0] == links[1]

    return agree


_AGREE: Mapping[str, Agree] = {
    "title": _title,
    "subtitle": _subtitle,
    "authors": _authors,
    "venue": _venue,
    "published": _published,
    "code": _link("code"),
    "project": _link("project"),
}
"""By the names of fields; organisations need a table of their names besides."""
