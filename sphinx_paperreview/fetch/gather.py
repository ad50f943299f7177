"""Ask services of many papers: a few at a time, each service as long as it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from sphinx_paperreview.core.identifiers import PaperId
from sphinx_paperreview.core.orgs import OrgTable
from sphinx_paperreview.fetch.arxiv import ask_arxiv
from sphinx_paperreview.fetch.http import Channel
from sphinx_paperreview.fetch.huggingface import HubPaper, ask_huggingface
from sphinx_paperreview.fetch.merging import merge
from sphinx_paperreview.fetch.organizations import Organization, match, matched
from sphinx_paperreview.fetch.refusals import NotKnown, ServiceError
from sphinx_paperreview.fetch.registries import ask_crossref, ask_datacite, ask_openalex
from sphinx_paperreview.metadata.paper_record import PaperRecord

ASKABLE = ("arxiv", "doi")
"""Schemes of the ids that a service can be asked of."""

BATCH = 20
"""Papers after which what has been told is kept. arXiv is asked once for them."""

_MOST_ORGS = 3

T = TypeVar("T")


@dataclass(frozen=True)
class Told:
    """What services say of one paper."""

    id: PaperId
    record: PaperRecord | None = None
    """None where no service has said anything."""
    unsure: tuple[tuple[str, str], ...] = ()
    """Organisations that the journal's table may not have, and what it may mean, or empty."""
    wanting: tuple[str, ...] = ()
    """Why something is missing, by service; a service that does not know a paper is no reason."""
    unknown_to: tuple[str, ...] = ()
    """The names of the services that do not know it."""

    @property
    def why(self) -> str:
        """Say why nothing, or not all, is known."""
        *others, last = self.unknown_to or [""]
        who = f"{', '.join(others)} and {last} do" if others else f"{last} does"
        unknown = f"{who} not know it" if last else ""
        return "; ".join(filter(None, (*self.wanting, unknown)))


@dataclass
class Gatherer:
    """Asks services of papers, and makes one record of each."""

    channels: Mapping[str, Channel]
    """By the keys of services. OpenAlex may be missing: then it is not asked."""
    orgs: OrgTable
    """The organisations of the journal."""
    told_before: Mapping[PaperId, HubPaper] = field(default_factory=dict)
    """What Hugging Face has said already, in a list."""

    def gather(self, ids: Sequence[PaperId]) -> Iterator[list[Told]]:
        """Yield what is told of papers, a batch at a time.

        Args:
            ids: Of schemes in `ASKABLE`.
        """
        for start in range(0, len(ids), BATCH):
            yield self._batch(ids[start : start + BATCH])

    def _batch(self, ids: Sequence[PaperId]) -> list[Told]:
        of_arxiv = [paper_id for paper_id in ids if paper_id.scheme == "arxiv"]
        said, failure = self._of_arxiv(of_arxiv)
        return [
            self._arxiv_paper(paper_id, said.get(paper_id), failure)
            if paper_id.scheme == "arxiv"
            else self._doi(paper_id)
            for paper_id in ids
        ]

    def _of_arxiv(self, ids: Sequence[PaperId]) -> tuple[Mapping[PaperId, PaperRecord], str]:
        """Ask arXiv of all at once; say why it has not answered."""
        try:
            return (ask_arxiv(self.channels["arxiv"], ids) if ids else {}), ""
        except ServiceError as error:
            return {}, str(error)

    def _arxiv_paper(self, paper_id: PaperId, said: PaperRecord | None, failure: str) -> Told:
        asking = _Asking(self.channels)
        if failure:
            asking.wanting.append(failure)
        elif said is None:
            asking.unknown_to.append(self.channels["arxiv"].service.name)
        hub = self.told_before.get(paper_id) or asking.ask(
            "huggingface", partial(ask_huggingface, paper_id=paper_id)
        )
        records = [said] if said else []
        if hub:
            records.append(hub.record)
        if not any(record.title for record in records):
            other = asking.ask("datacite", partial(ask_datacite, paper_id=paper_id))
            records += [other] if other else []
        return self._finished(paper_id, records, asking, hub.organization if hub else None)

    def _doi(self, paper_id: PaperId) -> Told:
        asking = _Asking(self.channels)
        found = asking.ask("crossref", partial(ask_crossref, paper_id=paper_id))
        found = found or asking.ask("datacite", partial(ask_datacite, paper_id=paper_id))
        return self._finished(paper_id, [found] if found else [], asking, None)

    def _finished(
        self,
        paper_id: PaperId,
        records: Sequence[PaperRecord],
        asking: _Asking,
        organization: Organization | None,
    ) -> Told:
        if not any(record.title for record in records):
            return Told(paper_id, None, (), tuple(asking.wanting), tuple(asking.unknown_to))
        record = merge(records)
        if "huggingface" in asking.asked:  # also where it does not know the paper
            record = replace(record, source=tuple(sorted({*record.source, "huggingface"})))
        sure, unsure = self._orgs(paper_id, asking, organization)
        return Told(paper_id, replace(record, org=sure), unsure, tuple(asking.wanting))

    def _orgs(
        self, paper_id: PaperId, asking: _Asking, organization: Organization | None
    ) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
        """Give the organisations that are sure, and those that are not."""
        if organization is not None:
            found = [(str(organization), match(organization, self.orgs))]
        elif "openalex" in self.channels:
            names = asking.ask("openalex", partial(ask_openalex, paper_id=paper_id)) or []
            found = list(matched(names, self.orgs))[:_MOST_ORGS]
        else:
            found = []
        sure = tuple(what.org for _name, what in found if what.is_sure)
        return sure, tuple((name, what.org) for name, what in found if not what.is_sure)


@dataclass
class _Asking:
    """Asks several services of one paper, and keeps why they do not answer."""

    channels: Mapping[str, Channel]
    wanting: list[str] = field(default_factory=list)
    unknown_to: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    """The services that have answered, be it that they do not know."""

    def ask(self, key: str, question: Callable[[Channel], T]) -> T | None:
        """Ask one of them."""
        try:
            answer = question(self.channels[key])
        except NotKnown:
            self.asked.add(key)
            self.unknown_to.append(self.channels[key].service.name)
            return None
        except ServiceError as error:
            self.wanting.append(str(error))
            return None
        self.asked.add(key)
        return answer
