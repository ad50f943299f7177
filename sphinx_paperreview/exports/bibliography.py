"""All reviewed papers as others take them: each made once, and written once in each form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.sources import SourceTable
from sphinx_paperreview.core.tables import PaperKey, Tables
from sphinx_paperreview.exports.bibtex import format_entry
from sphinx_paperreview.exports.coins import format_coins
from sphinx_paperreview.exports.csl_json import format_item
from sphinx_paperreview.exports.gathering import Entry, OwnKey, gather

FORMS: Mapping[str, Callable[[Entry], str]] = {
    "bib": format_entry,
    "csl": format_item,
    "coins": format_coins,
}
"""What writes a paper in each form."""


@dataclass
class Bibliography:
    """The papers of a journal; one is in many files and on many pages, and the same in all."""

    tables: Tables
    sources: SourceTable
    own_key: OwnKey
    """Tells the keys that papers have already."""
    _known_keys: Sequence[str] = ()
    _entries: dict[PaperKey, Entry] = field(default_factory=dict, repr=False)
    _written: dict[tuple[str, PaperKey], str] = field(default_factory=dict, repr=False)

    def recall(self, keys: Sequence[str]) -> None:
        """Take the citation keys that papers have had in a build that knew the same of them.

        Then no paper has to be looked at for another's sake.

        Args:
            keys: Those of all papers, as `keys` gave them; none where it gave none.
        """
        self._known_keys = keys

    @property
    def keys(self) -> Sequence[str]:
        """The citation keys of all papers, where any was asked for or recalled; else none."""
        if self._known_keys and (not self._entries or self._recalled):
            return self._known_keys
        return [entry.record.key for entry in self._entries.values()]

    @property
    def entries(self) -> Mapping[PaperKey, Entry]:
        """An entry for each paper, in the order of its newest review."""
        return {key: self.entry(key) for key in self._papers}

    def entry(self, key: PaperKey) -> Entry:
        """Give the entry of a paper; the first makes those of all others, to choose its key."""
        if key not in self._entries:
            wanted = [key] if self._recalled else list(self._papers)
            keys = [self._recalled[one] for one in wanted] if self._recalled else []
            papers = (self._papers[one] for one in wanted)
            found = gather(papers, self.sources, self.own_key, keys=keys)
            self._entries.update(zip(wanted, found, strict=True))
        return self._entries[key]

    def write(self, form: str, key: PaperKey) -> str:
        """Write a paper in one of `FORMS`."""
        if (form, key) not in self._written:
            self._written[form, key] = FORMS[form](self.entry(key))
        return self._written[form, key]

    def leads(self, review: Review) -> bool:
        """Tell whether a review is the first one of its paper on its page."""
        paper = self._papers.get(self.tables.paper_key(review), ())
        same = [one.position for one in paper if one.docname == review.docname]
        return review.position == min(same, default=review.position)

    def write_of(self, form: str, review: Review) -> str:
        """Write a review's paper in one of `FORMS`; ``""`` where no index holds it."""
        key = self.tables.paper_key(review)
        return self.write(form, key) if key in self._papers else ""

    @cached_property
    def _recalled(self) -> Mapping[PaperKey, str]:
        """The key of each paper; of none, where those that are known are not of these papers."""
        is_whole = len(self._known_keys) == len(self._papers)
        return dict(zip(self._papers, self._known_keys, strict=True)) if is_whole else {}

    @cached_property
    def _papers(self) -> Mapping[PaperKey, tuple[Review, ...]]:
        return {(paper[0].docname, paper[0].position): paper for paper in self.tables.papers}
