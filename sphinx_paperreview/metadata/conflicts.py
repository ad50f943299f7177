"""Where files say different things of one paper, so different that one of them may be wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sphinx_paperreview.core.folding import fold_text
from sphinx_paperreview.core.model import Partial
from sphinx_paperreview.core.paper_id import shorten
from sphinx_paperreview.metadata.known import Said
from sphinx_paperreview.metadata.paper_record import PaperRecord


@dataclass(frozen=True, slots=True)
class Conflict:
    """What two files say differently of a paper."""

    file: str
    """The one that counts."""
    message: str


def conflict_among(said: Sequence[Said], fields: Iterable[str]) -> Conflict | None:
    """Find the first two records of a paper that do not agree on some fields.

    Args:
        said: All that is said of the paper, in the order of the files.
        fields: Those that somebody shows.
    """
    wanted = tuple(fields)
    for number, first in enumerate(said):
        for other in said[number + 1 :]:
            found = list(_differences(first.record, other.record, wanted))
            if found:
                return _conflict(first, other, found)
    return None


def _conflict(first: Said, other: Said, differences: Sequence[str]) -> Conflict:
    record = first.record
    paper = str(record.ids[0]) if record.ids else record.key
    files = f"{first.file} and {other.file}"
    who = f"two records of {first.file}" if first.file == other.file else files
    told = "; ".join(differences)
    return Conflict(first.file, f"{who} disagree on {paper}: {told}; the first counts")


def _differences(first: PaperRecord, other: PaperRecord, fields: Iterable[str]) -> Iterator[str]:
    for name in filter(_AGREE.__contains__, fields):
        values = getattr(first, name), getattr(other, name)
        if all(values) and not _AGREE[name](first, other):
            yield f"{name} {_shown(values[0])} and {_shown(values[1])}"


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return shorten("; ".join(value))
    return shorten(value.isoformat() if isinstance(value, Partial) else value)


Agree = Callable[[PaperRecord, PaperRecord], bool]


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


def _link(name: str) -> Agree:
    def agree(first: PaperRecord, other: PaperRecord) -> bool:
        links = [str(getattr(one, name)).rstrip("/") for one in (first, other)]
        return links[0] == links[1]

    return agree


_AGREE: Mapping[str, Agree] = {
    "title": _title,
    "subtitle": _subtitle,
    "authors": _authors,
    "published": _published,
    "code": _link("code"),
    "project": _link("project"),
}
"""Organisations and venues are left out: a paper has several, and each has several names."""
